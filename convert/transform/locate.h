// locate.h: where in a stylesheet something is
//
// libxslt knows the file, the name of the element and the line on which its start tag ends; the
// rest is looked up in the file itself.

#ifndef STENOGRAM_LOCATE_H
#define STENOGRAM_LOCATE_H

#include "core/report.h"
#include "core/str.h"

// Sets the line and column of the start tag of `element` (its local name) that ends on line `line`
// of the stylesheet at `url`, and its source line, which `text` owns. What cannot be found stays
// unknown; a line of 0 is unknown.
void locate(struct place *place, const char *url, size_t line, struct str element,
            struct buf *text);

#endif
