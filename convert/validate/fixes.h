// fixes.h: the edits of a document's findings, done
//
// Which of them go together, what the document becomes, and what is told of it.

#ifndef STENOGRAM_FIXES_H
#define STENOGRAM_FIXES_H

#include "validate/findings.h"

// Does the edits of the findings that are still there on `bytes`, from which the text was opened, and
// appends the document to `out`. Of edits that overlap, those of the first finding are done; of the edits
// of one finding all, or none. Each finding that is mended is told in `told`, as info and with what it
// is now. False: there is nothing to do, or it cannot be done; that is told in the findings.
bool fixes_apply(struct findings *f, const struct xml_text *t, struct str bytes, struct buf *out,
                 struct findings *told);

#endif
