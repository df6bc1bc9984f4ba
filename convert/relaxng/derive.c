// derive.c: what may follow after each event of a document

#include "relaxng/derive.h"

#include <libxml/tree.h>
#include <stdlib.h>

#include "core/unicode.h"

enum {
	BYTES_MAX = 24 * 1024 * 1024, // of patterns and transitions, before all is forgotten
	TRANSITIONS_MIN = 4096,
	NAMES = 4096,
	VALUES = 2048,
	VALUE_MAX = 52,
	WIDE = 8, // choices as wide as this are looked up by themselves
};

enum step {
	STEP_OPEN,
	STEP_ENTER,
	STEP_ATTRIBUTE,
	STEP_LAST_ATTRIBUTE,
	STEP_CLOSE,
	STEP_TEXT,
	STEP_END
};

struct transition {
	uint64_t key; // 0: free
	const struct pattern *then;
};

struct known_name {
	const unsigned char *uri, *local; // NULL: free
	symbol symbol;
};

struct known_value {
	uint32_t id; // of the pattern
	uint8_t n;
	bool known, matches;
	char value[VALUE_MAX];
};

bool machine_open(struct machine *m, const struct grammar *grammar)
{
	*m = (struct machine){.grammar = grammar, .limit = BYTES_MAX};
	m->names = calloc(NAMES, sizeof *m->names);
	m->values = calloc(VALUES, sizeof *m->values);
	m->transitions.slots = calloc(TRANSITIONS_MIN, sizeof *m->transitions.slots);
	m->transitions.cap = TRANSITIONS_MIN;
	bool good = m->names && m->values && m->transitions.slots &&
	            patterns_open(&m->patterns, &grammar->patterns);
	if (!good)
		machine_close(m);
	return good;
}

void machine_close(struct machine *m)
{
	patterns_close(&m->patterns);
	free(m->transitions.slots);
	free(m->names);
	free(m->values);
	xmlDictFree(m->dict);
	*m = (struct machine){0};
}

void machine_use_names(struct machine *m, struct _xmlDict *dict)
{
	if (m->dict == dict)
		return;
	// Held, so that no other dictionary can come to lie at its address.
	xmlDictReference(dict);
	xmlDictFree(m->dict);
	m->dict = dict;
	memset(m->names, 0, NAMES * sizeof *m->names);
}

static struct str str_of(const unsigned char *s)
{
	return str_from((const char *)s);
}

symbol machine_symbol(struct machine *m, const unsigned char *uri, const unsigned char *local)
{
	uint64_t h = ((uint64_t)(uintptr_t)local >> 1 ^ (uint64_t)(uintptr_t)uri << 7) *
	             UINT64_C(0x9e3779b97f4a7c15);
	struct known_name *known = &m->names[h >> 52 & (NAMES - 1)];
	if (known->local == local && known->uri == uri)
		return known->symbol;
	*known = (struct known_name){
		uri, local, symbols_find(&m->grammar->symbols, str_of(uri), str_of(local))};
	return known->symbol;
}

static uint64_t key_of(const struct pattern *p, enum step step, symbol name)
{
	return (uint64_t)p->id << 32 | (uint64_t)name << 4 | (uint64_t)(step + 1);
}

static size_t slot_of(const struct machine *m, uint64_t key)
{
	size_t at = (size_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> 20) & (m->transitions.cap - 1);
	while (m->transitions.slots[at].key && m->transitions.slots[at].key != key)
		at = (at + 1) & (m->transitions.cap - 1);
	return at;
}

static bool grow(struct machine *m)
{
	struct transition *old = m->transitions.slots;
	size_t n = m->transitions.cap;
	struct transition *slots = calloc(n * 2, sizeof *slots);
	if (!slots)
		return false;
	m->transitions.slots = slots;
	m->transitions.cap = n * 2;
	for (size_t i = 0; i < n; i++)
		if (old[i].key)
			slots[slot_of(m, old[i].key)] = old[i];
	free(old);
	return true;
}

static const struct pattern *remember(struct machine *m, uint64_t key, const struct pattern *then)
{
	if ((m->transitions.n + 1) * 2 > m->transitions.cap && !grow(m))
		m->failed = true;
	m->failed |= m->patterns.failed;
	if (m->failed)
		return then;
	struct transition *t = &m->transitions.slots[slot_of(m, key)];
	m->transitions.n += !t->key;
	*t = (struct transition){key, then};
	return then;
}

