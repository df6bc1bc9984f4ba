// idfix.c: faulty ids made names, with all that points to them
//
// A faulty id is rare, so that nothing but these is kept in the first reading; where they are to be
// mended, the document is read once more for its other ids and for what points to them.

#include <stdlib.h>

#include "core/id.h"
#include "core/idtable.h"
#include "core/unicode.h"
#include "validate/idnames.h"
#include "validate/links.h"

enum { TRIES_MAX = 1000, WORDS_MAX = 10 };

struct pointing {
	size_t id; // index in faulty
	size_t at;
};

struct mending {
	struct idnames *names;
	struct idtable faulty; // `at` is an index in names->faulty
	struct idtable ids;    // of the document, and the new ones
	bool plain;            // all ids of the document are of the form that we write
	size_t sound;          // how many are names
	struct {
		struct pointing *items;
		size_t n, cap;
	} pointings;
	bool failed;
};

static struct faulty_id *faulty_named(const struct mending *m, struct str name)
{
	uint32_t index = idtable_find(&m->faulty, name);
	return index == ID_NONE ? NULL : &m->names->faulty.items[m->faulty.items[index].at];
}

// An id that two elements have names neither: it stays.
static bool index_faulty(struct mending *m)
{
	for (size_t i = 0; i < m->names->faulty.n; i++) {
		struct faulty_id *f = &m->names->faulty.items[i], *first = faulty_named(m, f->name);
		if (first) {
			first->finding = f->finding = FINDING_NONE;
			continue;
		}
		uint32_t index = idtable_add(&m->faulty, f->name);
		if (index == ID_NONE)
			return false;
		m->faulty.items[index].at = i;
	}
	return true;
}

// The longest faulty id that stands at the beginning of a text as a word or several.
static struct faulty_id *faulty_at(const struct mending *m, struct str text)
{
	struct faulty_id *longest = NULL;
	size_t words = 0;
	for (size_t n = 1; n <= text.n && words < WORDS_MAX; n++) {
		if (n < text.n && !xml_is_space(text.s[n]))
			continue;
		struct faulty_id *f = faulty_named(m, str_from_to(text, 0, n));
		longest = f ? f : longest;
		words++;
	}
	return longest;
}

static void keep_pointing(struct mending *m, const struct faulty_id *f, size_t at)
{
	if (!ARRAY_ROOM(&m->pointings)) {
		m->failed = true;
		return;
	}
	size_t id = (size_t)(f - m->names->faulty.items);
	m->pointings.items[m->pointings.n++] = (struct pointing){id, at};
}

// Keeps what points to faulty ids in a value. Where it is not written as it was read, they stay faulty.
static void find_pointings(struct mending *m, const struct xml_element *e,
                           const struct xml_attribute *a)
{
	struct str value = xml_value(a);
	size_t from = 0, to = 0;
	const struct xml_text *text = m->names->text;
	bool written = xml_text_span(text, e->at, (const char *)a->local, &from, &to) &&
	               str_eq(str_from_to(text->utf8, from, to), value);
	for (size_t i = 0; (i += str_find_char(str_after(value, i), '#')) < value.n; i++) {
		struct faulty_id *f = i == 0 || xml_is_space(value.s[i - 1])
		                              ? faulty_at(m, str_after(value, i + 1))
		                              : NULL;
		if (f && written)
			keep_pointing(m, f, from + i + 1);
		else if (f)
			f->finding = FINDING_NONE;
	}
}

static void take_id(struct mending *m, struct str name)
{
	uint32_t index = idtable_add(&m->ids, name);
	if (index == ID_NONE) {
		m->failed = true;
		return;
	}
	bool f = faulty_named(m, name) != NULL;
	m->sound += !f;
	m->plain = m->plain && (f || unicode_is_id(name));
}

static bool on_start(void *context, const struct xml_element *e)
{
	struct mending *m = context;
	for (size_t i = 0; i < e->n_attributes && !m->failed; i++) {
		const struct xml_attribute *a = &e->attributes[i];
		if (xml_is_id(a))
			take_id(m, str_trim(xml_value(a)));
		else if (!a->uri && links_hold((const char *)a->local))
			find_pointings(m, e, a);
	}
	return !m->failed;
}

