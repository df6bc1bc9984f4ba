// tree.h: a document built into libxml2's tree from events, for the engine that needs one
//
// Beside xml_read_tree(), which reads a document by itself, this one follows a reading that others
// follow, too. Each node knows its offset in the document (node->_private), so that a finding has
// its line and column. Comments and processing instructions are left out: no schema sees them.

#ifndef STENOGRAM_TREE_H
#define STENOGRAM_TREE_H

#include <libxml/tree.h>

#include "core/xml.h"

struct tree {
	xmlDoc *doc;
	xmlNode *open;   // the innermost open element
	size_t depth, n; // open elements; nodes made
	struct buf text; // what was read since the last tag
	size_t text_at;
	struct {
		struct tree_scope {
			const unsigned char *prefix, *uri;
			xmlNs *ns;
			size_t depth; // of the element that declares it
		} * items;
		size_t n, cap;
	} scopes;
	bool failed; // memory ran out
};

// Begins a document whose names are interned in `names`. False: no memory.
bool tree_begin(struct tree *t, struct _xmlDict *names);

bool tree_start(struct tree *t, const struct xml_element *element);
bool tree_text(struct tree *t, struct str text, size_t at);
bool tree_end(struct tree *t);

static inline size_t tree_offset(const xmlNode *node)
{
	return (size_t)(uintptr_t)node->_private;
}

void tree_free(struct tree *t);

#endif