static size_t bytes_of(const struct machine *m)
{
	return m->patterns.bytes + m->transitions.cap * sizeof *m->transitions.slots;
}

bool machine_is_full(const struct machine *m)
{
	return bytes_of(m) > m->limit;
}

bool machine_forget(struct machine *m, const struct pattern **live, size_t n)
{
	struct transition *slots = calloc(TRANSITIONS_MIN, sizeof *slots);
	if (!slots || !patterns_renew(&m->patterns, live, n)) {
		free(slots);
		m->failed = true;
		return false;
	}
	free(m->transitions.slots);
	m->transitions.slots = slots;
	m->transitions.cap = TRANSITIONS_MIN;
	m->transitions.n = 0;
	memset(m->values, 0, VALUES * sizeof *m->values);
	memset(m->same, 0, sizeof m->same);
	// What is live may be large itself.
	m->limit = bytes_of(m) * 2 > BYTES_MAX ? bytes_of(m) * 2 : BYTES_MAX;
	return true;
}

// What is put around the right of AFTERs.
enum wrap { WRAP_GROUP, WRAP_GROUP_BEFORE, WRAP_INTERLEAVE, WRAP_AFTER };

static const struct pattern *wrap_one(struct machine *m, const struct pattern *p, enum wrap wrap,
                                      const struct pattern *other)
{
	switch (wrap) {
	case WRAP_GROUP:
		return pattern_group(&m->patterns, p, other);
	case WRAP_GROUP_BEFORE:
		return pattern_group(&m->patterns, other, p);
	case WRAP_INTERLEAVE:
		return pattern_interleave_of(&m->patterns, p, other);
	default:
		return pattern_after(&m->patterns, p, other);
	}
}

// A choice that is put together part by part.
struct choice {
	const struct pattern **items;
	size_t n, cap;
	bool failed;
};

static void add(struct choice *c, const struct pattern *p)
{
	if (p->kind == PATTERN_NOT_ALLOWED)
		return;
	if (ARRAY_ROOM(c))
		c->items[c->n++] = p;
	else
		c->failed = true;
}

static const struct pattern *close_choice(struct machine *m, struct choice *c)
{
	m->failed |= c->failed;
	const struct pattern *made = pattern_choice(&m->patterns, c->items, c->n);
	free(c->items);
	return made;
}

static const struct pattern *rewrap(struct machine *m, const struct pattern *p, enum wrap wrap,
                                    const struct pattern *other)
{
	if (p->kind == PATTERN_AFTER)
		return pattern_after(&m->patterns, p->parts[0],
		                     wrap_one(m, p->parts[1], wrap, other));
	if (p->kind != PATTERN_CHOICE)
		return p;
	struct choice all = {0};
	for (size_t i = 0; i < p->n; i++)
		add(&all, rewrap(m, p->parts[i], wrap, other));
	return close_choice(m, &all);
}

// The parts of an interleave but one.
static const struct pattern *others_of(struct machine *m, const struct pattern *p, size_t but)
{
	const struct pattern **parts = malloc(p->n * sizeof *parts);
	size_t n = 0;
	for (size_t i = 0; parts && i < p->n; i++)
		if (i != but)
			parts[n++] = p->parts[i];
	m->failed |= !parts;
	const struct pattern *made = pattern_interleave(&m->patterns, parts, n);
	free(parts);
	return made;
}

static const struct pattern *repeat(struct machine *m, const struct pattern *p)
{
	return pattern_choice_of(&m->patterns, p, m->patterns.empty);
}

static const struct pattern *open_now(struct machine *m, const struct pattern *p, symbol name);

static const struct pattern *open(struct machine *m, const struct pattern *p, symbol name)
{
	bool kept = p->kind == PATTERN_CHOICE && p->n >= WIDE;
	if (!kept)
		return open_now(m, p, name);
	return derive_open(m, p, name);
}

