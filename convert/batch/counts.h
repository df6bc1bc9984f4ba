// counts.h: what is worth knowing of a conversion, in numbers

#ifndef STENOGRAM_BATCH_COUNTS_H
#define STENOGRAM_BATCH_COUNTS_H

#include "core/transcript.h"

struct counts {
	struct buf convention, score, language; // as the header has them
	size_t turns, speakers, doubts, words;
};

// Counts. False: reported; counts_free() all the same.
bool counts_make(struct counts *c, const struct transcript *t, struct reporter *reporter);
void counts_free(struct counts *c);

#endif
