// source.h: the documents of a dump, whatever carries them
//
// A folder, an archive (tar, zip, 7z; compressed by gzip, xz, zstd or bzip2), WARC, mbox, JSON lines, or a
// document by itself. Archives are streamed and never extracted; archives in archives are read to a depth.
// Everything that is read is hostile until it was: sizes, ratios, numbers and depths are bounded.

#ifndef STENOGRAM_DUMP_SOURCE_H
#define STENOGRAM_DUMP_SOURCE_H

#include <sys/types.h>

#include "dump/item.h"
#include "dump/stream.h"

// What is written below a folder that is read, and is no document of it.
struct own_place {
	dev_t device; // of the folder for the results, or of that which the database is in
	ino_t inode;
	const char *
		name; // how the files of the database begin; NULL: the folder with all that is in it
};

// 0: the default of each.
struct source_limits {
	size_t item;      // bytes of one document, unpacked
	uint64_t entries; // of one archive, with those in it
	uint64_t
		ratio; // unpacked bytes of an archive for each byte of its file, beyond a first 64 MiB
	unsigned depth;          // of archives in archives; 1: none in another
	struct own_place own[2]; // an inode of 0: there is none
};

// Gives all documents of `operand` ("-": standard input) to the receiver. What is wrong with the dump is
// the receiver's to hear (item.h). False: the operand is not there or cannot be opened at all, which is
// reported; or memory ran out, likewise; or the receiver wanted no more.
bool source_read(const char *operand, const struct source_limits *limits,
                 const struct receiver *receiver, struct reporter *reporter);

// The same for each name of a list, separated by NUL or, where there is none, by line ends ("-": standard input).
bool source_read_list(const char *list, const struct source_limits *limits,
                      const struct receiver *receiver, struct reporter *reporter);

// Whether a folder that is read is another one than that for the results. False: reported.
bool source_is_apart(const char *operand, const struct source_limits *limits,
                     struct reporter *reporter);

// How many bytes its files have, or 0 where nobody knows before they are read.
uint64_t source_size(const char *operand);

// Gives the documents of JSON lines that come from a stream. A line is given as soon as it is there, and
// also one that is no document is told of, so that each line may be answered. False: as above.
bool source_read_lines(const struct stream *in, const struct source_limits *limits,
                       const struct receiver *receiver, struct reporter *reporter);

#endif
