// postings.h: the index of words, in parts that a browser loads one at a time
//
// What comes in is written to a file a part whenever enough has gathered, so that memory does not grow with
// the corpus; at the end each part is read, sorted and written as a script:
//
//     stenogram.part(17, {"gauge":"0.2 3 a.5"})
//
// The word is in the documents 0 (twice), 0+3 (once), 3+10 (five times): differences and counts to the base
// of 36, a count of 1 left out. A script, and no data file, because pages opened from a disk may load scripts
// and nothing else.

#ifndef STENOGRAM_SITE_POSTINGS_H
#define STENOGRAM_SITE_POSTINGS_H

#include "core/report.h"
#include "core/str.h"
#include "site/folder.h"

struct postings {
	struct folder *folder;
	size_t shards, gathered;
	struct buf *parts;
	bool *begun; // a part has a file
};

// Begins an index in so many parts: search/000.js … False: reported. postings_free() all the same.
bool postings_begin(struct postings *p, struct folder *folder, size_t shards,
                    struct reporter *reporter);

// Adds that a document has a word so many times. Documents ascend. False: reported.
bool postings_add(struct postings *p, struct str word, size_t document, size_t count,
                  struct reporter *reporter);

// Writes all parts. False: reported.
bool postings_end(struct postings *p, struct reporter *reporter);

void postings_free(struct postings *p);

#endif
