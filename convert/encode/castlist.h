// castlist.h: the entries of a printed roster, by a fixed rule
//
// "Brandt (leader), Lio Tamm; Moreau": commas and semicolons outside parentheses part the entries;
// what stands in parentheses is a role; the words before it are the name. The id of whoever is
// named is id_from_name of the name.

#ifndef STENOGRAM_CASTLIST_H
#define STENOGRAM_CASTLIST_H

#include "core/transcript.h"

struct cast_entry {
	struct str whole; // with its comma, without blanks at the ends
	struct str name;  // view of whole; empty where nobody is named
	struct str
		role; // view of whole, with its parentheses or, in cast_row, without; may be empty
};

// Cuts the next entry off *rest. False at the end.
bool cast_next(struct str *rest, struct cast_entry *entry);

// One entry that has a row for itself: "HAMLET, Prince of Denmark." is a name and a role.
struct cast_entry cast_row(struct str text);

// What stands inside the parentheses of a role, or the role itself where it has none.
struct str cast_role_words(struct str role);

// Puts the label and the text of a cast row, with those of the cont rows right behind it, into
// `label` and `text`, lines parted by line feeds. Returns the row behind.
size_t cast_collect(const struct transcript *t, size_t row, struct buf *label, struct buf *text);

#endif
