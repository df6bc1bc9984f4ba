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
		how; // what spoke for it: "nul", "announced", "declared", "quotes", "letters" or "uchardet"
};

// Takes what was announced (empty: nothing was), if the bytes can be that, or what an HTML page says of itself, unless it is a western encoding:
// programs write those when nobody asked them. Else guesses from the bytes. Reads at most some hundred kilobytes of lines that are not ASCII. Without
// memory, or when the bytes are UTF-8 with some damage, the name is NULL.
struct guess detect_encoding(struct str bytes, struct str announced);

// UTF-16 when code units in one order make text and those in the other do not, which have NULs all in
// the same half of a unit.
struct guess detect_utf16(struct str bytes);

// ISO-2022-JP or -KR, which are all ASCII, when it was announced and its escapes are there.
struct guess detect_escapes(struct str bytes, struct str announced);

#endif
