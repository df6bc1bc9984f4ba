// xsdregexrun.c: the automaton of a regular expression: made once, then run over texts
//
// Characters that no set of the expression tells apart are one class. The steps (Thompson's
// construction) are turned into a table of states by classes; where that grows too large, the steps
// themselves are run, all at once. Either way each character is looked at once.

#include <stdlib.h>
#include <utf8proc.h>

#include "core/unicode.h"
#include "relaxng/xsdregex.h"
#include "relaxng/xsdregexparts.h"
#include "relaxng/xsdregexrun.h"

struct maker {
	struct xsd_parts parts;
	struct xsd_regex *regex;
	size_t steps_cap, cuts_cap, classes_cap;
	unsigned char *signature;  // of one character: which sets have it
	unsigned char *signatures; // of the classes, one after the other
	bool too_large;
};

// Always false.
static bool is_too_large(struct maker *m)
{
	m->too_large = true;
	return false;
}

static bool add_step(struct maker *m, enum step_kind kind, uint32_t set)
{
	struct xsd_regex *r = m->regex;
	if (r->n_steps >= STEPS_MAX)
		return is_too_large(m);
	if (!array_grow((void **)&r->steps, &m->steps_cap, r->n_steps, sizeof *r->steps))
		return false;
	uint32_t next = (uint32_t)r->n_steps + 1;
	r->steps[r->n_steps++] = (struct step){.kind = kind, .set = set, .to = next, .other = next};
	return true;
}

static bool add_node(struct maker *m, const struct xsd_node *node);

static bool add_all(struct maker *m, const struct xsd_node *first)
{
	for (; first; first = first->next)
		if (!add_node(m, first))
			return false;
	return true;
}

static bool add_one(struct maker *m, const struct xsd_node *first)
{
	struct xsd_regex *r = m->regex;
	uint32_t leaps = UINT32_MAX; // those to the end, each holding the one before it
	for (; first; first = first->next) {
		size_t fork = r->n_steps;
		if (first->next && !add_step(m, STEP_FORK, 0))
			return false;
		if (!add_node(m, first))
			return false;
		if (!first->next)
			break;
		if (!add_step(m, STEP_FORK, 0))
			return false;
		r->steps[r->n_steps - 1].to = leaps;
		leaps = (uint32_t)r->n_steps - 1;
		r->steps[fork].other = (uint32_t)r->n_steps;
	}
	while (leaps != UINT32_MAX) {
		struct step *leap = &r->steps[leaps];
		leaps = leap->to;
		leap->to = leap->other = (uint32_t)r->n_steps;
	}
	return true;
}

// x* behind what had to come.
static bool add_endless(struct maker *m, const struct xsd_node *what)
{
	struct xsd_regex *r = m->regex;
	uint32_t fork = (uint32_t)r->n_steps;
	if (!add_step(m, STEP_FORK, 0) || !add_node(m, what) || !add_step(m, STEP_FORK, 0))
		return false;
	r->steps[r->n_steps - 1].to = r->steps[r->n_steps - 1].other = fork;
	r->steps[fork].other = (uint32_t)r->n_steps;
	return true;
}

static bool add_repeat(struct maker *m, const struct xsd_node *node)
{
	struct xsd_regex *r = m->regex;
	for (uint32_t i = 0; i < node->least; i++) {
		size_t before = r->n_steps;
		if (!add_node(m, node->first))
			return false;
		if (r->n_steps == before) // nothing, however often
			return true;
	}
	if (node->most == REPEAT_ENDLESS)
		return add_endless(m, node->first);
	size_t begin = r->n_steps, one = 0;
	for (uint32_t i = node->least; i < node->most; i++) {
		if (!add_step(m, STEP_FORK, 0) || !add_node(m, node->first))
			return false;
		one = one ? one : r->n_steps - begin;
		if (one == 1)
			break;
	}
	for (size_t at = begin; one && at < r->n_steps; at += one)
		r->steps[at].other = (uint32_t)r->n_steps;
	return true;
}

static bool add_node(struct maker *m, const struct xsd_node *node)
{
	switch (node->kind) {
	case NODE_SET:
		return add_step(m, STEP_SET, node->set);
	case NODE_ALL:
		return add_all(m, node->first);
	case NODE_ONE:
		return add_one(m, node->first);
	default:
		return add_repeat(m, node);
	}
}

static bool add_cut(struct maker *m, int32_t at)
{
	struct xsd_regex *r = m->regex;
	if (at <= 0x80 || at > CHARACTER_LAST)
		return true;
	if (!array_grow((void **)&r->cuts, &m->cuts_cap, r->n_cuts, sizeof *r->cuts))
		return false;
	r->cuts[r->n_cuts++] = at;
	return true;
}

