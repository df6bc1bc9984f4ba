// document.c: what a site has of one document: its page, its downloads, its text for the search

#include "site/document.h"

#include "core/io.h"
#include "core/json.h"
#include "core/uri.h"
#include "site/holdings.h"
#include "site/words.h"
#include "transform/timelimit.h"

struct work {
	const struct press *press;
	size_t i;
	const char *file;
	struct str name, bytes;
	struct buf rows, links, written;
	struct words words;
	bool broken; // the folder cannot be written to
	struct reporter *reporter;
};

static bool no_memory(struct reporter *reporter)
{
	report_memory(reporter);
	return false;
}

static bool write_as(struct work *w, const struct buf *name, struct str content)
{
	if (name->failed)
		return no_memory(w->reporter);
	w->broken = !folder_write_for(w->press->folder, name->s, content, &w->written, w->reporter);
	return !w->broken;
}

// A file beside the page.
static bool write_beside(struct work *w, struct str extension, struct str content)
{
	struct buf name = {0};
	buf_printf(&name, "documents/%.*s%.*s", STR_ARG(w->name), STR_ARG(extension));
	bool good = write_as(w, &name, content);
	buf_free(&name);
	return good;
}

static bool run(struct work *w, const struct transform *t, struct buf *out)
{
	timelimit_allow(w->file, w->bytes.n);
	return transform_run(t, w->bytes, w->file, uri_base(w->name), out, w->reporter);
}

static struct str cell(struct str *line)
{
	struct str field = {0};
	str_field(line, '\t', &field);
	return field;
}

// ---- Downloads ----

static bool write_downloads(struct work *w)
{
	const struct downloads *all = w->press->downloads;
	buf_puts(&w->links, "tei ");
	uri_encode(&w->links, uri_base(w->name));
	buf_puts(&w->links, ".xml");
	if (!write_beside(w, STR(".xml"), w->bytes))
		return false;
	for (size_t i = 0; i < all->n; i++) {
		const struct download *d = &all->items[i];
		struct buf result = {0};
		bool good = run(w, d->transform, &result) &&
		            write_beside(w, d->extension, buf_str(&result));
		buf_free(&result);
		if (!good)
			return false;
		buf_printf(&w->links, " %.*s ", STR_ARG(d->name));
		uri_encode(&w->links, uri_base(w->name));
		buf_put(&w->links, d->extension);
	}
	return true;
}

// ---- The page ----

bool press_give(const struct press *p, struct reporter *reporter)
{
	for (size_t i = 0; i < p->n_given; i++)
		if (!transform_set_pair(p->html, p->given[i], reporter))
			return false;
	return true;
}

// "../" for each folder between a page and the folder of the site.
static void put_root(struct buf *out, struct str name)
{
	buf_puts(out, "../");
	for (size_t i = 0; i < name.n; i++)
		if (name.s[i] == '/')
			buf_puts(out, "../");
}

// "#deng ../people/deng-1a2b3c4d.html" for each person.
static void put_people(struct buf *out, struct str rows, struct str root)
{
	struct str line;
	while (str_field(&rows, '\n', &line)) {
		struct voice_row v;
		if (!voice_read(line, &v))
			continue;
		buf_printf(out, "%.*s %.*speople/", STR_ARG(v.who), STR_ARG(root));
		person_file(out, v.name, v.reference);
		buf_putc(out, ' ');
	}
}

static bool set(struct work *w, const char *name, struct str value)
{
	struct transform *t = w->press->html;
	return !transform_has(t, str_from(name)) ||
	       transform_set(t, str_from(name), value, w->reporter);
}

// A parameter that leads to a file of the site.
static bool set_link(struct work *w, const char *name, const struct buf *root, const char *file)
{
	struct buf link = {0};
	buf_put(&link, buf_str(root));
	buf_puts(&link, file);
	bool good = link.failed ? no_memory(w->reporter) : set(w, name, buf_str(&link));
	buf_free(&link);
	return good;
}

static bool write_page(struct work *w)
{
	struct buf root = {0}, people = {0}, page = {0};
	put_root(&root, w->name);
	put_people(&people, buf_str(&w->rows), buf_str(&root));
	transform_unset(w->press->html);
	bool good = !root.failed && !people.failed;
	if (!good)
		report_memory(w->reporter);
	good = good && press_give(w->press, w->reporter) &&
	       set_link(w, "home", &root, "index.html") &&
	       set(w, "downloads", buf_str(&w->links)) && set(w, "people-links", buf_str(&people));
	if (good && w->press->shares)
		good = set_link(w, "style-link", &root, "style.css") &&
		       set_link(w, "script-link", &root, "script.js");
	good = good && run(w, w->press->html, &page) &&
	       write_beside(w, STR(".html"), buf_str(&page));
	buf_free(&root);
	buf_free(&people);
	buf_free(&page);
	return good;
}

