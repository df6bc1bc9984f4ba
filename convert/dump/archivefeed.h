// archivefeed.h: the bytes of an archive as libarchive asks for them
//
// zip and 7z have their table of contents at the end: a file is read from there, and an archive in another is held in
// memory for it. All else is a stream, and so is a zip archive on a pipe, or one whose table is
// very large, since libarchive keeps all of a table in memory.

#ifndef STENOGRAM_DUMP_ARCHIVEFEED_H
#define STENOGRAM_DUMP_ARCHIVEFEED_H

#include <archive.h>

#include "dump/reading.h"

struct archive_feed {
	struct reading *reading;
	struct stream in;
	int trouble; // what reading said
	// A file or bytes where one may seek.
	bool seeks;
	int fd;
	int64_t base, size, at;
	struct buf bytes;
	int64_t block_at; // where the block that was given last begins
	// The blocks that were given last, and of a stream, how many zeros it ended with so far.
	char blocks[2][STREAM_BLOCK];
	size_t filled[2];
	unsigned last;
	size_t zeros;
	bool ended;
};

// Of zeroed memory. 0, or what is wrong: ESPIPE for a 7z archive on a pipe. To be freed in any case.
int archive_feed_open(struct archive_feed *f, struct reading *r, const struct content *c,
                      enum archive_kind kind);
void archive_feed_free(struct archive_feed *f);

// Gives libarchive the functions to read with.
void archive_feed_connect(struct archive_feed *f, struct archive *a);

// Reads a stream to its end.
void archive_feed_drain(struct archive_feed *f);

// Whether the record that ends the table of contents of a zip archive stands near the end, after draining. Where it
// does not, or the table is damaged, libarchive gives what it finds and says nothing. *entries: how many the record speaks
// of; 0 where they are too many for it.
bool archive_feed_table(struct archive_feed *f, size_t *entries);

#endif
