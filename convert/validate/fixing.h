// fixing.h: files mended in place, or shown as they would be
//
// What --fix and --diff do with each file of a run, by one process or several.

#ifndef STENOGRAM_FIXING_H
#define STENOGRAM_FIXING_H

#include <stdio.h>

#include "validate/validate.h"

struct fixing {
	bool fix, diff; // diff: nothing is written
	// Diffs that wait until their turn comes, in the order in which they were made, for all processes.
	FILE *spool;
	struct fixing_diffs *diffs; // shared by all processes: where each document's is
	size_t n;
};

// Makes room for the diffs of n documents, where they are asked for; before other processes are begun.
bool fixing_begin(struct fixing *f, size_t n, struct reporter *errors);

// Reads, checks and mends document i, of which all is given but its bytes. The mended document takes the place of the file, or goes to standard
// output when it came from standard input. With `gate` both are left to the caller, who finds in `content`
// what the document is now; it is to be freed.
void fixing_check(struct fixing *f, struct validator *v, size_t i, const struct document *d,
                  bool gate, struct buf *content, struct reporter *reporter);

// Writes the diff of document i to standard output; when all that was told of it is told.
void fixing_print(struct fixing *f, size_t i, struct reporter *errors);

void fixing_end(struct fixing *f);

#endif
