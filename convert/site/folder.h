// folder.h: the folder of a site, in which the new takes the place of the old when it is whole
//
// Files are written into DIR/.unfinished, those that are in DIR already with the same content not at all.
// When all are there they are moved into their places, and those that an earlier run wrote and this one did
// not are removed. DIR/files.txt lists what is ours, each path as in an address; no other file is
// touched. Whoever interrupts a run finds the old site, or one without a start (index.html), which is moved
// last; the next run sets it right.

#ifndef STENOGRAM_SITE_FOLDER_H
#define STENOGRAM_SITE_FOLDER_H

#include "core/report.h"
#include "core/str.h"
#include "site/filelist.h"

struct folder {
	const char *path;
	struct buf unfinished;  // its path
	int lock;               // an open descriptor of it: two runs must not mix
	struct filelist before; // what an earlier run wrote
	struct buf written;     // what this run has, a line each
};

// Makes the folder ready. False: reported. folder_free() all the same.
bool folder_begin(struct folder *f, const char *path, struct reporter *reporter);

// Writes a file of the site ("people/index.html"), with the folders on its way. A file in its place that
// is not ours is reported and stays. False: reported.
bool folder_write(struct folder *f, const char *name, struct str content,
                  struct reporter *reporter);

// The same for another process: what it has written it appends to *written, and that belongs to
// f->written of the one that ends the work.
bool folder_write_for(const struct folder *f, const char *name, struct str content,
                      struct buf *written, struct reporter *reporter);

// The path in the folder of what is not yet finished; *path is cleared first. For files that a run needs
// for itself.
void folder_path(const struct folder *f, const char *name, struct buf *path);

// Puts what f->written has into its place and removes what is no more. False: reported.
bool folder_end(struct folder *f, struct reporter *reporter);

// Also removes what is not finished.
void folder_free(struct folder *f);

#endif
