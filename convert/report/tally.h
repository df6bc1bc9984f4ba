// tally.h: how often each of many names was met

#ifndef STENOGRAM_TALLY_H
#define STENOGRAM_TALLY_H

#include "core/idtable.h"
#include "core/report.h"

// Zero is an empty tally.
struct tally {
	struct idtable names;
	struct tally_item {
		size_t count[SEVERITY_FATAL + 1];
	} * items; // in the order in which the names were met
	size_t n, cap;
};

#define TALLY_NONE SIZE_MAX

// Counts one of `name`, which is copied, and gives its index. TALLY_NONE: memory ran out.
size_t tally_add(struct tally *t, struct str name, enum severity severity);

struct str tally_name(const struct tally *t, size_t index);
size_t tally_count(const struct tally *t, size_t index); // of all severities
void tally_free(struct tally *t);

// The indexes, those with most first, equal ones in the order in which they were met. NULL: memory ran
// out, or nothing is there; else to be freed.
size_t *tally_order(const struct tally *t);

#endif
