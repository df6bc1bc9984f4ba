// detect.h: which legacy encoding bytes without a mark have
//
// A guess, to be told to the user. It is asked only for input without a byte order mark, without a
// name given by the user, and that is not UTF-8.

#ifndef STENOGRAM_DETECT_H
#define STENOGRAM_DETECT_H

#include "core/str.h"

struct guess {
	const char *name;  // as iconv knows it, in lower case; NULL: nothing better than UTF-8
	const char *shown; // for people
	const char *
		how; // a word for what spoke for it: "nul", "declared", "quotes", "letters" or "uchardet"
};

// Guesses from the bytes, or takes what an HTML page says of itself, if that is no western encoding:
// programs write those when nobody asked them. Reads at most some hundred kilobytes of lines that are not ASCII. Without
// memory, or when the bytes are UTF-8 with some damage, the name is NULL.
struct guess detect_encoding(struct str bytes);

// UTF-16 when code units in one order make text and those in the other do not, which have NULs all in
// the same half of a unit.
struct guess detect_utf16(struct str bytes);

#endif
