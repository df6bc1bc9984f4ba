// countrules.c: rules on what the header says is in the text: extents, and tags

#include "validate/countrules.h"

#include <stdlib.h>

#include "core/namespaces.h"
#include "validate/countfix.h"
#include "validate/numbers.h"

enum {
	MEASURES_MAX = 64,
	USAGES_MAX = 2000,
	WORDS_OFF = 5, // a fifth: words may be counted in several ways
	WORDS_LEAST = 20,
};

// What a measure counts.
enum unit { UNIT_DIVISIONS, UNIT_WORDS, UNIT_TOKENS, UNIT_LINES, UNIT_ELEMENTS };

// <measure unit="speeches" quantity="21">.
struct measure {
	struct str unit;     // in small letters
	struct str singular; // of it, which may be a type of divisions
	enum unit counts;
	const char *elements[2];
	size_t quantity, at;
	size_t divisions;           // of that type
	struct printed_count print; // for --fix
};

// <tagUsage gi="u" occurs="98">.
struct usage {
	struct str gi, uri;
	bool occurs, ids; // which of the two is given
	size_t n_occurs, n_ids, at;
};

struct count_rules {
	size_t document; // depth of the innermost <TEI>; 0: none
	size_t text;     // depth of its <text>; 0: not there (now)
	unsigned epoch;  // of the counts in kinds
	bool wants;      // something is to be counted
	bool included;   // a part of the text is elsewhere
	bool wants_words;
	struct {
		struct measure *items;
		size_t n, cap;
	} measures;
	struct {
		struct usage *items;
		size_t n, cap;
	} usages;
	struct str space; // the namespace of tags
	size_t measure;   // depth of the measure that is being read; 0: none
	size_t quantity, measure_at;
	struct buf printed;              // its text
	size_t printed_at, pieces;       // where that begins, and in how many runs it comes
	bool kept;                       // it is the last of the measures
	size_t words, all_words, tokens; // of speech; with notes and labels; <w>
	struct arena arena;              // for one document
};

struct count_rules *countrules_new(void)
{
	return calloc(1, sizeof(struct count_rules));
}

static void forget(struct count_rules *c)
{
	c->measures.n = c->usages.n = 0;
	c->wants = c->wants_words = c->included = false;
	c->words = c->all_words = c->tokens = 0;
	arena_free(&c->arena);
}

void countrules_free(struct count_rules *c)
{
	if (!c)
		return;
	free(c->measures.items);
	free(c->usages.items);
	buf_free(&c->printed);
	arena_free(&c->arena);
	free(c);
}

static bool read_unit(struct measure *m)
{
	static const struct {
		const char *unit;
		enum unit counts;
		const char *elements[2];
	} units[] = {
		{"speech", UNIT_ELEMENTS, {"sp", "u"}},
		{"turn", UNIT_ELEMENTS, {"sp", "u"}},
		{"utterance", UNIT_ELEMENTS, {"u", "sp"}},
		{"u", UNIT_ELEMENTS, {"u", NULL}},
		{"sp", UNIT_ELEMENTS, {"sp", NULL}},
		{"sentence", UNIT_ELEMENTS, {"s", NULL}},
		{"s", UNIT_ELEMENTS, {"s", NULL}},
		{"paragraph", UNIT_ELEMENTS, {"p", NULL}},
		{"p", UNIT_ELEMENTS, {"p", NULL}},
		{"page", UNIT_ELEMENTS, {"pb", NULL}},
		{"pb", UNIT_ELEMENTS, {"pb", NULL}},
		{"line", UNIT_LINES, {"l", "lb"}},
		{"verse", UNIT_ELEMENTS, {"l", NULL}},
		{"segment", UNIT_ELEMENTS, {"seg", NULL}},
		{"word", UNIT_WORDS, {"w", NULL}},
		{"w", UNIT_WORDS, {"w", NULL}},
		{"token", UNIT_TOKENS, {"w", "pc"}},
	};
	struct str *singular = &m->singular;
	*singular = m->unit;
	if (str_ends(*singular, STR("ches")))
		singular->n -= 2;
	else if (singular->n > 2 && str_ends(*singular, STR("s")))
		singular->n--;
	for (size_t i = 0; i < LENGTH(units); i++) {
		if (!str_is(m->unit, units[i].unit) && !str_is(*singular, units[i].unit))
			continue;
		m->counts = units[i].counts;
		m->elements[0] = units[i].elements[0];
		m->elements[1] = units[i].elements[1];
		return true;
	}
	m->counts = UNIT_DIVISIONS;
	return singular->n > 2;
}

