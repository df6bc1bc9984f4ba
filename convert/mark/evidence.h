// evidence.h: which profile a document follows

#ifndef STENOGRAM_EVIDENCE_H
#define STENOGRAM_EVIDENCE_H

#include "core/report.h"
#include "core/str.h"
#include "mark/profile.h"
#include "mark/words.h"

// The index of the best of n profiles for the cleaned text, by what speaks for each; *score is 0 to
// 1, and 0 when nobody speaks under any of them. With `explain` not NULL, appends a table of what
// spoke for each. Lack of memory is reported and gives score 0.
size_t evidence_choose(struct str text, const struct words *words, const struct profile *profiles,
                       size_t n, double *score, struct buf *explain, struct reporter *reporter);

#endif
