// flow.h: what interrupts a block, and whether the block goes on behind it
//
// A stage direction, a page break, furniture, a note or a clock stands inside the paragraph before
// it if that paragraph goes on behind it, else beside it. So each row must know what comes next.

#ifndef STENOGRAM_FLOW_H
#define STENOGRAM_FLOW_H

#include "core/transcript.h"

// What flow_read tells of a row, in one byte: the mark of the next row that interrupts nothing,
// MARK_COUNT for none, FLOW_GOES_ON for any row that goes on in the block before; whether that row
// has a label; and whether this row itself goes on in the interruption before it, as what follows
// a stage direction whose bracket is still open.
enum { FLOW_MARK = 0x3f, FLOW_LABEL = 0x40, FLOW_INSIDE = 0x80 };

// Stand-ins among the marks, for those that never stand for themselves here.
#define FLOW_GOES_ON MARK_CONT    // also &said, &date …
#define FLOW_NARRATION MARK_PLAIN // "&p", which goes on in a paragraph of narration

_Static_assert((int)MARK_COUNT < (int)FLOW_MARK, "marks do not fit");

// Fills flow[0] to flow[t->n - 1].
void flow_read(const struct transcript *t, unsigned char *flow);

// Whether a mark may stand inside a block and interrupt it.
bool flow_interrupts(enum mark mark);

// Whether a mark stands inside a line of text: said, date, supplied, gloss, plain, ref.
bool flow_is_inline(enum mark mark);

static inline enum mark flow_next(unsigned char flow)
{
	return (enum mark)(flow & FLOW_MARK);
}

#endif
