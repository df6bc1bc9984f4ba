// ids.h: xml:id values, each used once in the document
//
// People, organisations and divisions have ids of their own; speeches, points in time and notes are
// numbered in families (sp-1, sp-2 …) under a prefix that no id of the first kind begins with.

#ifndef STENOGRAM_IDS_H
#define STENOGRAM_IDS_H

#include "core/str.h"
#include "core/table.h"
#include "core/translit.h"

struct ids {
	struct table used; // an id -> the number that the next namesake tries first
	struct arena arena;
	struct translit translit; // for ids_from
	bool failed;              // memory ran out
};

void ids_free(struct ids *ids);

// Takes `wanted`, or wanted-2, wanted-3 … where that is taken. The id lives as long as `ids`.
struct str ids_unique(struct ids *ids, struct str wanted);

// An id made from any words, as id_from_name; "x" where they are no UTF-8.
struct str ids_from(struct ids *ids, struct str words);

// A prefix for numbered ids: `wanted` ("sp-"), lengthened by "-" until no id taken so far is the
// prefix and digits.
struct str ids_prefix(struct ids *ids, struct str wanted);

#endif
