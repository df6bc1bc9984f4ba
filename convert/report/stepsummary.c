// stepsummary.c: a page in Markdown on a step of GitHub Actions

#include "report/stepsummary.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/unicode.h"
#include "core/visible.h"

// GitHub takes a megabyte a step. A message may quote much.
enum { ROWS_MAX = 200, ROWS_BYTES = 512 * 1024, CELL_MAX = 1000 }; // rows; bytes

static bool is_wanted(const struct step_summary *s)
{
	return s->path && *s->path;
}

// Text in a table, as text: every sign that means something to Markdown or HTML is escaped.
static void put_cell(struct buf *out, struct str text)
{
	struct buf visible = {0};
	visible_put(&visible, text);
	bool is_cut = visible.n > CELL_MAX;
	size_t end = is_cut ? utf8_begin(buf_str(&visible), CELL_MAX) : visible.n;
	for (size_t i = 0; i < end; i++) {
		char c = visible.s[i];
		if (c == '<')
			buf_puts(out, "&lt;");
		else if (c == '&')
			buf_puts(out, "&amp;");
		else if (strchr("\\`*_{}[]()#+-.!|~>@:", c))
			buf_printf(out, "\\%c", c);
		else
			buf_putc(out, c);
	}
	if (is_cut)
		buf_puts(out, "…");
	out->failed = out->failed || visible.failed;
	buf_free(&visible);
}

void step_summary_add(struct step_summary *s, const struct report *report,
                      const struct format_settings *settings)
{
	if (!is_wanted(s))
		return;
	if (tally_add(&s->rules, str_from(format_rule(report)), report->severity) == TALLY_NONE)
		s->rows.failed = true;
	if (s->n_rows >= ROWS_MAX || s->rows.n > ROWS_BYTES)
		return;
	s->n_rows++;
	buf_puts(&s->rows, "| ");
	put_cell(&s->rows, str_from(format_file(report->place.file, settings)));
	if (report->place.line)
		buf_printf(&s->rows, " | %zu | ", report->place.line);
	else
		buf_puts(&s->rows, " | | ");
	buf_printf(&s->rows, "%s | ", severity_name(report->severity));
	put_cell(&s->rows, report->message);
	buf_puts(&s->rows, " |\n");
}

static void put_rules(struct buf *out, const struct tally *rules)
{
	size_t *order = tally_order(rules);
	buf_puts(out, "| Rule | Findings |\n| --- | ---: |\n");
	for (size_t i = 0; order && i < rules->n; i++) {
		buf_puts(out, "| ");
		put_cell(out, tally_name(rules, order[i]));
		buf_printf(out, " | %zu |\n", tally_count(rules, order[i]));
	}
	out->failed = out->failed || !order;
	free(order);
}

static void put_page(struct buf *out, const struct step_summary *s, const struct totals *totals,
                     const struct format_settings *settings)
{
	size_t all = 0;
	for (int k = 0; k <= SEVERITY_FATAL; k++)
		all += totals->count[k];
	buf_printf(out, "### %s\n\n", settings->program);
	totals_say(totals, out);
	buf_puts(out, ".\n\n");
	if (!all)
		return;
	put_rules(out, &s->rules);
	buf_puts(out, "\n| File | Line | Level | Message |\n| --- | ---: | --- | --- |\n");
	buf_put(out, buf_str(&s->rows));
	if (all > s->n_rows)
		buf_printf(out, "\nThe first %zu of %zu findings are shown.\n", s->n_rows, all);
	buf_putc(out, '\n');
}

static bool append(const char *path, const struct buf *page, struct reporter *errors)
{
	int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
	FILE *file = fd >= 0 ? fdopen(fd, "a") : NULL;
	bool good = file && fwrite(page->s, 1, page->n, file) == page->n;
	if (file)
		good = fclose(file) == 0 && good;
	else if (fd >= 0)
		close(fd);
	if (!good)
		report_errno(errors, path, "add to the summary of the step");
	return good;
}

bool step_summary_close(struct step_summary *s, const struct totals *totals,
                        const struct format_settings *settings, struct reporter *errors)
{
	bool good = true;
	if (is_wanted(s)) {
		struct buf page = {0};
		put_page(&page, s, totals, settings);
		if (page.failed || s->rows.failed) {
			report_memory(errors);
			good = false;
		} else {
			good = append(s->path, &page, errors);
		}
		buf_free(&page);
	}
	buf_free(&s->rows);
	tally_free(&s->rules);
	return good;
}
