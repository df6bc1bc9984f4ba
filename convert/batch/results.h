// results.h: what became of documents, kept

#ifndef STENOGRAM_BATCH_RESULTS_H
#define STENOGRAM_BATCH_RESULTS_H

#include "batch/run.h"

// For the pool: takes an answer, or that there is none. False: the run cannot go on, which is reported.
bool results_take(void *batch, struct str request, struct str answer, enum loss loss);

// Writes down what was taken. What is known is written before what is told of it. False: reported.
bool results_commit(struct batch *b);

// Tells of what an earlier run could not read and this one, which has read the whole dump, has not met: an archive by its own name
// that was mended.
void results_tell_gone(struct batch *b);

// Adds that nothing is missing. False: reported.
bool results_end(struct batch *b);

#endif
