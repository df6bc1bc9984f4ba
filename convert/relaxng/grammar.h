// grammar.h: a schema in the simple form of RELAX NG, ready to follow documents
//
// RELAX NG, section 4 (simplification) and section 7 (restrictions). Once read it is immutable, and any
// number of threads, or of processes forked afterwards, may use it.

#ifndef STENOGRAM_GRAMMAR_H
#define STENOGRAM_GRAMMAR_H

#include "core/report.h"
#include "relaxng/pattern.h"

struct grammar {
	struct patterns patterns;
	struct symbols symbols; // of element names and attribute names
	const struct pattern *start;
	size_t n_names;     // name classes of one name
	bool needs_context; // a datatype looks at prefixes
	bool has_ids;       // a datatype is ID, IDREF or IDREFS
	struct {
		struct pattern_element **items; // by their id
		size_t n, cap;
	} elements;
	struct {
		struct datatype **items;
		size_t n, cap;
	} datatypes;
	struct arena arena; // owns names, values, the trees that elements were written in
};

// Reads the schema in the local file `path`, of either syntax (".rnc" is the compact one), with all
// that it includes. False: what is wrong was told as fatal, with its place; *g is then empty.
bool grammar_read(struct grammar *g, const char *path, struct reporter *reporter);

void grammar_free(struct grammar *g);

#endif
