// pass.h: the survey's way over the rows, between survey.c and roll.c

#ifndef STENOGRAM_PASS_H
#define STENOGRAM_PASS_H

#include "encode/survey.h"

struct pass {
	struct survey *s;
	size_t row;
	bool in_cast;    // item rows are people
	size_t org;      // of the roster, 0 for none
	struct buf a, b; // scratch
};

static inline const struct row *pass_row(const struct pass *p)
{
	return &p->s->transcript->items[p->row];
}

// Each reads the row that the pass is at.

size_t roll_cast(struct pass *p); // with the rows that go on in it: the number of rows read
void roll_item(struct pass *p);
void roll_speech(struct pass *p);
void roll_said(struct pass *p);

// Reads what the settings tell of people; after all rows.
void roll_settings(struct pass *p);

// More entries of the open roster.
void roll_entries(struct pass *p, struct str text);

#endif
