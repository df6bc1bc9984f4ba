// rows.h: the rows that a plan asks for

#ifndef STENOGRAM_ROWS_H
#define STENOGRAM_ROWS_H

#include "mark/plan.h"
#include "mark/scribe.h"

// Writes the rows of all lines of the plan. Arguments of rows are put into the transcript's arena.
void rows_write(struct plan *plan, struct scribe *scribe);

#endif
