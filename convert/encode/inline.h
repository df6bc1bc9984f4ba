// inline.h: what a form says by itself, inside a text
//
// Fixed rules, no guessing: full dates, times of day that cannot be anything else, and square
// brackets where the document has said what they mean. Everything that the rules read stays in the
// text, brackets and blanks too.

#ifndef STENOGRAM_INLINE_H
#define STENOGRAM_INLINE_H

#include "encode/tei.h"

// What square brackets mean in a document (&meta brackets).
enum brackets {
	BRACKETS_PLAIN,     // nothing
	BRACKETS_EDITORIAL, // an editor's words: supplied, glosses, doubts
	BRACKETS_STAGE,     // stage directions
};

// When a division took place, as it prints it: views of its text.
struct setting {
	struct str iso;   // the date of the division, the one to look for
	struct str where; // the id of the division
	struct str date;  // as printed, else empty
	struct str clock; // "1300 to 1500", else empty
	char from[16], to[16];
};

struct inline_rules {
	enum brackets brackets;
	struct str before;       // the words before the text, on the line before; may be empty
	struct setting *setting; // filled with the first date and span that fit, or NULL
};

// Writes text with what the rules find in it.
void inline_text(struct tei *w, struct str text, const struct inline_rules *rules);

#endif
