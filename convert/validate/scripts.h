// scripts.h: words that are written in two scripts by mistake

#ifndef STENOGRAM_SCRIPTS_H
#define STENOGRAM_SCRIPTS_H

#include "validate/rules.h"

// Looks at each word of a text. `place`: where all that is found is told, or SIZE_MAX: where it stands.
void scripts_text(struct rules *r, struct str text, size_t at, size_t place);

#endif
