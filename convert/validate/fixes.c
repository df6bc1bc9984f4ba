// fixes.c: the edits of a document's findings, done

#include "validate/fixes.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/unicode.h"
#include "validate/rewrite.h"

// A comment, or CDATA.
struct literal {
	size_t from, to;
};

struct work {
	struct findings *findings;
	const struct xml_text *text;
	struct edit *edits; // those that are to be done, in the order of the document
	size_t n;
	bool *live; // of each finding by its order: it is there, and its edits can be done
	struct {
		struct literal *items;
		size_t n, cap;
	} literals;
	bool looked; // for them
};

static bool is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (strchr("<>&\"'\r\n", s.s[i]) || !s.s[i])
			return false;
	return true;
}

// Finds comments and CDATA, where a character reference is none. They are looked for once.
static bool find_literals(struct work *w)
{
	static const struct {
		struct str begin, end;
	} kinds[] = {{STR("<!--"), STR("-->")}, {STR("<![CDATA["), STR("]]>")}};
	struct str text = w->text->utf8;
	for (size_t at = str_find(text, STR("<!")); at < text.n;) {
		struct str rest = str_after(text, at);
		size_t n = 2;
		for (size_t i = 0; i < LENGTH(kinds); i++) {
			if (!str_starts(rest, kinds[i].begin))
				continue;
			n = str_find(rest, kinds[i].end);
			if (!ARRAY_ROOM(&w->literals))
				return false;
			w->literals.items[w->literals.n++] = (struct literal){at, at + n};
		}
		at += n;
		at += str_find(str_after(text, at), STR("<!"));
	}
	return true;
}

static int by_range(const void *key, const void *item)
{
	size_t at = *(const size_t *)key;
	const struct literal *l = item;
	return at < l->from ? -1 : at >= l->to;
}

static bool is_literal(struct work *w, size_t at)
{
	if (!w->looked && !find_literals(w))
		w->findings->failed = true;
	w->looked = true;
	return w->literals.n &&
	       bsearch(&at, w->literals.items, w->literals.n, sizeof *w->literals.items, by_range);
}

// An edit without what stays the same at its beginning and its end, whole characters each.
static struct edit without_equals(const struct edit *e, struct str text)
{
	struct str old = str_from_to(text, e->at, e->at + e->n), new = e->text;
	size_t front = 0, back = 0;
	while (front < old.n && front < new.n &&old.s[front] == new.s[front])
		front++;
	while (front && ((front < old.n && utf8_is_tail(old.s[front])) ||
	                 (front < new.n &&utf8_is_tail(new.s[front]))))
		front--;
	while (back < old.n - front &&
	       back < new.n - front &&old.s[old.n - back - 1] == new.s[new.n - back - 1])
		back++;
	while (back && utf8_is_tail(old.s[old.n - back]))
		back--;
	return (struct edit){e->at + front, old.n - front - back,
	                     str_from_to(new, front, new.n - back), e->finding};
}

// Marks the findings that are still there, and whose edits leave the document well-formed, line by line.
static void find_live(struct work *w)
{
	const struct findings *f = w->findings;
	struct str text = w->text->utf8;
	for (size_t i = 0; i < f->n; i++)
		w->live[f->items[i].order] = true;
	for (size_t i = 0; i < f->edits.n; i++) {
		struct edit e = without_equals(&f->edits.items[i], text);
		if (e.at + e.n > text.n || !is_plain(e.text) ||
		    !is_plain(str_from_to(text, e.at, e.at + e.n)) ||
		    (!rewrite_can_write(w->text, e.text) && is_literal(w, e.at)))
			w->live[e.finding] = false;
	}
}

static int by_place(const void *a, const void *b)
{
	const struct edit *x = a, *y = b;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->finding < y->finding ? -1 : x->finding > y->finding;
}

static bool is_same(const struct edit *a, const struct edit *b)
{
	return a->at == b->at && a->n == b->n && str_eq(a->text, b->text);
}

// Takes the edits in the order of the document; a finding with one that overlaps waits.
static void choose(struct work *w)
{
	const struct findings *f = w->findings;
	size_t n = 0, last = SIZE_MAX;
	for (size_t i = 0; i < f->edits.n; i++) {
		struct edit e = without_equals(&f->edits.items[i], w->text->utf8);
		if (w->live[e.finding] && (e.n || e.text.n))
			w->edits[n++] = e;
	}
	if (n)
		qsort(w->edits, n, sizeof *w->edits, by_place);
	for (size_t i = 0; i < n; i++) {
		const struct edit *e = &w->edits[i], *before = last < n ? &w->edits[last] : NULL;
		if (!w->live[e->finding])
			continue;
		if (before && !is_same(before, e) &&
		    (e->at < before->at + before->n || e->at == before->at))
			w->live[e->finding] = false;
		else
			last = i;
	}
	for (size_t i = 0; i < n; i++)
		if (w->live[w->edits[i].finding] &&
		    (!w->n || !is_same(&w->edits[w->n - 1], &w->edits[i])))
			w->edits[w->n++] = w->edits[i];
}

static int by_order(const void *key, const void *item)
{
	size_t a = *(const size_t *)key, b = ((const struct finding *)item)->order;
	return a < b ? -1 : a > b;
}

// Findings that were not sorted yet are in the order in which they were found.
static const struct finding *finding_of(const struct findings *f, size_t order)
{
	return bsearch(&order, f->items, f->n, sizeof *f->items, by_order);
}

// Tells each mended finding once: its edits lie one after the other.
static void tell_mended(const struct work *w, struct findings *told)
{
	const struct findings *f = w->findings;
	for (size_t i = 0, n; i < f->edits.n; i += n) {
		const struct edit *e = &f->edits.items[i];
		for (n = 1; i + n < f->edits.n && e[n].finding == e->finding; n++)
			;
		const struct finding *mended =
			w->live[e->finding] ? finding_of(f, e->finding) : NULL;
		if (!mended)
			continue;
		struct str old = str_from_to(w->text->utf8, e->at, e->at + e->n);
		char others[64] = "";
		if (n > 1)
			snprintf(others, sizeof others, ", and %zu more place%s with it", n - 1,
			         n == 2 ? "" : "s");
		findings_add(told, SEVERITY_INFO, e->at, mended->rule,
		             "mended: \"%.*s\" is now \"%.*s\"%s", STR_ARG(old), STR_ARG(e->text),
		             others);
	}
}

bool fixes_apply(struct findings *f, const struct xml_text *t, struct str bytes, struct buf *out,
                 struct findings *told)
{
	if (!f->edits.n)
		return false;
	struct work w = {
		.findings = f,
		.text = t,
		.edits = calloc(f->edits.n, sizeof *w.edits),
		.live = calloc(f->added + 1, sizeof *w.live),
	};
	bool good = w.edits && w.live;
	f->failed |= !good;
	if (good) {
		find_live(&w);
		choose(&w);
		good = w.n > 0;
	}
	if (good && !rewrite(t, bytes, w.edits, w.n, out)) {
		good = false;
		f->failed |= out->failed;
		if (!out->failed)
			findings_add(
				f, SEVERITY_WARNING, 0, "fix",
				"nothing is mended here: the document cannot be written back in %s "
				"byte for byte; save it as UTF-8",
				t->encoding);
	}
	if (good)
		tell_mended(&w, told);
	free(w.edits);
	free(w.live);
	free(w.literals.items);
	return good;
}
