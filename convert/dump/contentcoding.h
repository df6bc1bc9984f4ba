// contentcoding.h: bytes that were compressed by gzip or deflate, in memory

#ifndef STENOGRAM_DUMP_CONTENTCODING_H
#define STENOGRAM_DUMP_CONTENTCODING_H

#include "core/str.h"

enum coding {
	CODING_GZIP,
	CODING_DEFLATE, // zlib's form, as HTTP has it, or raw, as some servers understood it
};

// What a Content-Encoding says. False: it is neither.
bool coding_named(struct str coding, enum coding *form);

bool coding_is_gzip(struct str bytes);

// Appends the unpacked bytes to `out`, up to `max`. What stands behind the compressed data is passed over, as browsers
// do. NULL, or the end of a sentence that says why they cannot be had; see also out->failed.
const char *coding_undo(enum coding form, struct str packed, size_t max, struct buf *out);

#endif
