// encoding.h: which encoding the input has, and its text in UTF-8
//
// In this order: a byte order mark; the name the user gave; UTF-16 by its NULs; UTF-8 if the bytes
// are that, or mostly; what was announced; what else they look like (detect.h); UTF-8.

#ifndef STENOGRAM_ENCODING_H
#define STENOGRAM_ENCODING_H

#include "clean/damage.h"
#include "clean/detect.h"
#include "core/report.h"
#include "core/str.h"

enum { ENCODING_NAME_MAX = 32 };

struct decoded {
	// The text without its byte order mark, in UTF-8 but for bytes that could not be decoded:
	// where the input is UTF-8 by itself they are still there, else the byte 0xFF stands for each
	// ill-formed sequence. A view of the input or of `own`.
	struct str text;
	struct buf own;                // what was transcoded
	bool transcoded;               // text is not the bytes of the input
	char name[ENCODING_NAME_MAX];  // lower case: "utf-8", "utf-16le", "windows-1251"
	char shown[ENCODING_NAME_MAX]; // for people: "UTF-8", or what the user wrote
	const char *from;              // the format, where it is not plain text; else NULL
	bool mark;                     // there was a byte order mark
	bool unproven;                 // it is UTF-8 if it is found to be: see encoding_doubt
	struct str announced;          // by whoever brought it; borrowed
	struct guess guess;            // what it is if it is not
	enum encoding_reason reason;   // why this encoding was taken
	const char *how;               // what spoke for a guess, one word; else NULL
	size_t skipped;                // bytes of the input before the text (its mark)
	struct str bad[DAMAGE_SHOWN];  // the first undecodable sequences, views of the input
	size_t bad_bytes;              // bytes in all of them, when transcoded
};

// Decodes `bytes`, which must outlive *d, as `announced` does. `encoding` is the user's, or NULL. At most `max` bytes
// of text. Reports and returns false when nobody knows an encoding of that name, the text is larger
// than `max`, or memory ran out. A byte order mark wins over the user's name, with a warning.
// Free with decoded_free() in any case.
bool encoding_decode(struct decoded *d, struct str bytes, const char *file, const char *encoding,
                     struct str announced, size_t max, struct reporter *r);

// Whoever meets a sequence that is no UTF-8 asks this, with the whole input: true when it is text of
// another encoding, and then encoding_decode_guess makes *d what encoding_decode does. It is not
// asked before, since nearly all input is UTF-8 and would have to be read once more to prove it.
bool encoding_doubt(struct decoded *d, struct str bytes);
bool encoding_decode_guess(struct decoded *d, struct str bytes, const char *file, size_t max,
                           struct reporter *r);

void decoded_free(struct decoded *d);

#endif
