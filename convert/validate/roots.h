// roots.h: which documents of a run are parts of which (XInclude 1.1)
//
// A corpus in many files has one that includes the others; ids that the parts point to stand in it, or in
// other parts.

#ifndef STENOGRAM_ROOTS_H
#define STENOGRAM_ROOTS_H

#include "core/report.h"
#include "core/table.h"

struct roots {
	const char *const *files;
	size_t n;
	const struct str *paths;   // absolute, without "." and ".."; of each file
	const struct table *index; // path to file
	struct str folder;         // the current one
	size_t *root_of;           // the file that includes it, or ROOT_NONE
	// A whole is what has one top, with that: its first file by the top, and the next one by each, in their
	// order; ROOT_NONE: no more.
	size_t *top_of, *first, *next;
	bool *incomplete; // of a root: it includes a document that is not of the run
};

#define ROOT_NONE SIZE_MAX

// Finds the documents of a run that include others, by a look at the beginning of each; those are read.
// All is borrowed until roots_free(), which is called all the same when this is false: no memory.
bool roots_find(struct roots *r, const char *const *files, const struct str *paths,
                const struct table *index, struct str folder, size_t n);

// The file of the run that `href`, seen in file `from`, names without its fragment; ROOT_NONE: none. The
// path is appended to `path`.
size_t roots_file(const struct roots *r, size_t from, struct str href, struct buf *path);

// A file as it is told: from the current folder where it is below that, however it was named.
struct str roots_name(const struct roots *r, size_t file);

// The document that includes a file, or that includes that one, and so on; ROOT_NONE: none does. Of those that
// include each other in a circle it is one, the same for all.
size_t roots_top(const struct roots *r, size_t file);

void roots_free(struct roots *r);

#endif
