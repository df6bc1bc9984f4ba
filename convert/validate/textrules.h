// textrules.h: rules on the characters of a text

#ifndef STENOGRAM_TEXTRULES_H
#define STENOGRAM_TEXTRULES_H

#include "validate/rules.h"

void textrules_text(struct rules *r, struct str text, size_t at);

#endif
