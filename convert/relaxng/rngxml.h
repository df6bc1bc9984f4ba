// rngxml.h: reads a schema in the XML syntax

#ifndef STENOGRAM_RNGXML_H
#define STENOGRAM_RNGXML_H

#include "relaxng/syntax.h"

// The tree of file `file` (opened already). `ns` is what its root inherits, or NULL. NULL: told what
// breaks section 3 of the specification, or that it is not well-formed.
struct syntax *rngxml_read(struct syntax_files *files, size_t file, const struct str *ns);

#endif
