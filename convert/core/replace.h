// replace.h: a file that was read, with other content
//
// Whoever mends a file of somebody else's must not lose what that somebody did meanwhile, nor anything
// when the disk is full.

#ifndef STENOGRAM_REPLACE_H
#define STENOGRAM_REPLACE_H

#include <sys/stat.h>

#include "report.h"
#include "str.h"

// A file as it was before it was read.
struct replace {
	const char *path;
	char *target; // what the path stands for, links followed; NULL: no regular file
	struct stat was;
};

// Appends `bytes` compressed as gzip does. False: memory ran out.
bool replace_pack(struct buf *out, struct str bytes);

// To be called before the file is read; replace_end() always.
void replace_begin(struct replace *r, const char *path);

// Puts the content in place of the file, at once: a file beside it is written and renamed. Permissions
// stay, and the owner where that may be set. What is no regular file, a file that may not be written and
// one that was changed since replace_begin() are reported and stay; so does the file when writing
// fails. That it has other names, which keep the old content, is reported as a remark.
bool replace_write(const struct replace *r, struct str content, struct reporter *reporter);

void replace_end(struct replace *r);

#endif
