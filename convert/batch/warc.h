// warc.h: the documents of a web archive
//
// WARC 1.0 and 1.1 (ISO 28500:2017; the specifications 1.0 and 1.1 of the IIPC), plain or compressed by gzip record by record
// or as a whole. Read by ourselves: libarchive 3.6 drops, without a word, the records whose address stands in
// angle brackets, as wget writes it.

#ifndef STENOGRAM_BATCH_WARC_H
#define STENOGRAM_BATCH_WARC_H

#include "batch/item.h"
#include "batch/source.h"
#include "batch/stream.h"

// Whether bytes begin as WARC does, plain; compressed content has to be unpacked before it is asked of.
bool warc_seems(struct str bytes);

// Gives the documents of the records response, resource, conversion and revisit to the receiver. `where` has
// the carrier and the path of the archive. Offsets are those of the stream, compressed bytes where it is.
// False: the receiver wanted no more, or memory ran out, which is reported.
bool warc_read(const struct stream *in, const struct item *where,
               const struct source_limits *limits, const struct receiver *receiver,
               struct reporter *reporter);

#endif
