// columns.h: whether plain text is printed in two columns side by side
//
// Converters of pages that keep the layout write both columns of a page in one line; read line by
// line, the sentences of the two are mixed.

#ifndef STENOGRAM_COLUMNS_H
#define STENOGRAM_COLUMNS_H

#include "core/str.h"

struct columns {
	size_t line;   // where they are met first, from 1; 0: nowhere
	size_t lines;  // how many lines have them
	size_t column; // where the right one begins, from 1
};

// Looks at the first 50,000 lines of cleaned text. Labels before speeches, tables, rosters and
// indented text are no columns: on both sides there must be running text.
struct columns columns_find(struct str text);

#endif
