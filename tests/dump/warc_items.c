// warc_items.c: what warc_read tells of a file, a line of JSON for each call, for tests/dump/warc.t
//
//	warc_items [--item=BYTES] [--entries=N] [--ratio=N] [--piece=BYTES] [--skip=TEXT] [--where=PATH] < FILE
//
// Bytes are written as the characters of the same number. Documents whose path has TEXT in it are not wanted.

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "dump/warc.h"

struct listing {
	const char *skip;
	size_t piece; // bytes that are read at a time
	bool named;   // an item waits for its content
};

static void put(const char *name, struct str s)
{
	printf(", \"%s\": \"", name);
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.s[i];
		if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\')
			putchar(c);
		else
			printf("\\u%04x", c);
	}
	putchar('"');
}

static void put_item(const char *event, const struct item *item)
{
	printf("{\"event\": \"%s\"", event);
	put("path", item->path);
	put("uri", item->uri);
	put("captured", item->captured);
	put("charset", item->charset);
	put("type", item->type);
	put("carrier", item->carrier);
	if (item->has_offset)
		printf(", \"offset\": %llu", (unsigned long long)item->offset);
}

static void expect_named(struct listing *l, bool named)
{
	if (l->named != named)
		printf("{\"event\": \"disorder\"}\n");
	l->named = false;
}

static bool on_name(void *context, const struct item *item)
{
	struct listing *l = context;
	expect_named(l, false);
	bool wanted = !l->skip || str_find(item->path, str_from(l->skip)) == item->path.n;
	l->named = wanted;
	put_item(wanted ? "name" : "skip", item);
	printf("}\n");
	return wanted;
}

static bool on_take(void *context, const struct item *item)
{
	expect_named(context, true);
	put_item("take", item);
	put("content", item->content);
	printf("}\n");
	return true;
}

static bool on_fail(void *context, const struct item *item, const char *why)
{
	struct listing *l = context;
	bool archive = !l->named;
	l->named = false;
	put_item(archive ? "broken" : "fail", item);
	put("why", str_from(why));
	printf("}\n");
	return true;
}

static void on_pass(void *context, const struct item *item, const char *kind, struct str detail)
{
	expect_named(context, false);
	put_item("pass", item);
	put("kind", str_from(kind));
	put("detail", detail);
	printf("}\n");
}

static ssize_t on_read(void *context, char *to, size_t max)
{
	const struct listing *l = context;
	return read(STDIN_FILENO, to, l->piece && l->piece < max ? l->piece : max);
}

// The value of "--name=value", or NULL.
static const char *option(const char *argument, const char *name)
{
	size_t n = strlen(name);
	return strncmp(argument, name, n) == 0 ? argument + n : NULL;
}

int main(int argc, char **argv)
{
	struct source_limits limits = {0};
	struct listing listing = {0};
	struct item where = {.carrier = STR("crawl.warc"), .has_offset = true};
	for (int i = 1; i < argc; i++) {
		const char *value;
		if ((value = option(argv[i], "--item=")))
			limits.item = strtoull(value, NULL, 10);
		else if ((value = option(argv[i], "--entries=")))
			limits.entries = strtoull(value, NULL, 10);
		else if ((value = option(argv[i], "--ratio=")))
			limits.ratio = strtoull(value, NULL, 10);
		else if ((value = option(argv[i], "--piece=")))
			listing.piece = strtoull(value, NULL, 10);
		else if ((value = option(argv[i], "--skip=")))
			listing.skip = value;
		else if ((value = option(argv[i], "--where=")))
			where.path = str_from(value);
		else
			return 2;
	}
	struct stream in = {on_read, &listing};
	struct receiver receiver = {.name = on_name,
	                            .take = on_take,
	                            .fail = on_fail,
	                            .pass = on_pass,
	                            .context = &listing};
	struct reporter reporter = {0};
	if (!warc_read(&in, &where, &limits, &receiver, &reporter))
		return 1;
	expect_named(&listing, false);
	return 0;
}
