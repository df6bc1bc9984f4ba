// linkfix.h: what a wrong pointer was meant to be, where that is certain

#ifndef STENOGRAM_LINKFIX_H
#define STENOGRAM_LINKFIX_H

#include "core/idtable.h"
#include "core/xml.h"
#include "validate/findings.h"

// A pointer that has no target, or a value that is none.
struct wrong_link {
	size_t finding;        // that tells it
	size_t tag;            // offset of the start tag
	const char *attribute; // its name
	struct str value;      // of the whole attribute, or the word "#id" in it that is wrong
};

// Keeps an edit for a value with words that are no pointers: who="deng" and who="#deng brezhnev" where
// all words are ids, who="#Peng Zhen" where peng-zhen is the one id of those letters.
void linkfix_words(struct findings *f, const struct xml_text *text, const struct idtable *ids,
                   const struct wrong_link *link);

// Keeps an edit for a word "#id", as it is written, where one id is the same but for the form of its
// letters (NFC), or, where `person` says that capitals are no matter, for these.
void linkfix_missing(struct findings *f, const struct xml_text *text, const struct idtable *ids,
                     const struct wrong_link *link, bool person);

#endif
