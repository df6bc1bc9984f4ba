// html.c: findings as a page that stands alone, for people

#include <stdlib.h>

#include "core/markup.h"
#include "core/visible.h"
#include "report/format.h"
#include "report/htmlparts.h"
#include "report/spool.h"
#include "report/tally.h"

enum {
	ROWS_MAX = 10000, // findings on the page; a browser holds no more with ease
	FILES_MAX = 1000, // names in the table of files
	SOURCE_MAX = 160, // characters of a source line
};

struct html {
	struct sheet sheet; // on the spool: the counts stand above the findings
	FILE *stream;
	const struct format_settings *settings;
	struct totals totals;
	struct tally rules, files;
	struct buf file; // whose section is open
	bool is_open;
	size_t rows, sections; // on the page; files whose section is there
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

static void html_begin(void *context, const char *file, enum visit visit)
{
	struct html *h = context;
	(void)file;
	totals_begin(&h->totals, visit);
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

// Seen as "12:5", heard in words.
static void put_place(struct buf *out, const struct place *place)
{
	buf_puts(out, "<span class=\"place\">");
	if (place->line)
		buf_printf(out, "<span class=\"heard\">line </span>%zu", place->line);
	if (place->line && place->column)
		buf_printf(out,
		           "<span class=\"heard\">, column </span>"
		           "<span aria-hidden=\"true\">:</span>%zu",
		           place->column);
	buf_puts(out, "</span>");
}

static void put_finding(struct buf *out, const struct report *report)
{
	struct str rule = str_from(format_rule(report));
	struct str level = str_from(severity_name(report->severity));
	buf_puts(out, "<li");
	markup_attribute(out, "data-level", level);
	markup_attribute(out, "data-rule", rule);
	buf_puts(out, "><p>");
	put_place(out, &report->place);
	buf_printf(out, " <span class=\"level %s\">%s</span> <bdi class=\"message\">", level.s,
	           level.s);
	markup_put(out, report->message);
	buf_puts(out, "</bdi> <span class=\"rule\">");
	markup_put(out, rule);
	buf_puts(out, "</span></p>");
	if (report->place.source.n)
		put_source(out, &report->place);
	buf_puts(out, "</li>\n");
}

static void close_section(struct html *h)
{
	if (h->is_open)
		buf_puts(&h->sheet.out, "</ol>\n</section>\n");
	h->is_open = false;
}

// The section of a file's findings. One that comes again, as a schema's may, has an id only once.
static void open_section(struct html *h, struct str file, size_t index)
{
	struct buf *out = &h->sheet.out;
	if (h->is_open && str_eq(buf_str(&h->file), file))
		return;
	close_section(h);
	buf_clear(&h->file);
	buf_put(&h->file, file);
	buf_puts(out, "<section");
	if (index >= h->sections) {
		buf_printf(out, " id=\"file-%zu\"", index + 1);
		h->sections = index + 1;
	}
	markup_attribute(out, "data-file", file);
	buf_puts(out, ">\n<h3><bdi>");
	markup_put(out, file);
	buf_puts(out, "</bdi></h3>\n<ol>\n");
	h->is_open = true;
}

static void html_report(void *context, const struct report *report)
{
	struct html *h = context;
	totals_add(&h->totals, report);
	struct str file = str_from(format_file(report->place.file, h->settings));
	size_t rule = tally_add(&h->rules, str_from(format_rule(report)), report->severity);
	size_t index = tally_add(&h->files, file, report->severity);
	if (rule == TALLY_NONE || index == TALLY_NONE)
		h->sheet.failed = true;
	else if (h->rows < ROWS_MAX) {
		open_section(h, file, index);
		put_finding(&h->sheet.out, report);
		sheet_write(&h->sheet);
		h->rows++;
	}
}

static size_t count_all(const struct html *h)
{
	size_t all = 0;
	for (int s = 0; s <= SEVERITY_FATAL; s++)
		all += h->totals.count[s];
	return all;
}

static void put_head(const struct html *h, struct buf *out)
{
	buf_puts(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	              "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
	              "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n");
	buf_printf(out, "<title>Findings of %s</title>\n<style>\n%s</style>\n</head>\n<body>\n",
	           h->settings->program, html_style);
	if (count_all(h))
		buf_puts(out, "<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n");
	buf_printf(out, "<header>\n<h1>Findings of %s</h1>\n<p class=\"verdict\">",
	           h->settings->program);
	totals_say(&h->totals, out);
	buf_puts(out, ".</p>\n</header>\n");
}

static void put_count_row(struct buf *out, const struct tally *t, size_t index, bool is_link)
{
	struct str name = tally_name(t, index);
	buf_puts(out, "<tr><th scope=\"row\"");
	markup_attribute(out, "data-name", name);
	buf_putc(out, '>');
	if (is_link)
		buf_printf(out, "<a href=\"#file-%zu\">", index + 1);
	buf_puts(out, "<bdi>");
	markup_put(out, name);
	buf_puts(out, is_link ? "</bdi></a></th><td>" : "</bdi></th><td>");
	buf_put_number(out, tally_count(t, index));
	buf_puts(out, "</td></tr>\n");
}

// A table of names and counts, those with most first. The first `n_links` names that were met have a
// section on the page.
static void put_counts(struct buf *out, const struct tally *t, const char *what, size_t max,
                       size_t n_links)
{
	size_t *order = tally_order(t);
	buf_printf(out,
	           "<div class=\"counts\" tabindex=\"0\" role=\"group\" aria-label=\"By %s\">\n"
	           "<table data-field=\"%s\">\n<caption>By %s</caption>\n<thead class=\"heard\">"
	           "<tr><th scope=\"col\">%s</th><th scope=\"col\">findings</th></tr></thead>\n"
	           "<tbody>\n",
	           what, what, what, what);
	for (size_t i = 0; order && i < t->n && i < max; i++)
		put_count_row(out, t, order[i], order[i] < n_links);
	buf_puts(out, "</tbody>\n</table>\n");
	if (t->n > max)
		buf_printf(out, "<p>The %zu with most findings of %zu are listed.</p>\n", max,
		           t->n);
	buf_puts(out, "</div>\n");
	out->failed = out->failed || !order;
	free(order);
}

static void put_filter(struct buf *out)
{
	static const char *const fields[][2] = {
		{"rule", "Rule"}, {"level", "Level"}, {"file", "File"}};
	buf_puts(out, "<form id=\"filter\" role=\"search\" hidden "
	              "aria-label=\"Show some of the findings\">\n"
	              "<label>Words<input name=\"words\" type=\"search\" autocomplete=\"off\" "
	              "spellcheck=\"false\"></label>\n");
	for (size_t i = 0; i < LENGTH(fields); i++)
		buf_printf(out,
		           "<label>%s<select name=\"%s\"><option value=\"\">all</option></select>"
		           "</label>\n",
		           fields[i][1], fields[i][0]);
	buf_puts(out, "<p><output id=\"shown\"></output> <button type=\"reset\">Show all</button>"
	              "</p>\n</form>\n");
}

static void put_body_head(const struct html *h, struct buf *out)
{
	size_t all = count_all(h);
	buf_puts(out, "<div class=\"page\">\n<aside aria-label=\"Choose\">\n");
	put_filter(out);
	put_counts(out, &h->rules, "rule", SIZE_MAX, 0);
	put_counts(out, &h->files, "file", FILES_MAX, h->sections);
	buf_puts(out, "</aside>\n<main id=\"findings\" tabindex=\"-1\">\n"
	              "<h2 class=\"heard\">Findings, file by file</h2>\n");
	if (all > h->rows)
		buf_printf(
			out,
			"<p class=\"cut\">The first %zu of %zu findings follow; the counts are of "
			"all.</p>\n",
			h->rows, all);
	buf_puts(out, "<p id=\"none\" hidden>No finding is as you chose.</p>\n");
}

static bool html_close(void *context, struct reporter *errors)
{
	struct html *h = context;
	bool any = totals_any(&h->totals);
	struct sheet page = {.stream = h->stream};
	close_section(h);
	bool good = sheet_close(&h->sheet, errors);
	put_head(h, &page.out);
	if (any)
		put_body_head(h, &page.out);
	else
		buf_puts(&page.out, "<main>\n<p>Nothing is to be mended.</p>\n</main>\n");
	sheet_write(&page);
	good = spool_copy(h->sheet.stream, h->stream, errors) && good;
	if (any)
		buf_printf(&page.out, "</main>\n</div>\n<script>\n%s</script>\n", html_script);
	buf_puts(&page.out, "</body>\n</html>\n");
	good = sheet_close(&page, errors) && good;
	fclose(h->sheet.stream);
	tally_free(&h->rules);
	tally_free(&h->files);
	buf_free(&h->file);
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
