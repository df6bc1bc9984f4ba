// package.h: parts that a stylesheet makes, as one zip archive
//
// The result of such a stylesheet is
//
//     <package xmlns="stenogram:transform">
//       <part path="mimetype" stored="yes">application/epub+zip</part>
//       <part path="EPUB/nav.xhtml" doctype="html"><html …>…</html></part>
//     </package>
//
// A part is an element, written as XML with its declaration, or text, written as it is.

#ifndef STENOGRAM_PACKAGE_H
#define STENOGRAM_PACKAGE_H

#include "core/report.h"
#include "core/str.h"

struct _xmlDoc;

// Appends the archive to `out`, of at most `max` bytes before they are packed. False: reported as
// fatal, with the name of the document: no package, a path that leads out of it or comes twice.
bool package_write(const struct _xmlDoc *result, size_t max, const char *file, struct buf *out,
                   struct reporter *reporter);

#endif
