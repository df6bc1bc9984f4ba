// numberfix.h: numbers of divisions and speeches that can be no other

#ifndef STENOGRAM_NUMBERFIX_H
#define STENOGRAM_NUMBERFIX_H

#include "validate/rules.h"

#define NUMBER_NONE (SIZE_MAX / 2) // of an element that is not numbered, or not plainly: 3a, 4-6

struct numbered {
	size_t number;
	size_t at;      // of the start tag
	size_t finding; // that tells that it does not follow, or FINDING_NONE
};

// All elements of a kind beside each other, in the order of the document.
struct number_run {
	struct numbered *items;
	size_t n, cap;
};

// Keeps an edit for each number that is plainly wrong.
void numberfix_run(struct rules *r, const struct number_run *run, bool speeches);

#endif
