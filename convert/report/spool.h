// spool.h: what is written before its place is known
//
// A file without a name: it takes no memory, and nothing is left of it however the program ends.

#ifndef STENOGRAM_SPOOL_H
#define STENOGRAM_SPOOL_H

#include <stdio.h>

#include "core/report.h"

// A stream to write to, in $TMPDIR or /tmp, to be closed with fclose. NULL: see errno.
FILE *spool_open(void);

// Copies all of it to `stream`. False: reported.
bool spool_copy(FILE *spool, FILE *stream, struct reporter *errors);

// Puts all of it in place of the file `path`, at once (output_write). False: reported.
bool spool_write(FILE *spool, const char *path, struct reporter *errors);

#endif
