// peopletable.h: people as a table that a scholar keeps, one for a whole corpus
//
// The manual page teipeople(5) tells the format to those who write such tables. In short: UTF-8, a line
// a person, cells parted by TABs, a first line that names the columns:
//
//     id  name  aliases  role  affiliation  reference  sex
//
// Aliases are parted by "|". Lines that begin with "#" and columns whose name begins with "#" are
// remarks. What a spreadsheet would run as a formula is written with an apostrophe before it.

#ifndef STENOGRAM_PEOPLETABLE_H
#define STENOGRAM_PEOPLETABLE_H

#include "core/report.h"
#include "core/str.h"
#include "core/table.h"

// X(NAME, "column") in the order in which drafts have them; the first two are needed.
#define PEOPLE_COLUMNS(X) \
	X(ID, "id") \
	X(NAME, "name") \
	X(ALIASES, "aliases") \
	X(ROLE, "role") \
	X(AFFILIATION, "affiliation") \
	X(REFERENCE, "reference") \
	X(SEX, "sex")

enum people_column {
#define PEOPLE_COLUMN_NAME(NAME, word) COLUMN_##NAME,
	PEOPLE_COLUMNS(PEOPLE_COLUMN_NAME)
#undef PEOPLE_COLUMN_NAME
		COLUMN_COUNT
};

struct table_person {
	struct str cells[COLUMN_COUNT]; // trimmed; empty where the table says nothing
	size_t line;                    // in the file, from 1
	size_t turns;                   // of a draft
	bool remark;                    // of a draft: written as a remark
};

struct people_table {
	const char *file; // for reports; borrowed
	struct table_person *items;
	size_t n, cap;
	struct table by_id;
	struct buf source;  // owns the text of a table that was read
	struct arena arena; // owns cells that are not as the file has them
};

// Reads the file at `path`. Every mistake is reported with its line and column, what was expected and
// what to do; false after any. A reference to Wikidata or VIAF, in whatever form, is normalised to
// wikidata:Q42 and viaf:12345. Free with people_table_free whatever happens.
bool people_table_read(struct people_table *t, const char *path, struct reporter *reporter);

// The same from the bytes of a file, which are taken over. `file` is its name for reports.
bool people_table_parse(struct people_table *t, struct buf *text, const char *file,
                        struct reporter *reporter);

void people_table_free(struct people_table *t);

// Cuts the next name that stands in a cell of aliases off *rest. False at the end.
bool people_table_alias(struct str *rest, struct str *alias);

// Appends the table as a file, with a column of remarks for the turns. What people_table_parse then
// reads are the same cells.
void people_table_write(const struct people_table *t, struct buf *out);

#endif
