// encode.h: marked lines into TEI
//
// Guesses nothing: what the marks say, and what a form says by itself by the fixed rules of
// inline.h, is what the edition has. The text of <text> is the text of the rows, in their order,
// with white space folded; nothing is lost whatever the marks are, and what comes out is valid TEI
// whatever order they come in.

#ifndef STENOGRAM_ENCODE_H
#define STENOGRAM_ENCODE_H

#include "core/transcript.h"

// What is known of a document beside its text: how it came to us. Empty: not known.
struct provenance {
	struct str path;     // in the archive or folder that it was part of
	struct str uri;      // where it was captured from
	struct str captured; // when: ISO 8601
	struct str checksum; // of its bytes, SHA-256 in hexadecimal digits
};

struct encode_options {
	const char *lang;        // BCP 47; overrules the document's own; NULL for none
	struct str header;       // bytes of the user's header (userheader.h); empty for none
	const char *header_file; // its name, for reports
	const char *file;        // the name of the marked lines, for reports; NULL for none
	const struct provenance *provenance; // goes into the sourceDesc; NULL for none
	bool clean; // labels and texts are cleaned (clean.h), so that XML takes them as they are
};

// A TEI document in two pieces, one behind the other: the header tells what was met in the text, and
// moving a text to make room before it takes longer than writing two pieces.
struct edition {
	struct buf head, text;
};

// Makes the TEI of t; *e is {0} before. Rows that are wrong are mended and told as warnings. False,
// with *e empty, after an error (a transcript without any text) or a fatal report (a bad language
// or a bad header among the options, lack of memory).
bool encode(const struct transcript *t, const struct encode_options *options, struct edition *e,
            struct reporter *reporter);

void edition_free(struct edition *e);

#endif
