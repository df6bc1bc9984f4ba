// known.h: which printed name is which person of the user's table
//
// A printed name is a person of the table when its key (people.h) is that of the person's name or of
// one of the aliases: case, diacritics, titles and articles do not count. A key that the table gives
// to two people decides nothing, and is told where a document has it.

#ifndef STENOGRAM_KNOWN_H
#define STENOGRAM_KNOWN_H

#include "core/peopletable.h"
#include "mark/words.h"

struct known_key {
	size_t person;         // index in the table
	size_t other;          // another whose key this is too; the same when there is none
	struct str name;       // as the table writes it for `other`
	bool met;              // a document has it, though it decides nothing
};

struct known {
	const struct people_table *table;
	struct known_key *items;
	size_t n, cap;
	struct table by_key;
	struct arena arena; // owns the keys
};

#define KNOWN_NONE ((size_t)-1)    // nobody
#define KNOWN_SEVERAL ((size_t)-2) // more than one

// Folds the names of a table, which must outlive `k`. False after a report: memory ran out.
bool known_init(struct known *k, const struct people_table *table, const struct words *words,
                struct reporter *reporter);

void known_free(struct known *k);

// The person of the table that a key means: its index, KNOWN_NONE or KNOWN_SEVERAL, which is
// remembered for known_report. `k` may be NULL.
size_t known_find(struct known *k, struct str key);

// Whether the id is that of a person of the table. `k` may be NULL.
bool known_has_id(const struct known *k, struct str id);

// Warns of each name that the document has and that the table gives to several, and forgets them.
void known_report(struct known *k, struct reporter *reporter);

#endif
