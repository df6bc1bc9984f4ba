// words.h: the word lists of all languages (convert/profiles/*.words)
//
// A list file is named after its language, de.words. Each line: a category, a value ("-" for none),
// and words, "_" standing for a blank:
//
//     ordinal 2 zweite zweiter zweites
//     title - Herr Frau Dr. Prof.
//
// A category is used in a pattern as %{title}: any of its words in any language, whatever its case.

#ifndef STENOGRAM_WORDS_H
#define STENOGRAM_WORDS_H

#include "core/report.h"
#include "core/str.h"
#include "core/table.h"
#include "mark/met.h"

struct word {
	struct str category, value, word, language; // word as written, with blanks
	uint64_t languages; // a bit for each language that has it in this category
};

struct words {
	struct word *items;
	size_t n, cap;
	struct arena arena;  // owns all views
	struct table folded; // "category\nfolded word" to an index in items
	struct table lists;  // of which categories there are words: an index in categories
	struct str *categories;
	size_t categories_n, categories_cap;
	struct str *languages;
	size_t languages_n, languages_cap;
	uint64_t document;              // the bit of the document's language, see words_own
	struct buf *key;                // where keys are made: many are looked up
	struct word_memo *memos;        // the last that were
	struct word_patterns *patterns; // made of word lists
	struct names *names;            // met in the document, see names.h
	struct met met;                 // what the document has, if there is one alone
};

// Reads every *.words file of convert/profiles. When they serve the one document `text`, words that it
// cannot have are left out; with an empty view there are all. False after a report.
bool words_read(struct words *w, struct str text, struct reporter *reporter);

void words_free(struct words *w);

// Whether `text` (any case, with or without diacritics and a final full stop) is a word of the
// category; *value gets its value if value is not NULL.
bool words_have(const struct words *w, const char *category, struct str text, struct str *value);

// The language of the document at hand, for words_own; empty: unknown, taken for English.
void words_set_document(struct words *w, struct str language);

// Whether that language, told by words_set_document, is this: "ja".
bool words_is_language(const struct words *w, const char *language);

// words_have in the document's language alone: "Ben" is a name, though it is "well" in Italian.
bool words_own(const struct words *w, const char *category, struct str text);

// The category as the word lists have it, or the empty view when no list does.
struct str words_list(const struct words *w, struct str category);

// Appends a pattern that matches any word of the category, longer ones first: (?i:fi(?:fth|rst)).
// False when there is no such category.
bool words_pattern(const struct words *w, struct str category, struct buf *out);

// The language whose frequent words (category "common") cover the text best, an ISO 639-1 tag;
// "zh" or "ja" by script. Empty when nothing stands out. Reads at most the first 200 kB.
struct str words_language(const struct words *w, struct str text);

#endif
