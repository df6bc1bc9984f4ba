// known.h: which printed name is which person of the user's table
//
// A printed name is a person of the table when it is the person's name or one of the aliases, whatever
// the case and the diacritics, with or without titles and articles (the keys of people.h). A name that
// the table gives to two people decides nothing, and is told where a document has it; but "Mrs. Hale"
// decides where one has "Mr. Hale" and the other "Mrs. Hale".

#ifndef STENOGRAM_KNOWN_H
#define STENOGRAM_KNOWN_H

#include "core/peopletable.h"
#include "mark/words.h"

struct known_key {
	size_t person;   // index in the table
	size_t other;    // another whose key this is too; the same when there is none
	struct str name; // as the table writes it for `other`
	bool met;        // a document has it, though it decides nothing
};

struct known {
	const struct people_table *table;
	struct known_key *items;
	size_t n, cap;
	struct table by_key; // keys, and "=" with a whole printing
	const struct words *words;
	struct arena arena; // owns the keys
};

#define KNOWN_NONE ((size_t)-1)    // nobody
#define KNOWN_SEVERAL ((size_t)-2) // more than one; whoever is less is somebody

// Folds the names of a table, which must outlive `k`. False after a report: memory ran out.
bool known_init(struct known *k, const struct people_table *table, const struct words *words,
                struct reporter *reporter);

void known_free(struct known *k);

// The person of the table that a printed name means: its index, KNOWN_NONE or KNOWN_SEVERAL. With
// `tell`, the latter is remembered for known_report. `k` may be NULL.
size_t known_find(struct known *k, struct str name, bool tell);

// The id of a person of the table.
struct str known_id(const struct known *k, size_t person);

// The role of a person of the table; may be empty.
struct str known_role(const struct known *k, size_t person);

// Whether the id is that of a person of the table. `k` may be NULL.
bool known_has_id(const struct known *k, struct str id);

// Warns of each name that the document has and that the table gives to several, and forgets them.
void known_report(struct known *k, struct reporter *reporter);

#endif