static const struct pattern *open_now(struct machine *m, const struct pattern *p, symbol name)
{
	struct patterns *own = &m->patterns;
	struct choice all = {0};
	const struct pattern *first;
	switch (p->kind) {
	case PATTERN_ELEMENT:
		return name_class_has(p->element->names, &m->grammar->symbols.items[name])
		               ? pattern_after(own, p->element->content, own->empty)
		               : own->not_allowed;
	case PATTERN_CHOICE:
		for (size_t i = 0; i < p->n; i++)
			add(&all, open(m, p->parts[i], name));
		return close_choice(m, &all);
	case PATTERN_GROUP:
		first = rewrap(m, open(m, p->parts[0], name), WRAP_GROUP, p->parts[1]);
		if (!pattern_is_nullable(p->parts[0]))
			return first;
		return pattern_choice_of(own, first, open(m, p->parts[1], name));
	case PATTERN_INTERLEAVE:
		for (size_t i = 0; i < p->n; i++) {
			first = open(m, p->parts[i], name);
			// The same part again derives the same again.
			if (first->kind != PATTERN_NOT_ALLOWED &&
			    (i == 0 || p->parts[i] != p->parts[i - 1]))
				add(&all, rewrap(m, first, WRAP_INTERLEAVE, others_of(m, p, i)));
		}
		return close_choice(m, &all);
	case PATTERN_ONE_OR_MORE:
		first = open(m, p->parts[0], name);
		return first->kind == PATTERN_NOT_ALLOWED
		               ? first
		               : rewrap(m, first, WRAP_GROUP, repeat(m, p));
	case PATTERN_AFTER:
		return rewrap(m, open(m, p->parts[0], name), WRAP_AFTER, p->parts[1]);
	default:
		return own->not_allowed;
	}
}

const struct pattern *derive_open(struct machine *m, const struct pattern *p, symbol name)
{
	uint64_t key = key_of(p, STEP_OPEN, name);
	const struct transition *known = &m->transitions.slots[slot_of(m, key)];
	return known->key ? known->then : remember(m, key, open_now(m, p, name));
}

static const struct pattern *attribute(struct machine *m, const struct pattern *p, symbol name)
{
	struct patterns *own = &m->patterns;
	struct choice all = {0};
	const struct pattern *first;
	if (!(p->flags & PATTERN_ATTRIBUTES))
		return own->not_allowed;
	switch (p->kind) {
	case PATTERN_ATTRIBUTE:
		return name_class_has(p->names, &m->grammar->symbols.items[name])
		               ? pattern_after(own, p->parts[0], own->empty)
		               : own->not_allowed;
	case PATTERN_CHOICE:
		for (size_t i = 0; i < p->n; i++)
			add(&all, attribute(m, p->parts[i], name));
		return close_choice(m, &all);
	case PATTERN_GROUP:
		add(&all, rewrap(m, attribute(m, p->parts[0], name), WRAP_GROUP, p->parts[1]));
		add(&all,
		    rewrap(m, attribute(m, p->parts[1], name), WRAP_GROUP_BEFORE, p->parts[0]));
		return close_choice(m, &all);
	case PATTERN_INTERLEAVE:
		for (size_t i = 0; i < p->n; i++) {
			first = attribute(m, p->parts[i], name);
			if (first->kind != PATTERN_NOT_ALLOWED)
				add(&all, rewrap(m, first, WRAP_INTERLEAVE, others_of(m, p, i)));
		}
		return close_choice(m, &all);
	case PATTERN_ONE_OR_MORE:
		return rewrap(m, attribute(m, p->parts[0], name), WRAP_GROUP, repeat(m, p));
	case PATTERN_AFTER:
		return rewrap(m, attribute(m, p->parts[0], name), WRAP_AFTER, p->parts[1]);
	default:
		return own->not_allowed;
	}
}

const struct pattern *derive_attribute(struct machine *m, const struct pattern *p, symbol name)
{
	uint64_t key = key_of(p, STEP_ATTRIBUTE, name);
	const struct transition *known = &m->transitions.slots[slot_of(m, key)];
	return known->key ? known->then : remember(m, key, attribute(m, p, name));
}

