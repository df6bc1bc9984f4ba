// names.h: what a printed name says by itself, found out once for each
//
// A long transcript prints few names many times. What is known of one is kept with the word lists that tell it,
// until they are told of another document.

#ifndef STENOGRAM_NAMES_H
#define STENOGRAM_NAMES_H

#include "core/str.h"
#include "core/table.h"

struct words;

struct name {
	struct str key; // see people_key
	char sex;       // see people_sex
	bool named;     // it could be a name, see people_is_name
	bool crowd;     // "Several Members"
	bool unknown;   // nobody: "A Voice"
	bool titled;    // begins or ends with a title or an office
	bool initials;  // see people_is_initials
	bool joined;    // several names: "Vance and Brandt"
};

struct names {
	struct table by_text;
	struct name **items;
	size_t n, cap;
	struct arena arena; // owns all
};

// What is known of the name, as it stands in the text; the words keep it. NULL when memory ran out.
const struct name *names_get(const struct words *words, struct str name);

void names_free(struct names *names);

#endif
