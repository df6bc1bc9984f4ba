// twins.h: names of people that are probably one name

#ifndef STENOGRAM_TWINS_H
#define STENOGRAM_TWINS_H

#include <stdint.h>

#include "core/str.h"

struct twin {
	struct str id, name, key; // the key is that of twin_key()
	size_t at;
	uint64_t facts;  // of two people these differ
	uintptr_t group; // people are compared in their group alone
};

// Puts into `key`, which is cleared, a name without case, accents and punctuation, its words in order of
// their letters: the same for "Deng Xiaoping" and "DENG, Xiaoping". False: no memory.
bool twin_key(struct buf *key, struct str name);

// Finds names that are the same, or a slip apart where they are long and nothing in them tells two
// people (numbers, endings). `tell` gets the earlier one first. Sorts the items. False: no memory.
bool twins_find(struct twin *items, size_t n,
                void (*tell)(void *context, const struct twin *a, const struct twin *b, bool same),
                void *context);

#endif
