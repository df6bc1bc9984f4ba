// lines.h: decoded text into cleaned lines
//
// What is normalised, and what is kept, is listed in teiclean(1). One line of the source is one
// line of the result.

#ifndef STENOGRAM_LINES_H
#define STENOGRAM_LINES_H

#include "clean/encoding.h"

struct cleaned {
	struct buf text;      // valid UTF-8 in NFC, every line with its line feed
	struct damage damage; // what was no text
	bool has_text;        // some line has more than blanks and hints
	bool composed;        // some of it was not in NFC
	bool guessed;         // the input is of another encoding, see lines_clean
	size_t first_hints;   // bytes of hints that the first line has by now, without their TAB
};

// Cleans all lines of `decoded`; `bytes` is the input that it was decoded from. At most `max` bytes
// of result. Reports and returns false when there would be more or memory ran out. Free with
// cleaned_free() in any case. Takes linear time and memory whatever the text is.
//
// Where nothing proves the input to be UTF-8, the first sequence that is none raises the question
// whether it is anything else; if so, cleaning stops with `guessed` set, and is to begin anew with
// what encoding_decode_guess() makes of *decoded.
bool lines_clean(struct cleaned *cleaned, struct decoded *decoded, struct str bytes,
                 const char *file, size_t max, struct reporter *r);
void cleaned_free(struct cleaned *cleaned);

#endif
