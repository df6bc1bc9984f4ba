// people.c: the people of a site: their list, and a page for each

#include <stdlib.h>

#include "core/markup.h"
#include "core/uri.h"
#include "site/pages.h"
#include "site/register.h"

static int by_name(const void *a, const void *b, void *context)
{
	const struct holdings *c = context;
	const struct person *x = &c->people.items[*(const size_t *)a],
			    *y = &c->people.items[*(const size_t *)b];
	int order = row_by_key(x->key, y->key);
	return order ? order : str_cmp(x->reference, y->reference);
}

static void put_name_group(struct buf *out, const struct holdings *c, size_t item)
{
	row_put_letter(out, c->people.items[item].key);
}

// ---- The list ----

static void put_link(struct buf *out, const struct person *p, const char *folder)
{
	buf_puts(out, "<a href=\"");
	buf_puts(out, folder);
	uri_encode(out, p->file);
	buf_puts(out, "\">");
	markup_put_text(out, p->name);
	buf_puts(out, "</a>");
}

// Who shares a name is told apart by the reference.
static void put_reference(struct buf *out, const struct person *p)
{
	buf_puts(out, " <bdi class=\"note\" lang=\"und\">");
	markup_put_text(out, p->reference.n ? p->reference : STR("no reference"));
	buf_puts(out, "</bdi>");
}

static void put_person(struct buf *out, const struct holdings *c, size_t item)
{
	const struct person *p = &c->people.items[item];
	buf_puts(out, "<th scope=\"row\"");
	row_put_direction(out, p->language);
	buf_putc(out, '>');
	put_link(out, p, "../people/");
	if (p->shares_name)
		put_reference(out, p);
	buf_printf(out, "</th><td>%zu</td><td>%zu</td><td>%zu</td>", p->documents, p->speeches,
	           p->words);
}

// ---- The page of a person ----

