// corpus.h: what the documents of a run say of each other
//
// Each document's claims are kept while it is checked: its ids, and the pointers that lead out of it. When all
// were read, pointers into other files, and those of parts of a corpus into the whole, are looked up.

#ifndef STENOGRAM_CORPUS_H
#define STENOGRAM_CORPUS_H

#include "validate/claims.h"
#include "validate/config.h"
#include "validate/prefixes.h"
#include "validate/roots.h"

// A pointer that leads out of its document.
struct far_pointer {
	size_t file, at;
	uint32_t attribute;
	enum claim_kind kind;
	struct str text, written; // what is looked up; the word as it stands in the document
};

// What is wrong with one.
struct far_finding {
	size_t file, at;
	enum rule rule;
	const char *attribute; // NULL: the whole tag
	struct str word, message;
};

struct corpus {
	const struct roots *roots;
	const struct settings *const *settings; // of each file
	struct member {
		struct str names;         // of its ids, each with NUL behind; owned
		struct prefixes prefixes; // that it defines
		bool complete;
	} * members;
	struct {
		struct far_pointer *items;
		size_t n, cap;
	} pointers;
	struct {
		struct far_finding *items; // sorted by file and offset when all is done
		size_t n, cap;
	} findings;
	struct table ids; // of all documents, where id-corpus is asked for: to 1 + file
	struct arena arena;
	bool failed; // memory ran out
};

// Whether a set has rules on what documents say of each other.
bool corpus_concerns(const struct ruleset *rules);

// Zero, but for what is borrowed. False: no memory.
bool corpus_begin(struct corpus *c, const struct roots *roots,
                  const struct settings *const *settings);

// Keeps the claims of a file.
void corpus_take(struct corpus *c, size_t file, struct str claims);

// Looks up what was kept. False: no memory.
bool corpus_finish(struct corpus *c);

// The next file from `file` on of which something is to be told; the number of files: none.
size_t corpus_next(const struct corpus *c, size_t file);

// Tells what was found in a file, in the order of the document, at most `max` (0: all).
void corpus_report(const struct corpus *c, size_t file, size_t max, struct reporter *reporter);

void corpus_free(struct corpus *c);

// Keeps a finding; `word` is kept, too.
void corpus_tell(struct corpus *c, const struct far_pointer *pointer, enum rule rule,
                 const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
