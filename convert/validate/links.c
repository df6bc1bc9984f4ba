// links.c: every pointer inside a document has its target

#include "validate/links.h"

#include <stdlib.h>
#include <string.h>

#include "core/idtable.h"
#include "core/namespaces.h"
#include "core/nearest.h"
#include "core/unicode.h"
#include "validate/linkfix.h"

// What a word without "#" may be in an attribute. A relative address is a pointer too, so that
// only some attributes, and only words without ".", "/" and ":", are doubted.
enum bare {
	BARE_FINE,  // an address of a file or a page
	BARE_KNOWN, // wrong if an id of that name exists
	BARE_WRONG, // nobody keeps a speaker in a file of his own
};

// The attributes of TEI that hold pointers (data.pointer), sorted by bytes. A word with "#" is
// looked up in all of them; in @from and @to (dates, mostly) there is no other kind to look up.
static const struct pointer {
	const char *name;
	enum bare bare;
} pointers[] = {
	{"active", BARE_WRONG},     {"adj", BARE_FINE},         {"adjFrom", BARE_FINE},
	{"adjTo", BARE_FINE},       {"ana", BARE_KNOWN},        {"baseForm", BARE_FINE},
	{"calendar", BARE_FINE},    {"change", BARE_KNOWN},     {"children", BARE_FINE},
	{"class", BARE_FINE},       {"code", BARE_FINE},        {"copyOf", BARE_WRONG},
	{"corresp", BARE_WRONG},    {"datcat", BARE_FINE},      {"datingMethod", BARE_FINE},
	{"datingPoint", BARE_FINE}, {"decls", BARE_KNOWN},      {"domains", BARE_FINE},
	{"edRef", BARE_FINE},       {"end", BARE_FINE},         {"exclude", BARE_WRONG},
	{"fVal", BARE_FINE},        {"facs", BARE_FINE},        {"feats", BARE_FINE},
	{"follow", BARE_FINE},      {"from", BARE_FINE},        {"hand", BARE_KNOWN},
	{"inst", BARE_FINE},        {"lemmaRef", BARE_FINE},    {"location", BARE_FINE},
	{"mutual", BARE_WRONG},     {"new", BARE_KNOWN},        {"next", BARE_WRONG},
	{"nymRef", BARE_FINE},      {"origin", BARE_WRONG},     {"parent", BARE_FINE},
	{"parts", BARE_FINE},       {"passive", BARE_WRONG},    {"perf", BARE_KNOWN},
	{"period", BARE_FINE},      {"prev", BARE_WRONG},       {"ref", BARE_KNOWN},
	{"rendition", BARE_KNOWN},  {"resp", BARE_KNOWN},       {"root", BARE_FINE},
	{"sameAs", BARE_WRONG},     {"scheme", BARE_FINE},      {"scribeRef", BARE_FINE},
	{"scriptRef", BARE_FINE},   {"select", BARE_WRONG},     {"since", BARE_WRONG},
	{"source", BARE_FINE},      {"spanTo", BARE_WRONG},     {"start", BARE_FINE},
	{"synch", BARE_WRONG},      {"target", BARE_FINE},      {"targetEnd", BARE_FINE},
	{"to", BARE_FINE},          {"toWhom", BARE_WRONG},     {"unitRef", BARE_FINE},
	{"url", BARE_FINE},         {"valueDatcat", BARE_FINE}, {"who", BARE_WRONG},
	{"wit", BARE_KNOWN},
};

// A pointer to an id that was not met yet.
struct pending {
	uint32_t id, attribute; // index in ids, in pointers
	size_t at;              // of the start tag
};

// A value with a word that is no pointer. Rare, so that it is kept as it stands.
struct odd {
	struct str value;
	uint32_t attribute;
	bool mixed; // has a word with "#", too
	size_t at;
};

