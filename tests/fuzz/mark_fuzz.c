// mark_fuzz.c: any bytes through teiclean and teimark
//
// The laws: unmarking gives the cleaned text back, and so does reading the written rows first.

#include <stdlib.h>

#include "clean/clean.h"
#include "mark/mark.h"

static struct marker marker;
static struct reporter reporter;

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	if (!marker_open(&marker, NULL, (struct str){0}, &reporter))
		abort();
	return 0;
}

static void expect(const struct transcript *t, struct str cleaned)
{
	struct buf text = {0};
	transcript_unmark(t, &text);
	if (!str_eq(buf_str(&text), cleaned))
		abort();
	buf_free(&text);
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
	struct str input = {(const char *)bytes, n};
	struct clean_options options = {0};
	struct buf cleaned = {0}, copy = {0}, rows = {0};
	struct transcript t = {0};
	if (clean(input, "-", &options, &cleaned, &reporter)) {
		buf_put(&copy, buf_str(&cleaned));
		if (!mark(&marker, &copy, "-", NULL, &t, &reporter))
			abort();
		expect(&t, buf_str(&cleaned));
		transcript_write(&t, &rows);
		transcript_free(&t);
		if (!transcript_read(&t, &rows, "-", &reporter))
			abort();
		expect(&t, buf_str(&cleaned));
		transcript_free(&t);
	}
	buf_free(&cleaned);
	buf_free(&copy);
	buf_free(&rows);
	return 0;
}
