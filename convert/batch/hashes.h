// hashes.h: a number for each of very many names, told apart by hashes of 64 bits
//
// The names themselves are not kept: sixteen to thirty-two bytes a name, however long it is. Two names with one hash are
// taken for one, which must do no harm to who asks; that happens once in some three hundred billion pairs
// of a million names.

#ifndef STENOGRAM_BATCH_HASHES_H
#define STENOGRAM_BATCH_HASHES_H

#include <stdint.h>

#include "core/str.h"

// Zero is an empty table.
struct hashes {
	struct hash_slot {
		uint64_t hash, value; // a hash of 0: free
	} * slots;
	size_t n, cap;
};

// From a cryptographic hash: nobody can make names that collide.
uint64_t hash_of(struct str name);

// Where the number of a hash is kept; 0 where it was not met before, and remembered from now on. Valid
// until the next call. NULL: memory ran out.
uint64_t *hashes_at(struct hashes *h, uint64_t hash);

// The number of a hash, or 0.
uint64_t hashes_find(const struct hashes *h, uint64_t hash);

// Calls `each` for all that are there. False as soon as that is false.
bool hashes_each(const struct hashes *h, bool (*each)(void *context, uint64_t hash, uint64_t value),
                 void *context);

void hashes_free(struct hashes *h);

#endif
