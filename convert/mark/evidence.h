// evidence.h: which profile a document follows

#ifndef STENOGRAM_EVIDENCE_H
#define STENOGRAM_EVIDENCE_H

#include "core/report.h"
#include "core/str.h"
#include "mark/profile.h"
#include "mark/words.h"

// The name of the profile for text in which nobody speaks.
#define PROFILE_PROSE "prose"

// Weighs every profile of convert/profiles on the cleaned text and reads the best one into *best;
// *score is 0 to 1. With `explain` not NULL, appends a table of what spoke for each. False after a
// report; *best then needs no freeing.
bool evidence_choose(struct str text, const struct words *words, struct profile *best,
                     double *score, struct buf *explain, struct reporter *reporter);

// The score of one profile on the text, and its part of the table.
double evidence_weigh(struct str text, const struct words *words, const struct profile *profile,
                      struct buf *explain, struct reporter *reporter);

#endif
