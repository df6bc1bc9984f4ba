// derive.c: what may follow after each event of a document

#include "relaxng/derive.h"

enum { WIDE = 8 }; // choices as wide as this are looked up by themselves

// What is put around the right of AFTERs.
enum wrap { WRAP_GROUP, WRAP_GROUP_BEFORE, WRAP_INTERLEAVE, WRAP_AFTER, WRAP_CLOSE };

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
	case WRAP_AFTER:
		return pattern_after(&m->patterns, p, other);
	default:
		return derive_close(m, p);
	}
}

static const struct pattern *rewrap(struct machine *m, const struct pattern *p, enum wrap wrap,
                                    const struct pattern *other)
{
	if (p->kind == PATTERN_AFTER)
		return pattern_after(&m->patterns, p->parts[0],
		                     wrap_one(m, p->parts[1], wrap, other));
	if (p->kind != PATTERN_CHOICE)
		return p;
	struct pattern_list all = {0};
	for (size_t i = 0; i < p->n; i++)
		pattern_list_add(&all, rewrap(m, p->parts[i], wrap, other));
	return machine_choice(m, &all);
}

// The parts of an interleave but one.
static const struct pattern *others_of(struct machine *m, const struct pattern *p, size_t but)
{
	struct pattern_list others = {0};
	for (size_t i = 0; i < p->n; i++)
		if (i != but)
			pattern_list_add(&others, p->parts[i]);
	m->failed |= others.failed;
	const struct pattern *made = pattern_interleave(&m->patterns, others.items, others.n);
	pattern_list_free(&others);
	return made;
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
	struct pattern_list all = {0};
	const struct pattern *first;
	switch (p->kind) {
	case PATTERN_ELEMENT:
		return name_class_has(p->element->names, &m->grammar->symbols.items[name])
		               ? pattern_after(own, p->element->content, own->empty)
		               : own->not_allowed;
	case PATTERN_CHOICE:
		for (size_t i = 0; i < p->n; i++)
			pattern_list_add(&all, open(m, p->parts[i], name));
		return machine_choice(m, &all);
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
				pattern_list_add(&all, rewrap(m, first, WRAP_INTERLEAVE,
				                              others_of(m, p, i)));
		}
		return machine_choice(m, &all);
	case PATTERN_ONE_OR_MORE:
		first = open(m, p->parts[0], name);
		return first->kind == PATTERN_NOT_ALLOWED
		               ? first
		               : rewrap(m, first, WRAP_GROUP, machine_repeat(m, p));
	case PATTERN_AFTER:
		return rewrap(m, open(m, p->parts[0], name), WRAP_AFTER, p->parts[1]);
	default:
		return own->not_allowed;
	}
}

const struct pattern *derive_open(struct machine *m, const struct pattern *p, symbol name)
{
	const struct pattern *then = machine_find(m, p, STEP_OPEN, name);
	return then ? then : machine_keep(m, p, STEP_OPEN, name, open_now(m, p, name));
}

static const struct pattern *attribute(struct machine *m, const struct pattern *p, symbol name)
{
	struct patterns *own = &m->patterns;
	struct pattern_list all = {0};
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
			pattern_list_add(&all, attribute(m, p->parts[i], name));
		return machine_choice(m, &all);
	case PATTERN_GROUP:
		pattern_list_add(
			&all, rewrap(m, attribute(m, p->parts[0], name), WRAP_GROUP, p->parts[1]));
		pattern_list_add(&all, rewrap(m, attribute(m, p->parts[1], name), WRAP_GROUP_BEFORE,
		                              p->parts[0]));
		return machine_choice(m, &all);
	case PATTERN_INTERLEAVE:
		for (size_t i = 0; i < p->n; i++) {
			first = attribute(m, p->parts[i], name);
			if (first->kind != PATTERN_NOT_ALLOWED)
				pattern_list_add(&all, rewrap(m, first, WRAP_INTERLEAVE,
				                              others_of(m, p, i)));
		}
		return machine_choice(m, &all);
	case PATTERN_ONE_OR_MORE:
		return rewrap(m, attribute(m, p->parts[0], name), WRAP_GROUP, machine_repeat(m, p));
	case PATTERN_AFTER:
		return rewrap(m, attribute(m, p->parts[0], name), WRAP_AFTER, p->parts[1]);
	default:
		return own->not_allowed;
	}
}

const struct pattern *derive_attribute(struct machine *m, const struct pattern *p, symbol name)
{
	const struct pattern *then = machine_find(m, p, STEP_ATTRIBUTE, name);
	return then ? then : machine_keep(m, p, STEP_ATTRIBUTE, name, attribute(m, p, name));
}

