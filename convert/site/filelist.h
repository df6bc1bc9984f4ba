// filelist.h: the list of the files that are a site's
//
// Paths below its folder, a line each, written as in an address, so that any name of a file is a line.

#ifndef STENOGRAM_SITE_FILELIST_H
#define STENOGRAM_SITE_FILELIST_H

#include "core/str.h"

// Sorted. Zero is none.
struct filelist {
	struct str *items; // NUL-terminated
	size_t n, cap;
	struct arena arena;
};

// Appends a name as a line.
void filelist_put(struct buf *lines, struct str name);

// Takes the names of the lines. Those with "#", and what would lead out of the folder, are none. False:
// memory ran out.
bool filelist_read(struct filelist *list, struct str lines);

// Whether a file is such a list, and no other file of its name.
bool filelist_is_list(struct str bytes);

bool filelist_have(const struct filelist *list, struct str name);

// Appends the list of what is in one of two.
void filelist_print(struct buf *out, const struct filelist *a, const struct filelist *b);

void filelist_free(struct filelist *list);

#endif