// A name with as much of a faulty one as can stay: "-" for what cannot.
static void put_name(struct buf *out, struct str faulty)
{
	bool gap = false;
	for (size_t at = 0; at < faulty.n;) {
		size_t from = at;
		int32_t c = utf8_next(faulty, &at);
		if (!idnames_part(c)) {
			gap = out->n > 0;
			continue;
		}
		if (out->n == 0 && !idnames_begin(c))
			buf_putc(out, 'x');
		// No second mark where one stands already: "ES-GA _2015" is ES-GA_2015.
		bool joined = out->n && (strchr("-_.", out->s[out->n - 1]) ||
		                         (c < 0x80 && strchr("-_.", (int)c)));
		if (gap && !joined)
			buf_putc(out, '-');
		gap = false;
		buf_put(out, str_from_to(faulty, from, at));
	}
	if (out->n == 0)
		buf_putc(out, 'x');
}

// Finds a name that no id of the document has, in the manner of its others.
static bool name_anew(struct mending *m, struct translit *translit, struct faulty_id *f)
{
	struct buf name = {0};
	bool good = true;
	if (m->plain && m->sound)
		good = id_from_name(translit, &name, f->name);
	else
		put_name(&name, f->name);
	size_t n = name.n;
	for (size_t i = 2;
	     good && i < TRIES_MAX && idtable_find(&m->ids, buf_str(&name)) != ID_NONE; i++) {
		name.n = n;
		buf_printf(&name, "-%zu", i);
	}
	if (good && !name.failed && idtable_find(&m->ids, buf_str(&name)) == ID_NONE) {
		f->new = arena_str(&m->names->arena, buf_str(&name));
		good = f->new.s &&idtable_add(&m->ids, f->new) != ID_NONE;
	}
	good = good && !name.failed;
	buf_free(&name);
	return good;
}

static void keep_edits(struct mending *m, size_t i, const struct pointing *pointings, size_t n)
{
	const struct faulty_id *f = &m->names->faulty.items[i];
	const struct xml_text *text = m->names->text;
	struct findings *findings = m->names->findings;
	size_t from, to;
	if (!f->new.n || f->finding == FINDING_NONE ||
	    !xml_text_span(text, f->tag, "xml:id", &from, &to))
		return;
	while (from < to && xml_is_space(text->utf8.s[from]))
		from++;
	if (!str_eq(str_trim_right(str_from_to(text->utf8, from, to)), f->name))
		return;
	findings_edit(findings, f->finding, from, f->name.n, f->new);
	for (size_t k = 0; k < n; k++)
		findings_edit(findings, f->finding, pointings[k].at, f->name.n, f->new);
}

static int by_id(const void *a, const void *b)
{
	const struct pointing *x = a, *y = b;
	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

static void keep_all_edits(struct mending *m)
{
	struct pointing *items = m->pointings.items;
	if (m->pointings.n)
		qsort(items, m->pointings.n, sizeof *items, by_id);
	for (size_t i = 0, from = 0, to = 0; i < m->names->faulty.n; i++, from = to) {
		while (to < m->pointings.n && items[to].id == i)
			to++;
		keep_edits(m, i, items ? items + from : NULL, to - from);
	}
}

void idnames_finish(struct idnames *n)
{
	static const struct xml_events events = {.start = on_start};
	struct mending m = {.names = n, .plain = true};
	struct translit translit = {0};
	if (!n->faulty.n)
		return;
	bool good = index_faulty(&m) && xml_parse(n->text, &events, &m, NULL) && !m.failed;
	for (size_t i = 0; good && i < n->faulty.n; i++)
		if (n->faulty.items[i].finding != FINDING_NONE)
			good = name_anew(&m, &translit, &n->faulty.items[i]);
	if (good)
		keep_all_edits(&m);
	n->findings->failed |= !good || m.failed;
	translit_free(&translit);
	idtable_free(&m.ids);
	idtable_free(&m.faulty);
	free(m.pointings.items);
}
