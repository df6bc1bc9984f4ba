// context.h: which nodes a rule is about
//
// A context is a pattern of XSLT: a path that is looked at from its end. What the path's last step and
// its predicates need (an element of a name, an element with an attribute of a name) says where to look,
// so that a document is asked nothing about names that it does not have.

#ifndef STENOGRAM_CONTEXT_H
#define STENOGRAM_CONTEXT_H

#include "schematron/xpathrun.h"

struct context_path {
	bool is_absolute;
	size_t n;
	const struct xpath_node **steps;
	const struct xpath_node *attribute; // a step to one that the node must have, or NULL
};

struct context {
	struct context_path *items;
	size_t n, cap;
};

// Makes a context of an expression. False: it is no pattern, `why` says so (empty: no memory).
// context_free() in any case; the rest is the arena's.
bool context_new(struct context *c, const struct xpath_node *expression, struct arena *arena,
                 struct buf *why);
void context_free(struct context *c);

// Whether a node is meant. False in return: run->why.
bool context_matches(struct xpath_run *run, const struct context_path *path, uint32_t node,
                     bool *out);

// A walk over the nodes that a path may mean.
struct context_walk {
	const struct doctree *tree;
	const struct context_path *path;
	const struct xpath_node *wanted; // the step whose name is looked for, or NULL
	size_t name;                     // the next one to be looked at
	uint32_t next;
	bool parents, all, root;
};
void context_begin(struct context_walk *w, const struct doctree *tree,
                   const struct context_path *path);
bool context_next(struct context_walk *w, uint32_t *node); // false: there are no more

#endif
