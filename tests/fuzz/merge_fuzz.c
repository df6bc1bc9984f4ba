// merge_fuzz.c: any marked lines merged with any others
//
// The input is new rows, old rows and, perhaps, rows of a base, with a line "====" between them. The laws:
// the text of the new rows stays what it is, what comes out can be read again, and merging it once more
// with itself changes nothing (but odd blanks between arguments, the first time).

#include <stdlib.h>

#include "mark/merge.h"

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

static struct reporter reporter;

static bool read_part(struct transcript *t, struct str *rest)
{
	static const struct str separator = STR("\n====\n");
	size_t at = str_find(*rest, separator);
	struct buf text = {0};
	buf_put(&text, str_from_to(*rest, 0, at));
	buf_putc(&text, '\n');
	*rest = str_after(*rest, at + separator.n);
	return transcript_read(t, &text, "-", &reporter);
}

static void expect(const struct transcript *t, const struct buf *text)
{
	struct buf now = {0};
	transcript_unmark(t, &now);
	if (!str_eq(buf_str(&now), buf_str(text)))
		abort();
	buf_free(&now);
}

// Merging the result with itself.
static void again(struct transcript *t, const struct buf *text, bool compare)
{
	struct buf rows = {0}, twice = {0};
	struct transcript old = {0};
	struct merge_side side = {.rows = &old, .file = "-"};
	transcript_write(t, &rows);
	buf_put(&twice, buf_str(&rows));
	if (!transcript_read(&old, &twice, "-", &reporter) || !merge(t, &side, NULL, &reporter))
		abort();
	expect(t, text);
	transcript_write(t, &twice);
	if (compare && !str_eq(buf_str(&rows), buf_str(&twice)))
		abort();
	transcript_free(&old);
	buf_free(&rows);
	buf_free(&twice);
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
	struct str rest = {(const char *)bytes, n};
	struct transcript fresh = {0}, old = {0}, base = {0};
	struct buf text = {0};
	bool good = read_part(&fresh, &rest) && read_part(&old, &rest);
	bool based = good && rest.n && read_part(&base, &rest);
	struct merge_side before = {.rows = &old, .file = "-"};
	struct merge_side origin = {.rows = &base, .file = "-"};
	// What begins with settings has no line to keep its text in.
	if (good && fresh.n && !fresh.items[0].joined) {
		transcript_unmark(&fresh, &text);
		if (merge(&fresh, &before, based ? &origin : NULL, &reporter)) {
			expect(&fresh, &text);
			again(&fresh, &text, false);
			again(&fresh, &text, true);
		}
	}
	transcript_free(&fresh);
	transcript_free(&old);
	transcript_free(&base);
	buf_free(&text);
	return 0;
}
