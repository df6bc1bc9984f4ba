// context.c: which nodes a rule is about

#include "schematron/context.h"

#include <stdlib.h>

#include "schematron/xpathfunctions.h"

enum { PATHS_MAX = 500, STEPS_MAX = 50 };

// ---- Paths out of an expression ----

struct expansion {
	struct arena *arena;
	struct buf *why;
};

static bool refuse(struct expansion *x, const char *why)
{
	if (!x->why->n)
		buf_puts(x->why, why);
	return false;
}

static bool add_path(struct expansion *x, struct context *to, bool is_absolute,
                     const struct context_path *a, const struct context_path *b)
{
	size_t n = (a ? a->n : 0) + (b ? b->n : 0);
	if (to->n >= PATHS_MAX || n > STEPS_MAX)
		return refuse(x, "the context has too many alternatives");
	const struct xpath_node **steps = arena_alloc(x->arena, (n + 1) * sizeof *steps);
	if (!steps || !ARRAY_ROOM(to))
		return false;
	size_t first = a ? a->n : 0;
	for (size_t i = 0; i < n; i++)
		steps[i] = i < first ? a->steps[i] : b->steps[i - first];
	to->items[to->n++] =
		(struct context_path){.is_absolute = is_absolute, .n = n, .steps = steps};
	return true;
}

static bool expand(struct expansion *x, const struct xpath_node *node, struct context *to);

static bool expand_path(struct expansion *x, const struct xpath_node *node, struct context *to)
{
	struct context left = {0}, right = {0};
	bool good = expand(x, node->a, &left) && expand(x, node->b, &right);
	for (size_t i = 0; i < left.n && good; i++)
		for (size_t j = 0; j < right.n && good; j++)
			good = right.items[j].is_absolute
			               ? refuse(x, "a context begins with / only at its start")
			               : add_path(x, to, left.items[i].is_absolute, &left.items[i],
			                          &right.items[j]);
	context_free(&left);
	context_free(&right);
	return good;
}

// A step with more predicates.
static const struct xpath_node *narrowed(struct expansion *x, const struct xpath_node *step,
                                         const struct xpath_node *more)
{
	struct xpath_node *copy = arena_alloc(x->arena, sizeof *copy);
	if (!copy)
		return NULL;
	*copy = *step;
	struct xpath_node **to = &copy->first;
	for (const struct xpath_node *list = step->first; list || more;) {
		const struct xpath_node *p = list ? list : more;
		*to = arena_alloc(x->arena, sizeof **to);
		if (!*to)
			return NULL;
		**to = *p;
		(*to)->next = NULL;
		to = &(*to)->next;
		if (list)
			list = list->next;
		else
			more = more->next;
	}
	return copy;
}

static bool expand_filter(struct expansion *x, const struct xpath_node *node, struct context *to)
{
	for (const struct xpath_node *p = node->first; p; p = p->next)
		if (p->is_positional)
			return refuse(x,
			              "a place in a set of alternatives is not known in a context");
	size_t from = to->n;
	if (!expand(x, node->a, to))
		return false;
	for (size_t i = from; i < to->n; i++) {
		struct context_path *path = &to->items[i];
		if (path->n == 0)
			return refuse(x, "the root with a condition is not known in a context");
		const struct xpath_node *step = narrowed(x, path->steps[path->n - 1], node->first);
		if (!step)
			return false;
		path->steps[path->n - 1] = step;
	}
	return true;
}

static bool expand(struct expansion *x, const struct xpath_node *node, struct context *to)
{
	struct context_path one = {.n = 1, .steps = &node};
	switch (node->op) {
	case XPATH_UNION:
		return expand(x, node->a, to) && expand(x, node->b, to);
	case XPATH_PATH:
		return expand_path(x, node, to);
	case XPATH_FILTER:
		return expand_filter(x, node, to);
	case XPATH_ROOT:
		return add_path(x, to, true, NULL, NULL);
	case XPATH_STEP:
		if (node->axis != AXIS_CHILD && node->axis != AXIS_ATTRIBUTE &&
		    node->axis != AXIS_DESCENDANT && node->axis != AXIS_DESCENDANT_OR_SELF &&
		    node->axis != AXIS_SELF)
			return refuse(
				x, "a context goes downwards: to elements, to what they hold, and "
				   "to attributes");
		return add_path(x, to, false, &one, NULL);
	default:
		return refuse(x, "the context is no path");
	}
}

