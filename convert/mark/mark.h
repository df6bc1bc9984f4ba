// mark.h: cleaned text into marked lines; all guessing happens here

#ifndef STENOGRAM_MARK_H
#define STENOGRAM_MARK_H

#include "core/report.h"
#include "core/str.h"
#include "core/transcript.h"

struct mark_options {
	const char *profile; // a name or a path; NULL or "auto": the document decides
	struct buf *explain; // gets a table of the evidence if not NULL
};

// Marks the cleaned text. Takes over `text` (also on failure); the transcript owns it afterwards.
// False after a report; *out is then empty. For any text the law holds that transcript_unmark()
// gives it back byte for byte.
bool mark(struct buf *text, const struct mark_options *options, struct transcript *out,
          struct reporter *reporter);

#endif