// A measure of the text, in fileDesc/extent, and not of its source.
static bool start_measure(struct rules *r, const struct xml_element *e)
{
	struct count_rules *c = r->counts;
	if (r->open.n < 4 || r->open.items[r->open.n - 2].kind->is != EXTENT ||
	    strcmp((const char *)r->open.items[r->open.n - 3].kind->local, "fileDesc") != 0 ||
	    !rule_holds(r, RULE_COUNT_MEASURE))
		return true;
	struct str unit = xml_attribute_named(e, "unit");
	struct measure m = {.at = e->at};
	if (!str_number(xml_attribute_named(e, "quantity"), &m.quantity))
		return true;
	c->measure = rule_depth(r);
	rule_frame(r)->watched |= WATCH_COUNTS;
	c->quantity = m.quantity;
	c->measure_at = e->at;
	buf_clear(&c->printed);
	c->pieces = 0;
	c->kept = false;
	if (!c->document || !unit.n || c->measures.n == MEASURES_MAX)
		return true;
	char *small = arena_alloc(&c->arena, unit.n + 1);
	if (!small || !ARRAY_ROOM(&c->measures))
		return false;
	for (size_t i = 0; i < unit.n; i++)
		small[i] = ascii_lower(unit.s[i]);
	m.unit = (struct str){small, unit.n};
	if (!read_unit(&m))
		return true;
	c->measures.items[c->measures.n++] = m;
	c->kept = true;
	c->wants = true;
	c->wants_words |= m.counts == UNIT_WORDS;
	return true;
}

static bool start_usage(struct rules *r, const struct xml_element *e)
{
	struct count_rules *c = r->counts;
	struct usage u = {.gi = xml_attribute_named(e, "gi"), .uri = c->space, .at = e->at};
	u.occurs = str_number(xml_attribute_named(e, "occurs"), &u.n_occurs);
	u.ids = str_number(xml_attribute_named(e, "withId"), &u.n_ids);
	if (!c->document || !u.gi.n || (!u.occurs && !u.ids) || c->usages.n == USAGES_MAX ||
	    !rule_holds(r, RULE_COUNT_TAG))
		return true;
	if (!u.uri.n)
		u.uri = STR(TEI_NAMESPACE);
	u.gi = arena_str(&c->arena, u.gi);
	if (!u.gi.s || !ARRAY_ROOM(&c->usages))
		return false;
	c->usages.items[c->usages.n++] = u;
	c->wants = true;
	return true;
}

static void count(struct rules *r)
{
	struct count_rules *c = r->counts;
	struct frame *frame = rule_frame(r);
	struct kind *kind = frame->kind;
	if (kind->epoch != c->epoch) {
		kind->epoch = c->epoch;
		kind->count = kind->with_id = kind->outermost = 0;
	}
	kind->count++;
	kind->with_id += rule_has(r, ATTRIBUTE_ID);
	if (kind->is & WORD && !(r->open.items[r->open.n - 2].inside & WORD))
		kind->outermost++;
	if (kind->is & DIVISION)
		for (size_t i = 0; i < c->measures.n; i++)
			if (c->measures.items[i].counts == UNIT_DIVISIONS &&
			    str_eq(rule_value(r, ATTRIBUTE_TYPE), c->measures.items[i].singular))
				c->measures.items[i].divisions++;
}

