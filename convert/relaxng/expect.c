// expect.c: what a pattern expects, for those who have to be told

#include "relaxng/expect.h"

#include <stdlib.h>

static void add_symbol(struct expected *out, symbol s)
{
	for (size_t i = 0; i < out->n; i++)
		if (out->items[i] == s)
			return;
	if (ARRAY_ROOM(out))
		out->items[out->n++] = s;
	else
		out->failed = true;
}

static void add_names(struct machine *m, const struct name_class *names, struct expected *out)
{
	switch (names->kind) {
	case NAME_CLASS_NAME:
		add_symbol(out, symbols_find(&m->grammar->symbols, names->uri, names->local));
		return;
	case NAME_CLASS_CHOICE:
		add_names(m, names->left, out);
		add_names(m, names->right, out);
		return;
	default:
		out->open = true;
	}
}

static bool is_value(const struct pattern *p)
{
	return p->kind == PATTERN_DATA || p->kind == PATTERN_VALUE || p->kind == PATTERN_LIST;
}

void expect_elements(struct machine *m, const struct pattern *p, struct expected *out)
{
	switch (p->kind) {
	case PATTERN_ELEMENT:
		add_names(m, p->element->names, out);
		return;
	case PATTERN_TEXT:
		out->text = true;
		return;
	case PATTERN_GROUP:
		expect_elements(m, p->parts[0], out);
		if (pattern_is_nullable(p->parts[0]))
			expect_elements(m, p->parts[1], out);
		return;
	case PATTERN_AFTER:
		expect_elements(m, p->parts[0], out);
		return;
	case PATTERN_CHOICE:
	case PATTERN_INTERLEAVE:
	case PATTERN_ONE_OR_MORE:
		for (size_t i = 0; i < p->n; i++)
			expect_elements(m, p->parts[i], out);
		return;
	default:
		out->text |= is_value(p);
	}
}

void expect_required(struct machine *m, const struct pattern *p, struct expected *out, bool *choice)
{
	if (pattern_is_nullable(p))
		return;
	switch (p->kind) {
	case PATTERN_CHOICE:
		*choice |= p->n > 1;
		for (size_t i = 0; i < p->n; i++)
			expect_required(m, p->parts[i], out, choice);
		return;
	case PATTERN_GROUP:
		expect_required(m, p->parts[pattern_is_nullable(p->parts[0])], out, choice);
		return;
	case PATTERN_INTERLEAVE:
		for (size_t i = 0; i < p->n; i++)
			expect_required(m, p->parts[i], out, choice);
		return;
	case PATTERN_ONE_OR_MORE:
	case PATTERN_AFTER:
		expect_required(m, p->parts[0], out, choice);
		return;
	default:
		expect_elements(m, p, out);
	}
}

void expect_attributes(struct machine *m, const struct pattern *p, struct expected *out)
{
	if (p->kind == PATTERN_ATTRIBUTE) {
		add_names(m, p->names, out);
		return;
	}
	bool inside = p->flags & PATTERN_ATTRIBUTES;
	size_t n = p->kind == PATTERN_AFTER ? 1 : p->n;
	for (size_t i = 0; inside && i < n; i++)
		expect_attributes(m, p->parts[i], out);
}

// Whether it can do without attributes.
static bool can_close(struct machine *m, const struct pattern *p)
{
	return derive_close(m, p)->kind != PATTERN_NOT_ALLOWED;
}

void expect_required_attributes(struct machine *m, const struct pattern *p, struct expected *out,
                                bool *choice)
{
	if (can_close(m, p))
		return;
	if (p->kind == PATTERN_ATTRIBUTE) {
		add_names(m, p->names, out);
		return;
	}
	*choice |= p->kind == PATTERN_CHOICE && p->n > 1;
	size_t n = p->kind == PATTERN_AFTER ? 1 : p->n;
	for (size_t i = 0; i < n; i++)
		expect_required_attributes(m, p->parts[i], out, choice);
}

static bool add_value(struct expected_values *out, const struct pattern_value *value)
{
	for (size_t i = 0; i < out->n; i++)
		if (str_eq(out->items[i]->text, value->text))
			return true;
	if (!ARRAY_ROOM(out))
		return false;
	out->items[out->n++] = value;
	return true;
}

