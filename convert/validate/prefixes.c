// prefixes.c: what private prefixes of pointers stand for (TEI P5, 17.2.3: prefixDef)

#define PCRE2_CODE_UNIT_WIDTH 8
#include "validate/prefixes.h"

#include <pcre2.h>
#include <stdlib.h>

#include "core/nearest.h"

enum { PREFIXES_MAX = 1000, STEPS_MAX = 100 * 1000, PATTERNS_TOLD = 5 };

bool prefixes_add(struct prefixes *p, struct str ident, struct str match, struct str replacement)
{
	if (p->n >= PREFIXES_MAX)
		return true;
	struct prefix made = {.ident = arena_str(&p->arena, ident),
	                      .match = arena_str(&p->arena, match),
	                      .replacement = arena_str(&p->arena, replacement)};
	if (p->arena.failed || !ARRAY_ROOM(p))
		return false;
	p->items[p->n++] = made;
	return true;
}

// Patterns of XPath are anchored at both ends here.
static void compile(struct prefix *prefix)
{
	int error;
	PCRE2_SIZE at;
	prefix->compiled = true;
	prefix->code = pcre2_compile((PCRE2_SPTR)prefix->match.s, prefix->match.n,
	                             PCRE2_UTF | PCRE2_ANCHORED | PCRE2_ENDANCHORED |
	                                     PCRE2_NEVER_BACKSLASH_C,
	                             &error, &at, NULL);
}

// "$1" is what the first parenthesis holds; "$0" all of it.
static void replace(const struct prefix *prefix, struct str value, const PCRE2_SIZE *spans,
                    size_t n_spans, struct buf *out)
{
	struct str r = prefix->replacement;
	for (size_t i = 0; i < r.n; i++) {
		bool group = r.s[i] == '$' && i + 1 < r.n && ascii_is_digit(r.s[i + 1]);
		if (!group) {
			i += r.s[i] == '\\' && i + 1 < r.n && strchr("$\\", r.s[i + 1]);
			buf_putc(out, r.s[i]);
			continue;
		}
		size_t index = (size_t)(r.s[++i] - '0');
		if (index < n_spans && spans[2 * index] != PCRE2_UNSET)
			buf_put(out, str_from_to(value, spans[2 * index], spans[2 * index + 1]));
	}
}

static enum prefix_result try_one(struct prefix *prefix, struct str value, struct buf *out)
{
	if (!prefix->compiled)
		compile(prefix);
	if (!prefix->code)
		return PREFIX_BROKEN;
	pcre2_match_data *found = pcre2_match_data_create_from_pattern(prefix->code, NULL);
	pcre2_match_context *limits = pcre2_match_context_create(NULL);
	int result = PCRE2_ERROR_NOMEMORY;
	if (found && limits) {
		pcre2_set_match_limit(limits, STEPS_MAX);
		result = pcre2_match(prefix->code, (PCRE2_SPTR)(value.n ? value.s : ""), value.n, 0,
		                     0, found, limits);
	}
	if (result > 0)
		replace(prefix, value, pcre2_get_ovector_pointer(found),
		        pcre2_get_ovector_count(found), out);
	pcre2_match_data_free(found);
	pcre2_match_context_free(limits);
	return result > 0                      ? PREFIX_FOUND
	       : result == PCRE2_ERROR_NOMATCH ? PREFIX_UNFIT
	                                       : PREFIX_BROKEN;
}

enum prefix_result prefixes_resolve(struct prefixes *p, struct str word, struct buf *out,
                                    const struct prefix **used)
{
	size_t colon = str_find_char(word, ':');
	struct str ident = str_from_to(word, 0, colon), value = str_after(word, colon + 1);
	enum prefix_result result = PREFIX_UNKNOWN;
	for (size_t i = 0; i < p->n && result != PREFIX_FOUND; i++) {
		if (!str_eq(p->items[i].ident, ident))
			continue;
		*used = &p->items[i];
		result = try_one(&p->items[i], value, out);
	}
	return result;
}

void prefixes_put_patterns(const struct prefixes *p, struct str ident, struct buf *out)
{
	size_t told = 0;
	for (size_t i = 0; i < p->n && told <= PATTERNS_TOLD; i++) {
		if (!str_eq(p->items[i].ident, ident))
			continue;
		if (told++ == PATTERNS_TOLD)
			buf_puts(out, " …");
		else
			buf_printf(out, "%s%.*s", told > 1 ? " or " : "",
			           STR_ARG(p->items[i].match));
	}
}

struct str prefixes_near(const struct prefixes *p, struct str ident)
{
	struct nearest nearest = nearest_to(ident);
	for (size_t i = 0; i < p->n; i++)
		nearest_consider(&nearest, p->items[i].ident);
	return nearest.best;
}

void prefixes_free(struct prefixes *p)
{
	for (size_t i = 0; i < p->n; i++)
		pcre2_code_free(p->items[i].code);
	free(p->items);
	arena_free(&p->arena);
	*p = (struct prefixes){0};
}