static const struct pattern *close_tag(struct machine *m, const struct pattern *p)
{
	struct patterns *own = &m->patterns;
	struct choice all = {0};
	const struct pattern *made;
	if (!(p->flags & PATTERN_ATTRIBUTES))
		return p;
	switch (p->kind) {
	case PATTERN_CHOICE:
		for (size_t i = 0; i < p->n; i++)
			add(&all, close_tag(m, p->parts[i]));
		return close_choice(m, &all);
	case PATTERN_GROUP:
		made = close_tag(m, p->parts[0]);
		return made->kind == PATTERN_NOT_ALLOWED
		               ? made
		               : pattern_group(own, made, close_tag(m, p->parts[1]));
	case PATTERN_INTERLEAVE:
		made = own->empty;
		for (size_t i = 0; i < p->n && made->kind != PATTERN_NOT_ALLOWED; i++)
			made = pattern_interleave_of(own, made, close_tag(m, p->parts[i]));
		return made;
	case PATTERN_ONE_OR_MORE:
		return pattern_one_or_more(own, close_tag(m, p->parts[0]));
	case PATTERN_AFTER:
		return pattern_after(own, close_tag(m, p->parts[0]), p->parts[1]);
	default:
		return own->not_allowed;
	}
}

const struct pattern *derive_close(struct machine *m, const struct pattern *p)
{
	if (!(p->flags & PATTERN_ATTRIBUTES))
		return p;
	uint64_t key = key_of(p, STEP_CLOSE, 0);
	const struct transition *known = &m->transitions.slots[slot_of(m, key)];
	return known->key ? known->then : remember(m, key, close_tag(m, p));
}

const struct pattern *derive_stripped(struct machine *m, const struct pattern *p)
{
	struct patterns *own = &m->patterns;
	struct choice all = {0};
	const struct pattern *made = own->empty;
	if (!(p->flags & PATTERN_ATTRIBUTES))
		return p;
	switch (p->kind) {
	case PATTERN_ATTRIBUTE:
		return own->empty;
	case PATTERN_CHOICE:
		for (size_t i = 0; i < p->n; i++)
			add(&all, derive_stripped(m, p->parts[i]));
		return close_choice(m, &all);
	case PATTERN_GROUP:
		return pattern_group(own, derive_stripped(m, p->parts[0]),
		                     derive_stripped(m, p->parts[1]));
	case PATTERN_INTERLEAVE:
		for (size_t i = 0; i < p->n; i++)
			made = pattern_interleave_of(own, made, derive_stripped(m, p->parts[i]));
		return made;
	case PATTERN_ONE_OR_MORE:
		return pattern_one_or_more(own, derive_stripped(m, p->parts[0]));
	case PATTERN_AFTER:
		return pattern_after(own, derive_stripped(m, p->parts[0]), p->parts[1]);
	default:
		return p;
	}
}

static const struct pattern *close_rights(struct machine *m, const struct pattern *p)
{
	if (p->kind == PATTERN_AFTER)
		return pattern_after(&m->patterns, p->parts[0], derive_close(m, p->parts[1]));
	struct choice all = {0};
	for (size_t i = 0; p->kind == PATTERN_CHOICE && i < p->n; i++)
		add(&all, close_rights(m, p->parts[i]));
	return close_choice(m, &all);
}

const struct pattern *derive_last_attribute(struct machine *m, const struct pattern *p, symbol name)
{
	uint64_t key = key_of(p, STEP_LAST_ATTRIBUTE, name);
	const struct transition *known = &m->transitions.slots[slot_of(m, key)];
	return known->key ? known->then
	                  : remember(m, key, close_rights(m, derive_attribute(m, p, name)));
}

const struct pattern *derive_enter(struct machine *m, const struct pattern *p, symbol name)
{
	uint64_t key = key_of(p, STEP_ENTER, name);
	const struct transition *known = &m->transitions.slots[slot_of(m, key)];
	return known->key ? known->then
	                  : remember(m, key, derive_close(m, derive_open(m, p, name)));
}

