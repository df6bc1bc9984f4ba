// nearest.h: the known word that a misspelt one probably means

#ifndef STENOGRAM_NEAREST_H
#define STENOGRAM_NEAREST_H

#include "core/str.h"

struct nearest {
	struct str wanted; // borrowed
	struct str best;   // the nearest candidate so far, borrowed; empty when none is near enough
	size_t distance;   // of `best`, or one more than what is still near enough
};

// Begins a search. Near enough is one slip in a short word, two in a middling, three in a long one;
// letters that differ in case alone are no slip.
struct nearest nearest_to(struct str wanted);

// Considers one more candidate. True: it is the nearest so far. Slips are letters added, left out, exchanged, or swapped with their
// neighbour (optimal string alignment, in bytes). Words longer than 64 bytes are never near.
bool nearest_consider(struct nearest *n, struct str candidate);

#endif
