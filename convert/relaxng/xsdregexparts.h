// xsdregexparts.h: a regular expression between its parser and its automaton

#ifndef STENOGRAM_XSDREGEXPARTS_H
#define STENOGRAM_XSDREGEXPARTS_H

#include <stdint.h>

#include "core/str.h"

enum { CATEGORY_COUNT = 30, CHARACTER_LAST = 0x10ffff };

struct xsd_range {
	int32_t from, to; // code points, both within
};

// A set of characters: ranges and general categories, all but them when negated, without `minus`.
struct xsd_chars {
	struct xsd_range *items;
	size_t n, cap;
	uint32_t categories; // bits by utf8proc_category_t
	bool negated;
	const struct xsd_chars *minus;
};

// `category` is the one of c; it is asked for here only where it matters (see xsdregexrun.c).
bool xsd_chars_have(const struct xsd_chars *set, int32_t c, unsigned category);

// Adds to a set; false when memory ran out.
bool xsd_chars_add(struct xsd_chars *set, int32_t from, int32_t to);
// What stands behind a backslash, one of "sSiIcCdDwW"; false: no such, or no memory.
bool xsd_chars_add_escape(struct xsd_chars *set, char letter);
// "Lu" or "IsGreek", or all but it; false: no such, or no memory.
bool xsd_chars_add_property(struct xsd_chars *set, struct str name, bool negated);

enum xsd_node_kind { NODE_SET, NODE_ALL, NODE_ONE, NODE_REPEAT };

#define REPEAT_ENDLESS UINT32_MAX

struct xsd_node {
	enum xsd_node_kind kind;
	uint32_t set;            // SET: its index
	uint32_t least, most;    // REPEAT
	struct xsd_node *first;  // ALL: in this order; ONE: any one of them; REPEAT: the one
	struct xsd_node **place; // where the next child goes
	struct xsd_node *next;
};

struct xsd_parts {
	struct arena arena; // owns the nodes
	struct xsd_chars *items;
	size_t n, cap;
	struct xsd_node *root;
};

// False: *message says what is wrong. xsd_parts_free() in any case.
bool xsd_parts_read(struct xsd_parts *parts, struct str pattern, struct buf *message);
void xsd_parts_free(struct xsd_parts *parts);

#endif
