// progress.h: how far a run is, for who waits for it

#ifndef STENOGRAM_BATCH_PROGRESS_H
#define STENOGRAM_BATCH_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "batch/record.h"

struct progress {
	const char *program;
	bool quiet, on_terminal;
	double begin, told; // seconds
	size_t n;           // done in this run
	size_t before;      // were done by an earlier one, and are passed over
	size_t counts[OUTCOME_COUNT];
	size_t same;  // content that was met before
	double share; // of the dump that was read; 0: nobody knows
};

// Documents of this run that are to be looked at.
size_t progress_failures(const struct progress *p);

void progress_begin(struct progress *p, const char *program);

// Tells it on standard error: on a terminal in one line that is written over, several times a second; else a
// line now and then.
void progress_tell(struct progress *p);

// Ends the line.
void progress_end(struct progress *p);

// Sums up on standard error, in a few lines.
void progress_sum(const struct progress *p, const char *folder);

#endif