struct links {
	const struct ruleset *rules;
	bool looks; // at pointers
	struct xml_text *text;
	struct findings *findings;
	struct idtable ids;
	struct {
		struct pending *items;
		size_t n, cap;
	} pending;
	struct {
		struct odd *items;
		size_t n, cap;
	} odd;
	struct arena arena; // values of odd, and what was decoded
	size_t effort;      // comparisons of names that suggestions may still cost
};

enum { EFFORT_MAX = 20 * 1000 * 1000 };

struct links *links_new(const struct ruleset *rules, struct xml_text *text,
                        struct findings *findings)
{
	struct links *l = calloc(1, sizeof *l);
	if (l) {
		l->rules = rules;
		l->looks = false;
		for (enum rule r = RULE_LINK_MISSING; r <= RULE_LINK_BARE; r++)
			l->looks |= ruleset_has(rules, r);
		l->text = text;
		l->findings = findings;
		l->effort = EFFORT_MAX;
	}
	return l;
}

void links_free(struct links *l)
{
	if (!l)
		return;
	idtable_free(&l->ids);
	free(l->pending.items);
	free(l->odd.items);
	arena_free(&l->arena);
	free(l);
}

static bool is_name(const unsigned char *a, const char *b)
{
	return a && strcmp((const char *)a, b) == 0;
}

static bool define(struct links *l, const struct xml_element *e, const struct xml_attribute *a)
{
	struct str name = str_trim(xml_value(a));
	if (name.n == 0)
		return true;
	uint32_t index = idtable_add(&l->ids, name);
	if (index == ID_NONE)
		return false;
	struct idtable_entry *id = &l->ids.items[index];
	if (id->at == ID_UNSEEN) {
		id->at = e->at;
		return true;
	}
	ruleset_tell(l->rules, l->findings, RULE_ID_DUPLICATE,
	             xml_text_value(l->text, e->at, "xml:id", name),
	             "xml:id=\"%.*s\" is given twice: line %zu has it already; an id names one "
	             "element alone",
	             STR_ARG(name), xml_text_line(l->text, id->at));
	return true;
}

