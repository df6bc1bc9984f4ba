// linktell.c: pointers that point nowhere, and what was probably meant

#include "core/nearest.h"
#include "validate/linkfix.h"
#include "validate/linkset.h"

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

void linktell_missing(struct links *l)
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

void linktell_odd(struct links *l, const struct odd *odd)
{
	const char *attribute = pointers[odd->attribute].name;
	if (odd->mixed)
		tell_mixed(l, odd, attribute);
	else
		tell_bare(l, odd, attribute);
}
