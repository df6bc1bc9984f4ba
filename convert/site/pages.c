// pages.c: the start, the people, the lists and the search of a site

#include "site/pages.h"

#include <stdlib.h>

#include "core/io.h"
#include "core/unicode.h"
#include "site/escape.h"
#include "site/timeline.h"

bool site_write(const char *folder, const char *name, struct str content, struct reporter *reporter)
{
	struct buf path = {0};
	buf_printf(&path, "%s/%s", folder, name);
	if (path.failed)
		report_memory(reporter);
	bool good = !path.failed && output_folders(path.s, reporter) &&
	            output_write(path.s, content, reporter);
	buf_free(&path);
	return good;
}

static bool write_out(const char *folder, const char *name, struct buf *out,
                      struct reporter *reporter)
{
	bool good = !out->failed;
	if (!good)
		report_memory(reporter);
	good = good && site_write(folder, name, buf_str(out), reporter);
	buf_free(out);
	return good;
}

// ---- Documents in a list ----

#define DOCUMENT_COLUMNS \
	"<th scope=\"col\">Date</th><th scope=\"col\" class=\"text\">Title</th><th " \
	"scope=\"col\">Speeches</th>" \
	"<th scope=\"col\">Words</th>"

static void put_date(struct buf *out, const struct document *d)
{
	buf_puts(out, "<td dir=\"auto\">");
	put_html(out, d->date.n ? d->date : d->printed);
	buf_puts(out, "</td>");
}

static void put_title(struct buf *out, const struct document *d, struct str id)
{
	buf_puts(out, "<th scope=\"row\" dir=\"auto\"><a href=\"../documents/");
	put_link(out, d->name);
	buf_puts(out, ".html");
	if (id.n) {
		buf_putc(out, '#');
		put_link(out, id);
	}
	buf_puts(out, "\">");
	put_html(out, d->title.n ? d->title : d->name);
	buf_puts(out, "</a></th>");
}

static void put_document(struct buf *out, const struct holdings *c, size_t item)
{
	const struct document *d = &c->documents[item];
	put_date(out, d);
	put_title(out, d, (struct str){0});
	buf_printf(out, "<td>%zu</td><td>%zu</td>", d->speeches, d->words);
}

static void put_letter(struct buf *out, struct str key)
{
	size_t at = 0;
	int32_t c = key.n ? utf8_next(key, &at) : -1;
	if (c >= 'a' && c <= 'z')
		buf_putc(out, (char)(c - 'a' + 'A'));
	else if (c > 0 && unicode_is_letter(c))
		utf8_put(out, c);
	else
		buf_puts(out, "0-9");
}

static void put_title_group(struct buf *out, const struct holdings *c, size_t item)
{
	put_letter(out, c->documents[item].key);
}

static void put_year_group(struct buf *out, const struct holdings *c, size_t item)
{
	buf_put(out, document_year(&c->documents[item]));
}

static int by_title(const void *a, const void *b, void *context)
{
	const struct holdings *c = context;
	size_t x = *(const size_t *)a, y = *(const size_t *)b;
	int order = str_cmp(c->documents[x].key, c->documents[y].key);
	return order ? order : (x > y) - (x < y);
}

static int by_date(const void *a, const void *b, void *context)
{
	const struct holdings *c = context;
	struct str x = c->documents[*(const size_t *)a].date,
		   y = c->documents[*(const size_t *)b].date;
	if (!document_year(&c->documents[*(const size_t *)a]).n)
		x = STR("~");
	if (!document_year(&c->documents[*(const size_t *)b]).n)
		y = STR("~");
	int order = str_cmp(x, y);
	return order ? order : by_title(a, b, context);
}

// ---- People ----

static int by_name(const void *a, const void *b, void *context)
{
	const struct holdings *c = context;
	return str_cmp(c->people.items[*(const size_t *)a].key,
	               c->people.items[*(const size_t *)b].key);
}

static void put_name_group(struct buf *out, const struct holdings *c, size_t item)
{
	put_letter(out, c->people.items[item].key);
}

