// modules.h: the files that a stylesheet reads
//
// xsl:import, xsl:include and document() read regular files below the folder of the stylesheet, and
// Stenogram's own stylesheets as "stenogram:html.xsl", wherever these are installed. Anything else
// is refused with a reason.

#ifndef STENOGRAM_MODULES_H
#define STENOGRAM_MODULES_H

#include "core/report.h"
#include "core/str.h"

struct _xmlDict;
struct _xmlDoc;

struct folder {
	struct str real;  // absolute, without links, ends in '/'
	struct str shown; // as the user would write it, ends in '/'
};

struct modules {
	struct folder *items; // below these may be read; the first is the stylesheet's own
	size_t n, cap;
	size_t read;           // how many files were read
	struct _xmlDict *dict; // the names of all of them
	struct buf error;      // why the last one was not
	struct arena arena;
};

// Reads the stylesheet itself, at `path`, and makes its folder the first that may be read. The
// caller frees the document. NULL: reported as fatal.
struct _xmlDoc *modules_open(struct modules *m, const char *path, struct reporter *reporter);

// Reads a module by its absolute URI. NULL: m->error says why, or it was not well-formed, which is
// reported as fatal.
struct _xmlDoc *modules_read(struct modules *m, const char *uri, struct reporter *reporter);

// The path behind a URI as the user would write it, NUL-terminated; `to` is cleared first.
void modules_shown(const struct modules *m, const char *uri, struct buf *to);

// The path to open behind a URI; `to` is cleared first.
void modules_path(const char *uri, struct buf *to);

void modules_free(struct modules *m);

#endif
