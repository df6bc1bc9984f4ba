// clean_fuzz.c: what must hold of cleaned text, whatever the bytes were
//
// The first byte of the input chooses the encoding and the format, so that every reader is tried.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clean/clean.h"
#include "core/transcript.h"
#include "core/unicode.h"
#include "demand.h"

static const char *const encodings[] = {
	NULL,         NULL,        NULL,        NULL,           NULL,          NULL,
	NULL,         NULL,        "utf-8",     "windows-1251", "utf-16le",    "utf-16be",
	"utf-16",     "utf-32",    "shift_jis", "gb18030",      "iso-2022-jp", "utf-7",
	"big5-hkscs", "macintosh", "euc-kr",    "tcvn",
};

static const char *const formats[] = {NULL, "text", "markdown", "vtt", "srt", "html", NULL, NULL};

static void check_line(struct str line)
{
	struct str text = str_after(line, line_hints(line).n);
	if (text.n < line.n)
		text = str_after(text, 1);
	demand(str_find_char(text, '\t') == text.n, "no TAB but behind hints");
	demand(text.n == 0 || text.s[text.n - 1] != ' ', "no blanks at the end of a line");
	size_t at = 0;
	while (at < line.n) {
		int32_t c = utf8_next(line, &at);
		demand(c == '\t' || c >= 0x20, "no C0 controls");
		demand(!(c >= 0x7f && c < 0xa0), "no C1 controls");
		demand(c == ' ' || c == '\t' || !unicode_is_space(c), "no space but the blank");
		demand(c != 0xfffe && c != 0xffff, "nothing that XML cannot write");
	}
}

static void check_text(struct str text)
{
	struct str rest = text, line;
	demand(text.n > 0 && text.s[text.n - 1] == '\n', "a line feed at the end");
	demand(utf8_is_valid(text), "valid UTF-8");
	demand(unicode_is_nfc(text), "NFC");
	while (str_field(&rest, '\n', &line))
		check_line(line);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	struct clean_options options = {
		.encoding = encodings[data[0] % 32 % (sizeof encodings / sizeof *encodings)],
		.announced = str_from(encodings[8 + data[0] % 12]),
		.from = formats[data[0] / 32],
		.max = (size_t)1 << 24,
	};
	struct reporter reporter = {0};
	struct buf once = {0}, twice = {0};
	if (clean((struct str){(const char *)data + 1, size - 1}, "in", &options, &once,
	          &reporter)) {
		demand(report_status(&reporter) == 0, "status 0 when there is a document");
		check_text(buf_str(&once));
		size_t warnings = reporter.count[SEVERITY_WARNING];
		memset(reporter.count, 0, sizeof reporter.count);
		struct clean_options again = {.from = options.from};
		demand(clean(buf_str(&once), "once", &again, &twice, &reporter),
		       "it can be cleaned again");
		// Two columns side by side are there still; bytes were mended.
		demand(reporter.count[SEVERITY_WARNING] <= (warnings > 0),
		       "no warning for clean text");
		demand(str_eq(buf_str(&once), buf_str(&twice)), "clean text stays as it is");
	} else {
		demand(report_status(&reporter) != 0, "a failure is reported");
		demand(once.n == 0, "a failure leaves no document");
	}
	buf_free(&once);
	buf_free(&twice);
	return 0;
}
