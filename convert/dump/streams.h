// streams.h: files as streams, streams that one may look into, lines of streams

#ifndef STENOGRAM_DUMP_STREAMS_H
#define STENOGRAM_DUMP_STREAMS_H

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/str.h"
#include "dump/stream.h"

enum { STREAM_BLOCK = 64 * 1024 };

// What a stream may say by errno, beside what the system says.
enum {
	TROUBLE_DAMAGED = EBADMSG,
	TROUBLE_CUT_OFF = ENODATA, // it ends too early
	TROUBLE_UNKNOWN = ENOTSUP, // it is packed in a way that is not known here
	TROUBLE_BOMB = EFBIG,      // it unpacks to too much
	TROUBLE_MANY = EMLINK,     // it has too many entries
	TROUBLE_LARGE = EOVERFLOW, // more than one item may have
	TROUBLE_SPECIAL = ENOTBLK, // it is no file any more
};

// A file that is opened when it is first read.
struct file {
	int folder;        // an open one, or AT_FDCWD
	const char *name;  // NULL: standard input
	bool regular;      // it has to be a regular file, or it is not opened
	uint64_t *count;   // of the bytes that were read; may be NULL
	int fd;            // -1: not opened yet
	char modified[24]; // once it is open, ISO 8601; empty for what is no regular file
};

// The function of its stream, whose context is the file. ECANCELED: a signal came.
ssize_t file_read(void *file, char *to, size_t max);
void file_close(struct file *file);

// Appends a time as ISO 8601, UTC, to at most 23 bytes; empty for one beyond the year 9999.
void time_write(char to[static 24], int64_t seconds);

// A stream that one may look into.
struct peeked {
	struct stream below;
	struct buf head; // what was looked at
	size_t at;       // how much of it was read again
	bool ended;
	int trouble; // 0, or what the stream said behind `head`
};

// What comes, up to `want` bytes; less at the end and before trouble. Only before the first read.
struct str peek(struct peeked *p, size_t want);
ssize_t peeked_read(void *peeked, char *to, size_t max);
void peeked_free(struct peeked *p);

// Reads a stream to its end onto `out`. 0, or what is wrong; TROUBLE_LARGE beyond `max` bytes.
int stream_slurp(const struct stream *in, size_t max, struct buf *out);

// The lines of a stream, one after the other.
struct lines {
	struct stream in;
	char end;         // what ends a line
	size_t max;       // bytes that a line may have
	struct buf block; // what was read and not given yet, from `at` on
	size_t at;
	uint64_t offset;   // of the line that was given last
	uint64_t next;     // of the one behind it
	size_t number;     // of the line that was given last, from 1 on
	bool ended, large; // `large`: the line is longer than `max`, and given without its rest
	int trouble;       // what the stream said at its end
};

// The next line without its end, until the next call. False: there is none (see `trouble`), or memory ran out
// (block.failed).
bool lines_next(struct lines *l, struct str *line);
void lines_free(struct lines *l);

#endif