// ---- The search ----

// The speeches as a script that the search loads to show what it found; and their words.
static bool write_speeches(struct work *w)
{
	struct buf out = {0}, name = {0};
	struct str rows = buf_str(&w->rows), line;
	size_t n = 0;
	buf_printf(&out, "stenogram.text(%zu, [", w->i);
	while (str_field(&rows, '\n', &line)) {
		struct voice_row v;
		if (voice_read(line, &v))
			words_add(&w->words, v.name, "@");
		if (!str_is(cell(&line), "S"))
			continue;
		buf_puts(&out, n++ ? ",\n[" : "\n[");
		for (int k = 0; k < 3; k++) {
			json_put(&out, cell(&line));
			buf_putc(&out, ',');
		}
		json_put(&out, line);
		buf_putc(&out, ']');
		words_add(&w->words, line, "");
	}
	buf_puts(&out, "\n])\n");
	buf_printf(&name, "search/text/%zu.js", w->i);
	bool good = !out.failed && !w->words.failed ? write_as(w, &name, buf_str(&out))
	                                            : no_memory(w->reporter);
	buf_free(&out);
	buf_free(&name);
	return good;
}

// ---- The whole ----

// A reference to a file ("../people.xml#deng") is the same from each document that makes it: it is seen
// from the folder of them all.
static void put_reference(struct buf *out, struct str name, struct str reference)
{
	size_t colon = str_find_char(reference, ':');
	if (!reference.n || (colon < reference.n && colon <= str_find_char(reference, '/'))) {
		buf_put(out, reference);
		return;
	}
	struct buf folder = {0}, path = {0};
	buf_putc(&folder, '/');
	buf_put(&folder, uri_folder(name));
	uri_put_path(&path, buf_str(&folder), reference);
	buf_put(out, str_after(buf_str(&path), 1));
	out->failed = out->failed || folder.failed || path.failed;
	buf_free(&folder);
	buf_free(&path);
}

static void read_rows(struct work *w, struct str rows)
{
	struct str line;
	while (str_field(&rows, '\n', &line)) {
		struct voice_row v;
		if (voice_read(line, &v)) {
			buf_put(&w->rows, str_from_to(line, 0, line.n - v.reference.n));
			put_reference(&w->rows, w->name, v.reference);
		} else {
			buf_put(&w->rows, line);
		}
		buf_putc(&w->rows, '\n');
	}
}

static bool make_rows(struct work *w)
{
	struct buf rows = {0};
	bool good = run(w, w->press->rows, &rows);
	if (good)
		read_rows(w, buf_str(&rows));
	good = good && (!w->rows.failed || no_memory(w->reporter));
	buf_free(&rows);
	return good;
}

static void hand_over(const struct work *w, struct buf *made)
{
	struct str rows = buf_str(&w->rows), files = buf_str(&w->written), line;
	while (str_field(&rows, '\n', &line) && !str_starts(line, STR("S\t")))
		buf_printf(made, "%.*s\n", STR_ARG(line));
	for (size_t i = 0; i < w->words.n; i++)
		buf_printf(made, "W\t%.*s\t%zu\n", STR_ARG(w->words.items[i].word),
		           w->words.items[i].count);
	while (str_field(&files, '\n', &line))
		buf_printf(made, "F\t%.*s\n", STR_ARG(line));
}

void document_make(const struct press *p, size_t i, const char *file, struct str name,
                   struct buf *made, struct reporter *reporter)
{
	struct buf bytes = {0};
	struct work w = {.press = p, .i = i, .file = file, .name = name, .reporter = reporter};
	bool good = input_read(&bytes, file, INPUT_MAX, reporter);
	w.bytes = buf_str(&bytes);
	if (good && make_rows(&w) && write_downloads(&w) && write_page(&w) && write_speeches(&w))
		hand_over(&w, made);
	else if (w.broken)
		buf_puts(made, "X\n");
	words_free(&w.words);
	buf_free(&w.rows);
	buf_free(&w.links);
	buf_free(&w.written);
	buf_free(&bytes);
}
