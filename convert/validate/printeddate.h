// printeddate.h: whether a printed date is certainly another one than its value

#ifndef STENOGRAM_PRINTEDDATE_H
#define STENOGRAM_PRINTEDDATE_H

#include "validate/dates.h"

// `printed` is the text of the element. False wherever it may be the same: a text of several dates, in
// words that are not known, relative to a date ("the day after …"), or in the Julian calendar.
bool printed_date_differs(struct str printed, const struct when *when);

#endif
