// warc.h: the documents of a web archive
//
// WARC 1.0 and 1.1 (ISO 28500:2017; the specifications 1.0 and 1.1 of the IIPC), plain or compressed by gzip record by record
// or as a whole. Read by ourselves: libarchive 3.6 drops, without a word, the records whose address stands in
// angle brackets, as wget writes it.

#ifndef STENOGRAM_DUMP_WARC_H
#define STENOGRAM_DUMP_WARC_H

#include "dump/item.h"
#include "dump/source.h"
#include "dump/stream.h"

// Whether bytes begin as WARC does, plain; compressed content has to be unpacked before it is asked of.
bool warc_seems(struct str bytes);

// Gives the documents of the records response, resource and conversion to the receiver; those of which a part is missing,
// that do not have the checksum which the archive has for them, or cannot be unpacked are told by fail(). Where the archive is damaged,
// reading goes on at the next record, and what lies between is told by fail() with the path of the archive, without name().
//
// pass() is told, with what it says more:
//
//     redirect, error   the server answered with a status other than 2xx: "301"
//     empty             it answered well and sent nothing: the media type, or the status
//     type              what teiclean does not read: "image/png", "application/pdf", "text/css"
//     revisit           the same as an earlier capture, which this archive need not have: the address and the date
//                       of that capture. It is no document: its text is where it was captured first.
//     segment           the rest of a document that was split over several archives: its number. The first
//                       segment is told by fail().
//     note              what a crawler keeps on its own work (its log, names of hosts), or made of a page that has its own record
//     record            a type of record that nobody knows: its name
//
// Records that only tell of others (request, metadata, warcinfo) are passed over without a word.
//
// `where` has the carrier; the path of the archive where that is itself part of a dump, else none; has_offset if the
// stream is the carrier byte for byte. An item's offset is that of its record, in compressed bytes where they are; items
// have none in archives that are compressed as a whole, since reading cannot begin there.
// Limits: 0 is no limit, but INPUT_MAX for an item.
// False: the receiver wanted no more, or memory ran out, which is reported.
bool warc_read(const struct stream *in, const struct item *where,
               const struct source_limits *limits, const struct receiver *receiver,
               struct reporter *reporter);

#endif
