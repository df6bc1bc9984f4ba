// jsonl.c: findings as lines of JSON, with all that is known of each

#include <stdlib.h>

#include "core/json.h"
#include "core/visible.h"
#include "report/format.h"

enum { SOURCE_MAX = 1000 }; // characters of a source line; a document may be one line

static void *jsonl_open(FILE *stream, const struct format_settings *settings)
{
	(void)settings;
	struct sheet *sheet = calloc(1, sizeof *sheet);
	if (sheet)
		sheet->stream = stream;
	return sheet;
}

static void put_text_or_null(struct buf *out, const char *name, const char *s)
{
	json_key(out, name);
	if (s)
		json_put(out, str_from(s));
	else
		buf_puts(out, "null");
}

static void put_number_or_null(struct buf *out, const char *name, size_t number)
{
	json_key(out, name);
	if (number)
		buf_put_number(out, number);
	else
		buf_puts(out, "null");
}

static void put_source(struct buf *out, const struct place *place)
{
	struct excerpt e = excerpt(place, SOURCE_MAX);
	if (!place->source.n) {
		put_text_or_null(out, "source", NULL);
		return;
	}
	json_member(out, "source", e.whole);
	json_member_number(out, "source_from", e.from);
}

static void jsonl_report(void *context, const struct report *report)
{
	struct sheet *sheet = context;
	struct buf *out = &sheet->out;
	buf_putc(out, '{');
	put_text_or_null(out, "file", report->place.file);
	put_number_or_null(out, "line", report->place.line);
	put_number_or_null(out, "column", report->place.column);
	json_member(out, "level", str_from(severity_name(report->severity)));
	put_text_or_null(out, "rule", report->rule);
	json_member(out, "message", report->message);
	put_source(out, &report->place);
	buf_puts(out, "}\n");
	sheet_write(sheet);
}

static bool jsonl_close(void *context, struct reporter *errors)
{
	bool good = sheet_close(context, errors);
	free(context);
	return good;
}

const struct format format_jsonl = {
	.name = "jsonl",
	.is_lines = true,
	.open = jsonl_open,
	.report = jsonl_report,
	.close = jsonl_close,
};
