// source_fuzz.c: what must hold of the documents of a dump, whatever the bytes were
//
// The first byte of the input chooses the name of what follows, so that every reader is tried, and whether it can only
// be read once from its beginning to its end.

#include "dump/reading.h"
#include "demand.h"

static const char *const names[] = {"-",       "x",      "x.tar.gz", "x.zip",
                                    "x.jsonl", "x.mbox", "x.eml",    "x.txt.xz"};

enum { ITEM = 1 << 20, ENTRIES = 1000 };

struct bytes {
	const char *at;
	size_t left;
};

static ssize_t give(void *context, char *to, size_t max)
{
	struct bytes *b = context;
	size_t n = b->left < max ? b->left : max;
	memcpy(to, b->at, n);
	b->at += n;
	b->left -= n;
	return (ssize_t)n;
}

struct heard {
	struct buf named;
	size_t items;
};

static bool on_name(void *context, const struct item *item)
{
	struct heard *h = context;
	demand(item->path.n > 0, "a path is never empty");
	demand(h->named.n == 0, "what is named is taken or fails before the next is named");
	// Every seventh is not wanted.
	if (++h->items % 7 == 0)
		return false;
	buf_put(&h->named, item->path);
	return true;
}

static bool on_take(void *context, const struct item *item)
{
	struct heard *h = context;
	demand(str_eq(buf_str(&h->named), item->path), "what is taken was named");
	demand(item->content.n <= ITEM, "no item is beyond the limit");
	buf_clear(&h->named);
	return true;
}

static bool on_fail(void *context, const struct item *item, const char *why)
{
	struct heard *h = context;
	demand(h->named.n == 0 || str_eq(buf_str(&h->named), item->path),
	       "what fails was named, or is the whole");
	demand(why && *why, "a failure says why");
	buf_clear(&h->named);
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	struct heard heard = {0};
	struct receiver receiver = {
		.name = on_name, .take = on_take, .fail = on_fail, .context = &heard};
	struct reporter reporter = {0};
	struct reading r = {
		.limits = {.item = ITEM, .entries = ENTRIES, .ratio = 20, .depth = 3},
		.receiver = &receiver,
		.reporter = &reporter,
		.packed = size,
	};
	struct bytes bytes = {(const char *)data + 1, size - 1};
	struct str path = str_from(names[data[0] % LENGTH(names)]);
	struct content c = {
		.item = {.path = path, .carrier = path},
		.path = path,
		.in = {give, &bytes},
		.named = (data[0] & 0x40) != 0,
		// As if a compression was taken off it: held in memory where its format asks for that.
		.packings = data[0] & 0x80 ? 1 : 0,
	};
	demand(content_read(&r, &c), "reading ends early only where the receiver wants it");
	demand(heard.named.n == 0, "what is named last is taken or fails");
	demand(heard.items <= 2 * ENTRIES, "entries are bounded");
	buf_free(&heard.named);
	buf_free(&r.content);
	return 0;
}
