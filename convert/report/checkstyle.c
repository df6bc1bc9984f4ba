// checkstyle.c: findings as Checkstyle's XML

#include <stdlib.h>

#include "core/markup.h"
#include "report/format.h"

struct checkstyle {
	struct sheet sheet;
	const struct format_settings *settings;
	struct buf file; // the name of the open <file>
	bool is_open;
};

static void *checkstyle_open(FILE *stream, const struct format_settings *settings)
{
	struct checkstyle *c = calloc(1, sizeof *c);
	if (!c)
		return NULL;
	*c = (struct checkstyle){.sheet = {.stream = stream}, .settings = settings};
	buf_puts(&c->sheet.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	                        "<checkstyle version=\"4.3\">\n");
	sheet_write(&c->sheet);
	return c;
}

static void close_file(struct checkstyle *c)
{
	if (c->is_open)
		buf_puts(&c->sheet.out, "</file>\n");
	c->is_open = false;
}

// The <file> of what follows; a finding on a schema has one of its own among those on the document.
static void open_file(struct checkstyle *c, const char *file)
{
	struct str path = str_from(format_path(file, c->settings));
	if (c->is_open && str_eq(buf_str(&c->file), path))
		return;
	close_file(c);
	buf_clear(&c->file);
	buf_put(&c->file, path);
	buf_puts(&c->sheet.out, "<file name=\"");
	markup_put_name(&c->sheet.out, path);
	buf_puts(&c->sheet.out, "\">\n");
	c->is_open = true;
}

static void checkstyle_begin(void *context, const char *file, enum visit visit)
{
	struct checkstyle *c = context;
	(void)visit;
	close_file(c);
	open_file(c, file);
	sheet_write(&c->sheet);
}

static void checkstyle_end(void *context)
{
	struct checkstyle *c = context;
	close_file(c);
	sheet_write(&c->sheet);
}

static const char *severity_of(const struct report *report)
{
	return report->severity == SEVERITY_FATAL ? "error" : severity_name(report->severity);
}

static void checkstyle_report(void *context, const struct report *report)
{
	struct checkstyle *c = context;
	struct buf *out = &c->sheet.out;
	open_file(c, report->place.file);
	buf_printf(out, "<error line=\"%zu\"", report->place.line);
	if (report->place.column)
		buf_printf(out, " column=\"%zu\"", report->place.column);
	markup_attribute(out, "severity", str_from(severity_of(report)));
	markup_attribute(out, "message", report->message);
	buf_printf(out, " source=\"%s.", c->settings->program);
	markup_put(out, str_from(format_rule(report)));
	buf_puts(out, "\"/>\n");
	sheet_write(&c->sheet);
}

static bool checkstyle_close(void *context, struct reporter *errors)
{
	struct checkstyle *c = context;
	close_file(c);
	buf_puts(&c->sheet.out, "</checkstyle>\n");
	bool good = sheet_close(&c->sheet, errors);
	buf_free(&c->file);
	free(c);
	return good;
}

const struct format format_checkstyle = {
	.name = "checkstyle",
	.open = checkstyle_open,
	.begin = checkstyle_begin,
	.end = checkstyle_end,
	.report = checkstyle_report,
	.close = checkstyle_close,
};
