// table.h: a hash table from text to a number
//
// Keys are views and borrowed: they must live as long as the table. Values are the caller's,
// usually an index into an array of its own.

#ifndef STENOGRAM_TABLE_H
#define STENOGRAM_TABLE_H

#include <stdint.h>

#include "core/str.h"

struct table_slot {
	struct str key; // key.s is NULL in a free slot
	uint32_t hash;
	size_t value;
};

struct table {
	struct table_slot *slots;
	size_t n, cap; // cap is a power of two
};

// The value of `key`; false when it is not there (then *value is as it was).
bool table_get(const struct table *t, struct str key, size_t *value);

// Sets the value of `key`, which need not be there yet. False when memory ran out.
bool table_set(struct table *t, struct str key, size_t value);

void table_free(struct table *t);

#endif
