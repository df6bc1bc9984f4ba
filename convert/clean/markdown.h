// markdown.h: cleaned lines of Markdown into cleaned lines with hints
//
// One line stays one line. The signs of Markdown are no part of the text; what they mean stands in
// hints (teimarked(5)).

#ifndef STENOGRAM_MARKDOWN_H
#define STENOGRAM_MARKDOWN_H

#include "core/str.h"

// Whether cleaned text is Markdown: front matter, or headings, bold labels, links and the like in
// such number that plain text would not have them. `file` may end in .md, which counts a little.
bool markdown_seems(struct str text, const char *file);

// Appends the lines of `text`, cleaned before, to `out`. False when memory ran out.
bool markdown_read(struct str text, struct buf *out);

#endif
