// people.c: the people of a site: their list, and a page for each

#include <stdlib.h>

#include "core/markup.h"
#include "core/uri.h"
#include "site/pages.h"

static int by_name(const void *a, const void *b, void *context)
{
	const struct holdings *c = context;
	const struct person *x = &c->people.items[*(const size_t *)a],
			    *y = &c->people.items[*(const size_t *)b];
	int order = str_cmp(x->key, y->key);
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

// Other names in other documents, each once: a person has few.
static void put_names(struct buf *out, const struct person *p, const struct appearance **all,
                      size_t n)
{
	enum { NAMES_MAX = 50 };
	struct str told[NAMES_MAX] = {p->name};
	size_t n_told = 1;
	for (size_t i = 0; i < n && n_told < NAMES_MAX; i++) {
		bool known = false;
		for (size_t k = 0; k < n_told && !known; k++)
			known = str_eq(told[k], all[i]->name);
		if (known)
			continue;
		told[n_told++] = all[i]->name;
		buf_puts(out, n_told == 2 ? "<p>Also as <bdi>" : ", <bdi>");
		markup_put_text(out, all[i]->name);
		buf_puts(out, "</bdi>");
	}
	if (n_told > 1)
		buf_puts(out, "</p>\n");
}

static void put_speeches(struct buf *out, const struct holdings *c, const struct appearance **all,
                         size_t n)
{
	buf_puts(out, "<table>\n<thead><tr>" DOCUMENT_COLUMNS "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < n; i++) {
		const struct document *d = &c->documents[all[i]->document];
		buf_puts(out, "<tr>");
		row_put_date(out, d);
		row_put_title(out, d, all[i]->first);
		buf_printf(out, "<td>%zu</td><td>%zu</td></tr>\n", all[i]->speeches, all[i]->words);
	}
	buf_puts(out, "</tbody>\n</table>\n");
}

// Others of the same name, who stand beside each other in the order.
static void put_others(struct buf *out, const struct holdings *c, const size_t *order, size_t at)
{
	const struct person *p = &c->people.items[order[at]];
	size_t from = at;
	while (from && str_eq(c->people.items[order[from - 1]].key, p->key))
		from--;
	buf_puts(out, "<h2>Others of this name</h2>\n<ul>\n");
	for (size_t i = from; i < c->people.n; i++) {
		const struct person *other = &c->people.items[order[i]];
		if (!str_eq(other->key, p->key))
			break;
		if (i == at)
			continue;
		buf_puts(out, "<li");
		row_put_direction(out, other->language);
		buf_putc(out, '>');
		put_link(out, other, "");
		put_reference(out, other);
		buf_puts(out, "</li>\n");
	}
	buf_puts(out, "</ul>\n");
}

static bool write_person(struct holdings *c, const size_t *order, size_t at, struct folder *folder,
                         struct reporter *reporter)
{
	struct buf out = {0}, name = {0};
	size_t n;
	const struct person *p = &c->people.items[order[at]];
	const struct appearance **all = appearances(c, p, &n);
	page_begin(&out, c, "../", p->name, p->language);
	put_facts(&out, p);
	if (all)
		put_names(&out, p, all, n);
	buf_puts(&out, "<p><a href=\"../search.html?speaker=");
	uri_encode(&out, p->name);
	buf_puts(&out, "\">Search in these speeches</a></p>\n");
	if (all)
		put_speeches(&out, c, all, n);
	if (p->shares_name)
		put_others(&out, c, order, at);
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

static void find_shared_names(struct holdings *c, const size_t *order)
{
	for (size_t i = 1; i < c->people.n; i++) {
		struct person *a = &c->people.items[order[i - 1]], *b = &c->people.items[order[i]];
		if (str_eq(a->key, b->key))
			a->shares_name = b->shares_name = true;
	}
}

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
	find_shared_names(c, order);
	bool good = list_write(&people, c, folder, reporter);
	for (size_t i = 0; i < people.n && good; i++)
		good = write_person(c, order, i, folder, reporter);
	return good;
}
