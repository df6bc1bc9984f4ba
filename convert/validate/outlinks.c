// outlinks.c: pointers that lead out of a document, to other files or through private prefixes

#include "validate/outlinks.h"

#include <stdlib.h>
#include <string.h>

#include "core/idtable.h"
#include "core/namespaces.h"
#include "validate/claims.h"
#include "validate/prefixes.h"

struct outlink {
	uint32_t word, attribute;
	size_t at;
	enum pointer_kind kind;
};

struct outlinks {
	const struct ruleset *rules;
	struct xml_text *text;
	struct findings *findings;
	struct buf *claims;
	struct idtable words; // each once
	struct {
		struct outlink *items;
		size_t n, cap;
	} links;
	struct prefixes prefixes;
	bool has_base;
};

struct outlinks *outlinks_new(const struct ruleset *rules, struct xml_text *text,
                              struct findings *findings, struct buf *claims)
{
	struct outlinks *o = calloc(1, sizeof *o);
	if (o) {
		o->rules = rules;
		o->text = text;
		o->findings = findings;
		o->claims = claims;
	}
	return o;
}

void outlinks_free(struct outlinks *o)
{
	if (!o)
		return;
	idtable_free(&o->words);
	free(o->links.items);
	prefixes_free(&o->prefixes);
	free(o);
}

static bool define_prefix(struct outlinks *o, const struct xml_element *e)
{
	struct str ident = xml_attribute_named(e, "ident"),
		   match = xml_attribute_named(e, "matchPattern");
	struct str replacement = xml_attribute_named(e, "replacementPattern");
	if (!ident.n || !match.n)
		return true;
	if (o->claims) {
		struct buf text = {0};
		const struct str parts[] = {ident, match, replacement};
		for (size_t i = 0; i < LENGTH(parts); i++) {
			buf_put(&text, parts[i]);
			buf_putc(&text, '\0');
		}
		struct claim claim = {CLAIM_PREFIX, 0, e->at, buf_str(&text)};
		claims_put(o->claims, &claim);
		o->claims->failed |= text.failed;
		buf_free(&text);
	}
	return prefixes_add(&o->prefixes, ident, match, replacement);
}

bool outlinks_start(struct outlinks *o, const struct xml_element *e)
{
	for (size_t i = 0; i < e->n_attributes && !o->has_base; i++) {
		const struct xml_attribute *a = &e->attributes[i];
		o->has_base = a->uri && strcmp((const char *)a->local, "base") == 0 &&
		              strcmp((const char *)a->uri, XML_NAMESPACE) == 0;
	}
	return strcmp((const char *)e->local, "prefixDef") != 0 || define_prefix(o, e);
}

bool outlinks_word(struct outlinks *o, enum pointer_kind kind, uint32_t attribute, struct str word,
                   size_t at)
{
	uint32_t index = idtable_add(&o->words, word);
	if (index == ID_NONE || !ARRAY_ROOM(&o->links))
		return false;
	o->links.items[o->links.n++] = (struct outlink){index, attribute, at, kind};
	return true;
}

// Files that hold ids, or text of an edition. Pictures and sounds are seldom kept beside it.
static bool is_wanted(struct str word)
{
	if (str_find_char(word, '?') < word.n)
		return false;
	size_t hash = str_find_char(word, '#');
	struct str file = str_from_to(word, 0, hash);
	bool xml = str_ends(file, STR(".xml")) || str_ends(file, STR(".tei"));
	return xml ||
	       (hash + 1 < word.n && str_find_char(str_after(word, hash), '(') == word.n - hash);
}

static void put_claim(struct outlinks *o, enum claim_kind kind, const struct outlink *link,
                      struct str text)
{
	struct claim claim = {kind, link->attribute, link->at, text};
	if (o->claims)
		claims_put(o->claims, &claim);
}

static void tell_prefix(struct outlinks *o, const struct outlink *link, struct str word,
                        enum prefix_result result, const struct prefix *used)
{
	const char *attribute = pointers[link->attribute].name;
	size_t at = xml_text_value(o->text, link->at, attribute, word);
	struct str ident = str_from_to(word, 0, str_find_char(word, ':'));
	if (result == PREFIX_UNFIT) {
		struct buf patterns = {0};
		prefixes_put_patterns(&o->prefixes, ident, &patterns);
		ruleset_tell(o->rules, o->findings, RULE_LINK_PREFIX, at,
		             "%s=\"%.*s\" does not fit what prefixDef says of \"%.*s\": behind the "
		             "colon it wants %.*s",
		             attribute, STR_ARG(word), STR_ARG(ident), STR_ARG(buf_str(&patterns)));
		o->findings->failed |= patterns.failed;
		buf_free(&patterns);
	} else if (result == PREFIX_BROKEN) {
		ruleset_tell(o->rules, o->findings, RULE_LINK_PREFIX, at,
		             "%s=\"%.*s\" cannot be looked up: the matchPattern of \"%.*s\", %.*s, "
		             "is no "
		             "pattern that can be followed",
		             attribute, STR_ARG(word), STR_ARG(ident), STR_ARG(used->match));
	} else {
		struct str near = prefixes_near(&o->prefixes, ident);
		ruleset_tell(o->rules, o->findings, RULE_LINK_PREFIX, at,
		             "%s=\"%.*s\": no prefixDef says what \"%.*s\" stands for%s%.*s%s",
		             attribute, STR_ARG(word), STR_ARG(ident),
		             near.n ? "; did you mean \"" : "", STR_ARG(near), near.n ? "\"?" : "");
	}
}

// What a prefix stands for, as the pointer that it is then.
static bool finish_prefixed(struct outlinks *o, const struct outlink *link, struct str word,
                            bool is_part, void *context,
                            bool (*on_local)(void *, uint32_t, struct str, size_t))
{
	struct buf meant = {0};
	const struct prefix *used = NULL;
	enum prefix_result result = prefixes_resolve(&o->prefixes, word, &meant, &used);
	enum pointer_kind kind = pointer_kind(buf_str(&meant));
	bool good = !meant.failed;
	if (result == PREFIX_UNKNOWN && is_part)
		put_claim(o, CLAIM_PREFIXED, link, word);
	else if (result != PREFIX_FOUND && (o->prefixes.n || result != PREFIX_UNKNOWN))
		tell_prefix(o, link, word, result, used); // who defines none has other customs
	else if (result == PREFIX_FOUND && kind == POINTER_LOCAL && meant.n > 1)
		good = good &&
		       on_local(context, link->attribute, str_after(buf_str(&meant), 1), link->at);
	else if (result == PREFIX_FOUND && kind == POINTER_FILE && is_wanted(buf_str(&meant)) &&
	         !o->has_base)
		put_claim(o, CLAIM_FILE, link, buf_str(&meant));
	buf_free(&meant);
	return good;
}

bool outlinks_finish(struct outlinks *o, bool is_part, void *context,
                     bool (*on_local)(void *context, uint32_t attribute, struct str name,
                                      size_t at))
{
	for (size_t i = 0; i < o->links.n; i++) {
		const struct outlink *link = &o->links.items[i];
		struct str word = idtable_name(&o->words, link->word);
		if (link->kind == POINTER_PREFIXED) {
			if (!finish_prefixed(o, link, word, is_part, context, on_local))
				return false;
		} else if (!o->has_base && is_wanted(word)) {
			put_claim(o, CLAIM_FILE, link, word);
		}
	}
	return !o->claims || !o->claims->failed;
}
