// reading.h: what those who read a dump share
//
// A content comes from a stream: a file, what a compressed one unpacks to, a member of an archive. Whoever
// meets one asks content_read() to find out what it is and to read it, so that everything may lie in everything.

#ifndef STENOGRAM_DUMP_READING_H
#define STENOGRAM_DUMP_READING_H

#include "dump/item.h"
#include "dump/source.h"
#include "dump/streams.h"

// The reading of one operand.
struct reading {
	struct source_limits limits; // none is 0
	const struct receiver *receiver;
	struct reporter *reporter;
	uint64_t packed;   // bytes that were read of the file
	uint64_t earlier;  // of files before it
	uint64_t unpacked; // bytes that came out of compressions, at whatever depth
	uint64_t shown;    // bytes that came out of archives that compress nothing but holes
	uint64_t entries;  // that were met, at whatever depth
	int spent; // 0, or the limit of the whole that is passed: what is open is read no further
	struct buf content; // of the item in hand
	bool every_line;    // of JSON lines also the empty ones are told of
};

// Something to be read.
struct content {
	struct item item; // its path, without what a compression adds to it; carrier, times
	struct str path;  // as it is called where it lies: "1960/talks.tar.gz"
	struct stream in;
	struct file *file; // which the stream gives byte for byte, or NULL
	bool named;        // by the user: what is in it stands by itself
	unsigned depth;    // how many archives it lies in
	unsigned packings; // compressions that were taken off it
};

// Gives the documents in it to the receiver. False: read no more, or memory ran out, which is reported.
bool content_read(struct reading *r, const struct content *c);

// Readers of what content_read() found: as it. `in` is the content from its beginning.
enum archive_kind { KIND_NONE, KIND_TAR, KIND_ZIP, KIND_7ZIP, KIND_CPIO };
bool members_read(struct reading *r, const struct content *c, enum archive_kind kind);
bool jsonlines_read(struct reading *r, const struct content *c);
bool mbox_read(struct reading *r, const struct content *c);

// A folder's documents, each at its path below it.
bool folder_read(struct reading *r, const char *path);

// Whether a content that begins like this is lines of JSON with texts; mails, one behind the other.
bool jsonlines_seem(struct str head);
bool mbox_seems(struct str head);

// The receiver's functions. `trouble` is what a stream said.
bool reading_wants(struct reading *r, const struct item *item);
bool reading_takes(struct reading *r, const struct item *item);
bool reading_fails(struct reading *r, const struct item *item, int trouble);
bool reading_fails_as(struct reading *r, const struct item *item, const char *why);

// What is no document: a link, a hidden file (item.h).
void reading_passes(struct reading *r, const struct item *item, const char *kind,
                    struct str detail);

// An archive or the like that cannot be read, or not to its end.
bool reading_breaks(struct reading *r, const struct content *c, const char *why);

// What is wrong, as a sentence's end. Valid until the next call's buffer is.
const char *reading_why(const struct reading *r, int trouble, char room[static 256]);

// Counts what came out of a compression (`packs`) or of an archive. False: it is too much, and errno says so.
bool reading_counts(struct reading *r, size_t bytes, bool packs);

// Counts an entry. False: there are too many, which is then to be told of the archive.
bool reading_enters(struct reading *r);

// Sets `out` to the path of what lies in a content: its own, behind that of the content where that is itself
// part of a dump. Without "./"; in NFC where it is UTF-8, as carriers differ in how they spell "é".
void reading_path(struct buf *out, const struct content *c, struct str own);

// Takes the rest of a content as the document that was named.
bool reading_document(struct reading *r, const struct stream *in, const struct file *file,
                      struct item *item);

// Begins with another file.
void reading_begin(struct reading *r);

// Says that memory ran out; false.
bool reading_memory(struct reading *r);

#endif
