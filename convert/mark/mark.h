// mark.h: cleaned text into marked lines; all guessing happens here

#ifndef STENOGRAM_MARK_H
#define STENOGRAM_MARK_H

#include "core/report.h"
#include "core/str.h"
#include "core/transcript.h"

#include "mark/known.h"
#include "mark/profile.h"
#include "mark/words.h"

// The profiles and word lists that documents are marked by: read once, used for many documents, by
// one thread.
struct marker {
	struct words words;
	struct patterns patterns; // of all profiles
	struct profile *items;    // the choice; one alone when the user named it
	size_t n, cap;
	struct profile prose; // for text in which nobody speaks
	bool named;           // the user named the profile
	struct known *known;  // the user's table of people, borrowed; NULL for none
};

// Reads the profile `profile` (a name or a path), or all of convert/profiles with NULL or "auto".
// A marker for one document alone, `text`, is opened sooner and marks nothing else; with an empty view
// it marks any. False after a report; *m then needs no closing.
bool marker_open(struct marker *m, const char *profile, struct str text, struct reporter *reporter);

void marker_close(struct marker *m);

// Marks the cleaned text `file` (the name is for reports). Text that teiclean has not cleaned, and
// empty text, are errors. Takes over `text` (also on failure); the transcript owns it afterwards.
// *out has no rows before, but may have memory for them. `explain`, if not NULL, gets a table of what
// spoke for each profile. False after a report; *out is then empty. For any text the law holds that
// transcript_unmark() gives it back byte for byte.
bool mark(struct marker *m, struct buf *text, const char *file, struct buf *explain,
          struct transcript *out, struct reporter *reporter);

#endif
