// lonepart.c: a part of a corpus that is checked without the whole

#include <stdlib.h>
#include <string.h>

#include "validate/linkset.h"

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

void lonepart_tell(struct links *l)
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
