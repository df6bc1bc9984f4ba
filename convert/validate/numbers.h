// numbers.h: how divisions are numbered, and how counts are printed

#ifndef STENOGRAM_NUMBERS_H
#define STENOGRAM_NUMBERS_H

#include "core/str.h"

// "3", "III", "3a", "3-5".
struct numbering {
	size_t from, to;
	bool part; // a letter follows: of a number that may come several times
};

bool numbering_read(struct str value, struct numbering *n);

// The one number of a text, in which thousands may be parted ("1,234", "1 234", "1.234"). False where
// there is none, or where there are several.
bool number_printed(struct str text, size_t *number);

#endif
