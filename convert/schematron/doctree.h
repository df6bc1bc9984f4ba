// doctree.h: a document as a table of nodes, for questions in XPath
//
// Nodes lie in document order, the attributes of an element right behind it, so that order is a
// comparison of numbers and what an element holds is a range. The text of a document lies in one
// piece, so that the string value of an element is a view. 32 bytes a node, and its text.

#ifndef STENOGRAM_DOCTREE_H
#define STENOGRAM_DOCTREE_H

#include <stdint.h>

#include "core/idtable.h"
#include "core/str.h"
#include "core/xml.h"

enum node_kind {
	NODE_ROOT,
	NODE_ELEMENT,
	NODE_ATTRIBUTE,
	NODE_TEXT,
	NODE_COMMENT,
	NODE_INSTRUCTION,
};

enum { NODE_NONE = 0 }; // as a link: no node; the root, node 0, is linked from nowhere

struct doctree_node {
	uint32_t parent;
	uint32_t end;  // behind the last node of what it holds, attributes included
	uint32_t name; // index in names; of those without a name 0
	uint32_t next; // the next node of this name
	uint32_t at;   // offset in the document; of an attribute, that of its element
	uint32_t kind;
	uint32_t text, text_end; // of elements and text in `text`, of the others in `values`
};

// A name that occurs as that kind of node.
struct doctree_name {
	const unsigned char *local, *prefix, *uri; // interned; prefix and uri may be NULL
	uint32_t kind;
	uint32_t local_id, uri_id;   // in the symbols, ID_NONE: no expression names it
	uint32_t first, last, count; // nodes of this name
};

struct doctree {
	struct {
		struct doctree_node *items;
		size_t n, cap;
	} nodes;
	struct {
		struct doctree_name *items; // the first is no name
		size_t n, cap;
	} names;
	struct buf text, values;
	uint32_t *slots; // of names
	size_t n_slots;
	unsigned char
		*occurs; // of each symbol, the kinds of nodes that have it as their local name
	size_t n_occurs;
	uint32_t open; // the innermost open element, or the root
	uint32_t root_element;
	const struct idtable *symbols; // what expressions name
	bool failed;                   // memory ran out
	bool beyond;                   // it has more than can be numbered
	bool has_ids;
	struct idtable ids; // of xml:id, made on demand
};

// Begins a document in a tree that is zero or held another one. `symbols` is borrowed. False: no memory.
bool doctree_begin(struct doctree *t, const struct idtable *symbols);

// The events of xml.h. False: no memory, or beyond what can be numbered.
bool doctree_start(struct doctree *t, const struct xml_element *element);
bool doctree_text(struct doctree *t, struct str text);
bool doctree_end(struct doctree *t);

// A comment (`target` NULL) or a processing instruction. `target` must be interned.
bool doctree_aside(struct doctree *t, const unsigned char *target, struct str data, size_t at);

// The string value, valid until the tree is freed.
struct str doctree_value(const struct doctree *t, uint32_t node);

// The name of a node, and with its prefix as written; empty where it has none.
struct str doctree_local(const struct doctree *t, uint32_t node);
struct str doctree_uri(const struct doctree *t, uint32_t node);
void doctree_put_name(const struct doctree *t, uint32_t node, struct buf *out);

// The first node behind the attributes of an element: its first child, if it has one.
uint32_t doctree_inside(const struct doctree *t, uint32_t node);

// The element of an xml:id; NODE_NONE: there is none. The first of several.
uint32_t doctree_by_id(struct doctree *t, struct str id);

void doctree_free(struct doctree *t);

#endif
