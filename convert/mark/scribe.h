// scribe.h: rows of marked lines, written so that the source comes back to the byte
//
// Pieces of one source line are given in order and without gaps. White space between two pieces
// stands at the start of the later row, where no editor trims it.

#ifndef STENOGRAM_SCRIBE_H
#define STENOGRAM_SCRIBE_H

#include "core/transcript.h"

struct scribe {
	struct transcript *out;
	struct str hints; // of the line that begins, until its first row is written
	bool begun;       // the line has a row already
	bool failed;      // memory ran out
	struct row
		nowhere; // what callers get then, so that they need not ask before they set a field
};

// Begins the next source line.
void scribe_line(struct scribe *s, struct str hints);

// A row of text; the first of its line, or joined to those before it.
struct row *scribe_text(struct scribe *s, enum mark mark, struct str args, struct str text);

// A row with a label (an empty label is none) before its text.
struct row *scribe_label(struct scribe *s, enum mark mark, struct str args, struct str label,
                         struct str text);

// A row that says something of the whole document, before the first line.
void scribe_setting(struct scribe *s, struct str args);

#endif
