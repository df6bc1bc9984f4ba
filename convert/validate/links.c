// links.c: every pointer inside a document has its target

#include "validate/links.h"

#include <stdlib.h>
#include <string.h>

#include "core/idtable.h"
#include "core/langtag.h"
#include "core/namespaces.h"
#include "core/nearest.h"
#include "core/table.h"
#include "core/uri.h"
#include "validate/claims.h"
#include "validate/linkfix.h"
#include "validate/outlinks.h"
#include "validate/pointers.h"
#include "validate/whois.h"

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

// Ids that were searched, and which is near: a view of ids, which do not grow any more.
struct suggestions {
	struct table known; // name to index
	struct str *items;
	size_t n, cap;
};

enum {
	EFFORT_MAX = 20 * 1000 * 1000,
	KNOWN_MAX = 64, // a power of two
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
	struct outlinks *out;
	struct whois *people;
	struct buf *claims; // NULL: nobody asks
	bool is_part;
	const unsigned char *tei;     // the namespace, once it was met
	uint32_t who, ana, from, to;  // the attributes, as indexes in pointers
	size_t found[POINTERS_MAX];   // pointers in each attribute that have their target
	bool elsewhere[POINTERS_MAX]; // it leads out of the document, which was told
	struct {
		const unsigned char *name;
		uint32_t pointer;
	} known[KNOWN_MAX];                // what names of attributes are, by their address
	struct str lang;                   // the last tag that was looked at
	struct arena arena;                // values of odd, and what was decoded
	struct suggestions suggestions[2]; // of all ids; of somebody's
	size_t effort;                     // comparisons of names that suggestions may still cost
};

struct links *links_new(const struct ruleset *rules, struct xml_text *text,
                        struct findings *findings, struct buf *claims, bool is_part)
{
	struct links *l = calloc(1, sizeof *l);
	if (!l)
		return NULL;
	*l = (struct links){.rules = rules,
	                    .text = text,
	                    .findings = findings,
	                    .claims = claims,
	                    .is_part = is_part,
	                    .effort = EFFORT_MAX,
	                    .who = pointer_named("who"),
	                    .ana = pointer_named("ana"),
	                    .from = pointer_named("from"),
	                    .to = pointer_named("to")};
	for (enum rule r = RULE_LINK_MISSING; r <= RULE_PERSON_SILENT; r++)
		l->looks |= ruleset_has(rules, r);
	l->out = outlinks_new(rules, text, findings, claims);
	l->people = whois_new(rules, text, findings);
	if (l->out && l->people)
		return l;
	links_free(l);
	return NULL;
}

void links_free(struct links *l)
{
	if (!l)
		return;
	outlinks_free(l->out);
	whois_free(l->people);
	idtable_free(&l->ids);
	free(l->pending.items);
	free(l->odd.items);
	for (size_t i = 0; i < LENGTH(l->suggestions); i++) {
		table_free(&l->suggestions[i].known);
		free(l->suggestions[i].items);
	}
	arena_free(&l->arena);
	free(l);
}

static bool is_name(const unsigned char *a, const char *b)
{
	return a && strcmp((const char *)a, b) == 0;
}

// An id is met for the first time.
static bool give(struct links *l, const struct xml_element *e, uint32_t index)
{
	struct claim claim = {CLAIM_ID, 0, e->at, idtable_name(&l->ids, index)};
	if (l->claims)
		claims_put(l->claims, &claim);
	return (!l->claims || !l->claims->failed) && (!l->looks || whois_id(l->people, index));
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
		return give(l, e, index);
	}
	ruleset_tell(l->rules, l->findings, RULE_ID_DUPLICATE,
	             xml_text_value(l->text, e->at, "xml:id", name),
	             "xml:id=\"%.*s\" is given twice: line %zu has it already; an id names one "
	             "element alone",
	             STR_ARG(name), xml_text_line(l->text, id->at));
	return true;
}

