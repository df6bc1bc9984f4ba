// html.c: findings as a page that stands alone, for people

#include <stdlib.h>

#include "report/format.h"
#include "report/htmlparts.h"
#include "report/markup.h"
#include "report/spool.h"
#include "report/tally.h"
#include "report/visible.h"

enum {
	ROWS_MAX = 10000, // findings on the page; a browser holds no more with ease
	FILES_MAX = 1000, // rows of the table of files
	SOURCE_MAX = 160, // characters of a source line
};

struct html {
	struct sheet sheet; // on the spool: the counts stand above the findings
	FILE *stream;
	const struct format_settings *settings;
	struct totals totals;
	struct tally rules, files;
	size_t rows;
};

static void *html_open(FILE *stream, const struct format_settings *settings)
{
	struct html *h = calloc(1, sizeof *h);
	FILE *spool = h ? spool_open() : NULL;
	if (!spool) {
		free(h);
		return NULL;
	}
	*h = (struct html){.sheet = {.stream = spool}, .stream = stream, .settings = settings};
	return h;
}

static void html_begin(void *context, const char *file)
{
	struct html *h = context;
	(void)file;
	totals_begin(&h->totals);
}

static void html_end(void *context)
{
	struct html *h = context;
	totals_end(&h->totals);
}

// The line with its place marked. Scripts from right to left run as the line begins.
static void put_source(struct buf *out, const struct place *place)
{
	struct excerpt e = excerpt(place, SOURCE_MAX);
	buf_puts(out, "<pre dir=\"auto\"><code>");
	if (e.from > 1)
		buf_puts(out, "…");
	markup_put(out, e.before);
	if (e.at.n) {
		buf_puts(out, "<mark>");
		markup_put(out, e.at);
		buf_puts(out, "</mark>");
	}
	markup_put(out, e.after);
	if (e.is_cut)
		buf_puts(out, "…");
	buf_puts(out, "</code></pre>");
}

static void put_number_cell(struct buf *out, size_t number)
{
	buf_puts(out, "<td class=\"n\">");
	if (number)
		buf_put_number(out, number);
	buf_puts(out, "</td>");
}

static void put_row(struct buf *out, const struct report *report,
                    const struct format_settings *settings)
{
	struct str file = str_from(format_file(report->place.file, settings));
	struct str rule = str_from(format_rule(report));
	struct str level = str_from(severity_name(report->severity));
	buf_puts(out, "<tr");
	markup_attribute(out, "data-file", file);
	markup_attribute(out, "data-level", level);
	markup_attribute(out, "data-rule", rule);
	buf_puts(out, "><th scope=\"row\" class=\"file\"><bdi>");
	markup_put(out, file);
	buf_puts(out, "</bdi></th>");
	put_number_cell(out, report->place.line);
	put_number_cell(out, report->place.column);
	buf_printf(out, "<td class=\"%s\">%s</td><td>", level.s, level.s);
	markup_put(out, rule);
	buf_puts(out, "</td><td class=\"message\"><bdi>");
	markup_put(out, report->message);
	buf_puts(out, "</bdi>");
	if (report->place.source.n)
		put_source(out, &report->place);
	buf_puts(out, "</td></tr>\n");
}

static void html_report(void *context, const struct report *report)
{
	struct html *h = context;
	totals_add(&h->totals, report);
	struct str file = str_from(format_file(report->place.file, h->settings));
	if (tally_add(&h->rules, str_from(format_rule(report)), report->severity) == TALLY_NONE ||
	    tally_add(&h->files, file, report->severity) == TALLY_NONE)
		h->sheet.failed = true;
	if (h->rows >= ROWS_MAX)
		return;
	put_row(&h->sheet.out, report, h->settings);
	sheet_write(&h->sheet);
	h->rows++;
}

