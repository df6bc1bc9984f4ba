// piece.h: what is known of a part of a pattern

#ifndef STENOGRAM_PIECE_H
#define STENOGRAM_PIECE_H

#include "mark/needs.h"

#define MOST_MAX (SIZE_MAX / 4) // bytes of a match: without bound

struct piece {
	struct needs needs; // at_begin: the part itself says so, ^; at_end likewise, $
	struct bytes all;   // bytes of a match
	bool empty;         // may match nothing
};

struct piece piece_nothing(void); // matches the empty text
struct piece
piece_character(struct bytes first); // one character that begins with a byte of the set

// One of these signs at least must stand in the text.
void piece_need(struct piece *p, uint16_t signs);

void piece_append(struct piece *a, const struct piece *b);    // a, then b
void piece_alternate(struct piece *a, const struct piece *b); // a or b
void piece_repeat(struct piece *p, size_t min, size_t max);

#endif
