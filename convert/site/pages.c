// pages.c: the start, the lists and the search of a site

#include "site/pages.h"

#include <stdlib.h>

#include "core/json.h"
#include "core/markup.h"
#include "core/uri.h"
#include "site/timeline.h"

bool page_write(struct folder *folder, const char *name, struct buf *out, struct reporter *reporter)
{
	bool good = !out->failed;
	if (!good)
		report_memory(reporter);
	good = good && folder_write(folder, name, buf_str(out), reporter);
	buf_free(out);
	return good;
}

// ---- The start, and the search ----

// Paragraphs are parted by empty lines.
static void put_about(struct buf *out, const char *about)
{
	struct str rest = str_from(about);
	while (rest.n) {
		size_t end = str_find(rest, STR("\n\n"));
		struct str paragraph = str_trim(str_from_to(rest, 0, end));
		rest = str_after(rest, end + 2);
		if (!paragraph.n)
			continue;
		buf_puts(out, "<p class=\"about\" dir=\"auto\">");
		for (struct str line; str_field(&paragraph, '\n', &line);) {
			markup_put_text(out, line);
			buf_putc(out, '\n');
		}
		buf_puts(out, "</p>\n");
	}
}

static void put_totals(struct buf *out, const struct holdings *c)
{
	buf_puts(out, "<p class=\"facts\">");
	row_put_counted(out, c->made, "document", "documents");
	buf_puts(out, " · ");
	row_put_counted(out, c->speeches, "speech", "speeches");
	buf_puts(out, " · ");
	row_put_counted(out, c->words, "word", "words");
	buf_puts(out, " · ");
	row_put_counted(out, c->people.n, "name", "names");
	buf_puts(out, "</p>\n");
}

static bool write_start(const struct holdings *c, const struct list *dates, struct folder *folder,
                        struct reporter *reporter)
{
	struct buf out = {0};
	page_begin(&out, c, "", str_from(c->title), (struct str){0});
	put_about(&out, c->about);
	put_totals(&out, c);
	buf_puts(&out,
	         "<form action=\"search.html\" role=\"search\"><label for=\"q\">Search all speeches"
	         "</label> <input type=\"search\" id=\"q\" name=\"q\" dir=\"auto\"> "
	         "<button>Search</button></form>\n");
	timeline_put(&out, c, dates);
	buf_puts(
		&out,
		"<ul class=\"ways\"><li><a href=\"dates/index.html\">All documents by date</a></li>"
		"<li><a href=\"titles/index.html\">All documents by title</a></li>"
		"<li><a href=\"people/index.html\">All people</a></li></ul>\n");
	page_end(&out, c);
	return page_write(folder, "index.html", &out, reporter);
}

static bool write_documents(const struct holdings *c, size_t shards, struct folder *folder,
                            struct reporter *reporter)
{
	struct buf out = {0};
	buf_printf(&out, "stenogram.documents(%zu, [", shards);
	for (size_t i = 0; i < c->n; i++) {
		const struct document *d = &c->documents[i];
		buf_puts(&out, i ? ",\n" : "\n");
		if (!d->made) {
			buf_puts(&out, "0");
			continue;
		}
		buf_putc(&out, '[');
		struct buf address = {0};
		uri_encode(&address, d->name);
		json_put(&out, buf_str(&address));
		out.failed = out.failed || address.failed;
		buf_free(&address);
		buf_putc(&out, ',');
		json_put(&out, d->title.n ? d->title : d->name);
		buf_putc(&out, ',');
		json_put(&out, d->date);
		buf_printf(&out, ",%zu,", d->words);
		json_put(&out, d->language);
		buf_putc(&out, ']');
	}
	buf_puts(&out, "\n])\n");
	return page_write(folder, "search/documents.js", &out, reporter);
}

static bool write_search(const struct holdings *c, size_t shards, struct folder *folder,
                         struct reporter *reporter)
{
	struct buf out = {0};
	page_begin(&out, c, "", STR("Search"), STR("en"));
	buf_puts(&out,
	         "<form id=\"form\" role=\"search\">\n<p><label for=\"q\">Words</label> <input "
	         "type=\"search\" "
	         "id=\"q\" name=\"q\" dir=\"auto\"></p>\n<p><label for=\"speaker\">Speaker</label> "
	         "<input "
	         "type=\"search\" "
	         "id=\"speaker\" name=\"speaker\" "
	         "dir=\"auto\"></p>\n<p><button>Search</button></p>\n</form>\n"
	         "<p class=\"note\">All words in one speech; <kbd>negot*</kbd> finds what begins "
	         "so, "
	         "<kbd>\"the river\"</kbd> the words in this order. Case and accents do not "
	         "matter.</p>\n"
	         "<noscript><p>The search needs JavaScript; the lists by date, title and person do "
	         "not."
	         "</p></noscript>\n<div id=\"titles\"></div>\n<p id=\"told\" "
	         "role=\"status\"></p>\n<ol id=\"results\"></ol>\n"
	         "<p><button type=\"button\" id=\"more\" hidden>More</button></p>\n"
	         "<script src=\"search.js\"></script>\n<script "
	         "src=\"search/documents.js\"></script>\n");
	page_end(&out, c);
	return page_write(folder, "search.html", &out, reporter) &&
	       write_documents(c, shards, folder, reporter);
}

// ---- All ----

static void put_title_group(struct buf *out, const struct holdings *c, size_t item)
{
	row_put_letter(out, c->documents[item].key);
}

static void put_year_group(struct buf *out, const struct holdings *c, size_t item)
{
	buf_put(out, document_year_text(&c->documents[item]));
}

// Documents of one title stand beside each other.
static void find_twins(struct holdings *c, const size_t *order, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct document *a = &c->documents[order[i - 1]], *b = &c->documents[order[i]];
		if (str_eq(a->key, b->key))
			a->twin = b->twin = true;
	}
}

static bool write_lists(struct holdings *c, size_t *order, struct folder *folder,
                        struct reporter *reporter)
{
	struct list dates = {"dates", "By date",      DOCUMENT_COLUMNS, order,
	                     0,       put_year_group, row_put_document};
	for (size_t i = 0; i < c->n; i++)
		if (c->documents[i].made)
			order[dates.n++] = i;
	struct list titles = dates;
	titles.folder = "titles";
	titles.title = "By title";
	titles.put_group = put_title_group;
	qsort_r(order, titles.n, sizeof *order, row_by_title, c);
	find_twins(c, order, titles.n);
	if (!list_write(&titles, c, folder, reporter))
		return false;
	qsort_r(order, dates.n, sizeof *order, row_by_date, c);
	if (!list_write(&dates, c, folder, reporter) || !write_start(c, &dates, folder, reporter))
		return false;
	return people_write(c, order, folder, reporter);
}

bool pages_write(struct holdings *c, struct folder *folder, size_t shards,
                 struct reporter *reporter)
{
	size_t most = c->n > c->people.n ? c->n : c->people.n;
	size_t *order = calloc(most ? most : 1, sizeof *order);
	if (!order)
		report_memory(reporter);
	bool good = order && write_lists(c, order, folder, reporter);
	free(order);
	return good && write_search(c, shards, folder, reporter);
}
