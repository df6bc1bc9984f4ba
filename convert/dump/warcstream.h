// warcstream.h: the bytes of a WARC file, whether plain, compressed record by record or as a whole
//
// A window on the unpacked bytes, which grows to what is asked for. Files of both kinds that were put one behind the other
// are read as well. Where compressed data are damaged, the window ends; warcstream_resume goes on at the next member.

#ifndef STENOGRAM_DUMP_WARCSTREAM_H
#define STENOGRAM_DUMP_WARCSTREAM_H

#include <stdbool.h>
#include <stdint.h>

#include "core/str.h"
#include "dump/stream.h"

enum warcstream_end {
	WARCSTREAM_OPEN,    // there may be more
	WARCSTREAM_END,     // the file ends where it should
	WARCSTREAM_EARLY,   // the file ends in the middle of compressed data
	WARCSTREAM_DAMAGED, // the compressed data are damaged
	WARCSTREAM_TROUBLE, // they cannot be read: see `trouble`, an errno
	WARCSTREAM_BOMB,    // they unpack to more than the limit allows
	WARCSTREAM_MEMORY,
};

// A member of gzip, or a run of plain bytes.
struct member {
	uint64_t at;     // where it begins in the unpacked bytes
	uint64_t offset; // in the file
	bool plain;
};

struct warcstream;

// `ratio`: unpacked bytes for each byte of the file beyond a first 64 MiB; 0: any. NULL: no memory.
struct warcstream *warcstream_open(const struct stream *in, uint64_t ratio);
void warcstream_close(struct warcstream *s);

// At least `want` bytes from where we are, less only at the end. A view until the next call.
struct str warcstream_peek(struct warcstream *s, size_t want);

// Passes over bytes that were seen.
void warcstream_pass(struct warcstream *s, size_t n);

// Why the window ends where it does.
enum warcstream_end warcstream_end(const struct warcstream *s);
int warcstream_trouble(const struct warcstream *s);

// How many unpacked bytes are behind us.
uint64_t warcstream_at(const struct warcstream *s);

// Where we are in the file. *exact: whether reading could begin there: always in plain bytes, in compressed ones
// where a member begins.
uint64_t warcstream_offset(const struct warcstream *s, bool *exact);

// The first member that begins beyond `from` and before `to`, both counted from where we are, in what
// was seen. False: none.
bool warcstream_member(const struct warcstream *s, size_t from, size_t to, size_t *at);

// Between two records: what follows plain bytes may be compressed; if it looks so it is taken so.
void warcstream_turn(struct warcstream *s);

// After WARCSTREAM_DAMAGED or WARCSTREAM_EARLY, with an empty window: looks for the next member that begins as a record does. False: none.
bool warcstream_resume(struct warcstream *s);

// Counts bytes that were unpacked by others from what the file has. False: beyond the limit.
bool warcstream_count(struct warcstream *s, uint64_t unpacked);

// Whether bytes begin with the version line of a record, "WARC/1.0", as far as they go; at least its first six
// bytes have to be there.
bool warcstream_is_record(struct str bytes);

#endif
