// machine.c: what is remembered of a schema while documents are followed

#include "relaxng/machine.h"

#include <libxml/tree.h>
#include <stdlib.h>

enum {
	BYTES_MAX = 24 * 1024 * 1024, // of patterns and transitions, before all is forgotten
	TRANSITIONS_MIN = 4096,
	NAMES = 4096,
};

struct known_name {
	const unsigned char *uri, *local; // NULL: free
	symbol symbol;
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

symbol machine_symbol(struct machine *m, const unsigned char *uri, const unsigned char *local)
{
	uint64_t h = ((uint64_t)(uintptr_t)local >> 1 ^ (uint64_t)(uintptr_t)uri << 7) *
	             UINT64_C(0x9e3779b97f4a7c15);
	struct known_name *known = &m->names[h >> 52 & (NAMES - 1)];
	if (known->local == local && known->uri == uri)
		return known->symbol;
	*known = (struct known_name){
		uri, local, symbols_find(&m->grammar->symbols, xml_str(uri), xml_str(local))};
	return known->symbol;
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
			*machine_slot(m, old[i].key) = old[i];
	free(old);
	return true;
}

const struct pattern *machine_keep(struct machine *m, const struct pattern *p, enum step step,
                                   symbol name, const struct pattern *then)
{
	if ((m->transitions.n + 1) * 2 > m->transitions.cap && !grow(m))
		m->failed = true;
	m->failed |= m->patterns.failed;
	if (m->failed)
		return then;
	uint64_t key = machine_key(p, step, name);
	struct transition *t = machine_slot(m, key);
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

const struct pattern *machine_choice(struct machine *m, struct pattern_list *list)
{
	m->failed |= list->failed;
	const struct pattern *made = pattern_choice(&m->patterns, list->items, list->n);
	pattern_list_free(list);
	return made;
}

const struct pattern *machine_repeat(struct machine *m, const struct pattern *p)
{
	return pattern_choice_of(&m->patterns, p, m->patterns.empty);
}