// Each attribute becomes `instead`.
static const struct pattern *without_attributes(struct machine *m, const struct pattern *p,
                                                const struct pattern *instead)
{
	struct patterns *own = &m->patterns;
	struct pattern_list all = {0};
	const struct pattern *made;
	if (!(p->flags & PATTERN_ATTRIBUTES))
		return p;
	switch (p->kind) {
	case PATTERN_CHOICE:
		for (size_t i = 0; i < p->n; i++)
			pattern_list_add(&all, without_attributes(m, p->parts[i], instead));
		return machine_choice(m, &all);
	case PATTERN_GROUP:
		made = without_attributes(m, p->parts[0], instead);
		return made->kind == PATTERN_NOT_ALLOWED
		               ? made
		               : pattern_group(own, made,
		                               without_attributes(m, p->parts[1], instead));
	case PATTERN_INTERLEAVE:
		made = own->empty;
		for (size_t i = 0; i < p->n && made->kind != PATTERN_NOT_ALLOWED; i++)
			made = pattern_interleave_of(own, made,
			                             without_attributes(m, p->parts[i], instead));
		return made;
	case PATTERN_ONE_OR_MORE:
		return pattern_one_or_more(own, without_attributes(m, p->parts[0], instead));
	case PATTERN_AFTER:
		return pattern_after(own, without_attributes(m, p->parts[0], instead), p->parts[1]);
	default:
		return instead;
	}
}

const struct pattern *derive_close(struct machine *m, const struct pattern *p)
{
	if (!(p->flags & PATTERN_ATTRIBUTES))
		return p;
	const struct pattern *then = machine_find(m, p, STEP_CLOSE, 0);
	return then ? then
	            : machine_keep(m, p, STEP_CLOSE, 0,
	                           without_attributes(m, p, m->patterns.not_allowed));
}

const struct pattern *derive_stripped(struct machine *m, const struct pattern *p)
{
	return without_attributes(m, p, m->patterns.empty);
}

const struct pattern *derive_last_attribute(struct machine *m, const struct pattern *p, symbol name)
{
	const struct pattern *then = machine_find(m, p, STEP_LAST_ATTRIBUTE, name);
	return then ? then
	            : machine_keep(m, p, STEP_LAST_ATTRIBUTE, name,
	                           rewrap(m, derive_attribute(m, p, name), WRAP_CLOSE, NULL));
}

const struct pattern *derive_enter(struct machine *m, const struct pattern *p, symbol name)
{
	const struct pattern *then = machine_find(m, p, STEP_ENTER, name);
	return then ? then
	            : machine_keep(m, p, STEP_ENTER, name,
	                           derive_close(m, derive_open(m, p, name)));
}

static const struct pattern *text(struct machine *m, const struct pattern *p)
{
	struct patterns *own = &m->patterns;
	struct pattern_list all = {0};
	const struct pattern *first;
	switch (p->kind) {
	case PATTERN_TEXT:
		return p;
	case PATTERN_CHOICE:
		for (size_t i = 0; i < p->n; i++)
			pattern_list_add(&all, text(m, p->parts[i]));
		return machine_choice(m, &all);
	case PATTERN_GROUP:
		first = pattern_group(own, text(m, p->parts[0]), p->parts[1]);
		if (!pattern_is_nullable(p->parts[0]))
			return first;
		return pattern_choice_of(own, first, text(m, p->parts[1]));
	case PATTERN_INTERLEAVE:
		for (size_t i = 0; i < p->n; i++) {
			first = text(m, p->parts[i]);
			if (first->kind != PATTERN_NOT_ALLOWED)
				pattern_list_add(&all, pattern_interleave_of(own, first,
				                                             others_of(m, p, i)));
		}
		return machine_choice(m, &all);
	case PATTERN_ONE_OR_MORE:
		return pattern_group(own, text(m, p->parts[0]), machine_repeat(m, p));
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
	const struct pattern *then = machine_find(m, p, STEP_TEXT, 0);
	if (!then)
		then = machine_keep(m, p, STEP_TEXT, 0, text(m, p));
	if (then == p)
		*same = p;
	return then;
}

static const struct pattern *end_tag(struct machine *m, const struct pattern *p)
{
	if (p->kind == PATTERN_AFTER)
		return pattern_is_nullable(p->parts[0]) ? p->parts[1] : m->patterns.not_allowed;
	struct pattern_list all = {0};
	for (size_t i = 0; p->kind == PATTERN_CHOICE && i < p->n; i++)
		pattern_list_add(&all, end_tag(m, p->parts[i]));
	return machine_choice(m, &all);
}

const struct pattern *derive_end(struct machine *m, const struct pattern *p)
{
	const struct pattern *then = machine_find(m, p, STEP_END, 0);
	return then ? then : machine_keep(m, p, STEP_END, 0, end_tag(m, p));
}

const struct pattern *derive_rights(struct machine *m, const struct pattern *p)
{
	if (p->kind == PATTERN_AFTER)
		return p->parts[1];
	struct pattern_list all = {0};
	for (size_t i = 0; p->kind == PATTERN_CHOICE && i < p->n; i++)
		pattern_list_add(&all, derive_rights(m, p->parts[i]));
	return machine_choice(m, &all);
}
