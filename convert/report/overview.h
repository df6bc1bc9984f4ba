// overview.h: how much was found, by rule, by file and by level

#ifndef STENOGRAM_OVERVIEW_H
#define STENOGRAM_OVERVIEW_H

#include "report/format.h"
#include "report/tally.h"

// Zero has seen nothing.
struct overview {
	struct totals totals;
	struct tally rules, files;
	bool failed; // memory ran out
};

void overview_begin(struct overview *s, enum visit visit); // a document
void overview_end(struct overview *s);
void overview_add(struct overview *s, const struct report *report,
                  const struct format_settings *settings);

// Writes two tables, those with most findings first, and a line of totals.
void overview_write(const struct overview *s, FILE *stream);

void overview_free(struct overview *s);

#endif
