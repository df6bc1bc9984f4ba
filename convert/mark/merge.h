// merge.h: what a person corrected in older marked lines, kept in new ones
//
// Lines are found again by their text. Of a line that is the same in both, or has changed a little:
//
//     without a base  What has a "?" in the old lines nobody has decided: the new marks hold. All else
//                     is as the old lines have it, and told where the new marks would differ.
//     with a base     The base is what the program wrote before a person changed it. What the person
//                     changed is as the old lines have it, all else is new; it is told where both,
//                     person and program, changed the same thing.
//
// Lines that were not there have the new marks, with the ids that their people have elsewhere. Lines that
// are not there any more are told. teimark(1) says all this to the user.

#ifndef STENOGRAM_MERGE_H
#define STENOGRAM_MERGE_H

#include "core/report.h"
#include "core/transcript.h"

struct merge_side {
	const struct transcript *rows;
	const char *file; // for reports
};

// Changes `t`, marked by the program just now, into what holds both. `base` may be NULL. The text of
// `t` stays what it is. False after a report: the old lines are of another text, or memory ran out.
bool merge(struct transcript *t, const struct merge_side *old, const struct merge_side *base,
           struct reporter *reporter);

#endif