bool countrules_start(struct rules *r, const struct xml_element *e)
{
	struct count_rules *c = r->counts;
	uint32_t is = rule_frame(r)->kind->is;
	if (c->text) {
		if (c->wants)
			count(r);
		c->included |= is & INCLUSION;
	}
	if (!(is & (DOCUMENT | TEXT | MEASURE | TAG_USAGE | TAG_NAMESPACE)))
		return true;
	if (is & DOCUMENT) {
		forget(c);
		c->epoch++;
		c->text = 0;
		// What a corpus holds may lie elsewhere.
		c->document = e->local[0] == 'T' ? rule_depth(r) : 0;
	} else if (is & TEXT && c->document && !c->text) {
		c->text = rule_depth(r);
		rule_frame(r)->watched |= WATCH_COUNTS;
		if (c->wants)
			count(r);
	} else if (is & TAG_NAMESPACE) {
		c->space = arena_str(&c->arena, xml_attribute_named(e, "name"));
		return c->space.s != NULL;
	} else if (is & MEASURE && rule_frame(r)->inside & HEADER) {
		return start_measure(r, e);
	} else if (is & TAG_USAGE) {
		return start_usage(r, e);
	}
	return true;
}

// How many words begin in a text. Eight bytes at a time: in each the highest bit says whether it is a
// blank, and next to it stands the byte before (or behind, which gives as many).
static size_t words_of(struct str s)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
	uint64_t before = 0x80;
	size_t n = 0, i = 0;
	for (; i + 8 <= s.n; i += 8) {
		uint64_t eight, blank;
		memcpy(&eight, s.s + i, sizeof eight);
		blank = ~(((eight & ~high) + ones * (0x7f - ' ')) | eight) & high;
		n += (size_t)(((~blank & (blank << 8 | before) & high) >> 7) * ones >> 56);
		before = blank >> 56;
	}
	for (; i < s.n; i++) {
		uint64_t blank = (unsigned char)s.s[i] <= ' ' ? 0x80 : 0;
		n += before && !blank;
		before = blank;
	}
	return n;
}

bool countrules_text(struct rules *r, struct str run)
{
	struct count_rules *c = r->counts;
	if (c->text && c->wants_words) {
		size_t n = words_of(run);
		c->all_words += n;
		c->words += rule_frame(r)->inside & (COUNTS_WORDS_NOT | HEADING) ? 0 : n;
	}
	if (c->measure) {
		if (c->pieces++ == 0)
			c->printed_at = r->run_at;
		buf_put(&c->printed, run);
	}
	return !c->printed.failed;
}

static void end_measure(struct rules *r)
{
	struct count_rules *c = r->counts;
	size_t printed;
	size_t finding = FINDING_NONE;
	c->measure = 0;
	if (!number_printed(buf_str(&c->printed), &printed))
		return;
	if (printed != c->quantity)
		finding = rule_tell(
			r, RULE_COUNT_MEASURE,
			xml_text_value(r->text, c->measure_at, "quantity", (struct str){0}),
			"quantity=\"%zu\" is not the number that the element holds, \"%.*s\"",
			c->quantity, STR_ARG(str_trim(buf_str(&c->printed))));
	if (c->kept && c->pieces == 1)
		c->measures.items[c->measures.n - 1].print =
			(struct printed_count){printed, c->printed_at, c->printed.n, finding};
}

static const struct kind *counted(const struct rules *r, const char *name)
{
	const struct kind *kind =
		name ? kinds_named(&r->elements, str_from(name), STR(TEI_NAMESPACE)) : NULL;
	return kind && kind->epoch == r->counts->epoch ? kind : NULL;
}

static size_t count_of(const struct rules *r, const char *name)
{
	const struct kind *kind = counted(r, name);
	return kind ? kind->count : 0;
}

