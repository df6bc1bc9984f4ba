// matching.c: whether a value is what a pattern wants

#include "relaxng/matching.h"

#include "core/unicode.h"

static bool resolve(const void *data, struct str prefix, struct str *uri)
{
	const struct pattern_value *value = data;
	if (prefix.n == 0) {
		*uri = value->ns;
		return true;
	}
	return binding_find(value->bindings, prefix, uri);
}

static bool matches_text(struct machine *m, const struct pattern *p, struct str value,
                         const struct datatype_context *context);

static bool equals(const struct pattern_value *v, struct str value,
                   const struct datatype_context *context)
{
	const struct datatype_context own = {resolve, v};
	return datatype_allows(v->type, value, context) &&
	       datatype_equal(v->type, v->text, &own, value, context);
}

static void add_words(struct machine *m, const struct pattern *p, struct str word,
                      const struct datatype_context *context, struct pattern_list *all);

// What follows the first of two parts, each time with the second behind it.
static void add_groups(struct machine *m, const struct pattern *p, const struct pattern *behind,
                       struct str word, const struct datatype_context *context,
                       struct pattern_list *all)
{
	struct pattern_list firsts = {0};
	add_words(m, p, word, context, &firsts);
	for (size_t i = 0; i < firsts.n; i++)
		pattern_list_add(all, pattern_group(&m->patterns, firsts.items[i], behind));
	all->failed |= firsts.failed;
	pattern_list_free(&firsts);
}

// Adds all that may follow one word of a list. One choice is made of it at the end.
static void add_words(struct machine *m, const struct pattern *p, struct str word,
                      const struct datatype_context *context, struct pattern_list *all)
{
	switch (p->kind) {
	case PATTERN_DATA:
	case PATTERN_VALUE:
		if (matches_text(m, p, word, context))
			pattern_list_add(all, m->patterns.empty);
		return;
	case PATTERN_CHOICE:
		for (size_t i = 0; i < p->n; i++)
			add_words(m, p->parts[i], word, context, all);
		return;
	case PATTERN_GROUP:
		add_groups(m, p->parts[0], p->parts[1], word, context, all);
		if (pattern_is_nullable(p->parts[0]))
			add_words(m, p->parts[1], word, context, all);
		return;
	case PATTERN_ONE_OR_MORE:
		add_groups(m, p->parts[0], machine_repeat(m, p), word, context, all);
		return;
	default:
		return;
	}
}

// Behind one word of a list.
static const struct pattern *derive_word(struct machine *m, const struct pattern *p,
                                         struct str word, const struct datatype_context *context)
{
	struct pattern_list all = {0};
	add_words(m, p, word, context, &all);
	return machine_choice(m, &all);
}

static bool matches_list(struct machine *m, const struct pattern *p, struct str value,
                         const struct datatype_context *context)
{
	struct str word;
	size_t at = 0;
	while (p->kind != PATTERN_NOT_ALLOWED) {
		while (at < value.n && xml_is_space(value.s[at]))
			at++;
		size_t from = at;
		while (at < value.n && !xml_is_space(value.s[at]))
			at++;
		if (from == at)
			return pattern_is_nullable(p);
		word = str_from_to(value, from, at);
		p = derive_word(m, p, word, context);
	}
	return false;
}

// Whether one run of text makes p complete.
static bool matches_text(struct machine *m, const struct pattern *p, struct str value,
                         const struct datatype_context *context)
{
	switch (p->kind) {
	case PATTERN_TEXT:
		return true;
	case PATTERN_DATA:
		return datatype_allows(p->type, value, context) &&
		       !(p->n && matches_text(m, p->parts[0], value, context));
	case PATTERN_VALUE:
		return equals(p->value, value, context);
	case PATTERN_LIST:
		return matches_list(m, p->parts[0], value, context);
	case PATTERN_CHOICE:
		for (size_t i = 0; i < p->n; i++)
			if (matches_text(m, p->parts[i], value, context))
				return true;
		return false;
	case PATTERN_ONE_OR_MORE:
		return matches_text(m, p->parts[0], value, context);
	case PATTERN_GROUP:
	case PATTERN_INTERLEAVE:
		for (size_t i = 0; i < p->n; i++) {
			bool rest = true;
			for (size_t k = 0; k < p->n && rest; k++)
				rest = k == i || pattern_is_nullable(p->parts[k]);
			if (rest && matches_text(m, p->parts[i], value, context))
				return true;
		}
		return false;
	default:
		return false;
	}
}

static bool is_blank(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!xml_is_space(s.s[i]))
			return false;
	return true;
}

static bool matches(struct machine *m, const struct pattern *p, struct str value,
                    const struct datatype_context *context)
{
	return (pattern_is_nullable(p) && is_blank(value)) || matches_text(m, p, value, context);
}

// Eight bytes at a time.
static uint64_t hash_of(const struct pattern *p, struct str value)
{
	uint64_t h = p->id, eight;
	size_t at = 0;
	for (; at + sizeof eight <= value.n; at += sizeof eight) {
		memcpy(&eight, value.s + at, sizeof eight);
		h = (h ^ eight) * UINT64_C(0x9e3779b97f4a7c15);
		h ^= h >> 32;
	}
	eight = value.n;
	for (; at < value.n; at++)
		eight = eight << 8 | (unsigned char)value.s[at];
	return (h ^ eight) * UINT64_C(0x9e3779b97f4a7c15);
}

bool machine_matches(struct machine *m, const struct pattern *p, struct str value,
                     const struct datatype_context *context)
{
	if (p->kind == PATTERN_TEXT)
		return true;
	if (value.n > VALUE_MAX || m->grammar->needs_context)
		return matches(m, p, value, context);
	struct known_value *known = &m->values[hash_of(p, value) >> 40 & (VALUES - 1)];
	if (known->known && known->id == p->id && known->n == value.n &&
	    (value.n == 0 || memcmp(known->value, value.s, value.n) == 0))
		return known->matches;
	known->known = true;
	known->id = p->id;
	known->n = (uint8_t)value.n;
	if (value.n)
		memcpy(known->value, value.s, value.n);
	return known->matches = matches(m, p, value, context);
}

const struct pattern *derive_value(struct machine *m, const struct pattern *p, struct str value,
                                   const struct datatype_context *context)
{
	if (p->kind == PATTERN_AFTER)
		return machine_matches(m, p->parts[0], value, context) ? p->parts[1]
		                                                       : m->patterns.not_allowed;
	struct pattern_list all = {0};
	for (size_t i = 0; p->kind == PATTERN_CHOICE && i < p->n; i++)
		pattern_list_add(&all, derive_value(m, p->parts[i], value, context));
	return machine_choice(m, &all);
}
