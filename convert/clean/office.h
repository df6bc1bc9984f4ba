// office.h: docx and odt into cleaned lines with hints
//
// A paragraph is a line. Its style, type and place in lists and tables are hints (teimarked(5)).

#ifndef STENOGRAM_OFFICE_H
#define STENOGRAM_OFFICE_H

#include "core/report.h"
#include "core/str.h"

// "docx" or "odt" when the zip archive is one, else NULL.
const char *office_seems(struct str bytes);

// Appends the lines of the document to `out`. At most `max` bytes of XML are inflated. Reports and
// returns false for an archive that is damaged or hostile, XML that is not well-formed, and lack of
// memory.
bool office_read(struct str bytes, const char *format, const char *file, size_t max,
                 struct buf *out, struct reporter *r);

#endif
