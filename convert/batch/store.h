// store.h: where a run puts what it makes
//
// A file is written in a folder for what is not finished and moved to its place, so that nobody ever meets half of one;
// what was not finished when a run was killed is all in that folder, and the next run clears it.

#ifndef STENOGRAM_BATCH_STORE_H
#define STENOGRAM_BATCH_STORE_H

#include <stdint.h>

#include "batch/checksum.h"
#include "core/report.h"
#include "core/str.h"

struct store {
	struct buf folder;   // that of the run, without "/" at its end
	struct buf partial;  // for what is not finished
	struct buf from, to; // paths in work
	uint64_t n;
};

// The folder is made where it is not there. `part` tells runs apart that go on at once in one folder ("";
// "1-of-8"). False: reported.
bool store_open(struct store *s, const char *folder, const char *part, struct reporter *reporter);

// Puts the content in place of `path` below the folder, and makes the folder that it is in. In any process. False: reported.
bool store_put(struct store *s, struct str path, struct str content, struct reporter *reporter);

// Whether the file is there and has this content.
bool store_has(struct store *s, struct str path, const struct checksum *sum);

// Removes the file, where it is there.
void store_drop(struct store *s, struct str path);

// Makes sure that all that was put is on the disk. False: reported.
bool store_sync(const struct store *s, struct reporter *reporter);

// Removes the folder for what is not finished.
void store_close(struct store *s);

void store_free(struct store *s);

#endif
