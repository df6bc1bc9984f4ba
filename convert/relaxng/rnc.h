// rnc.h: reads a schema in the compact syntax
//
// RELAX NG Compact Syntax (OASIS, 21 November 2002), sections 2 to 5.

#ifndef STENOGRAM_RNC_H
#define STENOGRAM_RNC_H

#include "relaxng/syntax.h"

// The tree of file `file` (opened already). `ns` is what its root inherits ("default namespace inherit"
// and "inherit =" get it), or NULL. NULL: told what is wrong, where, and what was expected there.
struct syntax *rnc_read(struct syntax_files *files, size_t file, const struct str *ns);

#endif
