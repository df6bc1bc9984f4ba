// holdings.h: what the pages of a site know of all documents
//
// Some hundred bytes a document and a voice; no text.

#ifndef STENOGRAM_SITE_HOLDINGS_H
#define STENOGRAM_SITE_HOLDINGS_H

#include "core/str.h"
#include "core/table.h"

struct document {
	struct str name;       // "1960/first": its page is documents/1960/first.html
	struct str title, key; // key: the title folded, for sorting
	struct str date;       // ISO, or empty
	struct str language;   // a tag, or empty
	struct str printed;    // the date as it is printed
	size_t speeches, words;
	bool made; // false: it could not be transformed, and is left out
	bool twin; // another one has its title
};

// Who has one reference ("wikidata:Q16397"), in whatever documents and under whatever names; or those of
// one name who have none, of whom nothing else is known to be the same in several documents.
struct person {
	struct str name, key, file; // "deng-1a2b3c4d.html"
	struct str reference;       // or empty
	struct str language;        // of all their documents; empty where these differ
	bool shares_name;           // with another
	size_t documents, speeches, words;
	size_t last; // their last appearance + 1
};

struct appearance {
	size_t person, document, speeches, words;
	struct str name;  // there
	struct str first; // the id of the first speech
	size_t before;    // the appearance before of this person + 1; 0: none
};

struct holdings {
	const char *title, *about;  // about: NULL if there is none
	struct document *documents; // one for each file that was named
	size_t n;
	struct {
		struct person *items;
		size_t n, cap;
	} people;
	struct {
		struct appearance *items;
		size_t n, cap;
	} appearances;
	size_t made, speeches, words; // in all
	struct table by_key;          // of people, by reference or name
	struct arena arena;
	bool failed; // memory ran out
};

// Room for n documents. False: memory ran out.
bool holdings_begin(struct holdings *c, size_t n);

// Takes the rows D and V of xslt/site/rows.xsl of a document.
void holdings_take(struct holdings *c, size_t document, struct str name, struct str rows);

// A row V of xslt/site/rows.xsl.
struct voice_row {
	struct str who, name, speeches, words, first, reference;
};

// False: the line is another row, or of nobody.
bool voice_read(struct str line, struct voice_row *v);

// Appends the file of a person's page, which depends on the reference alone, else on the name alone.
void person_file(struct buf *out, struct str name, struct str reference);

void holdings_free(struct holdings *c);

#endif
