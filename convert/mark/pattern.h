// pattern.h: the patterns of profiles, PCRE2 with named groups
//
// Patterns are in UTF and UCP mode. They are compiled when a profile is read, so that a mistake in
// it is told at once, and just-in-time compiled once they have been used often enough to pay for it.

#ifndef STENOGRAM_PATTERN_H
#define STENOGRAM_PATTERN_H

#include "core/str.h"

struct pattern {
	struct compiled
		*compiled; // owned; it remembers the last match, so a pattern serves one thread
};

// What a match captured. Views are of the line matched against.
struct match {
	const struct pattern *pattern;
	struct str line;
	size_t from, to; // the whole match, in bytes of line
};

// Compiles. False on a mistake: *offset is its place in `source` and *message says what it is (to
// be freed by the caller with buf_free).
bool pattern_compile(struct pattern *p, struct str source, bool caseless, size_t *offset,
                     struct buf *message);

void pattern_free(struct pattern *p);

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
