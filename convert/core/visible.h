// visible.h: text of unknown origin made fit to be looked at
//
// Messages, source lines and file names quote documents. A control character or a mark that turns the
// direction of writing could make a terminal or a reviewer's page show something else than what is
// there, and ill-formed bytes break what a tool reads.

#ifndef STENOGRAM_VISIBLE_H
#define STENOGRAM_VISIBLE_H

#include <stdint.h>

#include "core/report.h"

// C0, DEL, C1, the marks that turn the direction of writing, the line separators, and the two code
// points that are no characters and that XML forbids.
bool visible_is_hidden(int32_t c);

// Appends s: hidden characters as \u{202E}, bytes that are no UTF-8 as \x{FF}.
void visible_put(struct buf *out, struct str s);

// A source line around a column: at most `max` characters in three pieces that follow each other.
struct excerpt {
	struct str whole;  // all three pieces
	struct str before; // what stands before the column
	struct str at;     // the character at the column; empty: unknown, or the end
	struct str after;
	size_t from; // the column at which the excerpt begins
	bool is_cut; // the line goes on behind it
};

struct excerpt excerpt(const struct place *place, size_t max);

#endif