static bool is_attribute_step(const struct xpath_node *n)
{
	return n->op == XPATH_STEP && n->axis == AXIS_ATTRIBUTE && n->test == TEST_NAME &&
	       n->local != XPATH_ANY;
}

static bool is_literal(const struct xpath_node *n)
{
	if (n->op == XPATH_SEQUENCE) {
		for (const struct xpath_node *part = n->first; part; part = part->next)
			if (!is_literal(part))
				return false;
		return true;
	}
	return n->op == XPATH_LITERAL || n->op == XPATH_NUMERAL;
}

// An attribute without which this cannot be true, or NULL.
static const struct xpath_node *needed(const struct xpath_node *n)
{
	const struct xpath_node *found;
	if (is_attribute_step(n))
		return n;
	if (n->op == XPATH_AND)
		return (found = needed(n->a)) ? found : needed(n->b);
	if (n->op >= XPATH_EQUAL && n->op <= XPATH_GE)
		return is_attribute_step(n->a) && is_literal(n->b)   ? n->a
		       : is_attribute_step(n->b) && is_literal(n->a) ? n->b
		                                                     : NULL;
	if (n->op != XPATH_CALL || n->function->library != LIBRARY_CORE)
		return NULL;
	bool begins = strcmp(n->function->name, "starts-with") == 0 ||
	              strcmp(n->function->name, "contains") == 0;
	const struct xpath_node *second = begins ? n->first->next : NULL;
	return second && is_attribute_step(n->first) && second->op == XPATH_LITERAL &&
	                       second->text.n
	               ? n->first
	               : NULL;
}

static void find_attribute(struct context_path *path)
{
	const struct xpath_node *last = path->n ? path->steps[path->n - 1] : NULL;
	if (!last || last->axis == AXIS_ATTRIBUTE)
		return;
	for (const struct xpath_node *p = last->first; p && !path->attribute; p = p->next)
		if (!p->is_positional)
			path->attribute = needed(p);
}

bool context_new(struct context *c, const struct xpath_node *expression, struct arena *arena,
                 struct buf *why)
{
	struct expansion x = {arena, why};
	if (!expand(&x, expression, c))
		return false;
	for (size_t i = 0; i < c->n; i++)
		find_attribute(&c->items[i]);
	return !arena->failed;
}

void context_free(struct context *c)
{
	free(c->items);
	*c = (struct context){0};
}

// ---- Matching ----

// A predicate that asks for a place is answered among the step's other nodes.
static bool passes(struct xpath_run *run, const struct xpath_node *step, uint32_t node, bool *out)
{
	bool positional = false;
	*out = true;
	for (const struct xpath_node *p = step->first; p; p = p->next)
		positional |= p->is_positional;
	struct xpath_focus focus = {{.kind = ITEM_NODE, .node = node}, 1, 1};
	if (positional) {
		struct seq all = {0};
		struct xpath_node child = *step;
		if (child.axis != AXIS_ATTRIBUTE)
			child.axis = AXIS_CHILD;
		focus.item.node = run->tree->nodes.items[node].parent;
		if (!xpath_evaluate(run, &child, &focus, &all))
			return false;
		*out = false;
		for (uint32_t i = 0; i < all.n; i++)
			*out |= all.items[i].node == node;
		return true;
	}
	for (const struct xpath_node *p = step->first; p && *out; p = p->next)
		if (!xpath_test(run, p, &focus, out))
			return false;
	return true;
}

static bool matches_from(struct xpath_run *run, const struct context_path *path, size_t n,
                         uint32_t node, bool *out);

