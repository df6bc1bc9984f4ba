// needs.h: what a text must have for a pattern to match it, told without trying the pattern
//
// Most lines of a transcript match no rule. What a pattern needs is read off its source once: the
// first byte that a match can have, the last one, signs that it must contain, signs that it cannot. A
// text without them is passed over. What is told is never more than what holds; of a pattern that is
// not understood, nothing is told.

#ifndef STENOGRAM_NEEDS_H
#define STENOGRAM_NEEDS_H

#include <stdint.h>

#include "core/str.h"
#include "core/table.h"
#include "mark/bytes.h"
#include "mark/words.h"

enum { NEEDS_MAX = 4 };

struct needs {
	bool impossible;    // the document that the word lists serve has no match
	bool at_begin;      // a match begins where the text does
	bool at_end;        // and ends where it does
	bool blank;         // nothing but blanks and tabs may match
	size_t least, most; // bytes of a match
	struct bytes first; // of them the first that is no blank or tab is one
	struct bytes last;  // of them the last byte is one
	uint16_t
		signs[NEEDS_MAX]; // of each of these masks one sign at least must stand in the text
	size_t signs_n;
	uint16_t never; // signs that no text that matches has
};

// What is known of the word lists that patterns name, found once for each.
struct list_needs {
	const struct words *words;
	struct table by_name;
	struct piece *items;
	size_t n, cap;
};

void list_needs_free(struct list_needs *lists);

// Reads off the source of a PCRE2 pattern what it needs. %{NAME} in it stands for any word of a list.
void needs_read(struct needs *needs, struct str source, bool caseless, struct list_needs *lists);

// False when the pattern cannot match the text from byte `from` on, whatever its signs.
bool needs_fit(const struct needs *needs, struct str text, size_t from);

// False when it cannot match a text with these signs, or, with `part`, any part of one.
bool needs_hold(const struct needs *needs, uint16_t signs, bool part);

#endif
