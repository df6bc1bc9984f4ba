// diff.h: what --fix would do, as a patch

#ifndef STENOGRAM_DIFF_H
#define STENOGRAM_DIFF_H

#include "core/str.h"

// Appends a unified diff of two contents of a file, which patch -p0 and git apply -p0 take. Lines are runs of
// bytes that end with "\n", in any encoding. Nothing when they are the same.
void diff_put(struct buf *out, const char *path, struct str old, struct str new);

#endif