static bool matches_above(struct xpath_run *run, const struct context_path *path, size_t n,
                          uint32_t node, bool *out)
{
	const struct doctree_node *nodes = run->tree->nodes.items;
	*out = false;
	for (uint32_t i = node; i && !*out;) {
		i = nodes[i].parent;
		if (!matches_from(run, path, n, i, out))
			return false;
	}
	return true;
}

// Whether the first n steps lead to the node.
static bool matches_from(struct xpath_run *run, const struct context_path *path, size_t n,
                         uint32_t node, bool *out)
{
	*out = n == 0 && (!path->is_absolute || node == 0);
	if (n == 0)
		return true;
	const struct xpath_node *step = path->steps[n - 1];
	const struct doctree_node *it = &run->tree->nodes.items[node];
	enum xpath_axis axis = step->axis;
	if (!xpath_spend(run, 1))
		return false;
	if (n == 1 && path->is_absolute && axis != AXIS_DESCENDANT &&
	    axis != AXIS_DESCENDANT_OR_SELF && axis != AXIS_SELF && it->parent != 0)
		return true;
	if (!step_admits(run->tree, step, node) ||
	    (axis == AXIS_ATTRIBUTE) != (it->kind == NODE_ATTRIBUTE && axis != AXIS_SELF &&
	                                 axis != AXIS_DESCENDANT_OR_SELF) ||
	    ((axis == AXIS_CHILD || axis == AXIS_DESCENDANT) && node == 0))
		return true;
	bool passed;
	if (!passes(run, step, node, &passed))
		return false;
	if (!passed)
		return true;
	if (axis == AXIS_SELF)
		return matches_from(run, path, n - 1, node, out);
	if (axis == AXIS_CHILD || axis == AXIS_ATTRIBUTE)
		return matches_from(run, path, n - 1, it->parent, out);
	if (axis == AXIS_DESCENDANT_OR_SELF) {
		if (!matches_from(run, path, n - 1, node, out))
			return false;
		if (*out)
			return true;
	}
	return matches_above(run, path, n - 1, node, out);
}

bool context_matches(struct xpath_run *run, const struct context_path *path, uint32_t node,
                     bool *out)
{
	run->current = node;
	return matches_from(run, path, path->n, node, out);
}

// ---- Where to look ----

void context_begin(struct context_walk *w, const struct doctree *tree,
                   const struct context_path *path)
{
	*w = (struct context_walk){.tree = tree, .path = path, .name = 1};
	const struct xpath_node *last = path->n ? path->steps[path->n - 1] : NULL;
	w->root = !last;
	if (last && last->test == TEST_NAME && last->local != XPATH_ANY) {
		w->wanted = last;
	} else if (path->attribute) {
		w->wanted = path->attribute;
		w->parents = true;
	} else {
		w->all = last != NULL;
	}
	// An attribute that no element has: nothing to be looked at.
	if (path->attribute && w->wanted == last) {
		bool any = false;
		for (size_t i = 1; i < tree->names.n && !any; i++)
			any = step_admits(tree, path->attribute, tree->names.items[i].first);
		if (!any)
			w->wanted = NULL;
	}
}

static bool next_named(struct context_walk *w, uint32_t *node)
{
	const struct doctree *t = w->tree;
	while (!w->next && w->name < t->names.n) {
		uint32_t first = t->names.items[w->name++].first;
		if (first && step_admits(t, w->wanted, first))
			w->next = first;
	}
	if (!w->next)
		return false;
	*node = w->parents ? t->nodes.items[w->next].parent : w->next;
	w->next = t->nodes.items[w->next].next;
	return true;
}

bool context_next(struct context_walk *w, uint32_t *node)
{
	if (w->root) {
		*node = 0;
		w->root = false;
		return true;
	}
	if (w->all && w->next < w->tree->nodes.n) {
		*node = w->next++;
		return true;
	}
	return w->wanted && !w->all && next_named(w, node);
}