bool expect_values(const struct pattern *p, struct expected_values *out)
{
	switch (p->kind) {
	case PATTERN_VALUE:
		return add_value(out, p->value);
	case PATTERN_DATA:
		out->types++;
		return true;
	case PATTERN_LIST:
	case PATTERN_AFTER:
		return expect_values(p->parts[0], out);
	case PATTERN_CHOICE:
	case PATTERN_GROUP:
	case PATTERN_INTERLEAVE:
	case PATTERN_ONE_OR_MORE:
		for (size_t i = 0; i < p->n; i++)
			if (!expect_values(p->parts[i], out))
				return false;
		return true;
	default:
		return true;
	}
}

static bool is_named(const struct grammar *g, const struct pattern_element *element, symbol name)
{
	// Of a wildcard nothing is meant to be known.
	return !name_class_is_open(element->names) &&
	       name_class_has(element->names, &g->symbols.items[name]);
}

struct str expect_documentation(const struct grammar *g, symbol name)
{
	for (size_t i = 0; i < g->elements.n; i++) {
		const struct pattern_element *element = g->elements.items[i];
		if (element->written->documentation.n && is_named(g, element, name))
			return element->written->documentation;
	}
	return (struct str){0};
}

static bool may_hold(struct machine *m, const struct pattern *p, symbol name)
{
	if (p->kind == PATTERN_ELEMENT)
		return is_named(m->grammar, p->element, name);
	if (p->kind == PATTERN_ATTRIBUTE || p->kind == PATTERN_DATA)
		return false;
	for (size_t i = 0; i < p->n; i++)
		if (may_hold(m, p->parts[i], name))
			return true;
	return false;
}

static bool may_have(struct machine *m, const struct pattern *p, symbol name)
{
	if (!(p->flags & PATTERN_ATTRIBUTES))
		return false;
	if (p->kind == PATTERN_ATTRIBUTE)
		return !name_class_is_open(p->names) &&
		       name_class_has(p->names, &m->grammar->symbols.items[name]);
	for (size_t i = 0; i < p->n; i++)
		if (may_have(m, p->parts[i], name))
			return true;
	return false;
}

static struct known_name_lore *lore_of(struct lore *l, struct machine *m, symbol name)
{
	if (!l->items) {
		l->n = m->grammar->symbols.n;
		l->items = calloc(l->n, sizeof *l->items);
		l->failed |= !l->items;
	}
	return l->items ? &l->items[name] : NULL;
}

const struct pattern *lore_content(struct lore *l, struct machine *m, symbol name)
{
	const struct grammar *g = m->grammar;
	struct known_name_lore *known = lore_of(l, m, name);
	if (known && known->content)
		return known->content;
	const struct pattern *all = m->patterns.not_allowed;
	for (size_t i = 0; i < g->elements.n; i++)
		if (is_named(g, g->elements.items[i], name))
			all = pattern_choice_of(&m->patterns, all, g->elements.items[i]->content);
	if (known)
		known->content = all;
	return all;
}

// Every element of the schema that is asked for by `has`.
static struct expected *list_elements(struct lore *l, struct machine *m, symbol name,
                                      bool (*has)(struct machine *m, const struct pattern *p,
                                                  symbol name))
{
	const struct grammar *g = m->grammar;
	struct expected *list = calloc(1, sizeof *list);
	for (size_t i = 0; list && i < g->elements.n; i++)
		if (has(m, g->elements.items[i]->content, name))
			add_names(m, g->elements.items[i]->names, list);
	l->failed |= !list || list->failed;
	return list;
}

struct expected *lore_parents(struct lore *l, struct machine *m, symbol name)
{
	struct known_name_lore *known = lore_of(l, m, name);
	if (known && !known->parents)
		known->parents = list_elements(l, m, name, may_hold);
	return known ? known->parents : NULL;
}

struct expected *lore_owners(struct lore *l, struct machine *m, symbol name)
{
	struct known_name_lore *known = lore_of(l, m, name);
	if (known && !known->owners)
		known->owners = list_elements(l, m, name, may_have);
	return known ? known->owners : NULL;
}

void lore_forget(struct lore *l)
{
	for (size_t i = 0; l->items && i < l->n; i++)
		l->items[i].content = NULL;
}

static void free_list(struct expected *list)
{
	if (list)
		expected_free(list);
	free(list);
}

void lore_free(struct lore *l)
{
	for (size_t i = 0; l->items && i < l->n; i++) {
		free_list(l->items[i].parents);
		free_list(l->items[i].owners);
	}
	free(l->items);
	*l = (struct lore){0};
}

void expected_free(struct expected *e)
{
	free(e->items);
	*e = (struct expected){0};
}