static void tell_count(struct rules *r, const struct measure *m, size_t number, const char *about)
{
	rule_tell(r, RULE_COUNT_MEASURE,
	          xml_text_value(r->text, m->at, "quantity", (struct str){0}),
	          "quantity=\"%zu\" of %.*s, but the text has %s%zu", m->quantity, STR_ARG(m->unit),
	          about, number);
}

// A number that was counted one by one: what is written may be mended.
static void check_count(struct rules *r, const struct measure *m, size_t number)
{
	size_t finding = m->print.finding;
	if (number != m->quantity) {
		finding = rule_tell(r, RULE_COUNT_MEASURE,
		                    xml_text_value(r->text, m->at, "quantity", (struct str){0}),
		                    "quantity=\"%zu\" of %.*s, but the text has %zu", m->quantity,
		                    STR_ARG(m->unit), number);
		countfix_attribute(r, FIX_COUNT_MEASURE, finding, m->at, "quantity", m->quantity,
		                   number);
	}
	countfix_printed(r, finding, &m->print, number);
}

static void check_words(struct rules *r, const struct measure *m)
{
	struct count_rules *c = r->counts;
	const struct kind *w = counted(r, "w");
	if (w && w->outermost) {
		check_count(r, m, w->outermost);
		return;
	}
	size_t least = c->words - c->words / WORDS_OFF,
	       most = c->all_words + c->all_words / WORDS_OFF;
	if (m->quantity + WORDS_LEAST < least || m->quantity > most + WORDS_LEAST)
		tell_count(r, m, c->words, "about ");
}

static void check_measure(struct rules *r, const struct measure *m)
{
	size_t a = count_of(r, m->elements[0]), b = count_of(r, m->elements[1]);
	const struct kind *w = counted(r, "w");
	switch (m->counts) {
	case UNIT_WORDS:
		check_words(r, m);
		break;
	case UNIT_TOKENS:
		a = w ? w->outermost : 0;
		if (a)
			check_count(r, m, a + b);
		break;
	case UNIT_LINES:
		if ((a || b) && m->quantity != a && m->quantity != b && m->quantity != a + b)
			tell_count(r, m, a ? a : b, "");
		break;
	case UNIT_DIVISIONS:
		if (m->divisions)
			check_count(r, m, m->divisions);
		break;
	case UNIT_ELEMENTS:
		// What is not marked up at all is not counted.
		if (a + b)
			check_count(r, m, a + b);
		break;
	}
}

static void tell_usage(struct rules *r, const struct usage *u, const char *attribute, size_t told,
                       size_t number)
{
	if (told == number)
		return;
	size_t finding = rule_tell(
		r, RULE_COUNT_TAG, xml_text_value(r->text, u->at, attribute, (struct str){0}),
		"%s=\"%zu\" for <%.*s>, but the text has %zu%s", attribute, told, STR_ARG(u->gi),
		number, attribute[0] == 'w' ? " with an xml:id" : "");
	countfix_attribute(r, FIX_COUNT_TAG, finding, u->at, attribute, told, number);
}

static void check_usages(struct rules *r)
{
	struct count_rules *c = r->counts;
	for (size_t i = 0; i < c->usages.n; i++) {
		const struct usage *u = &c->usages.items[i];
		const struct kind *kind = kinds_named(&r->elements, u->gi, u->uri);
		bool there = kind && kind->epoch == c->epoch;
		if (u->occurs)
			tell_usage(r, u, "occurs", u->n_occurs, there ? kind->count : 0);
		if (u->ids)
			tell_usage(r, u, "withId", u->n_ids, there ? kind->with_id : 0);
	}
}

bool countrules_end(struct rules *r)
{
	struct count_rules *c = r->counts;
	size_t depth = rule_depth(r);
	if (c->measure == depth)
		end_measure(r);
	if (c->text != depth || !c->text)
		return true;
	c->text = 0;
	if (!c->included) {
		for (size_t i = 0; i < c->measures.n; i++)
			check_measure(r, &c->measures.items[i]);
		check_usages(r);
	}
	forget(c);
	return true;
}