// %41 is A: a pointer is an address, an id is not.
static struct str decoded(struct links *l, struct str s)
{
	if (str_find_char(s, '%') == s.n)
		return s;
	struct buf out = {0};
	uri_decode(&out, s);
	struct str kept = out.failed ? s : arena_str(&l->arena, buf_str(&out));
	buf_free(&out);
	return kept;
}

static bool point(struct links *l, size_t at, uint32_t attribute, struct str name)
{
	if (str_find_char(name, '(') < name.n)
		return true; // #xpath(…) and its like
	uint32_t index = idtable_add(&l->ids, decoded(l, name));
	if (index == ID_NONE)
		return false;
	if (attribute == l->who && !whois_who(l->people, index, at))
		return false;
	if (l->ids.items[index].at != ID_UNSEEN) {
		l->found[attribute]++;
		return true;
	}
	if (!ruleset_has(l->rules, RULE_LINK_MISSING))
		return true;
	if (!ARRAY_ROOM(&l->pending))
		return false;
	l->pending.items[l->pending.n++] = (struct pending){index, attribute, at};
	return true;
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

// What the words of a value are.
struct words {
	size_t bare, local, far, remote; // far: all that is neither bare nor local
};

static struct words count_words(struct str value)
{
	struct words n = {0};
	struct str word;
	while ((word = str_word(&value)).n) {
		enum pointer_kind kind = pointer_kind(word);
		n.bare += kind == POINTER_BARE;
		n.local += kind == POINTER_LOCAL;
		n.far += kind != POINTER_BARE && kind != POINTER_LOCAL;
		n.remote += kind == POINTER_REMOTE;
	}
	return n;
}

static bool read_words(struct links *l, const struct xml_element *e, uint32_t attribute,
                       struct str value)
{
	struct str word;
	while ((word = str_word(&value)).n) {
		enum pointer_kind kind = pointer_kind(word);
		bool good = kind == POINTER_LOCAL ? point(l, e->at, attribute, str_after(word, 1))
		            : kind == POINTER_FILE || kind == POINTER_PREFIXED
		                    ? outlinks_word(l->out, kind, attribute, word, e->at)
		                    : true;
		if (!good)
			return false;
	}
	return true;
}

static bool read_pointers(struct links *l, const struct xml_element *e, uint32_t attribute,
                          struct str value)
{
	struct words n = count_words(value);
	enum bare bare = pointers[attribute].bare;
	bool is_span = attribute == l->from || attribute == l->to; // a date and its time
	bool mixed = n.local || n.remote || (n.far && bare == BARE_FINE && !is_span);
	// "#Peng Zhen"; "https://example.org/Peng Zhen".
	if (n.bare && mixed && ruleset_has(l->rules, RULE_LINK_BLANK))
		return keep_odd(l, e, attribute, value, true);
	if (n.bare && !mixed && bare != BARE_FINE && ruleset_has(l->rules, RULE_LINK_BARE))
		return keep_odd(l, e, attribute, value, false);
	return (!n.local && !n.far) || read_words(l, e, attribute, value);
}

static void check_language(struct links *l, const struct xml_element *e, const char *name,
                           struct str tag)
{
	if (str_eq(tag, l->lang))
		return;
	const char *fault = langtag_fault(tag);
	if (fault)
		ruleset_tell(l->rules, l->findings, RULE_LANG_TAG,
		             xml_text_value(l->text, e->at, name, (struct str){0}),
		             "%s=\"%.*s\" is no tag of a language: %s", name, STR_ARG(tag), fault);
	else
		l->lang = arena_str(&l->arena, tag);
}

// Attributes of TEI with tags of languages: those of <language> and of what is in another one.
static void take_language(struct links *l, const struct xml_element *e,
                          const struct xml_attribute *a)
{
	static const char *const names[] = {"mainLang", "targetLang", "hreflang", "otherLangs"};
	bool ident = is_name(a->local, "ident") && is_name(e->local, "language");
	for (size_t i = 0; i < LENGTH(names) && !ident; i++)
		ident = is_name(a->local, names[i]);
	struct str rest = xml_value(a), tag;
	while (ident && (tag = str_word(&rest)).n)
		check_language(l, e, (const char *)a->local, tag);
}

// The pointer that an attribute is, by the address of its name: names are interned.
static uint32_t known_pointer(struct links *l, const unsigned char *name)
{
	size_t slot = ((size_t)(uintptr_t)name >> 3) % KNOWN_MAX;
	if (l->known[slot].name != name) {
		l->known[slot].name = name;
		l->known[slot].pointer = pointer_named((const char *)name);
	}
	return l->known[slot].pointer;
}

static bool take(struct links *l, const struct xml_element *e, const struct xml_attribute *a,
                 bool is_tei)
{
	if (xml_is_id(a))
		return define(l, e, a);
	if (!l->looks)
		return true;
	if (a->uri && is_name(a->uri, XML_NAMESPACE) && is_name(a->local, "lang"))
		check_language(l, e, "xml:lang", str_trim(xml_value(a)));
	if (a->uri || !is_tei)
		return true;
	uint32_t pointer = known_pointer(l, a->local);
	if (pointer != POINTER_NONE)
		return read_pointers(l, e, pointer, xml_value(a));
	if (ruleset_has(l->rules, RULE_LANG_TAG))
		take_language(l, e, a);
	return true;
}

static bool take_element(struct links *l, const struct xml_element *e)
{
	bool is_tei = e->uri && (e->uri == l->tei || is_name(e->uri, TEI_NAMESPACE));
	l->tei = is_tei ? e->uri : l->tei;
	if (l->looks) {
		whois_start(l->people, e, is_tei);
		if (e->n_attributes && !outlinks_start(l->out, e))
			return false;
	}
	for (size_t i = 0; i < e->n_attributes; i++)
		if (!take(l, e, &e->attributes[i], is_tei))
			return false;
	return true;
}

bool links_start(struct links *l, const struct xml_element *element)
{
	bool good = take_element(l, element);
	l->findings->failed |= !good;
	return good;
}

void links_end(struct links *l)
{
	if (l->looks)
		whois_end(l->people);
}

// Where somebody is wanted, only somebody's id is suggested.
static struct str search_nearest(struct links *l, struct str wanted, bool somebody)
{
	struct nearest nearest = nearest_to(wanted);
	if (l->effort < l->ids.n)
		return nearest.best;
	l->effort -= l->ids.n;
	for (size_t i = 0; i < l->ids.n; i++)
		if (l->ids.items[i].at != ID_UNSEEN &&
		    (!somebody || whois_somebody(l->people, (uint32_t)i)))
			nearest_consider(&nearest, idtable_name(&l->ids, (uint32_t)i));
	return nearest.best;
}

// The id that a wrong one probably means; empty when none is near. A thousand wrong pointers of one name
// cost one search.
static struct str nearest_id(struct links *l, struct str wanted, uint32_t attribute)
{
	bool somebody = attribute == l->who;
	if (somebody && !whois_any(l->people))
		return (struct str){0};
	struct suggestions *s = &l->suggestions[somebody];
	size_t index;
	if (table_get(&s->known, wanted, &index))
		return s->items[index];
	struct str found = search_nearest(l, wanted, somebody);
	if (attribute == l->who)
		whois_meant(l->people, idtable_find(&l->ids, found));
	struct str key = arena_str(&l->arena, wanted);
	if (key.s && ARRAY_ROOM(s) && table_set(&s->known, key, s->n))
		s->items[s->n++] = found;
	return found;
}

static bool is_defined(const struct links *l, struct str name)
{
	uint32_t index = idtable_find(&l->ids, name);
	return index != ID_NONE && l->ids.items[index].at != ID_UNSEEN;
}

// The first ids that an attribute names in vain, and how many they are.
static size_t name_some(const struct links *l, uint32_t attribute, bool *named, struct buf *out)
{
	enum { SOME = 3 };
	size_t n = 0;
	memset(named, 0, l->ids.n * sizeof *named);
	for (size_t i = 0; i < l->pending.n; i++) {
		const struct pending *p = &l->pending.items[i];
		if (p->attribute != attribute || l->ids.items[p->id].at != ID_UNSEEN ||
		    named[p->id])
			continue;
		named[p->id] = true;
		if (++n <= SOME)
			buf_printf(out, "%s#%.*s", n > 1 ? ", " : "",
			           STR_ARG(idtable_name(&l->ids, p->id)));
	}
	if (n > SOME)
		buf_puts(out, ", …");
	return n;
}

// A part of a corpus that is checked without the whole: it defines nobody, and whatever it says of people
// and kinds leads elsewhere. That is one thing to tell, not a thousand.
static bool is_lone_part(struct links *l, const size_t *missing, bool *named)
{
	enum { FEW = 3 };
	struct buf ignored = {0};
	if (whois_any(l->people) || l->found[l->who] || l->found[l->ana])
		return false;
	size_t n = name_some(l, l->who, named, &ignored) + name_some(l, l->ana, named, &ignored);
	buf_free(&ignored);
	return n >= FEW && missing[l->who] + missing[l->ana] > FEW;
}

// What stands once for a whole corpus: people, kinds, places, sources. Others lead to a neighbour.
static bool is_common(uint32_t attribute)
{
	static const char *const names[] = {"active",  "ana",    "calendar", "corresp", "decls",
	                                    "domains", "origin", "location", "passive", "mutual",
	                                    "ref",     "resp",   "scheme",   "source",  "toWhom",
	                                    "who",     "wit"};
	for (size_t i = 0; i < LENGTH(names); i++)
		if (strcmp(pointers[attribute].name, names[i]) == 0)
			return true;
	return false;
}

static void tell_one_elsewhere(struct links *l, uint32_t attribute, size_t at, bool *named)
{
	struct buf some = {0};
	const char *name = pointers[attribute].name;
	size_t n = name_some(l, attribute, named, &some);
	ruleset_tell(l->rules, l->findings, RULE_LINK_ELSEWHERE,
	             xml_text_value(l->text, at, name, (struct str){0}),
	             "%s names %zu id%s of which this document has none (%.*s): if they are in the "
	             "corpus that it belongs to, check it together with the corpus's own file",
	             name, n, n == 1 ? "" : "s", STR_ARG(buf_str(&some)));
	l->findings->failed |= some.failed;
	buf_free(&some);
}

static void tell_elsewhere(struct links *l)
{
	size_t missing[POINTERS_MAX] = {0}, first[POINTERS_MAX] = {0};
	bool *named = calloc(l->ids.n + 1, sizeof *named);
	l->findings->failed |= !named;
	for (size_t i = 0; i < l->pending.n; i++) {
		const struct pending *p = &l->pending.items[i];
		bool is_missing = l->ids.items[p->id].at == ID_UNSEEN;
		if (is_missing && !missing[p->attribute]++)
			first[p->attribute] = p->at;
		l->found[p->attribute] += !is_missing;
	}
	if (named && l->pending.n && is_lone_part(l, missing, named)) {
		for (uint32_t a = 0; a < pointers_n; a++) {
			l->elsewhere[a] = missing[a] && !l->found[a] && is_common(a);
			if (l->elsewhere[a])
				tell_one_elsewhere(l, a, first[a], named);
		}
	}
	free(named);
}

// The whole that includes this document may have what is missing in it.
static void leave_missing(struct links *l)
{
	for (size_t i = 0; i < l->pending.n; i++) {
		const struct pending *p = &l->pending.items[i];
		struct claim claim = {CLAIM_LOCAL, p->attribute, p->at,
		                      idtable_name(&l->ids, p->id)};
		if (l->ids.items[p->id].at == ID_UNSEEN && l->claims)
			claims_put(l->claims, &claim);
	}
	l->findings->failed |= l->claims && l->claims->failed;
}

static void find_missing(struct links *l)
{
	for (size_t i = 0; i < l->pending.n && !l->findings->failed; i++) {
		const struct pending *p = &l->pending.items[i];
		if (l->ids.items[p->id].at != ID_UNSEEN || l->elsewhere[p->attribute])
			continue;
		struct str name = idtable_name(&l->ids, p->id);
		struct str near = nearest_id(l, name, p->attribute);
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
}

// The words of a value, each with "#" in front, if all of them are ids.
static bool all_words(struct links *l, struct str value, uint32_t attribute, struct buf *out)
{
	struct str word;
	buf_clear(out);
	while ((word = str_word(&value)).n) {
		struct str name = word.s[0] == '#' ? str_after(word, 1) : word;
		if (!is_defined(l, name))
			return false;
		if (attribute == l->who)
			whois_meant(l->people, idtable_find(&l->ids, name));
		buf_printf(out, "%s#%.*s", out->n ? " " : "", STR_ARG(name));
	}
	return out->n > 0;
}

// The words of a value as the one id they probably were: "#Peng Zhen", #peng-zhen.
static bool one_word(struct links *l, struct str value, uint32_t attribute, struct buf *out)
{
	struct buf id = {0};
	struct str word;
	while ((word = str_word(&value)).n)
		buf_printf(&id, "%s%.*s", id.n ? "-" : "",
		           STR_ARG(word.s[0] == '#' ? str_after(word, 1) : word));
	struct str near = {0};
	if (!id.failed)
		near = nearest_id(l, buf_str(&id), attribute);
	buf_clear(out);
	if (near.n)
		buf_printf(out, "#%.*s", STR_ARG(near));
	buf_free(&id);
	return near.n > 0;
}

static void tell_mixed(struct links *l, const struct odd *odd, const char *attribute)
{
	struct buf meant = {0};
	bool has_id = str_find_char(odd->value, '#') < odd->value.n;
	bool known = has_id && (all_words(l, odd->value, odd->attribute, &meant) ||
	                        one_word(l, odd->value, odd->attribute, &meant));
	size_t told;
	if (!has_id)
		told = ruleset_tell(
			l->rules, l->findings, RULE_LINK_BLANK,
			xml_text_value(l->text, odd->at, attribute, (struct str){0}),
			"%s=\"%.*s\" is read as several pointers: a blank in an address is "
			"written %%20",
			attribute, STR_ARG(odd->value));
	else
		told = ruleset_tell(
			l->rules, l->findings, RULE_LINK_BLANK,
			xml_text_value(l->text, odd->at, attribute, (struct str){0}),
			"%s=\"%.*s\" is read as several pointers, of which not all begin with "
			"\"#\": "
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
	bool known = all_words(l, odd->value, odd->attribute, &meant);
	if (!known && pointers[odd->attribute].bare == BARE_KNOWN) {
		buf_free(&meant);
		return;
	}
	known = known || one_word(l, odd->value, odd->attribute, &meant);
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

static bool on_local(void *context, uint32_t attribute, struct str name, size_t at)
{
	return point(context, at, attribute, name);
}

void links_finish(struct links *l)
{
	if (!outlinks_finish(l->out, l->is_part, l, on_local))
		l->findings->failed = true;
	if (l->is_part) {
		leave_missing(l);
	} else {
		tell_elsewhere(l);
		find_missing(l);
	}
	for (size_t i = 0; i < l->odd.n && !l->findings->failed; i++) {
		const struct odd *odd = &l->odd.items[i];
		const char *attribute = pointers[odd->attribute].name;
		if (odd->mixed)
			tell_mixed(l, odd, attribute);
		else
			tell_bare(l, odd, attribute);
	}
	whois_finish(l->people, &l->ids);
	if (l->arena.failed)
		l->findings->failed = true;
}

bool links_hold(const char *attribute)
{
	return pointer_named(attribute) != POINTER_NONE;
}
