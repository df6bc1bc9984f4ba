// traits.h: what the labels of one document have in common
//
// A document prints its labels in one manner. Where nearly all of them stand in capitals, "Di:" is
// no speaker; where all begin a paragraph, a name that the end of a line brought to its margin is
// none.

#ifndef STENOGRAM_TRAITS_H
#define STENOGRAM_TRAITS_H

#include "mark/labels.h"

// Finds the traits that nearly all labels of speakers who recur share, puts them into
// labels->common, and takes those labels away that lack one that a label here cannot lack.
void traits_apply(struct labels *labels, const struct page *page, const struct words *words);

#endif
