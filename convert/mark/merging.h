// merging.h: the state of a merge, between the files that do it
//
//     merge.c          lines found again, each merged
//     mergesettings.c  the rows before the first line
//     mergegroup.c     the rows of one line
//     mergerow.c       one row, and the ids of people

#ifndef STENOGRAM_MERGING_H
#define STENOGRAM_MERGING_H

#include "mark/merge.h"
#include "mark/mergegroup.h"
#include "mark/mergerow.h"

struct side {
	const struct transcript *rows;
	const char *file;
	size_t settings;   // rows before the first line
	struct str *texts; // a line each
	size_t *first;     // row of each line, and rows->n behind the last
	size_t n;
};

struct merging {
	struct side old, base, fresh;
	size_t *old_of, *base_of; // of each new line; of each old line
	struct id_map ids;        // new ids -> those that the people have in the end
	struct id_map moved;      // ids of the base -> new ones, where no person changed a row
	struct row *rows;         // what comes out
	size_t n, cap;
	struct arena *arena; // of the new transcript
	struct reporter *reporter;
	size_t kept, lost;
	bool failed;
};

// Adds a row to what comes out.
void merging_add(struct merging *m, struct row row);

// Adds the settings of both sides.
void merging_settings(struct merging *m);

#endif
