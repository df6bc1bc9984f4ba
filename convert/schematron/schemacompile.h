// schemacompile.h: the parts of a schema made into what is run
//
// Between the files of this folder alone.

#ifndef STENOGRAM_SCHEMATRON_SCHEMACOMPILE_H
#define STENOGRAM_SCHEMATRON_SCHEMACOMPILE_H

#include "schematron/schemaread.h"

struct compiler {
	struct schematron *schema;
	struct schema_parts *parts;
	struct schema_files *files;
	const struct schematron_options *options;
	struct reporter *reporter;
	struct xpath_scope scope;
	const xmlNode *at; // the element whose expression is compiled
	struct {
		struct visible {
			struct str name;
			uint32_t slot;
			bool is_good;
		} * items;
		size_t n, cap;
	} visible; // variables
	struct {
		struct parameter {
			struct str name, value;
		} * items;
		size_t n, cap;
	} parameters; // of the abstract pattern that is being filled in
	// Variables of patterns, which the whole schema sees (as in the skeleton of ISO Schematron), in the
	// order in which patterns are read; those before `next_let` have had their turn.
	struct {
		struct known_let {
			const xmlNode *node;
			struct visible variable;
		} * items;
		size_t n, cap;
	} pattern_lets;
	size_t next_let;
	const char *blocked; // why the rules of the pattern cannot be matched from here on, or NULL
	size_t depth, extended; // of rules that extend each other; how often they do
	bool failed;            // memory ran out
};

// ---- schemacompile.c ----

// Compiles all that the phase has. False: memory ran out, or something fatal was told.
bool compile_schema(struct compiler *c);

// ---- schemaparts.c ----

// An attribute, with the parameters of an abstract pattern filled in.
struct str compile_attribute(struct compiler *c, const xmlNode *node, const char *name);

// An expression in an attribute. NULL: not understood; `why` says so.
const struct xpath_node *compile_expression(struct compiler *c, const xmlNode *node,
                                            const char *name, struct buf *why);

// Tells that something of the schema is not understood.
void compile_unsupported(struct compiler *c, const xmlNode *node, const char *why);

// A variable, seen from here on. NULL: no memory.
struct schema_let *compile_let(struct compiler *c, const xmlNode *node);

// One <assert> or <report> of a rule. NULL: no memory.
struct schema_check *compile_check(struct compiler *c, const xmlNode *node, const xmlNode *rule,
                                   const xmlNode *pattern);

#endif
