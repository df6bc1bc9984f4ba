// format.h: what a stylesheet says of the format that it makes
//
// A stylesheet tells it with an element at its top:
//
//     <format xmlns="stenogram:transform" extension="csv" kind="table">One line about it</format>
//
// One that says nothing may import another that does.

#ifndef STENOGRAM_FORMAT_H
#define STENOGRAM_FORMAT_H

#include "core/report.h"
#include "core/str.h"

// The namespace of what a stylesheet and we say to each other.
#define TRANSFORM_NAMESPACE "stenogram:transform"

struct _xmlDoc;

enum format_kind {
	FORMAT_DOCUMENT, // a whole of its own: a page, a text
	FORMAT_LINES,    // lines that may follow those of another document
	FORMAT_TABLE,    // likewise, with a first line that says the columns
	FORMAT_PACKAGE,  // parts that become one zip archive
};

// Views of the stylesheet's tree, empty where it says nothing.
struct format {
	struct str extension, about; // "csv"; one line
	enum format_kind kind;
};

// Reads it from the tree of a stylesheet. False: there is no such element. A kind that nobody knows
// is reported as fatal, at the stylesheet `file`.
bool format_of(const struct _xmlDoc *stylesheet, const char *file, struct format *format,
               struct reporter *reporter);

// Writes a line for each format that Stenogram has: name, extension, what it is.
bool format_list(struct buf *out, struct reporter *reporter);

#endif