static const struct pattern *text(struct machine *m, const struct pattern *p)
{
	struct patterns *own = &m->patterns;
	struct choice all = {0};
	const struct pattern *first;
	switch (p->kind) {
	case PATTERN_TEXT:
		return p;
	case PATTERN_CHOICE:
		for (size_t i = 0; i < p->n; i++)
			add(&all, text(m, p->parts[i]));
		return close_choice(m, &all);
	case PATTERN_GROUP:
		first = pattern_group(own, text(m, p->parts[0]), p->parts[1]);
		if (!pattern_is_nullable(p->parts[0]))
			return first;
		return pattern_choice_of(own, first, text(m, p->parts[1]));
	case PATTERN_INTERLEAVE:
		for (size_t i = 0; i < p->n; i++) {
			first = text(m, p->parts[i]);
			if (first->kind != PATTERN_NOT_ALLOWED)
				add(&all, pattern_interleave_of(own, first, others_of(m, p, i)));
		}
		return close_choice(m, &all);
	case PATTERN_ONE_OR_MORE:
		return pattern_group(own, text(m, p->parts[0]), repeat(m, p));
	case PATTERN_AFTER:
		return pattern_after(own, text(m, p->parts[0]), p->parts[1]);
	default:
		return own->not_allowed;
	}
}

const struct pattern *derive_text(struct machine *m, const struct pattern *p)
{
	const struct pattern **same = &m->same[p->id % LENGTH(m->same)];
	if (*same == p)
		return p;
	uint64_t key = key_of(p, STEP_TEXT, 0);
	const struct transition *known = &m->transitions.slots[slot_of(m, key)];
	const struct pattern *then = known->key ? known->then : remember(m, key, text(m, p));
	if (then == p)
		*same = p;
	return then;
}

static const struct pattern *end_tag(struct machine *m, const struct pattern *p)
{
	if (p->kind == PATTERN_AFTER)
		return pattern_is_nullable(p->parts[0]) ? p->parts[1] : m->patterns.not_allowed;
	struct choice all = {0};
	for (size_t i = 0; p->kind == PATTERN_CHOICE && i < p->n; i++)
		add(&all, end_tag(m, p->parts[i]));
	return close_choice(m, &all);
}

const struct pattern *derive_end(struct machine *m, const struct pattern *p)
{
	uint64_t key = key_of(p, STEP_END, 0);
	const struct transition *known = &m->transitions.slots[slot_of(m, key)];
	return known->key ? known->then : remember(m, key, end_tag(m, p));
}

const struct pattern *derive_rights(struct machine *m, const struct pattern *p)
{
	if (p->kind == PATTERN_AFTER)
		return p->parts[1];
	struct choice all = {0};
	for (size_t i = 0; p->kind == PATTERN_CHOICE && i < p->n; i++)
		add(&all, derive_rights(m, p->parts[i]));
	return close_choice(m, &all);
}

static bool resolve(const void *data, struct str prefix, struct str *uri)
{
	const struct pattern_value *value = data;
	if (prefix.n == 0) {
		*uri = value->ns;
		return true;
	}
	for (const struct binding *b = value->bindings; b; b = b->outer) {
		if (str_eq(b->prefix, prefix)) {
			*uri = b->uri;
			return true;
		}
	}
	return false;
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
                      const struct datatype_context *context, struct choice *all);

// What follows the first of two parts, each time with the second behind it.
static void add_groups(struct machine *m, const struct pattern *p, const struct pattern *behind,
                       struct str word, const struct datatype_context *context, struct choice *all)
{
	struct choice firsts = {0};
	add_words(m, p, word, context, &firsts);
	for (size_t i = 0; i < firsts.n; i++)
		add(all, pattern_group(&m->patterns, firsts.items[i], behind));
	all->failed |= firsts.failed;
	free(firsts.items);
}

// Adds all that may follow one word of a list. One choice is made of it at the end.
static void add_words(struct machine *m, const struct pattern *p, struct str word,
                      const struct datatype_context *context, struct choice *all)
{
	switch (p->kind) {
	case PATTERN_DATA:
	case PATTERN_VALUE:
		if (matches_text(m, p, word, context))
			add(all, m->patterns.empty);
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
		add_groups(m, p->parts[0], repeat(m, p), word, context, all);
		return;
	default:
		return;
	}
}

// Behind one word of a list.
static const struct pattern *derive_word(struct machine *m, const struct pattern *p,
                                         struct str word, const struct datatype_context *context)
{
	struct choice all = {0};
	add_words(m, p, word, context, &all);
	return close_choice(m, &all);
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
	struct choice all = {0};
	for (size_t i = 0; p->kind == PATTERN_CHOICE && i < p->n; i++)
		add(&all, derive_value(m, p->parts[i], value, context));
	return close_choice(m, &all);
}
