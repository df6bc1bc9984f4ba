// suppress.h: findings that the document itself asks not to be told
//
//     <?stenogram ignore="speaker-label number-order" reason="two clerks of that name"?>
//
// holds for the element behind it, or for the document when it stands before the outermost one. It needs a
// reason, for whoever reads the file next; one that suppresses nothing is told.

#ifndef STENOGRAM_SUPPRESS_H
#define STENOGRAM_SUPPRESS_H

#include "validate/findings.h"

struct suppression {
	struct str rules; // with blanks between
	size_t at;        // of the instruction
	size_t from, to;  // of what is suppressed; `to` is behind it
	size_t depth;     // of the element; 0: it did not begin yet
	bool ended;       // `to` comes with the next event
	size_t used;
};

struct suppressions {
	struct suppression *items;
	size_t n, cap;
	size_t open; // how many are not known to their end
	size_t depth;
	struct arena arena;
};

// Takes a processing instruction; others than ours are passed over. A faulty one is told.
void suppress_instruction(struct suppressions *s, const char *target, struct str data, size_t at,
                          struct findings *findings);

// The other events, with their offsets.
void suppress_start(struct suppressions *s, size_t at);
void suppress_text(struct suppressions *s, size_t at);
void suppress_end(struct suppressions *s, size_t at);

// Takes out the findings that are suppressed, and tells suppressions that found nothing to suppress.
// `complete`: the document was read to its end.
void suppress_findings(struct suppressions *s, struct findings *findings, bool complete);

// Takes out of the claims of a document (claims.h) the pointers of which nothing is to be told. Before
// suppress_findings().
void suppress_claims(struct suppressions *s, struct buf *claims);

void suppress_free(struct suppressions *s);

#endif
