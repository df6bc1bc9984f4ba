// mergerow.h: one row of marked lines merged with another, and the ids of people between them

#ifndef STENOGRAM_MERGEROW_H
#define STENOGRAM_MERGEROW_H

#include "core/table.h"
#include "core/transcript.h"

// Which id of one side is which of the other.
struct id_pair {
	struct str from, to;
	bool several; // not always the same
};

struct id_map {
	struct id_pair *items;
	size_t n, cap;
	struct table by_id;
	bool failed; // memory ran out
};

void id_map_free(struct id_map *m);

// Learns from two rows that mean the same: the ids of `from` are those of `to`, if there are as many.
// The rows must live as long as the map.
void id_map_learn(struct id_map *m, const struct row *from, const struct row *to);

// The arguments with each id that has another by the map changed into that; a "?" stays.
struct str id_map_apply(const struct id_map *m, const struct row *row, struct arena *arena);

// Whether two rows have the same mark, level, doubt and arguments; the same but for question marks.
bool mergerow_same(const struct row *a, const struct row *b);
bool mergerow_agree(const struct row *a, const struct row *b);

// The old row where it has no "?", else the new one. Text, label and hints are those of `fresh`.
struct row mergerow_two(const struct row *old, const struct row *fresh, struct arena *arena);

// What differs between old and base as in `old`, else as in `fresh`. *conflict is set, and never
// cleared, when all three differ.
struct row mergerow_three(const struct row *old, const struct row *base, const struct row *fresh,
                          bool *conflict);

// Appends what stands before the first TAB.
void mergerow_put_head(struct buf *out, const struct row *row);

#endif
