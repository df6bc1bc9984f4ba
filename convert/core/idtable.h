// idtable.h: the names that a document gives to its elements
//
// A hash table of our own: libxml2's grows quadratic. 16 bytes an id, its letters, and a slot.

#ifndef STENOGRAM_IDTABLE_H
#define STENOGRAM_IDTABLE_H

#include <stdint.h>

#include "core/str.h"

#define ID_UNSEEN SIZE_MAX // pointed at, not met yet
#define ID_NONE UINT32_MAX

struct idtable_entry {
	size_t at; // where it was first given, or ID_UNSEEN
	uint32_t name, hash;
};

// Zero is an empty table.
struct idtable {
	struct idtable_entry *items; // in the order in which they were met
	size_t n, cap;
	uint32_t *slots; // 1 + index of an item; 0: free
	size_t n_slots;
	struct buf names; // NUL-terminated, one after the other
	uint64_t seed;
};

// The index of `name`, which is added with ID_UNSEEN where it is not there yet.
// ID_NONE: memory ran out.
uint32_t idtable_add(struct idtable *ids, struct str name);

// The index of `name`, or ID_NONE.
uint32_t idtable_find(const struct idtable *ids, struct str name);

struct str idtable_name(const struct idtable *ids, uint32_t index);
void idtable_free(struct idtable *ids);

#endif
