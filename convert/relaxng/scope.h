// scope.h: the definitions of a grammar, gathered from all its files
//
// RELAX NG, sections 4.6 (externalRef), 4.7 (include), 4.16 (constraints), 4.17 (combine) and 4.18 (grammar).

#ifndef STENOGRAM_SCOPE_H
#define STENOGRAM_SCOPE_H

#include "core/table.h"
#include "relaxng/pattern.h"
#include "relaxng/syntax.h"

struct part {
	const struct syntax *node; // a start or define
	struct part *next;
};

// All that is written under one name.
struct definition {
	struct scope *scope;
	struct part *first, *last;
	enum combine combine;
	bool is_whole;              // one of them has no combine
	bool is_open;               // it is being made into a pattern
	const struct pattern *made; // NULL: not yet
};

// A grammar element.
struct scope {
	struct scope *outer; // of the grammar around it, or NULL
	struct definition start;
	struct table by_name;
	struct {
		struct definition **items;
		size_t n, cap;
	} definitions;
	struct scope *next; // of all scopes of a schema
};

struct grammar;

// What is at work while a schema is read.
struct gathering {
	struct syntax_files files;
	struct grammar *grammar; // gets the datatypes
	struct scope *scopes;
	struct table datatypes; // by library, type and parameters
	bool failed;            // memory ran out
};

// Looks through the tree of a schema, which may be in no grammar (`scope` NULL): gathers the definitions
// of each grammar in it, which becomes node->made of the SYNTAX_GRAMMAR, reads the files that it asks
// for (node->made of an EXTERNAL_REF is the root of its file), makes its datatypes (node->made of
// DATA and VALUE), and checks that every name refers to something. False: told.
bool scope_survey(struct gathering *g, struct scope *scope, struct syntax *node);

// The definition that a REF or PARENT_REF in `scope` means.
struct definition *scope_find(struct scope *scope, const struct syntax *node);

void gathering_free(struct gathering *g);

#endif
