// numbers.h: divisions and speeches that are numbered come in order

#ifndef STENOGRAM_NUMBERS_H
#define STENOGRAM_NUMBERS_H

#include "validate/rules.h"

// The numbered siblings of a kind that are open.
struct numbers {
	struct number_run *items;
	size_t n, cap;
	struct arena arena; // owns the kinds
};

// Takes a start tag; `speech`: it is one of a speech. False: no memory.
bool numbers_start(struct numbers *numbers, struct rules *r, const struct xml_element *e,
                   bool speech);

// Takes an end tag: what stood inside the element is complete.
void numbers_end(struct numbers *numbers, struct rules *r);

void numbers_free(struct numbers *numbers);

#endif
