// checksum.h: what tells whether two contents are the same

#ifndef STENOGRAM_BATCH_CHECKSUM_H
#define STENOGRAM_BATCH_CHECKSUM_H

#include <stdbool.h>

#include "core/str.h"

// SHA-256 (FIPS 180-4).
struct checksum {
	unsigned char bytes[32];
};

struct checksum checksum_of(struct str content);
bool checksum_eq(const struct checksum *a, const struct checksum *b);

// In 64 hexadecimal digits.
void checksum_put(struct buf *out, const struct checksum *sum);

// False: it is none.
bool checksum_read(struct str digits, struct checksum *sum);

#endif
