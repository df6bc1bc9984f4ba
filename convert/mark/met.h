// met.h: which words a document may have
//
// Patterns are made of word lists in all languages, of which one document has few. A pattern without
// the words that the document cannot have matches the same, and is made and matched much sooner. What
// is kept of a document is which runs of four letters it has, whatever their case and diacritics;
// blanks, line ends and punctuation between letters do not count, so that a word which the document
// breaks or marks up is there.

#ifndef STENOGRAM_MET_H
#define STENOGRAM_MET_H

#include <stdint.h>

#include "core/str.h"

struct met {
	uint64_t *runs; // a bit for each run, by its hash; NULL: every word may be there
};

// What `text` has. Of a long text nothing is kept, for its patterns pay for themselves; nor is anything
// kept when memory runs out: any word may be there then.
void met_read(struct met *met, struct str text);

void met_free(struct met *met);

// False when the text cannot have the word, in which anything may stand for what is no letter. Only its
// ASCII letters are looked at, which is less than can be told; with `folded`, all are, as unicode_fold
// gives them.
bool met_has(const struct met *met, struct str word, bool folded);

#endif
