// pattern.h: the patterns of profiles, PCRE2 with named groups
//
// Patterns are in UTF and UCP mode. Profiles share those that are alike. A pattern is compiled when it
// is first needed, or when it is asked whether it is well formed, and just-in-time compiled once it has
// been used often enough to pay for it.

#ifndef STENOGRAM_PATTERN_H
#define STENOGRAM_PATTERN_H

#include "core/str.h"
#include "core/table.h"
#include "mark/needs.h"
#include "mark/words.h"

// All patterns that were made. It stays where it is, for they point to it.
struct patterns {
	struct list_needs lists; // that patterns name
	struct compiled **items;
	size_t n, cap;
	struct table by_source;
	struct arena arena; // owns them
	struct str document;
	void *match;         // PCRE2's memory for matching
	struct miss *misses; // in it, the last that were; NULL when none are kept
};

struct pattern {
	struct compiled *compiled; // it remembers the last match, so a pattern serves one thread
};

// What a match captured. Views are of the line matched against.
struct match {
	const struct pattern *pattern;
	struct str line;
	size_t from, to; // the whole match, in bytes of line
};

// Cuts the next %{NAME} and what stands before it off the front of *source; appends the latter to
// *out. False when there is no name; *out then has the rest.
bool pattern_name(struct str *source, struct str *name, struct buf *out);

// A pattern for the source, which the shelf keeps. %{NAME} in it is any word of a list. False when memory ran out.
bool pattern_make(struct patterns *shelf, struct pattern *p, struct str source, bool caseless);

void patterns_free(struct patterns *shelf);

// Profiles share patterns, and each is tried on the same lines of the document: that a pattern misses
// one is remembered from now on. `document` must stay as it is until the shelf is freed, or another
// document is given; with an empty view nothing is remembered.
void patterns_remember(struct patterns *shelf, struct str document);

// Compiles it now. False on a mistake: *offset is its place in the source and *message says what it is
// (to be freed by the caller with buf_free).
bool pattern_compile(const struct pattern *p, size_t *offset, struct buf *message);

// Whether the pattern turned out to be not well formed. It matches nothing then.
bool pattern_is_broken(const struct pattern *p);

// What a text must have for the pattern to match it.
const struct needs *pattern_needs(const struct pattern *p);

// Searches `line` from byte `from` on. Valid UTF-8 is taken for granted. A search that runs into
// PCRE2's limits counts as no match.
bool pattern_match(const struct pattern *p, struct str line, size_t from, struct match *m);

// A named group of the last match of m->pattern; empty if it took no part. Only until the pattern
// is matched again.
struct str match_group(const struct match *m, const char *name);

// Names and views of all groups that took part, in the order of the text. At most `max`; returns
// how many. Names live as long as the pattern.
size_t match_groups(const struct match *m, const char **names, struct str *views, size_t max);

#endif
