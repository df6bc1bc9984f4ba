// words.h: the words of a text as a search looks for them
//
// A word is a run of letters, digits and their marks, case-folded and without marks, so that "Ärzte",
// "arzte" and "ÄRZTE" are one. Of scripts without blanks between words (Chinese, Japanese, Thai …) each
// character is a word, and each two that follow each other. The script of the site's page (site/search.js)
// does the same to what is looked for.

#ifndef STENOGRAM_SITE_WORDS_H
#define STENOGRAM_SITE_WORDS_H

#include "core/str.h"
#include "core/table.h"

enum { WORD_MAX = 60 }; // bytes; longer ones are none that anybody looks for

// Words with how often each comes, in the order of their first coming. Zero is none.
struct words {
	struct word {
		struct str word;
		size_t count;
	} * items;
	size_t n, cap;
	struct table table;
	struct arena arena;
	bool failed; // memory ran out
};

// Adds the words of a text, valid UTF-8, each with `prefix` in front ("" or "@").
void words_add(struct words *w, struct str text, const char *prefix);

void words_free(struct words *w);

// Which of `shards` parts of an index has a word: those with the same first three characters are in one.
size_t word_shard(struct str word, size_t shards);

// FNV-1a of 32 bits.
unsigned word_hash(struct str s);

#endif
