// damage.h: what of the input was no text, and where
//
// Damage is counted while the text is cleaned and told at the end, when it is known whether the
// input is text at all: the first few places of each kind one by one, then their number.

#ifndef STENOGRAM_DAMAGE_H
#define STENOGRAM_DAMAGE_H

#include <stdint.h>

#include "core/report.h"
#include "core/str.h"

enum harm {
	HARM_UNDECODED, // bytes that are nothing in the encoding; U+FFFD stands for them
	HARM_NUL,       // dropped
	HARM_CONTROL,   // another control or U+FFFE, U+FFFF: dropped, or a hyphen for Word's
	HARM_WINDOWS,   // a C1 control that is a character of windows-1252
	HARM_COUNT
};

enum { DAMAGE_SHOWN = 5 }; // places of each kind that are told one by one

// Why an input is read in its encoding, which says what can be done about damage.
enum encoding_reason {
	ENCODING_ASSUMED, // nothing says otherwise
	ENCODING_MARKED,  // its byte order mark says so
	ENCODING_NAMED,   // the user says so
	ENCODING_GUESSED, // its bytes look like it
};

struct spot {
	size_t line, column; // in the source, from 1; columns count characters
	bool has_offset;
	size_t offset;        // of the byte in the input, from 0
	struct str bytes;     // of the input, at most 4, borrowed; may be empty
	struct str line_text; // the source line, borrowed, or empty where it would mislead
	int32_t c;            // the code point that was met
	int32_t shown;        // the one that stands for it now, 0 for none
};

struct damage {
	size_t count[HARM_COUNT];
	size_t bytes; // undecoded bytes of the input
	struct spot first[HARM_COUNT][DAMAGE_SHOWN];
};

// Whether the next spot of this kind will be kept, so that its place is worth finding out.
bool damage_wants(const struct damage *d, enum harm harm);

// Counts one. `spot` is copied when it is wanted and may be NULL when not.
void damage_add(struct damage *d, enum harm harm, const struct spot *spot);

// Tells all as warnings. `size` is that of the input in bytes, `encoding` the name that it was read
// by.
void damage_report(const struct damage *d, const char *file, size_t size, const char *encoding,
                   enum encoding_reason reason, struct reporter *r);

#endif
