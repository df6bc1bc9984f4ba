// xpathregex.h: the regular expressions of matches(), replace() and tokenize()
//
// Those of XML Schema with anchors, groups and reluctant quantifiers (XPath and XQuery Functions and
// Operators, 5.6.1), translated into PCRE2. What would mean something else there is refused.

#ifndef STENOGRAM_XPATHREGEX_H
#define STENOGRAM_XPATHREGEX_H

#include "core/str.h"

struct xpath_regex;

// Keeps those that are literals, each once.
struct xpath_regexes {
	struct xpath_regex **items;
	size_t n, cap;
};

// NULL: `why` says what is wrong with it; nothing there: memory ran out.
struct xpath_regex *xpath_regex_new(struct str pattern, struct str flags, struct buf *why);
struct xpath_regex *xpath_regex_keep(struct xpath_regexes *all, struct str pattern,
                                     struct str flags, struct buf *why);

enum { XPATH_GROUPS = 10 };

// Where a match begins and ends, and its groups; SIZE_MAX: that group took no part.
struct xpath_match {
	size_t from[XPATH_GROUPS], to[XPATH_GROUPS];
};

// The first match from byte `from` on. 1: there is one, 0: none, -1: it took too long, or no memory.
int xpath_regex_find(const struct xpath_regex *r, struct str text, size_t from,
                     struct xpath_match *match);

size_t xpath_regex_groups(const struct xpath_regex *r);
void xpath_regex_free(struct xpath_regex *r);
void xpath_regexes_free(struct xpath_regexes *all);

#endif
