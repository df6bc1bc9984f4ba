// gitlab.c: findings as GitLab's Code Quality report

#include <inttypes.h>
#include <stdlib.h>

#include "core/json.h"
#include "report/fingerprint.h"
#include "report/format.h"

struct gitlab {
	struct sheet sheet;
	const struct format_settings *settings;
	struct tally seen;
	bool begun;
};

static void *gitlab_open(FILE *stream, const struct format_settings *settings)
{
	struct gitlab *g = calloc(1, sizeof *g);
	if (g)
		*g = (struct gitlab){.sheet = {.stream = stream}, .settings = settings};
	return g;
}

static void gitlab_begin(void *context, const char *file, enum visit visit)
{
	struct gitlab *g = context;
	(void)visit;
	(void)file;
	tally_free(&g->seen);
}

static const char *severity_of(const struct report *report)
{
	static const char *const names[] = {"info", "minor", "major", "blocker"};
	return names[report->severity];
}

// GitLab takes each fingerprint once: those that repeat differ by their number.
static void put_fingerprint(struct buf *out, const struct fingerprint *f)
{
	json_key(out, "fingerprint");
	buf_printf(out, "\"%016" PRIx64, f->hash);
	if (f->repeat > 1)
		buf_printf(out, "-%zu", f->repeat);
	buf_putc(out, '"');
}

static void gitlab_report(void *context, const struct report *report)
{
	struct gitlab *g = context;
	struct buf *out = &g->sheet.out;
	struct fingerprint f = fingerprint(&g->seen, report, g->settings);
	size_t line = report->place.line ? report->place.line : 1; // it is asked for
	buf_puts(out, g->begun ? ",\n{" : "[\n{");
	json_member_visible(out, "description", report->message);
	json_member(out, "check_name", str_from(format_rule(report)));
	put_fingerprint(out, &f);
	json_member(out, "severity", str_from(severity_of(report)));
	json_key(out, "location");
	buf_putc(out, '{');
	json_member(out, "path", str_from(format_path(report->place.file, g->settings)));
	buf_puts(out, ",\"lines\":{");
	json_member_number(out, "begin", line);
	buf_puts(out, "}}}");
	g->begun = true;
	sheet_write(&g->sheet);
}

static bool gitlab_close(void *context, struct reporter *errors)
{
	struct gitlab *g = context;
	buf_puts(&g->sheet.out, g->begun ? "\n]\n" : "[]\n");
	bool good = sheet_close(&g->sheet, errors);
	tally_free(&g->seen);
	free(g);
	return good;
}

const struct format format_gitlab = {
	.name = "gitlab",
	.open = gitlab_open,
	.begin = gitlab_begin,
	.report = gitlab_report,
	.close = gitlab_close,
};
