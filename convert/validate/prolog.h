// prolog.h: comments and processing instructions before the outermost element
//
// They come before it is known against what a document is checked.

#ifndef STENOGRAM_PROLOG_H
#define STENOGRAM_PROLOG_H

#include "validate/engine.h"

// Zero is an empty one.
struct prolog {
	struct prolog_item {
		const char *target; // NULL: a comment
		struct str data;
		size_t at;
	} * items;
	size_t n, cap;
	struct arena arena;
};

// Keeps one. False: no memory.
bool prolog_add(struct prolog *p, const char *target, struct str data, size_t at);

// Hands all of them on. False: the run can go no further.
bool prolog_replay(const struct prolog *p, const struct engine *engine, void *run);

void prolog_free(struct prolog *p);

#endif
