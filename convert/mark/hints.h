// hints.h: what the markup of laid-out input said about a line, as teiclean hands it on
//
// The words are those of teimarked(5): {h2}, {b0-18}, {i3-9}, {fw}, {meta=date}, {cue=0.0-4.1}.

#ifndef STENOGRAM_HINTS_H
#define STENOGRAM_HINTS_H

#include "core/str.h"

// The level of a heading, 0 for none.
unsigned hints_heading(struct str hints);

bool hints_have(struct str hints, const char *word);

// The value of {key=value}, or the empty view.
struct str hints_value(struct str hints, const char *key);

// The bytes of `text` that the first range of the word ("b", "i") covers that begins at byte `at` or
// behind it. False when there is none.
bool hints_range(struct str hints, const char *word, struct str text, size_t at, size_t *from,
                 size_t *to);

// Whose voice the first range that ends behind byte `at` is, and the byte where it ends: "v0-23=Ana
// Ruiz". False when there is none.
bool hints_voice(struct str hints, struct str text, size_t at, struct str *name, size_t *to);

// The first anchor of a footnote at byte `at` or behind it: its bytes and its number, "fn35-36=1". False
// when there is none with text of its own.
bool hints_anchor(struct str hints, struct str text, size_t at, size_t *from, size_t *to,
                  struct str *number);

#endif
