// links.c: every pointer inside a document has its target

#include "validate/links.h"

#include <stdlib.h>
#include <string.h>

#include "core/langtag.h"
#include "core/namespaces.h"
#include "core/uri.h"
#include "validate/claims.h"
#include "validate/linkset.h"

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
		lonepart_tell(l);
		linktell_missing(l);
	}
	for (size_t i = 0; i < l->odd.n && !l->findings->failed; i++)
		linktell_odd(l, &l->odd.items[i]);
	whois_finish(l->people, &l->ids);
	if (l->arena.failed)
		l->findings->failed = true;
}

bool links_hold(const char *attribute)
{
	return pointer_named(attribute) != POINTER_NONE;
}
