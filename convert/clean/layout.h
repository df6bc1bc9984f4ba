// layout.h: lines of text with the hints that their markup gives
//
// Formats with markup put their text through here, line by line: what each character becomes is
// treatment.h's matter, as in plain text, and ranges are counted in the characters that come out.

#ifndef STENOGRAM_LAYOUT_H
#define STENOGRAM_LAYOUT_H

#include "core/str.h"

enum { RANGES_MAX = 1000 }; // of one line; more are left out

struct range {
	char word[8];     // of the hint: "b", "i", "a"
	struct str value; // behind "=", owned by the layout's arena, or empty
	size_t from, to;  // bytes of the line's text
	bool open;        // goes on until layout_close or the end of the line
};

struct layout {
	struct buf *out;
	struct buf line;  // text of the present line, cleaned but for NFC
	struct buf hints; // of the whole line
	struct buf scratch;
	struct range ranges[RANGES_MAX];
	size_t n;
	struct arena arena; // values of ranges of this line
};

// Takes over the hints that a cleaned line has already and gives what is behind them.
struct str layout_begin(struct layout *l, struct str line);

// Text goes on in the present line. Invalid UTF-8 becomes U+FFFD; white space of any kind, line
// ends too, becomes blanks, one for one.
void layout_text(struct layout *l, struct str text);

// A hint of the whole line: {word} or {word=value}. The value may have any characters: braces become
// parentheses and white space single blanks.
void layout_hint(struct layout *l, const char *word, struct str value);

// A range begins here; value may be empty. It ends at layout_close or with the line.
void layout_open(struct layout *l, const char *word, struct str value);
void layout_close(struct layout *l, const char *word); // the one of that word opened last

// A range over bytes of the line's text as they are now.
void layout_range(struct layout *l, const char *word, struct str value, size_t from, size_t to);

// Writes the line with its line feed. Hints of a line without text are written too, but for ranges.
void layout_end(struct layout *l);

// False when memory ran out.
bool layout_free(struct layout *l);

#endif
