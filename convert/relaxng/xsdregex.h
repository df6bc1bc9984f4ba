// xsdregex.h: the regular expressions of XML Schema, in time linear to the text
//
// Source: XML Schema Part 2: Datatypes, appendix F. An expression becomes an automaton (a table where
// that stays small), so that no text, however long, is tried twice. Not libxml2's: it tries, which takes
// exponential time with (a+a+)+y and the like, and of signs newer than Unicode 5 it knows no category.

#ifndef STENOGRAM_XSDREGEX_H
#define STENOGRAM_XSDREGEX_H

#include "core/str.h"

struct xsd_regex; // immutable; many threads may use it

// NULL: it is wrong, too large, or memory ran out; *message then says so. xsd_regex_free() frees it.
struct xsd_regex *xsd_regex_make(struct str pattern, struct buf *message);
void xsd_regex_free(struct xsd_regex *r);

// Whether it matches the whole text (UTF-8).
bool xsd_regex_matches(const struct xsd_regex *r, struct str text);

#endif
