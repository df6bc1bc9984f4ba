// lastlines.h: the last line of each document in a manifest, which is the one that holds

#ifndef STENOGRAM_BATCH_LASTLINES_H
#define STENOGRAM_BATCH_LASTLINES_H

#include "batch/hashes.h"
#include "batch/record.h"

struct last_lines {
	// A document's last line, what it says, and the hash of its id. False: read no more.
	bool (*on_last)(void *context, const struct past *past, uint64_t hash, struct str line);
	void *context;
	// The last line of all says that the whole dump was read, and `end` what it was.
	bool ended;
	struct run_end end;
};

// Reads the manifest at a path. False: reported, or on_last() wanted no more.
bool last_lines_read(struct last_lines *lines, const char *path, struct reporter *reporter);

#endif
