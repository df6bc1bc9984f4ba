// schemaread.h: what a schema says, before it is compiled
//
// Between the files of this folder alone.

#ifndef STENOGRAM_SCHEMATRON_SCHEMAREAD_H
#define STENOGRAM_SCHEMATRON_SCHEMAREAD_H

#include "schematron/schema.h"
#include "schematron/schemafile.h"

struct node_list {
	xmlNode **items;
	size_t n, cap;
};

// Everything of a schema's outer level, in order, wherever it is included from.
struct schema_parts {
	struct {
		struct schema_binding {
			struct str prefix, uri;
		} * items;
		size_t n, cap;
	} bindings;
	struct node_list lets, phases, patterns, rules, diagnostics, keys;
	struct node_list abstract_rules, abstract_patterns;
	struct str query_binding, default_phase;
	bool is_embedded;
	bool failed;     // memory ran out
	size_t depth;    // of inclusion
	size_t included; // elements, in all
};

// Gathers the parts from an element: the outermost of a schema or of a grammar.
void schema_gather(struct schema_parts *parts, struct schema_files *files, struct arena *arena,
                   xmlNode *root);

// Calls for each child of Schematron's, those that are included too.
void schema_children(struct schema_parts *parts, struct schema_files *files, xmlNode *parent,
                     void (*each)(void *context, xmlNode *child), void *context);

void schema_parts_free(struct schema_parts *parts);

#endif
