// fixing.h: files mended in place, or shown as they would be
//
// What --fix and --diff do with each file of a run.

#ifndef STENOGRAM_FIXING_H
#define STENOGRAM_FIXING_H

#include "validate/validate.h"

struct fixing {
	bool fix, diff; // diff: nothing is written
};

// Reads, checks and mends a document, of which all is given but its bytes. The mended document takes the place
// of the file, or goes to standard output when it came from standard input. With `gate` both are left to the
// caller, who finds in `out` what the document is now; with `diff` the difference is there. It is to be
// freed.
void fixing_check(const struct fixing *f, struct validator *v, const struct document *d, bool gate,
                  struct buf *out, struct reporter *reporter);

#endif
