// source_items.c: lists what a source gives, a line of JSON an item, for the laws of sources.t
//
//   source_items [-i BYTES] [-e ENTRIES] [-r RATIO] [-d DEPTH] [-n NAME] [-s N] [-l] [-p] OPERAND…
//        -n: items of that path are not wanted; -s: no more after N; -l: operands are lists of names;
//        -p: what is passed over, too
//
// Bytes of paths that are no UTF-8 become %XX. At the end a line {"status": …}.

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "batch/checksum.h"
#include "dump/source.h"
#include "core/unicode.h"

struct listing {
	const char *unwanted;
	size_t most, taken;
	struct buf named; // the path that is to be taken or to fail
	bool passes;      // what is passed over is told, too
};

static void put_string(const char *key, struct str s)
{
	printf("\"%s\": \"", key);
	for (size_t at = 0; at < s.n;) {
		size_t from = at;
		int32_t c = utf8_next(s, &at);
		if (c < 0x20 || c == '"' || c == '\\' || c == '%')
			for (; from < at; from++)
				printf("%%%02X", (unsigned char)s.s[from]);
		else
			fwrite(s.s + from, 1, at - from, stdout);
	}
	printf("\"");
}

static void put_item(const struct item *item)
{
	put_string("path", item->path);
	printf(", ");
	put_string("carrier", item->carrier);
	const struct {
		const char *key;
		struct str value;
	} more[] = {{"uri", item->uri},
	            {"captured", item->captured},
	            {"charset", item->charset},
	            {"type", item->type},
	            {"modified", item->modified}};
	for (size_t i = 0; i < LENGTH(more); i++)
		if (more[i].value.n) {
			printf(", ");
			put_string(more[i].key, more[i].value);
		}
	if (item->has_offset)
		printf(", \"offset\": %" PRIu64, item->offset);
}

// The law of the receiver: who is taken was named just before.
static void hold(bool holds, const char *law)
{
	if (holds)
		return;
	printf("\nlaw broken: %s\n", law);
	exit(3);
}

static bool on_name(void *context, const struct item *item)
{
	struct listing *l = context;
	hold(l->named.n == 0, "what is named is taken or fails, before the next is named");
	hold(item->path.n > 0, "a path is never empty");
	if (l->unwanted && str_is(item->path, l->unwanted))
		return false;
	buf_put(&l->named, item->path);
	return true;
}

static bool on_take(void *context, const struct item *item)
{
	struct listing *l = context;
	struct checksum sum = checksum_of(item->content);
	struct buf digits = {0};
	hold(str_eq(buf_str(&l->named), item->path), "what is taken was named");
	buf_clear(&l->named);
	checksum_put(&digits, &sum);
	printf("{");
	put_item(item);
	printf(", \"n\": %zu, \"sum\": \"%s\"}\n", item->content.n, digits.s);
	buf_free(&digits);
	return ++l->taken != l->most;
}

static bool on_fail(void *context, const struct item *item, const char *why)
{
	struct listing *l = context;
	bool named = l->named.n && str_eq(buf_str(&l->named), item->path);
	hold(named || !l->named.n, "nothing else fails between a name and its item");
	buf_clear(&l->named);
	printf("{");
	put_item(item);
	printf(", \"whole\": %s, ", named ? "false" : "true");
	put_string("why", str_from(why));
	printf("}\n");
	return true;
}

static void on_pass(void *context, const struct item *item, const char *kind, struct str detail)
{
	struct listing *l = context;
	if (!l->passes)
		return;
	printf("{");
	put_item(item);
	printf(", \"pass\": \"%s\", ", kind);
	put_string("detail", detail);
	printf("}\n");
}

static void on_report(void *context, const struct report *report)
{
	(void)context;
	fprintf(stderr, "source_items: %s: %.*s\n", report->place.file ? report->place.file : "",
	        STR_ARG(report->message));
}

int main(int argc, char **argv)
{
	struct listing listing = {0};
	struct source_limits limits = {0};
	struct receiver receiver = {.name = on_name,
	                            .take = on_take,
	                            .fail = on_fail,
	                            .pass = on_pass,
	                            .context = &listing};
	struct reporter reporter = {.on_report = on_report};
	bool lists = false, more = true;
	for (int option; (option = getopt(argc, argv, "i:e:r:d:n:s:lp")) != -1;)
		switch (option) {
		case 'i':
			limits.item = strtoul(optarg, NULL, 10);
			break;
		case 'e':
			limits.entries = strtoul(optarg, NULL, 10);
			break;
		case 'r':
			limits.ratio = strtoul(optarg, NULL, 10);
			break;
		case 'd':
			limits.depth = (unsigned)strtoul(optarg, NULL, 10);
			break;
		case 'n':
			listing.unwanted = optarg;
			break;
		case 's':
			listing.most = strtoul(optarg, NULL, 10);
			break;
		case 'p':
			listing.passes = true;
			break;
		case 'l':
			lists = true;
			break;
		default:
			return 2;
		}
	for (int i = optind; more && i < argc; i++)
		more = lists ? source_read_list(argv[i], &limits, &receiver, &reporter)
		             : source_read(argv[i], &limits, &receiver, &reporter);
	hold(listing.named.n == 0 || !more, "what is named last is taken or fails");
	printf("{\"status\": %s, \"reports\": %zu}\n", more ? "true" : "false",
	       reporter.count[SEVERITY_FATAL]);
	buf_free(&listing.named);
	return fflush(stdout) == 0 ? 0 : 2;
}
