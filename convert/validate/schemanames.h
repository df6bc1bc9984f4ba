// schemanames.h: the elements and attributes that a schema speaks of
//
// libxml2 tells of a misspelt name no more than that it is wrong; the names in the schema say what
// it probably should be.

#ifndef STENOGRAM_SCHEMANAMES_H
#define STENOGRAM_SCHEMANAMES_H

#include <libxml/tree.h>

#include "core/str.h"

struct schema_names {
	struct names {
		struct str *items;
		size_t n, cap;
	} elements, attributes;
	struct str uri; // the namespace of its elements, as far as one attribute tells; else empty
	bool open;      // it may allow others: wildcards, or parts in other files
	struct arena arena;
};

// Is this an element of RELAX NG, of this name unless that is NULL?
bool schema_names_is_rng(const xmlNode *node, const char *name);

// Takes the names out of a schema. False: no memory.
bool schema_names_collect(struct schema_names *n, xmlDoc *schema);

bool schema_names_has(const struct names *names, struct str name);

// Appends what can be said of a name: "; did you mean <x>?" or "did you mean @x?", that the schema
// has no such name, or nothing if it has.
void schema_names_hint(const struct schema_names *n, bool element, struct str name,
                       struct buf *out);

void schema_names_free(struct schema_names *n);

#endif
