// manifest.h: what a run has done, kept so that a later one can go on
//
// A line of JSON for each document (record.h), in the order of the dump. Lines are appended in groups, when the results that they
// tell of are on the disk; a line that is there is true, whatever happened since. The last line of
// a document holds.

#ifndef STENOGRAM_BATCH_MANIFEST_H
#define STENOGRAM_BATCH_MANIFEST_H

#include "batch/hashes.h"
#include "batch/record.h"

// Zero is none.
struct manifest {
	struct buf path;
	int fd;
	bool open;
	struct hashes lines; // hash of an id to 1 + the offset of its last line
	size_t n_lines;      // of earlier runs
	uint64_t end;        // of what is written
	struct buf waiting;  // lines that are not
	struct buf line;     // of an earlier run, in work
};

// What tells a shard's manifest from others: "1-of-8"; empty for 0 of 0.
enum { MANIFEST_PART = 64 };
void manifest_part(char part[static MANIFEST_PART], size_t shard, size_t shards);

// The name of a manifest: "manifest.jsonl", for a shard "manifest-1-of-8.jsonl".
void manifest_name(struct buf *out, const char *part);

// Opens the manifest in a folder, or begins one. What is in it is read if `resumes`; else there must be
// none. A line that was cut by a sudden end is taken away, which is told. False: reported, also that
// another run has it open. manifest_close() all the same.
bool manifest_open(struct manifest *m, const char *folder, const char *part, bool resumes,
                   struct reporter *reporter);

// What is known of a document, by the hash of its id. False: nothing. past_free() after true.
bool manifest_find(struct manifest *m, uint64_t hash, struct past *past);

// Adds lines, which are not written yet. False: memory ran out, which is reported.
bool manifest_add(struct manifest *m, struct str lines, struct reporter *reporter);

// Writes what was added, and makes sure of it. False: reported; what is written then ends with a whole line.
bool manifest_commit(struct manifest *m, struct reporter *reporter);

void manifest_close(struct manifest *m);

#endif