static const struct pointer *pointer_named(const char *name)
{
	size_t low = 0, high = sizeof pointers / sizeof *pointers;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(name, pointers[middle].name);
		if (order == 0)
			return &pointers[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static int hex_value(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// %41 is A: a pointer is an address, an id is not.
static struct str decoded(struct links *l, struct str s)
{
	if (str_find_char(s, '%') == s.n)
		return s;
	struct buf out = {0};
	for (size_t i = 0; i < s.n; i++) {
		int high = i + 2 < s.n && s.s[i] == '%' ? hex_value(s.s[i + 1]) : -1;
		int low = high >= 0 ? hex_value(s.s[i + 2]) : -1;
		buf_putc(&out, low >= 0 ? (char)(high * 16 + low) : s.s[i]);
		i += low >= 0 ? 2 : 0;
	}
	struct str kept = out.failed ? s : arena_str(&l->arena, buf_str(&out));
	buf_free(&out);
	return kept;
}

static bool point(struct links *l, const struct xml_element *e, uint32_t attribute, struct str word)
{
	struct str name = str_after(word, 1);
	if (str_find_char(name, '(') < name.n)
		return true; // #xpath(…) and its like
	uint32_t index = idtable_add(&l->ids, decoded(l, name));
	if (index == ID_NONE)
		return false;
	if (l->ids.items[index].at != ID_UNSEEN)
		return true;
	if (!ARRAY_ROOM(&l->pending))
		return false;
	l->pending.items[l->pending.n++] = (struct pending){index, attribute, e->at};
	return true;
}

// A word that is neither "#id" nor like the name of a file or an address.
static bool is_bare(struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		if (strchr("#:/.?", word.s[i]))
			return false;
	return word.n > 0;
}

static bool keep_odd(struct links *l, const struct xml_element *e, uint32_t attribute,
                     struct str value, bool mixed)
{
	if (!ARRAY_ROOM(&l->odd))
		return false;
	struct str kept = arena_str(&l->arena, str_trim(value));
	l->odd.items[l->odd.n++] = (struct odd){kept, attribute, mixed, e->at};
	return !l->arena.failed;
}

static bool read_pointers(struct links *l, const struct xml_element *e,
                          const struct pointer *pointer, struct str value)
{
	uint32_t attribute = (uint32_t)(pointer - pointers);
	size_t n_bare = 0, n_local = 0;
	struct str rest = value, word;
	while ((word = str_word(&rest)).n) {
		n_bare += is_bare(word);
		n_local += word.s[0] == '#';
	}
	if (n_bare && n_local && ruleset_has(l->rules, RULE_LINK_BLANK))
		return keep_odd(l, e, attribute, value, true);
	if (n_bare && !n_local && pointer->bare != BARE_FINE &&
	    ruleset_has(l->rules, RULE_LINK_BARE))
		return keep_odd(l, e, attribute, value, false);
	if (n_local == 0 || !ruleset_has(l->rules, RULE_LINK_MISSING))
		return true;
	rest = value;
	while ((word = str_word(&rest)).n)
		if (word.s[0] == '#' && !point(l, e, attribute, word))
			return false;
	return true;
}

static bool take(struct links *l, const struct xml_element *e, const struct xml_attribute *a)
{
	if (a->uri)
		return !is_name(a->local, "id") || !is_name(a->uri, XML_NAMESPACE) ||
		       define(l, e, a);
	if (!l->looks || !is_name(e->uri, TEI_NAMESPACE))
		return true;
	const struct pointer *pointer = pointer_named((const char *)a->local);
	return !pointer || read_pointers(l, e, pointer, xml_value(a));
}

bool links_start(struct links *l, const struct xml_element *element)
{
	for (size_t i = 0; i < element->n_attributes; i++) {
		if (!take(l, element, &element->attributes[i])) {
			l->findings->failed = true;
			return false;
		}
	}
	return true;
}

// The id that a wrong one probably means; empty when none is near.
static struct str nearest_id(struct links *l, struct str wanted)
{
	struct nearest nearest = nearest_to(wanted);
	if (l->effort < l->ids.n)
		return nearest.best;
	l->effort -= l->ids.n;
	for (size_t i = 0; i < l->ids.n; i++)
		if (l->ids.items[i].at != ID_UNSEEN)
			nearest_consider(&nearest, idtable_name(&l->ids, (uint32_t)i));
	return nearest.best;
}

static bool is_defined(const struct links *l, struct str name)
{
	uint32_t index = idtable_find(&l->ids, name);
	return index != ID_NONE && l->ids.items[index].at != ID_UNSEEN;
}

static void find_missing(struct links *l)
{
	// What was suggested for each id, so that a thousand wrong pointers cost one search.
	struct str *suggestions = calloc(l->ids.n + 1, sizeof *suggestions);
	bool *searched = calloc(l->ids.n + 1, sizeof *searched);
	if (!suggestions || !searched)
		l->findings->failed = true;
	for (size_t i = 0; i < l->pending.n && !l->findings->failed; i++) {
		const struct pending *p = &l->pending.items[i];
		if (l->ids.items[p->id].at != ID_UNSEEN)
			continue;
		struct str name = idtable_name(&l->ids, p->id);
		if (!searched[p->id]) {
			suggestions[p->id] = nearest_id(l, name);
			searched[p->id] = true;
		}
		struct str near = suggestions[p->id];
		const char *attribute = pointers[p->attribute].name;
		struct buf word = {0};
		buf_printf(&word, "#%.*s", STR_ARG(name));
		size_t told =
			ruleset_tell(l->rules, l->findings, RULE_LINK_MISSING,
		                     xml_text_value(l->text, p->at, attribute, buf_str(&word)),
		                     "%s=\"#%.*s\" points to no xml:id in this document%s%.*s%s",
		                     attribute, STR_ARG(name), near.n ? "; did you mean \"#" : "",
		                     STR_ARG(near), near.n ? "\"?" : "");
		const struct wrong_link wrong = {told, p->at, attribute, buf_str(&word)};
		linkfix_missing(l->findings, l->text, &l->ids, &wrong,
		                pointers[p->attribute].bare == BARE_WRONG);
		buf_free(&word);
	}
	free(suggestions);
	free(searched);
}

// The words of a value, each with "#" in front, if all of them are ids.
static bool all_words(const struct links *l, struct str value, struct buf *out)
{
	struct str word;
	buf_clear(out);
	while ((word = str_word(&value)).n) {
		struct str name = word.s[0] == '#' ? str_after(word, 1) : word;
		if (!is_defined(l, name))
			return false;
		buf_printf(out, "%s#%.*s", out->n ? " " : "", STR_ARG(name));
	}
	return out->n > 0;
}

// The words of a value as the one id they probably were: "#Peng Zhen", #peng-zhen.
static bool one_word(struct links *l, struct str value, struct buf *out)
{
	struct buf id = {0};
	struct str word;
	while ((word = str_word(&value)).n)
		buf_printf(&id, "%s%.*s", id.n ? "-" : "",
		           STR_ARG(word.s[0] == '#' ? str_after(word, 1) : word));
	struct str near = {0};
	if (!id.failed)
		near = nearest_id(l, buf_str(&id));
	buf_clear(out);
	if (near.n)
		buf_printf(out, "#%.*s", STR_ARG(near));
	buf_free(&id);
	return near.n > 0;
}

static void tell_mixed(struct links *l, const struct odd *odd, const char *attribute)
{
	struct buf meant = {0};
	bool known = all_words(l, odd->value, &meant) || one_word(l, odd->value, &meant);
	size_t told = ruleset_tell(
		l->rules, l->findings, RULE_LINK_BLANK,
		xml_text_value(l->text, odd->at, attribute, (struct str){0}),
		"%s=\"%.*s\" is read as several pointers, of which not all begin with \"#\": "
		"an id holds no blank%s%.*s%s",
		attribute, STR_ARG(odd->value), known ? "; did you mean \"" : "",
		STR_ARG(buf_str(&meant)), known ? "\"?" : "");
	const struct wrong_link wrong = {told, odd->at, attribute, odd->value};
	linkfix_words(l->findings, l->text, &l->ids, &wrong);
	buf_free(&meant);
}

static void tell_bare(struct links *l, const struct odd *odd, const char *attribute)
{
	struct buf meant = {0};
	bool known = all_words(l, odd->value, &meant);
	if (!known && pointers[odd->attribute].bare == BARE_KNOWN) {
		buf_free(&meant);
		return;
	}
	known = known || one_word(l, odd->value, &meant);
	size_t told = ruleset_tell(
		l->rules, l->findings, RULE_LINK_BARE,
		xml_text_value(l->text, odd->at, attribute, (struct str){0}),
		"%s=\"%.*s\" is no pointer: a pointer to an id begins with \"#\"%s%.*s%s",
		attribute, STR_ARG(odd->value), known ? "; did you mean \"" : "",
		STR_ARG(buf_str(&meant)), known ? "\"?" : "");
	const struct wrong_link wrong = {told, odd->at, attribute, odd->value};
	linkfix_words(l->findings, l->text, &l->ids, &wrong);
	buf_free(&meant);
}

void links_finish(struct links *l)
{
	find_missing(l);
	for (size_t i = 0; i < l->odd.n && !l->findings->failed; i++) {
		const struct odd *odd = &l->odd.items[i];
		const char *attribute = pointers[odd->attribute].name;
		if (odd->mixed)
			tell_mixed(l, odd, attribute);
		else
			tell_bare(l, odd, attribute);
	}
	if (l->arena.failed)
		l->findings->failed = true;
}

bool links_hold(const char *attribute)
{
	return pointer_named(attribute) != NULL;
}
