// align.h: which lines of two texts are the same

#ifndef STENOGRAM_ALIGN_H
#define STENOGRAM_ALIGN_H

#include "core/str.h"

#define ALIGN_NONE ((size_t)-1)

struct alignment {
	size_t *to; // for each line of the first text, the line of the second, or ALIGN_NONE
	size_t same, changed;
};

// Aligns n lines with m lines, in order: those that are equal, and between them those that have become
// a little different (half of a line at its beginning and end together is as it was). Takes about
// linear time and memory, whatever the texts are. False when memory ran out. Free with align_free.
bool align_lines(struct alignment *a, const struct str *lines, size_t n, const struct str *other,
                 size_t m);

void align_free(struct alignment *a);

// The bytes that two lines have in common at their beginnings; at their ends behind that.
size_t align_prefix(struct str a, struct str b);
size_t align_suffix(struct str a, struct str b, size_t prefix);

#endif
