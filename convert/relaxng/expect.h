// expect.h: what a pattern expects, for those who have to be told

#ifndef STENOGRAM_EXPECT_H
#define STENOGRAM_EXPECT_H

#include "relaxng/derive.h"

// Names in the order of the schema's file, each once. Names that a class leaves open are not listed.
struct expected {
	symbol *items;
	size_t n, cap;
	bool open; // others, too: a class with anyName or nsName
	bool text; // text, or a value
	bool failed;
};

// The elements that may come next.
void expect_elements(struct machine *m, const struct pattern *p, struct expected *out);

// The elements of which one must come, or each must, before p is complete: of a pattern that wants
// several one after the other, the first. *choice tells whether one of them is enough.
void expect_required(struct machine *m, const struct pattern *p, struct expected *out,
                     bool *choice);

// The attributes that may stand on an element, and those that must.
void expect_attributes(struct machine *m, const struct pattern *p, struct expected *out);
void expect_required_attributes(struct machine *m, const struct pattern *p, struct expected *out,
                                bool *choice);

// The values that are written out in a pattern.
struct expected_values {
	const struct pattern_value **items;
	size_t n, cap;
	size_t types; // how many datatypes there are beside
};
bool expect_values(const struct pattern *p, struct expected_values *out);

// An element of that name that has documentation; empty when there is none.
struct str expect_documentation(const struct grammar *g, symbol name);

// What the whole schema says of a name, found when it is first asked for. Ten thousand mistakes ask for
// the same few names.
struct lore {
	struct known_name_lore {
		const struct pattern *content;     // NULL: not asked for yet
		struct expected *parents, *owners; // likewise
	} * items;                                 // by symbol
	size_t n;
	bool failed;
};

// The content of all elements of that name in the schema, as a choice; notAllowed when there are none.
const struct pattern *lore_content(struct lore *l, struct machine *m, symbol name);

// The elements in which an element of that name may stand, and those that may have an attribute of that
// name. Borrowed, for reading and sorting.
struct expected *lore_parents(struct lore *l, struct machine *m, symbol name);
struct expected *lore_owners(struct lore *l, struct machine *m, symbol name);

// Forgets the contents, which the machine forgets, too.
void lore_forget(struct lore *l);
void lore_free(struct lore *l);

void expected_free(struct expected *e);

#endif
