// intake.h: the documents of the dump, on their way to the workers

#ifndef STENOGRAM_BATCH_INTAKE_H
#define STENOGRAM_BATCH_INTAKE_H

#include "batch/run.h"

// Whether what the run writes is apart from what it reads. False: reported.
bool intake_is_apart(const struct batch_options *options, struct reporter *reporter);

// How many bytes there are to read, for who sits before it: walking through folders takes time.
void intake_measure(struct batch *b);

// Reads the whole dump and gives its documents to the workers. False: it was not read to its end, since it
// could not be (reported), the run was interrupted, or no more documents are wanted.
bool intake_read(struct batch *b);

#endif
