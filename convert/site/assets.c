// assets.c: the files of a site that all of its pages share

#include "site/assets.h"

#include <stdio.h>

#include "core/datafile.h"
#include "core/io.h"
#include "core/markup.h"

// ---- What the pages of documents share ----

// A document with nothing in it, since a stylesheet needs one.
#define NO_DOCUMENT "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader/><text/></TEI>"

// Appends what stands in each element of a name.
static void put_inside(struct buf *out, struct str page, const char *element)
{
	struct buf begin = {0}, end = {0};
	buf_printf(&begin, "<%s", element);
	buf_printf(&end, "</%s>", element);
	out->failed = out->failed || begin.failed || end.failed;
	for (size_t at; (at = str_find(page, buf_str(&begin))) < page.n;) {
		page = str_after(page, at);
		page = str_after(page, str_find_char(page, '>') + 1);
		size_t n = str_find(page, buf_str(&end));
		buf_put(out, str_from_to(page, 0, n));
		page = str_after(page, n);
	}
	buf_free(&begin);
	buf_free(&end);
}

static bool share(struct folder *folder, struct transform *html, const char *part, const char *file,
                  struct reporter *reporter)
{
	struct buf page = {0}, inside = {0};
	transform_unset(html);
	bool good = transform_set(html, STR("part"), str_from(part), reporter) &&
	            transform_run(html, STR(NO_DOCUMENT), file, (struct str){0}, &page, reporter);
	put_inside(&inside, buf_str(&page), part);
	if (inside.failed)
		report_memory(reporter);
	good = good && !inside.failed && folder_write(folder, file, buf_str(&inside), reporter);
	transform_unset(html);
	buf_free(&page);
	buf_free(&inside);
	return good;
}

bool assets_share(struct folder *folder, struct transform *html, bool *shares,
                  struct reporter *reporter)
{
	*shares = transform_has(html, STR("part")) && transform_has(html, STR("style-link")) &&
	          transform_has(html, STR("script-link"));
	return !*shares || (share(folder, html, "style", "style.css", reporter) &&
	                    share(folder, html, "script", "script.js", reporter));
}

// ---- What the others share ----

static bool copy(struct folder *folder, const char *name, const char *suffix,
                 struct reporter *reporter)
{
	struct buf path = {0}, bytes = {0};
	bool good = datafile_find(&path, "xslt/site", name, suffix, reporter) &&
	            input_read(&bytes, path.s, INPUT_MAX, reporter);
	buf_clear(&path);
	buf_printf(&path, "%s%s", name, suffix);
	good = good && !path.failed && folder_write(folder, path.s, buf_str(&bytes), reporter);
	buf_free(&path);
	buf_free(&bytes);
	return good;
}

bool assets_write(struct folder *folder, struct reporter *reporter)
{
	return copy(folder, "site", ".css", reporter) && copy(folder, "theme", ".js", reporter) &&
	       copy(folder, "search", ".js", reporter);
}

// ---- The map ----

enum { ADDRESSES_MAX = 50000 }; // in one map, by sitemaps.org

#define MAP_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define MAP_NAMESPACE " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"

static void put_address(struct buf *out, const char *element, const char *address, struct str name)
{
	struct str where = str_from(address);
	buf_printf(out, "<%s><loc>", element);
	markup_put_text(out, where);
	if (where.n && where.s[where.n - 1] != '/')
		buf_putc(out, '/');
	markup_put_text(out, name); // written as in an address already
	buf_printf(out, "</loc></%s>\n", element);
}

static bool write_map(struct folder *folder, const char *name, struct buf *out, const char *end,
                      struct reporter *reporter)
{
	buf_puts(out, end);
	if (out->failed)
		report_memory(reporter);
	bool good = !out->failed && folder_write(folder, name, buf_str(out), reporter);
	buf_free(out);
	return good;
}

static size_t count_pages(struct str list)
{
	size_t n = 0;
	struct str line;
	while (str_field(&list, '\n', &line))
		n += str_ends(line, STR(".html"));
	return n;
}

// The next pages of the list, as many as fit.
static bool write_part(struct folder *folder, const char *name, const char *address,
                       struct str *list, struct reporter *reporter)
{
	struct buf out = {0};
	struct str line;
	buf_puts(&out, MAP_HEAD "<urlset" MAP_NAMESPACE);
	for (size_t n = 0; n < ADDRESSES_MAX && str_field(list, '\n', &line);) {
		if (!str_ends(line, STR(".html")))
			continue;
		put_address(&out, "url", address, line);
		n++;
	}
	return write_map(folder, name, &out, "</urlset>\n", reporter);
}

// More than fit into one map are several, and a map of these.
bool assets_map(struct folder *folder, const char *address, struct reporter *reporter)
{
	if (!address)
		return true;
	struct buf list = {0}, maps = {0};
	buf_put(&list, buf_str(&folder->written)); // which grows
	struct str rest = buf_str(&list);
	size_t parts = (count_pages(rest) + ADDRESSES_MAX - 1) / ADDRESSES_MAX;
	bool good = !list.failed;
	if (!good)
		report_memory(reporter);
	buf_puts(&maps, MAP_HEAD "<sitemapindex" MAP_NAMESPACE);
	for (size_t i = 1; i <= parts && good; i++) {
		char name[40] = "sitemap.xml";
		if (parts > 1)
			snprintf(name, sizeof name, "sitemap-%zu.xml", i);
		put_address(&maps, "sitemap", address, str_from(name));
		good = write_part(folder, name, address, &rest, reporter);
	}
	if (parts > 1 && good)
		good = write_map(folder, "sitemap.xml", &maps, "</sitemapindex>\n", reporter);
	buf_free(&list);
	buf_free(&maps);
	return good;
}