static void put_person(struct buf *out, const struct holdings *c, size_t item)
{
	const struct person *p = &c->people.items[item];
	buf_puts(out, "<th scope=\"row\" dir=\"auto\"><a href=\"../people/");
	put_link(out, p->file);
	buf_puts(out, "\">");
	put_html(out, p->name);
	buf_printf(out, "</a></th><td>%zu</td><td>%zu</td><td>%zu</td>", p->documents, p->speeches,
	           p->words);
}

static int by_date_of_document(const void *a, const void *b, void *context)
{
	const struct appearance *x = *(const struct appearance *const *)a,
				*y = *(const struct appearance *const *)b;
	int order = by_date(&x->document, &y->document, context);
	return order ? order : (x > y) - (x < y);
}

// A person's appearances by date. The caller frees it; NULL: no memory.
static const struct appearance **appearances(struct holdings *c, const struct person *p, size_t *n)
{
	*n = 0;
	for (size_t i = p->last; i; i = c->appearances.items[i - 1].before)
		++*n;
	const struct appearance **all = calloc(*n ? *n : 1, sizeof *all);
	size_t at = *n;
	for (size_t i = p->last; i && all; i = c->appearances.items[i - 1].before)
		all[--at] = &c->appearances.items[i - 1];
	if (all)
		qsort_r(all, *n, sizeof *all, by_date_of_document, c);
	return all;
}

static bool write_person(struct holdings *c, const struct person *p, const char *folder,
                         struct reporter *reporter)
{
	struct buf out = {0}, name = {0};
	size_t n;
	const struct appearance **all = appearances(c, p, &n);
	page_begin(&out, c, "../", p->name);
	buf_printf(&out, "<p class=\"facts\">%zu document%s · %zu speech%s · %zu words</p>\n",
	           p->documents, p->documents == 1 ? "" : "s", p->speeches,
	           p->speeches == 1 ? "" : "es", p->words);
	buf_puts(&out, "<p><a href=\"../search.html?speaker=");
	put_link(&out, p->name);
	buf_puts(&out, "\">Search in these speeches</a></p>\n<table>\n<thead><tr>" DOCUMENT_COLUMNS
	               "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; all && i < n; i++) {
		const struct document *d = &c->documents[all[i]->document];
		buf_puts(&out, "<tr>");
		put_date(&out, d);
		put_title(&out, d, all[i]->first);
		buf_printf(&out, "<td>%zu</td><td>%zu</td></tr>\n", all[i]->speeches,
		           all[i]->words);
	}
	buf_puts(&out, "</tbody>\n</table>\n<p class=\"note\">These are the speeches under this "
	               "name. Whether "
	               "people of one name are one person, the documents do not say.</p>\n");
	page_end(&out, c);
	out.failed = out.failed || !all;
	buf_printf(&name, "people/%.*s", STR_ARG(p->file));
	bool good = write_out(folder, name.s ? name.s : "", &out, reporter);
	free(all);
	buf_free(&name);
	return good;
}

// ---- The start, and the search ----

static bool write_start(const struct holdings *c, const struct list *dates, const char *folder,
                        struct reporter *reporter)
{
	struct buf out = {0};
	page_begin(&out, c, "", str_from(c->title));
	buf_printf(&out,
	           "<p class=\"facts\">%zu documents · %zu speeches · %zu words · %zu names</p>\n",
	           c->made, c->speeches, c->words, c->people.n);
	buf_puts(&out,
	         "<form action=\"search.html\" role=\"search\"><label for=\"q\">Search all speeches"
	         "</label> <input type=\"search\" id=\"q\" name=\"q\"> "
	         "<button>Search</button></form>\n");
	timeline_put(&out, c, dates);
	buf_puts(
		&out,
		"<ul class=\"ways\"><li><a href=\"dates/index.html\">All documents by date</a></li>"
		"<li><a href=\"titles/index.html\">All documents by title</a></li>"
		"<li><a href=\"people/index.html\">All people</a></li></ul>\n");
	page_end(&out, c);
	return write_out(folder, "index.html", &out, reporter);
}

