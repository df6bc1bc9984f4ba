// repeats.h: which documents of a dump have the same content

#ifndef STENOGRAM_BATCH_REPEATS_H
#define STENOGRAM_BATCH_REPEATS_H

#include "batch/checksum.h"
#include "batch/hashes.h"

// Zero is none.
struct repeats {
	struct hashes sums; // to 1 + where the id is
	struct buf ids;     // NUL-terminated
};

// The id of the first document with this content, or empty: it is this one, and is remembered. Valid
// until the next call. False: memory ran out.
bool repeats_find(struct repeats *t, const struct checksum *sum, struct str id, struct str *first);

void repeats_free(struct repeats *t);

#endif
