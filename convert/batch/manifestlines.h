// manifestlines.h: the lines of a manifest, one after the other

#ifndef STENOGRAM_BATCH_MANIFESTLINES_H
#define STENOGRAM_BATCH_MANIFESTLINES_H

#include "batch/hashes.h"
#include "core/report.h"
#include "core/str.h"

struct manifest_reading {
	const char *path; // for reports
	// A whole line, without its end; offset is where it begins. False: read no more.
	bool (*on_line)(void *context, struct str line, uint64_t offset);
	void *context;
	// What was read when it ended: whole lines, and what stands behind the last line end.
	size_t lines, rest;
	uint64_t end; // of the last whole line
};

// Reads all lines from a file descriptor, from where it stands. False: reported, or on_line() wanted no more.
bool manifest_read(struct manifest_reading *reading, int fd, struct reporter *reporter);

// The same of the file at reading->path.
bool manifest_read_file(struct manifest_reading *reading, struct reporter *reporter);

#endif
