// xpathaxis.c: where steps lead

#include "schematron/xpathrun.h"

enum { CHAIN_FROM = 300 }; // nodes

static bool admits_name(const struct doctree_name *name, const struct xpath_node *step)
{
	if (step->local != XPATH_ANY && step->local != name->local_id)
		return false;
	if (step->uri == XPATH_ANY)
		return true;
	return step->uri == XPATH_NOWHERE ? !name->uri : step->uri == name->uri_id;
}

bool step_admits(const struct doctree *tree, const struct xpath_node *step, uint32_t node)
{
	const struct doctree_node *n = &tree->nodes.items[node];
	const struct doctree_name *name = &tree->names.items[n->name];
	switch (step->test) {
	case TEST_NAME:
		return n->kind == (step->axis == AXIS_ATTRIBUTE ? NODE_ATTRIBUTE : NODE_ELEMENT) &&
		       admits_name(name, step);
	case TEST_NODE:
		return true;
	case TEST_TEXT:
		return n->kind == NODE_TEXT;
	case TEST_COMMENT:
		return n->kind == NODE_COMMENT;
	case TEST_INSTRUCTION:
		return n->kind == NODE_INSTRUCTION && admits_name(name, step);
	case TEST_ROOT:
		return n->kind == NODE_ROOT;
	case TEST_ELEMENT:
		return n->kind == NODE_ELEMENT && admits_name(name, step);
	case TEST_ATTRIBUTE:
		return n->kind == NODE_ATTRIBUTE && admits_name(name, step);
	}
	return false;
}

void axis_begin(struct axis_walk *w, const struct doctree *tree, enum xpath_axis axis,
                uint32_t node)
{
	const struct doctree_node *n = &tree->nodes.items[node];
	bool is_attribute = n->kind == NODE_ATTRIBUTE;
	*w = (struct axis_walk){
		.tree = tree, .axis = axis, .origin = node, .at = node, .end = n->end};
	switch (axis) {
	case AXIS_CHILD:
		w->at = doctree_inside(tree, node);
		break;
	case AXIS_DESCENDANT:
	case AXIS_ATTRIBUTE:
		w->at = node + 1;
		break;
	case AXIS_FOLLOWING_SIBLING:
		w->at = n->end;
		w->end = tree->nodes.items[n->parent].end;
		w->done = is_attribute || node == 0;
		break;
	case AXIS_FOLLOWING:
		w->at = n->end;
		w->end = (uint32_t)tree->nodes.n;
		break;
	case AXIS_PARENT:
	case AXIS_ANCESTOR:
		w->at = n->parent;
		w->done = node == 0;
		break;
	case AXIS_PRECEDING_SIBLING:
		w->done = is_attribute || node == 0;
		break;
	case AXIS_PRECEDING:
		if (is_attribute)
			w->origin = w->at = n->parent;
		w->done = node == 0;
		break;
	default:
		break;
	}
}

// In a large part of a document, nodes of a rare name are found along their chain.
void axis_begin_step(struct axis_walk *w, const struct doctree *tree, const struct xpath_node *step,
                     uint32_t node)
{
	axis_begin(w, tree, step->axis, node);
	bool down = step->axis == AXIS_DESCENDANT || step->axis == AXIS_DESCENDANT_OR_SELF;
	if (!down || step->test != TEST_NAME || step->local == XPATH_ANY || w->end <= w->at ||
	    w->end - w->at < CHAIN_FROM)
		return;
	const struct doctree_name *found = NULL;
	for (size_t i = 1; i < tree->names.n; i++) {
		const struct doctree_name *name = &tree->names.items[i];
		if (name->kind != NODE_ELEMENT || !admits_name(name, step))
			continue;
		if (found)
			return; // two prefixes: their chains would have to be merged
		found = name;
	}
	if (found && found->count > (w->end - w->at) / 4)
		return;
	uint32_t at = found ? found->first : NODE_NONE;
	while (at && at < w->at)
		at = tree->nodes.items[at].next;
	w->at = at;
	w->by_name = true;
}

static bool next_by_name(struct axis_walk *w, uint32_t *node)
{
	*node = w->at;
	if (!w->at || w->at >= w->end)
		return false;
	w->at = w->tree->nodes.items[w->at].next;
	return true;
}

static bool next_upwards(struct axis_walk *w, uint32_t *node)
{
	*node = w->at;
	w->done = w->axis == AXIS_PARENT || w->at == 0;
	w->at = w->tree->nodes.items[w->at].parent;
	return true;
}

static bool next_preceding_sibling(struct axis_walk *w, uint32_t *node)
{
	const struct doctree_node *nodes = w->tree->nodes.items;
	uint32_t parent = nodes[w->origin].parent, i = w->at - 1;
	if (i == parent)
		return false;
	while (nodes[i].parent != parent)
		i = nodes[i].parent;
	if (nodes[i].kind == NODE_ATTRIBUTE)
		return false;
	*node = w->at = i;
	return true;
}

static bool next_preceding(struct axis_walk *w, uint32_t *node)
{
	const struct doctree_node *nodes = w->tree->nodes.items;
	while (w->at > 1) {
		w->at--;
		// Attributes do not precede, and what is not over yet is an ancestor.
		if (nodes[w->at].kind == NODE_ATTRIBUTE || nodes[w->at].end > w->origin)
			continue;
		*node = w->at;
		return true;
	}
	return false;
}

static bool next_downwards(struct axis_walk *w, uint32_t *node)
{
	const struct doctree_node *nodes = w->tree->nodes.items;
	while (w->at < w->end) {
		*node = w->at;
		bool is_attribute = nodes[w->at].kind == NODE_ATTRIBUTE;
		switch (w->axis) {
		case AXIS_CHILD:
		case AXIS_FOLLOWING_SIBLING:
			w->at = nodes[w->at].end;
			return true;
		case AXIS_ATTRIBUTE:
			w->at++;
			return is_attribute;
		case AXIS_SELF:
			w->at = w->end;
			return true;
		case AXIS_DESCENDANT_OR_SELF:
			w->at++;
			if (!is_attribute || *node == w->origin)
				return true;
			break;
		default:
			w->at++;
			if (!is_attribute)
				return true;
		}
	}
	return false;
}

bool axis_next(struct axis_walk *w, uint32_t *node)
{
	if (w->done)
		return false;
	if (w->by_name)
		return next_by_name(w, node);
	switch (w->axis) {
	case AXIS_PARENT:
	case AXIS_ANCESTOR:
	case AXIS_ANCESTOR_OR_SELF:
		return next_upwards(w, node);
	case AXIS_PRECEDING_SIBLING:
		return next_preceding_sibling(w, node);
	case AXIS_PRECEDING:
		return next_preceding(w, node);
	default:
		return next_downwards(w, node);
	}
}
