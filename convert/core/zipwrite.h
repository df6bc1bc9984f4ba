// zipwrite.h: a zip archive, written into memory
//
// The same entries give the same bytes: no time but 1980-01-01, no extra fields, no comments, names
// in UTF-8.

#ifndef STENOGRAM_ZIPWRITE_H
#define STENOGRAM_ZIPWRITE_H

#include "core/str.h"

// Zero is an archive without entries.
struct zip_writer {
	struct buf bytes;   // the archive so far
	struct buf central; // its directory
	size_t n;
};

// Adds an entry, deflated where `packed` and where that makes it smaller. False: memory ran out, or
// it is more than a zip without extensions can hold (4 GiB, 65535 entries, a name of 64 KiB).
bool zip_add(struct zip_writer *z, struct str name, struct str content, bool packed);

// Ends the archive, which is then z->bytes. False: as above.
bool zip_finish(struct zip_writer *z);

void zip_free(struct zip_writer *z);

#endif
