// lists.c: documents and people in lists, cut into pages where they are long

#include "core/markup.h"
#include "core/unicode.h"
#include "site/pages.h"

void page_begin(struct buf *out, const struct holdings *c, const char *root, struct str title,
                struct str language)
{
	static const char *const ways[][2] = {{"index.html", "Start"},
	                                      {"dates/index.html", "By date"},
	                                      {"titles/index.html", "By title"},
	                                      {"people/index.html", "People"},
	                                      {"search.html", "Search"}};
	buf_puts(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	              "<meta name=\"viewport\" content=\"width=device-width, "
	              "initial-scale=1\">\n<title>");
	markup_put_text(out, title);
	if (!str_is(title, c->title)) {
		buf_puts(out, " · ");
		markup_put_text(out, str_from(c->title));
	}
	buf_printf(out,
	           "</title>\n<meta name=\"generator\" content=\"Stenogram\">\n"
	           "<meta name=\"color-scheme\" content=\"light dark\">\n"
	           "<link rel=\"stylesheet\" href=\"%ssite.css\">\n"
	           "<script src=\"%stheme.js\"></script>\n</head>\n<body>\n"
	           "<a class=\"skip\" href=\"#text\">Skip to the text</a>\n"
	           "<header><p><a href=\"%sindex.html\">",
	           root, root, root);
	markup_put_text(out, str_from(c->title));
	buf_puts(out, "</a></p>\n<nav aria-label=\"Site\"><ul>\n");
	for (size_t i = 1; i < LENGTH(ways); i++)
		buf_printf(out, "<li><a href=\"%s%s\">%s</a></li>\n", root, ways[i][0], ways[i][1]);
	buf_puts(out, "</ul></nav></header>\n<main id=\"text\" tabindex=\"-1\">\n<h1");
	row_put_direction(out, language);
	buf_putc(out, '>');
	markup_put_text(out, title);
	buf_puts(out, "</h1>\n");
}

void page_end(struct buf *out, const struct holdings *c)
{
	buf_puts(out, "</main>\n<footer><p>");
	row_put_counted(out, c->made, "document", "documents");
	buf_puts(out, " · ");
	row_put_counted(out, c->speeches, "speech", "speeches");
	buf_puts(out, " · ");
	row_put_counted(out, c->words, "word", "words");
	buf_puts(out, " · made with Stenogram</p></footer>\n</body>\n</html>\n");
}

// A group as a part of a file name and an id: "1960", "A"; other letters by their code points.
static void put_slug(struct buf *out, struct str group)
{
	for (size_t at = 0; at < group.n;) {
		int32_t c = utf8_next(group, &at);
		if (c > 0 && c < 0x80 && (ascii_is_alpha((char)c) || ascii_is_digit((char)c)))
			buf_putc(out, ascii_lower((char)c));
		else
			buf_printf(out, "u%04x", (unsigned)c);
	}
	if (!group.n)
		buf_puts(out, "none");
}

void list_put_link(struct buf *out, const struct list *list, struct str group)
{
	buf_puts(out, list->n > PAGE_ROWS ? "" : "index.html#g-");
	put_slug(out, group);
	if (list->n > PAGE_ROWS)
		buf_puts(out, ".html");
}

static void put_heading(struct buf *out, struct str group)
{
	buf_puts(out, "<h2 id=\"g-");
	put_slug(out, group);
	buf_puts(out, "\" dir=\"auto\">");
	markup_put_text(out, group.n ? group : STR("Not known"));
	buf_puts(out, "</h2>\n");
}

static void begin_table(struct buf *out, const struct list *list)
{
	buf_printf(out, "<table class=\"%s\">\n<thead><tr>%s</tr></thead>\n", list->folder,
	           list->columns);
}

static void put_rows(struct buf *out, const struct list *list, const struct holdings *c,
                     size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		buf_puts(out, "<tr>");
		list->put_row(out, c, list->order[i]);
		buf_puts(out, "</tr>\n");
	}
}

// A group among others in one table.
static void put_group(struct buf *out, const struct list *list, const struct holdings *c,
                      struct str group, size_t from, size_t to)
{
	buf_puts(out, "<tbody id=\"g-");
	put_slug(out, group);
	buf_puts(out, "\">\n<tr><th scope=\"rowgroup\" colspan=\"4\" class=\"group\">");
	markup_put_text(out, group.n ? group : STR("Not known"));
	buf_puts(out, "</th></tr>\n");
	put_rows(out, list, c, from, to);
	buf_puts(out, "</tbody>\n");
}

