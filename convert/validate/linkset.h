// linkset.h: the ids and pointers of a document on its way
//
// What the files about its links share; links.h is for everybody else.

#ifndef STENOGRAM_LINKSET_H
#define STENOGRAM_LINKSET_H

#include "core/idtable.h"
#include "core/table.h"
#include "validate/links.h"
#include "validate/outlinks.h"
#include "validate/pointers.h"
#include "validate/whois.h"

// A pointer to an id that was not met yet.
struct pending {
	uint32_t id, attribute; // index in ids, in pointers
	size_t at;              // of the start tag
};

// A value with a word that is no pointer. Rare, so that it is kept as it stands.
struct odd {
	struct str value;
	uint32_t attribute;
	bool mixed; // has a word with "#", too
	size_t at;
};

// Ids that were searched, and which is near: a view of ids, which do not grow any more.
struct suggestions {
	struct table known; // name to index
	struct str *items;
	size_t n, cap;
};

enum {
	EFFORT_MAX = 20 * 1000 * 1000,
	KNOWN_MAX = 64, // a power of two
};

struct links {
	const struct ruleset *rules;
	bool looks; // at pointers
	struct xml_text *text;
	struct findings *findings;
	struct idtable ids;
	struct {
		struct pending *items;
		size_t n, cap;
	} pending;
	struct {
		struct odd *items;
		size_t n, cap;
	} odd;
	struct outlinks *out;
	struct whois *people;
	struct buf *claims; // NULL: nobody asks
	bool is_part;
	const unsigned char *tei;     // the namespace, once it was met
	uint32_t who, ana, from, to;  // the attributes, as indexes in pointers
	size_t found[POINTERS_MAX];   // pointers in each attribute that have their target
	bool elsewhere[POINTERS_MAX]; // it leads out of the document, which was told
	struct {
		const unsigned char *name;
		uint32_t pointer;
	} known[KNOWN_MAX];                // what names of attributes are, by their address
	struct str lang;                   // the last tag that was looked at
	struct arena arena;                // values of odd, and what was decoded
	struct suggestions suggestions[2]; // of all ids; of somebody's
	size_t effort;                     // comparisons of names that suggestions may still cost
};

// A part of a corpus that is checked without the whole: tells once for an attribute that its pointers lead
// elsewhere, and marks it (lonepart.c). When all ids are known.
void lonepart_tell(struct links *l);

// Tells of pointers that point to no id, and of values that are no pointers, with what was probably meant
// (linktell.c).
void linktell_missing(struct links *l);
void linktell_odd(struct links *l, const struct odd *odd);

#endif