static void put_head(const struct html *h, struct buf *out)
{
	buf_puts(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	              "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
	              "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n");
	buf_printf(out, "<title>Findings of %s</title>\n<style>\n%s</style>\n</head>\n",
	           h->settings->program, html_style);
	buf_printf(out, "<body>\n<main>\n<h1>Findings of %s</h1>\n<p>", h->settings->program);
	totals_say(&h->totals, out);
	buf_puts(out, ".</p>\n");
}

static void put_counts(struct buf *out, const struct tally *t, const char *what, size_t max)
{
	size_t *order = tally_order(t);
	buf_printf(out,
	           "<table>\n<caption>By %s</caption>\n<thead><tr><th scope=\"col\">%s</th>"
	           "<th scope=\"col\">Findings</th><th scope=\"col\">Of these</th></tr></thead>\n"
	           "<tbody>\n",
	           what, what);
	for (size_t i = 0; order && i < t->n && i < max; i++) {
		buf_puts(out, "<tr><th scope=\"row\" class=\"file\"><bdi>");
		markup_put(out, tally_name(t, order[i]));
		buf_puts(out, "</bdi></th>");
		put_number_cell(out, tally_count(t, order[i]));
		buf_puts(out, "<td>");
		totals_counts(t->items[order[i]].count, out);
		buf_puts(out, "</td></tr>\n");
	}
	buf_puts(out, "</tbody>\n</table>\n");
	if (t->n > max)
		buf_printf(out, "<p>The %zu with most findings of %zu are shown.</p>\n", max, t->n);
	out->failed = out->failed || !order;
	free(order);
}

static void put_filter(struct buf *out)
{
	static const char *const fields[][2] = {
		{"file", "File"}, {"level", "Level"}, {"rule", "Rule"}};
	buf_puts(out, "<form id=\"filter\" hidden aria-label=\"Show some of the findings\">\n");
	for (size_t i = 0; i < LENGTH(fields); i++)
		buf_printf(out,
		           "<label>%s<select name=\"%s\"><option>all</option></select></label>\n",
		           fields[i][1], fields[i][0]);
	buf_puts(out, "<output id=\"shown\" aria-live=\"polite\"></output>\n</form>\n");
}

static void put_table_head(const struct html *h, struct buf *out)
{
	size_t all = 0;
	for (int s = 0; s <= SEVERITY_FATAL; s++)
		all += h->totals.count[s];
	put_counts(out, &h->rules, "rule", SIZE_MAX);
	put_counts(out, &h->files, "file", FILES_MAX);
	if (all > h->rows)
		buf_printf(out, "<p>The first %zu of %zu findings follow.</p>\n", h->rows, all);
	put_filter(out);
	buf_puts(out, "<table id=\"findings\">\n<caption>Findings</caption>\n<thead><tr>"
	              "<th scope=\"col\">File</th><th scope=\"col\">Line</th>"
	              "<th scope=\"col\">Column</th><th scope=\"col\">Level</th>"
	              "<th scope=\"col\">Rule</th><th scope=\"col\">Message</th></tr></thead>\n"
	              "<tbody>\n");
}

static bool html_close(void *context, struct reporter *errors)
{
	struct html *h = context;
	bool any = totals_any(&h->totals);
	struct sheet page = {.stream = h->stream};
	bool good = sheet_close(&h->sheet, errors);
	put_head(h, &page.out);
	if (any)
		put_table_head(h, &page.out);
	sheet_write(&page);
	good = spool_copy(h->sheet.stream, h->stream, errors) && good;
	if (any)
		buf_printf(&page.out, "</tbody>\n</table>\n<script>\n%s</script>\n", html_script);
	buf_puts(&page.out, "</main>\n</body>\n</html>\n");
	good = sheet_close(&page, errors) && good;
	fclose(h->sheet.stream);
	tally_free(&h->rules);
	tally_free(&h->files);
	free(h);
	return good;
}

const struct format format_html = {
	.name = "html",
	.open = html_open,
	.begin = html_begin,
	.end = html_end,
	.report = html_report,
	.close = html_close,
};