static bool write_search(const struct holdings *c, size_t shards, const char *folder,
                         struct reporter *reporter)
{
	struct buf out = {0};
	page_begin(&out, c, "", STR("Search"));
	buf_puts(&out,
	         "<form id=\"form\" role=\"search\">\n<p><label for=\"q\">Words</label> <input "
	         "type=\"search\" "
	         "id=\"q\" name=\"q\"></p>\n<p><label for=\"speaker\">Speaker</label> <input "
	         "type=\"search\" "
	         "id=\"speaker\" name=\"speaker\"></p>\n<p><button>Search</button></p>\n</form>\n"
	         "<p class=\"note\">All words in one speech; <kbd>negot*</kbd> finds what begins "
	         "so, "
	         "<kbd>\"the river\"</kbd> the words in this order. Case and accents do not "
	         "matter.</p>\n"
	         "<noscript><p>The search needs JavaScript; the lists by date, title and person do "
	         "not."
	         "</p></noscript>\n<p id=\"told\" role=\"status\"></p>\n<ol id=\"results\"></ol>\n"
	         "<p><button type=\"button\" id=\"more\" hidden>More</button></p>\n"
	         "<script src=\"search.js\"></script>\n<script "
	         "src=\"search/documents.js\"></script>\n");
	page_end(&out, c);
	if (!write_out(folder, "search.html", &out, reporter))
		return false;
	buf_printf(&out, "stenogram.documents(%zu, [", shards);
	for (size_t i = 0; i < c->n; i++) {
		const struct document *d = &c->documents[i];
		buf_puts(&out, i ? ",\n" : "\n");
		if (!d->made) {
			buf_puts(&out, "0");
			continue;
		}
		buf_putc(&out, '[');
		put_script(&out, d->name);
		buf_putc(&out, ',');
		put_script(&out, d->title);
		buf_putc(&out, ',');
		put_script(&out, d->date);
		buf_printf(&out, ",%zu]", d->words);
	}
	buf_puts(&out, "\n])\n");
	return write_out(folder, "search/documents.js", &out, reporter);
}

// ---- All ----

static bool write_lists(struct holdings *c, size_t *order, const char *folder,
                        struct reporter *reporter)
{
	struct list dates = {"dates", "By date",      DOCUMENT_COLUMNS, order,
	                     0,       put_year_group, put_document};
	for (size_t i = 0; i < c->n; i++)
		if (c->documents[i].made)
			order[dates.n++] = i;
	struct list titles = dates;
	titles.folder = "titles";
	titles.title = "By title";
	titles.put_group = put_title_group;
	qsort_r(order, titles.n, sizeof *order, by_title, c);
	if (!list_write(&titles, c, folder, reporter))
		return false;
	qsort_r(order, dates.n, sizeof *order, by_date, c);
	if (!list_write(&dates, c, folder, reporter) || !write_start(c, &dates, folder, reporter))
		return false;
	struct list people = {"people",
	                      "People",
	                      "<th scope=\"col\">Name</th><th scope=\"col\">Documents</th>"
	                      "<th scope=\"col\">Speeches</th><th scope=\"col\">Words</th>",
	                      order,
	                      c->people.n,
	                      put_name_group,
	                      put_person};
	for (size_t i = 0; i < people.n; i++)
		order[i] = i;
	qsort_r(order, people.n, sizeof *order, by_name, c);
	return list_write(&people, c, folder, reporter);
}

bool pages_write(struct holdings *c, const char *folder, size_t shards, struct reporter *reporter)
{
	size_t most = c->n > c->people.n ? c->n : c->people.n;
	size_t *order = calloc(most ? most : 1, sizeof *order);
	if (!order)
		report_memory(reporter);
	bool good = order && write_lists(c, order, folder, reporter);
	for (size_t i = 0; i < c->people.n && good; i++)
		good = write_person(c, &c->people.items[i], folder, reporter);
	free(order);
	return good && write_search(c, shards, folder, reporter);
}
