// origin.h: what teiclean had to do to the bytes, as the hints of line 1 tell it

#ifndef STENOGRAM_ORIGIN_H
#define STENOGRAM_ORIGIN_H

#include "core/str.h"

struct transcript;

struct origin {
	struct str format;   // "html"; "text" where no hint says otherwise
	struct str encoding; // "windows-1251"; "utf-8" where no hint says otherwise
	struct str how;      // what spoke for a guess, one word; else empty
	bool mark;           // a byte order mark was left out
	bool composed;       // some characters were composed
	size_t undecoded, nul, controls, windows;
};

// Reads hints with their braces, "{src=koi8-r:uchardet}{bad=2}". Views of `hints` or constants.
struct origin origin_read(struct str hints);

// The same for marked lines.
struct origin origin_of(const struct transcript *t);

// Why the encoding was taken, in words that go on behind "it was read as koi8-r: ".
const char *origin_reason(const struct origin *o);

// What spoke for a guess, from its one word.
const char *origin_guess(struct str how);

#endif