static size_t group_end(const struct list *list, const struct holdings *c, size_t from,
                        struct buf *group)
{
	struct buf next = {0};
	buf_clear(group);
	list->put_group(group, c, list->order[from]);
	size_t to = from + 1;
	for (; to < list->n; to++) {
		buf_clear(&next);
		list->put_group(&next, c, list->order[to]);
		if (!str_eq(buf_str(&next), buf_str(group)))
			break;
	}
	buf_free(&next);
	return to;
}

static bool write_page(const struct list *list, struct str name, struct buf *out,
                       struct folder *folder, struct reporter *reporter)
{
	struct buf path = {0};
	buf_printf(&path, "%s/%.*s.html", list->folder, STR_ARG(name));
	bool good = !path.failed && !out->failed;
	if (!good)
		report_memory(reporter);
	good = good && folder_write(folder, path.s, buf_str(out), reporter);
	buf_free(&path);
	return good;
}

// The pages of one group: 1960.html, 1960-2.html, …
static bool write_group(const struct list *list, const struct holdings *c, struct str group,
                        size_t from, size_t to, struct folder *folder, struct reporter *reporter)
{
	bool good = true;
	struct buf slug = {0}, name = {0}, out = {0};
	put_slug(&slug, group);
	size_t pages = (to - from + PAGE_ROWS - 1) / PAGE_ROWS;
	for (size_t page = 1; page <= pages && good; page++, from += PAGE_ROWS) {
		buf_clear(&name);
		buf_clear(&out);
		page_begin(&out, c, "../", str_from(list->title), STR("en"));
		put_heading(&out, group);
		buf_puts(&out, "<ul class=\"pages\"><li><a href=\"index.html\">All</a></li>");
		for (size_t i = 1; i <= pages && pages > 1; i++) {
			buf_printf(&out, "<li><a href=\"%s", slug.s ? slug.s : "");
			if (i > 1)
				buf_printf(&out, "-%zu", i);
			buf_printf(&out, ".html\"%s>%zu</a></li>",
			           i == page ? " aria-current=\"page\"" : "", i);
		}
		buf_puts(&out, "</ul>\n");
		begin_table(&out, list);
		buf_puts(&out, "<tbody>\n");
		put_rows(&out, list, c, from, from + PAGE_ROWS < to ? from + PAGE_ROWS : to);
		buf_puts(&out, "</tbody>\n</table>\n");
		page_end(&out, c);
		buf_put(&name, buf_str(&slug));
		if (page > 1)
			buf_printf(&name, "-%zu", page);
		good = write_page(list, buf_str(&name), &out, folder, reporter);
	}
	buf_free(&slug);
	buf_free(&name);
	buf_free(&out);
	return good;
}

bool list_write(const struct list *list, const struct holdings *c, struct folder *folder,
                struct reporter *reporter)
{
	bool good = true, long_one = list->n > PAGE_ROWS;
	struct buf out = {0}, group = {0};
	page_begin(&out, c, "../", str_from(list->title), STR("en"));
	if (long_one)
		buf_puts(&out, "<ul class=\"groups\">\n");
	else
		begin_table(&out, list);
	for (size_t from = 0, to; from < list->n && good; from = to) {
		to = group_end(list, c, from, &group);
		if (!long_one) {
			put_group(&out, list, c, buf_str(&group), from, to);
			continue;
		}
		buf_puts(&out, "<li><a href=\"");
		list_put_link(&out, list, buf_str(&group));
		buf_puts(&out, "\">");
		markup_put_text(&out, group.n ? buf_str(&group) : STR("Not known"));
		buf_printf(&out, "</a> <span>%zu</span></li>\n", to - from);
		good = write_group(list, c, buf_str(&group), from, to, folder, reporter);
	}
	buf_puts(&out, long_one ? "</ul>\n" : "</table>\n");
	page_end(&out, c);
	good = good && write_page(list, STR("index"), &out, folder, reporter);
	buf_free(&out);
	buf_free(&group);
	return good;
}
