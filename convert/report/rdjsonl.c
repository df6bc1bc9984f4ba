// rdjsonl.c: findings as lines of the Reviewdog Diagnostic Format

#include <stdlib.h>

#include "core/json.h"
#include "core/unicode.h"
#include "report/format.h"

struct rdjsonl {
	struct sheet sheet;
	const struct format_settings *settings;
};

static void *rdjsonl_open(FILE *stream, const struct format_settings *settings)
{
	struct rdjsonl *r = calloc(1, sizeof *r);
	if (r)
		*r = (struct rdjsonl){{.stream = stream}, settings};
	return r;
}

static const char *severity_of(const struct report *report)
{
	switch (report->severity) {
	case SEVERITY_INFO:
		return "INFO";
	case SEVERITY_WARNING:
		return "WARNING";
	default:
		return "ERROR";
	}
}

// The column as reviewdog counts, in bytes; 0: unknown. Ours count characters.
static size_t byte_column(const struct place *place)
{
	size_t at = 0;
	for (size_t c = 1; c < place->column; c++) {
		if (at >= place->source.n)
			return 0;
		utf8_next(place->source, &at);
	}
	return place->column ? at + 1 : 0;
}

static void put_location(struct buf *out, const struct place *place,
                         const struct format_settings *settings)
{
	size_t column = byte_column(place);
	json_key(out, "location");
	buf_putc(out, '{');
	json_member(out, "path", str_from(format_path(place->file, settings)));
	if (place->line) {
		buf_puts(out, ",\"range\":{\"start\":{");
		json_member_number(out, "line", place->line);
		if (column)
			json_member_number(out, "column", column);
		buf_puts(out, "}}");
	}
	buf_putc(out, '}');
}

static void rdjsonl_report(void *context, const struct report *report)
{
	struct rdjsonl *r = context;
	struct buf *out = &r->sheet.out;
	buf_putc(out, '{');
	json_member_visible(out, "message", report->message);
	put_location(out, &report->place, r->settings);
	json_member(out, "severity", str_from(severity_of(report)));
	json_key(out, "source");
	buf_putc(out, '{');
	json_member(out, "name", str_from(r->settings->program));
	buf_puts(out, "},\"code\":{");
	json_member(out, "value", str_from(format_rule(report)));
	buf_puts(out, "}}\n");
	sheet_write(&r->sheet);
}

static bool rdjsonl_close(void *context, struct reporter *errors)
{
	struct rdjsonl *r = context;
	bool good = sheet_close(&r->sheet, errors);
	free(r);
	return good;
}

const struct format format_rdjsonl = {
	.name = "rdjsonl",
	.is_lines = true,
	.open = rdjsonl_open,
	.report = rdjsonl_report,
	.close = rdjsonl_close,
};
