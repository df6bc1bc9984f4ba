// kinds.h: what the rules know of an element or an attribute by its name
//
// Names are interned, so that each is looked up by its letters once in a document, and by its
// address from then on.

#ifndef STENOGRAM_KINDS_H
#define STENOGRAM_KINDS_H

#include <stdint.h>

#include "core/table.h"
#include "core/xml.h"

// What is true of an element by its name.
enum trait {
	SPEECH = 1 << 0,       // a turn of one speaker
	LABEL = 1 << 1,        // the printed name of a speaker
	ASIDE = 1 << 2,        // is in a speech and no part of it
	SOUND = 1 << 3,        // no word, but done or heard
	DIVISION = 1 << 4,     // of the text
	HEADING = 1 << 5,      // of a division, where its date may stand
	BLOCK = 1 << 6,        // a paragraph of a speech
	HOLDS_TEXT = 1 << 7,   // an empty one is a mistake
	PRINTED_DATE = 1 << 8, // its text is the date that its attributes mean
	EDITORIAL = 1 << 9,    // says itself what the editor did to the text in it
	VERBATIM = 1 << 10,    // shows code, or the like
	PERSON = 1 << 11,
	PERSON_NAME = 1 << 12,
	COUNTS_WORDS_NOT = 1 << 13, // its words are none of the speakers'
	HEADER = 1 << 14,
	TEXT = 1 << 15,
	DOCUMENT = 1 << 16,       // has a header and a text
	DATES_DOCUMENT = 1 << 17, // dates in it are those of what was said
	MEASURE = 1 << 18,
	EXTENT = 1 << 19,
	TAG_USAGE = 1 << 20,
	TAG_NAMESPACE = 1 << 21,
	WORD = 1 << 22,
	INCLUSION = 1 << 23, // stands for what is elsewhere
	CAST_ROLE = 1 << 24,
	PEOPLE = 1 << 25, // lists people
	QUOTATION = 1 << 26,
	GAP = 1 << 27,
	VERSE = 1 << 29,
	DIRECTION = 1 << 28, // of the stage
};

// What is true of an attribute without namespace, or with that of xml.
enum attribute_kind {
	ATTRIBUTE_OTHER,
	ATTRIBUTE_ID,
	ATTRIBUTE_N,
	ATTRIBUTE_WHO,
	ATTRIBUTE_TYPE,
	ATTRIBUTE_FILLS, // gives an element its content from elsewhere
	ATTRIBUTE_CALENDAR,
	// The dates of TEI, in the order of the table of daterules.c, those of ISO 8601 behind.
	ATTRIBUTE_WHEN,
	ATTRIBUTE_FROM,
	ATTRIBUTE_TO,
	ATTRIBUTE_NOT_BEFORE,
	ATTRIBUTE_NOT_AFTER,
	ATTRIBUTE_WHEN_ISO,
	ATTRIBUTE_FROM_ISO,
	ATTRIBUTE_TO_ISO,
	ATTRIBUTE_NOT_BEFORE_ISO,
	ATTRIBUTE_NOT_AFTER_ISO,
};

struct kind {
	const unsigned char *local, *uri; // interned
	uint32_t is;                      // traits of an element, or the kind of an attribute
	bool tei;
	struct kind *other;               // of the same local name, in another namespace
	unsigned epoch;                   // of the counts: those of an earlier document are none
	size_t count, with_id, outermost; // elements inside <text>
};

struct kinds {
	struct kind **slots;
	size_t n, cap;      // cap is a power of two
	struct table named; // local names to an index into `items`
	struct {
		struct kind **items;
		size_t n, cap;
	} all;
	struct arena arena;
	bool attributes; // or elements
};

// The kind of a name, which stays where it is as long as the table. NULL: no memory.
struct kind *kinds_add(struct kinds *k, const unsigned char *local, const unsigned char *uri);

static inline size_t kinds_slot(const unsigned char *local, const unsigned char *uri)
{
	uint64_t h = ((uint64_t)(uintptr_t)local ^ (uint64_t)(uintptr_t)uri << 20) +
	             ((uint64_t)(uintptr_t)uri >> 4);
	h *= UINT64_C(0x9E3779B97F4A7C15);
	return (size_t)(h >> 32);
}

static inline struct kind *kinds_get(struct kinds *k, const unsigned char *local,
                                     const unsigned char *uri)
{
	if (k->cap) {
		struct kind *found = k->slots[kinds_slot(local, uri) & (k->cap - 1)];
		if (found && found->local == local && found->uri == uri)
			return found;
	}
	return kinds_add(k, local, uri);
}

// The kind of a name by its letters; NULL when it was not met.
struct kind *kinds_named(const struct kinds *k, struct str local, struct str uri);

void kinds_free(struct kinds *k);

#endif