static int by_date_of_document(const void *a, const void *b, void *context)
{
	const struct appearance *x = *(const struct appearance *const *)a,
				*y = *(const struct appearance *const *)b;
	int order = row_by_date(&x->document, &y->document, context);
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

static void put_facts(struct buf *out, const struct person *p)
{
	buf_puts(out, "<p class=\"facts\">");
	row_put_counted(out, p->documents, "document", "documents");
	buf_puts(out, " · ");
	row_put_counted(out, p->speeches, "speech", "speeches");
	buf_puts(out, " · ");
	row_put_counted(out, p->words, "word", "words");
	buf_puts(out, "</p>\n");
	if (!p->reference.n)
		return;
	bool leads = str_starts(p->reference, STR("https://")) ||
	             str_starts(p->reference, STR("http://"));
	buf_puts(out, "<p class=\"facts\">");
	if (leads) {
		buf_puts(out, "<a rel=\"external\" href=\"");
		markup_put_text(out, p->reference);
		buf_puts(out, "\">");
	}
	buf_puts(out, "<bdi>");
	markup_put_text(out, p->reference);
	buf_puts(out, leads ? "</bdi></a></p>\n" : "</bdi></p>\n");
}

// Names under which a person stands, each once, in documents by date: few people have many.
enum { NAMES_MAX = 50 };
struct own_names {
	struct str names[NAMES_MAX];
	size_t n;
};

static void find_names(struct own_names *own, const struct person *p, const struct appearance **all,
                       size_t n)
{
	own->names[0] = p->name;
	own->n = 1;
	for (size_t i = 0; i < n && own->n < NAMES_MAX; i++) {
		bool known = false;
		for (size_t k = 0; k < own->n && !known; k++)
			known = str_eq(own->names[k], all[i]->name);
		if (!known)
			own->names[own->n++] = all[i]->name;
	}
}

static void put_names(struct buf *out, const struct own_names *own)
{
	for (size_t i = 1; i < own->n; i++) {
		buf_puts(out, i == 1 ? "<p>Also as <bdi>" : ", <bdi>");
		markup_put_text(out, own->names[i]);
		buf_puts(out, "</bdi>");
	}
	if (own->n > 1)
		buf_puts(out, "</p>\n");
}

// The search knows speakers by their names alone.
static void put_searches(struct buf *out, const struct own_names *own)
{
	buf_puts(out, own->n > 1 ? "<p>Search in these speeches: " : "<p>");
	for (size_t i = 0; i < own->n; i++) {
		buf_puts(out, i ? ", <a href=\"../search.html?speaker="
		                : "<a href=\"../search.html?speaker=");
		uri_encode(out, own->names[i]);
		buf_puts(out, "\">");
		if (own->n == 1)
			buf_puts(out, "Search in these speeches");
		else
			markup_put_text(out, own->names[i]);
		buf_puts(out, "</a>");
	}
	buf_puts(out, "</p>\n");
}

static void put_speeches(struct buf *out, const struct holdings *c, const struct appearance **all,
                         size_t n)
{
	buf_puts(out, "<table class=\"dates\">\n<thead><tr>" DOCUMENT_COLUMNS
	              "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < n; i++) {
		const struct document *d = &c->documents[all[i]->document];
		buf_puts(out, "<tr>");
		row_put_date(out, d);
		row_put_title(out, d, all[i]->first);
		buf_printf(out, "<td>%zu</td><td>%zu</td></tr>\n", all[i]->speeches, all[i]->words);
	}
	buf_puts(out, "</tbody>\n</table>\n");
}

// Others who stand under one of these names.
static void put_others(struct buf *out, const struct register_of_names *r, const struct holdings *c,
                       size_t person, const struct own_names *own)
{
	struct others others = {.person = person};
	for (size_t i = 0; i < own->n; i++)
		register_find(r, own->names[i], &others);
	if (!others.n)
		return;
	buf_puts(out, "<h2>Others of this name</h2>\n<ul>\n");
	for (size_t i = 0; i < others.n; i++) {
		const struct person *other = &c->people.items[others.items[i]];
		buf_puts(out, "<li");
		row_put_direction(out, other->language);
		buf_putc(out, '>');
		put_link(out, other, "");
		put_reference(out, other);
		buf_puts(out, "</li>\n");
	}
	buf_puts(out, "</ul>\n");
}

static bool write_person(struct holdings *c, const struct register_of_names *r, size_t person,
                         struct folder *folder, struct reporter *reporter)
{
	struct buf out = {0}, name = {0};
	size_t n;
	const struct person *p = &c->people.items[person];
	struct own_names own;
	const struct appearance **all = appearances(c, p, &n);
	page_begin(&out, c, "../", p->name, p->language);
	put_facts(&out, p);
	find_names(&own, p, all, all ? n : 0);
	put_names(&out, &own);
	put_searches(&out, &own);
	if (all)
		put_speeches(&out, c, all, n);
	if (p->shares_name)
		put_others(&out, r, c, person, &own);
	buf_puts(&out,
	         p->reference.n
	                 ? "<p class=\"note\">These are the speeches of whom the documents "
	                   "give this reference.</p>\n"
	                 : "<p class=\"note\">These are the speeches under this name. Whether "
	                   "people of one name are one person, the documents do not say.</p>\n");
	page_end(&out, c);
	out.failed = out.failed || !all;
	buf_printf(&name, "people/%.*s", STR_ARG(p->file));
	bool good = page_write(folder, name.s ? name.s : "", &out, reporter);
	free(all);
	buf_free(&name);
	return good;
}

// ---- All ----

bool people_write(struct holdings *c, size_t *order, struct folder *folder,
                  struct reporter *reporter)
{
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
	struct register_of_names r = {0};
	bool good = register_make(&r, c);
	if (!good)
		report_memory(reporter);
	good = good && list_write(&people, c, folder, reporter);
	for (size_t i = 0; i < people.n && good; i++)
		good = write_person(c, &r, order[i], folder, reporter);
	register_free(&r);
	return good;
}
