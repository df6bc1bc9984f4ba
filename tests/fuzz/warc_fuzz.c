// warc_fuzz.c: whatever the bytes of a web archive are, it is read within its limits and in order
//
// Laws: an item is named before it is taken or fails, and once; it has a path, and never more bytes than the
// limit; the same bytes in smaller pieces give the same calls.

#include <stdint.h>

#include "batch/checksum.h"
#include "dump/warc.h"
#include "demand.h"

enum { ITEM = 100000, ENTRIES = 2000, RATIO = 100 };

struct source {
	struct str rest;
	size_t piece;
};

static ssize_t on_read(void *context, char *to, size_t max)
{
	struct source *s = context;
	size_t n = max < s->piece ? max : s->piece;
	struct str taken = str_from_to(s->rest, 0, n);
	if (taken.n)
		memcpy(to, taken.s, taken.n);
	s->rest = str_after(s->rest, taken.n);
	return (ssize_t)taken.n;
}

struct calls {
	struct buf log;
	bool named;
	size_t documents;
};

static void put(struct calls *c, char event, const struct item *item, struct str more)
{
	struct checksum sum = checksum_of(item->content);
	demand(item->path.n > 0, "an item has a path");
	buf_printf(&c->log, "%c %llu ", event, (unsigned long long)item->offset);
	buf_put(&c->log, item->path);
	buf_put(&c->log, item->captured);
	buf_put(&c->log, item->type);
	buf_put(&c->log, item->charset);
	buf_put(&c->log, more);
	checksum_put(&c->log, &sum);
	buf_putc(&c->log, '\n');
}

static bool on_name(void *context, const struct item *item)
{
	struct calls *c = context;
	demand(!c->named, "one item at a time");
	demand(item->content.n == 0, "no content before it is asked for");
	c->named = ++c->documents % 5 != 0;
	put(c, 'n', item, (struct str){0});
	return c->named;
}

static bool on_take(void *context, const struct item *item)
{
	struct calls *c = context;
	demand(c->named, "named before it is taken");
	demand(item->content.n > 0 && item->content.n <= ITEM, "within the limit");
	c->named = false;
	put(c, 't', item, (struct str){0});
	return true;
}

static bool on_fail(void *context, const struct item *item, const char *why)
{
	struct calls *c = context;
	c->named = false;
	demand(why && *why, "a failure has a reason");
	put(c, 'f', item, str_from(why));
	return true;
}

static void on_pass(void *context, const struct item *item, const char *kind, struct str detail)
{
	struct calls *c = context;
	demand(!c->named && *kind, "passed over without being named");
	put(c, 'p', item, detail);
}

static void read_in_pieces(struct str bytes, size_t piece, struct calls *c)
{
	struct source source = {bytes, piece};
	struct stream in = {on_read, &source};
	struct item where = {.carrier = STR("fuzz.warc"), .has_offset = true};
	struct source_limits limits = {.item = ITEM, .entries = ENTRIES, .ratio = RATIO};
	struct receiver receiver = {
		.name = on_name, .take = on_take, .fail = on_fail, .pass = on_pass, .context = c};
	struct reporter reporter = {0};
	demand(warc_read(&in, &where, &limits, &receiver, &reporter), "it is read to its end");
	demand(!c->named, "what was named is taken or fails");
	demand(report_status(&reporter) == 0, "trouble of an archive is the receiver's");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct calls whole = {0}, pieces = {0};
	struct str bytes = {(const char *)data, size};
	read_in_pieces(bytes, SIZE_MAX, &whole);
	read_in_pieces(bytes, 37, &pieces);
	demand(str_eq(buf_str(&whole.log), buf_str(&pieces.log)), "the same in pieces");
	buf_free(&whole.log);
	buf_free(&pieces.log);
	return 0;
}
