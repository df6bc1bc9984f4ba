// register.h: who stands under which name
//
// A person with a reference may have several names, and a name several people.

#ifndef STENOGRAM_SITE_REGISTER_H
#define STENOGRAM_SITE_REGISTER_H

#include "site/holdings.h"

struct register_of_names {
	struct entry {
		struct str key; // the name folded
		size_t person;
	} * items; // sorted
	size_t n, cap;
	struct arena arena;
};

// Enters all names of all people, and marks in the holdings who shares one. False: memory ran out.
// register_free() all the same.
bool register_make(struct register_of_names *r, struct holdings *c);

// People other than this one.
enum { OTHERS_MAX = 200 };
struct others {
	size_t person, items[OTHERS_MAX], n;
};

// Adds those of a name, each once and as many as fit.
void register_find(const struct register_of_names *r, struct str name, struct others *others);

void register_free(struct register_of_names *r);

#endif
