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
	struct str printed;    // the date as it is printed
	size_t speeches, words;
	bool made; // false: it could not be transformed, and is left out
};

// A person, or people of one name: nothing else is known to be the same in several documents.
struct person {
	struct str name, key, file; // "deng-1a2b3c4d.html"
	size_t documents, speeches, words;
	size_t last; // their last appearance + 1
};

struct appearance {
	size_t person, document, speeches, words;
	struct str first; // the id of the first speech
	size_t before;    // the appearance before of this person + 1; 0: none
};

struct holdings {
	const char *title, *program;
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
	struct table by_key;          // of people
	struct arena arena;
	bool failed; // memory ran out
};

// Room for n documents. False: memory ran out.
bool holdings_begin(struct holdings *c, size_t n);

// Takes the rows D and V of xslt/site/rows.xsl of a document.
void holdings_take(struct holdings *c, size_t document, struct str name, struct str rows);

// The file of the page of a person with this name; depends on the name alone.
void person_file(struct buf *out, struct str name);

void holdings_free(struct holdings *c);

#endif
