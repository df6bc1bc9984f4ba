// github.c: findings as GitHub Actions' workflow commands, which it shows beside the lines

#include <stdlib.h>

#include "core/unicode.h"
#include "core/visible.h"
#include "report/format.h"
#include "report/stepsummary.h"

struct github {
	struct sheet sheet;
	const struct format_settings *settings;
	struct totals totals;
	struct step_summary summary;
};

static void *github_open(FILE *stream, const struct format_settings *settings)
{
	struct github *g = calloc(1, sizeof *g);
	if (!g)
		return NULL;
	*g = (struct github){.sheet = {.stream = stream}, .settings = settings};
	g->summary.path = getenv("GITHUB_STEP_SUMMARY");
	return g;
}

// What would end the command, or in a property the property, is percent-encoded.
static const char *escape_of(char c, bool is_property)
{
	switch (c) {
	case '%':
		return "%25";
	case '\r':
		return "%0D";
	case '\n':
		return "%0A";
	case ':':
		return is_property ? "%3A" : NULL;
	case ',':
		return is_property ? "%2C" : NULL;
	default:
		return NULL;
	}
}

static void put(struct buf *out, struct str s, bool is_property)
{
	for (size_t at = 0; at < s.n;) {
		const char *escape = escape_of(s.s[at], is_property);
		size_t from = at;
		utf8_next(s, &at);
		if (escape)
			buf_puts(out, escape);
		else
			visible_put(out, str_from_to(s, from, at));
	}
}

static const char *command_of(const struct report *report)
{
	static const char *const names[] = {"notice", "warning", "error", "error"};
	return names[report->severity];
}

// A file that is none of the repository's has no page to show it on.
static void put_place(struct buf *out, const struct place *place,
                      const struct format_settings *settings)
{
	if (!place->file || str_is(str_from(place->file), "-"))
		return;
	buf_puts(out, "file=");
	put(out, str_from(format_path(place->file, settings)), true);
	if (place->line)
		buf_printf(out, ",line=%zu", place->line);
	if (place->line && place->column)
		buf_printf(out, ",col=%zu", place->column);
	buf_putc(out, ',');
}

static void github_begin(void *context, const char *file, enum visit visit)
{
	struct github *g = context;
	(void)file;
	totals_begin(&g->totals, visit);
}

static void github_end(void *context)
{
	struct github *g = context;
	totals_end(&g->totals);
}

static void github_report(void *context, const struct report *report)
{
	struct github *g = context;
	struct buf *out = &g->sheet.out;
	buf_printf(out, "::%s ", command_of(report));
	put_place(out, &report->place, g->settings);
	buf_puts(out, "title=");
	put(out, str_from(format_rule(report)), true);
	buf_puts(out, "::");
	put(out, report->message, false);
	buf_putc(out, '\n');
	sheet_write(&g->sheet);
	totals_add(&g->totals, report);
	step_summary_add(&g->summary, report, g->settings);
}

// GitHub shows about ten of a kind; the total is a kind that nothing else has used up, in general.
static void put_total(struct github *g)
{
	struct buf *out = &g->sheet.out;
	if (!totals_any(&g->totals))
		return;
	buf_printf(out, "::notice title=%s::", g->settings->program);
	totals_say(&g->totals, out);
	buf_putc(out, '\n');
}

static bool github_close(void *context, struct reporter *errors)
{
	struct github *g = context;
	put_total(g);
	bool good = step_summary_close(&g->summary, &g->totals, g->settings, errors);
	good = sheet_close(&g->sheet, errors) && good;
	free(g);
	return good;
}

const struct format format_github = {
	.name = "github",
	.is_lines = true,
	.open = github_open,
	.begin = github_begin,
	.end = github_end,
	.report = github_report,
	.close = github_close,
};
