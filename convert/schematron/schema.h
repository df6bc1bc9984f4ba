// schema.h: a Schematron schema as it is compiled
//
// Between the files of this folder alone.

#ifndef STENOGRAM_SCHEMATRON_SCHEMA_H
#define STENOGRAM_SCHEMATRON_SCHEMA_H

#include "schematron/context.h"
#include "schematron/schematron.h"
#include "schematron/xpathregex.h"

// Where in a schema something stands.
struct schema_place {
	const char *file;
	size_t line;
};

// A part of a message: text, or an expression, or (neither) the name of the node.
struct schema_piece {
	struct str text;
	const struct xpath_node *expression;
	bool is_name;
	struct schema_piece *next;
};

struct schema_let {
	struct str name;
	const struct xpath_node *expression; // NULL: it is not understood
	uint32_t slot;
	struct schema_let *next;
};

struct schema_check {
	bool is_report;
	const struct xpath_node *test; // NULL: it cannot be checked
	const struct xpath_node *subject;
	const struct schema_piece *message;
	enum severity severity;
	const char *id;
	struct schema_check *next;
};

struct schema_rule {
	struct context context; // no paths: it cannot be matched, or it was left out
	const struct schema_let *lets;
	const struct schema_check *checks;
	const char *id;
	enum severity severity; // of trouble with its context
	struct schema_rule *next;
};

struct schema_pattern {
	struct str id;
	bool is_single; // one rule with one path: no node is met twice
	struct schema_rule *rules;
	struct schema_pattern *next;
};

struct schema_key {
	struct str name;
	struct context match;
	const struct xpath_node *use;
	struct schema_key *next;
};

struct schematron {
	struct arena arena;
	struct idtable symbols;
	struct xpath_regexes regexes;
	struct str path;
	bool later; // comparisons as in XPath 2.0
	uint32_t n_slots;
	const struct schema_let
		*lets; // of the schema, of the phase and of patterns: about the whole document
	struct schema_pattern *patterns;
	struct schema_key *keys;
	size_t n_checks, n_unchecked;
	_Atomic(struct doctree *) idle; // its memory serves the next document
};

#endif
