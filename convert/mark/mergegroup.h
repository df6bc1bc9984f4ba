// mergegroup.h: the rows of one source line, cut anew and compared

#ifndef STENOGRAM_MERGEGROUP_H
#define STENOGRAM_MERGEGROUP_H

#include "core/transcript.h"

// The rows of one source line.
struct group {
	const struct row *rows;
	size_t n;
	struct str text; // of the line, without hints
};

// Cuts the rows of a line anew for its new text, into `rows`, which has room for old->n. False when a cut
// fell into what changed, or a label changed: it may be another's.
bool group_recut(const struct group *old, struct str fresh, struct row *rows);

// Whether two are cut in the same places; with the same marks and arguments; the same but for question
// marks; the last wherever they are cut.
bool group_same_shape(const struct group *a, const struct group *b);
bool group_same(const struct group *a, const struct group *b);
bool group_agrees(const struct group *a, const struct group *b);
bool group_same_heads(const struct group *a, const struct group *b);

// Whether each row is doubtful: nobody has decided anything.
bool group_is_doubtful(const struct group *g);

// Puts the hints of the line on the first of n rows that holds some of it.
void group_give_hints(struct row *rows, size_t n, const struct group *fresh);

// Appends what stands before the first TAB of each row, in quotation marks.
void group_put_heads(struct buf *out, const struct row *rows, size_t n);

#endif
