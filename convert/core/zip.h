// zip.h: the entries of a zip archive in memory
//
// Made for office files: stored and deflated entries, no encryption, no second disk, no ZIP64. An
// archive is hostile until read: offsets and sizes are checked against the bytes that are there, and
// no entry inflates beyond the bound that the caller gives.

#ifndef STENOGRAM_ZIP_H
#define STENOGRAM_ZIP_H

#include "core/str.h"

// Whether the bytes begin as a zip archive does.
bool zip_seems(struct str bytes);

// Appends the entry of that very name to `out`. `bytes` is the whole archive. False, and *out as it
// was, when there is no such entry, it is damaged, encrypted or compressed in another way, has more
// than `max` bytes, inflates more than 1,000 times, or memory ran out (then out->failed).
bool zip_read(struct str bytes, const char *name, size_t max, struct buf *out);

// Whether there is an entry of that name.
bool zip_has(struct str bytes, const char *name);

#endif