static int by_number(const void *a, const void *b)
{
	int32_t one = *(const int32_t *)a, other = *(const int32_t *)b;
	return (one > other) - (one < other);
}

// Beyond ASCII, a range is a stretch of characters between two cuts: the sets tell those in it apart
// by their categories alone.
static bool add_cuts(struct maker *m)
{
	struct xsd_regex *r = m->regex;
	for (size_t i = 0; i < m->parts.n; i++) {
		const struct xsd_chars *set = &m->parts.items[i];
		for (; set; set = set->minus)
			for (size_t k = 0; k < set->n; k++)
				if (!add_cut(m, set->items[k].from) ||
				    !add_cut(m, set->items[k].to + 1))
					return false;
	}
	size_t kept = 0;
	if (r->n_cuts)
		qsort(r->cuts, r->n_cuts, sizeof *r->cuts, by_number);
	for (size_t i = 0; i < r->n_cuts; i++)
		if (!kept || r->cuts[kept - 1] != r->cuts[i])
			r->cuts[kept++] = r->cuts[i];
	r->n_cuts = kept;
	return true;
}

// The class of a character, a new one where no character so far is in just its sets.
static bool find_class(struct maker *m, int32_t c, unsigned category, uint16_t *found)
{
	size_t n = m->parts.n;
	struct xsd_regex *r = m->regex;
	for (size_t i = 0; i < n; i++)
		m->signature[i] = xsd_chars_have(&m->parts.items[i], c, category);
	for (size_t i = 0; i < r->n_classes; i++) {
		if (n == 0 || memcmp(m->signatures + i * n, m->signature, n) == 0) {
			*found = (uint16_t)i;
			return true;
		}
	}
	if (r->n_classes == CLASSES_MAX)
		return is_too_large(m);
	if (n && !array_grow((void **)&m->signatures, &m->classes_cap, r->n_classes, n))
		return false;
	if (n)
		memcpy(m->signatures + r->n_classes * n, m->signature, n);
	*found = (uint16_t)r->n_classes++;
	return true;
}

static bool add_classes(struct maker *m)
{
	struct xsd_regex *r = m->regex;
	m->signature = calloc(m->parts.n + 1, 1);
	r->wide = calloc((r->n_cuts + 1) * CATEGORY_COUNT, sizeof *r->wide);
	if (!m->signature || !r->wide)
		return false;
	for (int32_t c = 0; c < 0x80; c++)
		if (!find_class(m, c, (unsigned)utf8proc_category(c), &r->narrow[c]))
			return false;
	for (size_t i = 0; i <= r->n_cuts; i++)
		for (unsigned k = 0; k < CATEGORY_COUNT; k++)
			if (!find_class(m, i ? r->cuts[i - 1] : 0x80, k,
			                &r->wide[i * CATEGORY_COUNT + k]))
				return false;
	return true;
}

// has[set * n_classes + class]
static bool add_has(struct maker *m)
{
	struct xsd_regex *r = m->regex;
	size_t n = m->parts.n;
	r->has = calloc(n * r->n_classes + 1, 1);
	if (!r->has)
		return false;
	for (size_t set = 0; set < n; set++)
		for (size_t k = 0; k < r->n_classes; k++)
			r->has[set * r->n_classes + k] = m->signatures[k * n + set];
	return true;
}

static bool make(struct maker *m)
{
	return add_node(m, m->parts.root) && add_step(m, STEP_END, 0) && add_cuts(m) &&
	       add_classes(m) && add_has(m) && xsd_regex_tabulate(m->regex);
}

struct xsd_regex *xsd_regex_make(struct str pattern, struct buf *message)
{
	struct maker m = {.regex = calloc(1, sizeof *m.regex)};
	bool read = m.regex && xsd_parts_read(&m.parts, pattern, message);
	bool made = read && make(&m);
	if (read && !made && m.too_large)
		buf_puts(message, "the pattern is too large to be checked");
	else if (!m.regex || (read && !made))
		buf_puts(message, "there is not enough memory");
	free(m.signature);
	free(m.signatures);
	xsd_parts_free(&m.parts);
	if (made)
		return m.regex;
	xsd_regex_free(m.regex);
	return NULL;
}

void xsd_regex_free(struct xsd_regex *r)
{
	if (!r)
		return;
	free(r->steps);
	free(r->cuts);
	free(r->wide);
	free(r->has);
	free(r->table);
	free(r->accepts);
	free(r);
}
