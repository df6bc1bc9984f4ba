// unpack.h: what a compressed file holds, as a stream
//
// gzip (RFC 1952) by zlib, with its checksums, which libarchive passes over; xz, zstd, bzip2 and lz4 by libarchive.

#ifndef STENOGRAM_DUMP_UNPACK_H
#define STENOGRAM_DUMP_UNPACK_H

#include "dump/reading.h"

enum packing { PACKING_NONE, PACKING_GZIP, PACKING_OTHER };

// How a content that begins like this is compressed.
enum packing packing_of(struct str head);

struct unpack;

// Gives a stream of what `in` unpacks to; its bytes are counted. NULL: memory ran out.
struct unpack *unpack_open(struct reading *r, enum packing packing, const struct stream *in);
ssize_t unpack_read(void *unpack, char *to, size_t max);
void unpack_close(struct unpack *u);

// Appends the first bytes that gzip's first bytes unpack to, as many as there are.
void unpack_head(struct str gzip, struct buf *out);

#endif
