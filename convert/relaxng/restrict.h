// restrict.h: what RELAX NG forbids beyond its grammar
//
// RELAX NG, section 7: prohibited paths, string sequences, attributes twice, interleaves that cannot be
// told apart.

#ifndef STENOGRAM_RESTRICT_H
#define STENOGRAM_RESTRICT_H

#include "relaxng/grammar.h"

// Checks what can be reached from the start. False: told, at the element whose content it is.
bool restrict_check(struct grammar *g, const struct syntax *root, struct syntax_files *files);

#endif
