// html.h: the source of an HTML page into cleaned lines with hints

#ifndef STENOGRAM_HTML_H
#define STENOGRAM_HTML_H

#include "core/str.h"

// Whether the text begins as HTML does, or is full of HTML's tags.
bool html_seems(struct str text);

// Appends the lines of the page, valid UTF-8, to `out`. Nothing is loaded from anywhere. False when
// memory ran out or the parser gave up.
bool html_read(struct str text, struct buf *out);

#endif
