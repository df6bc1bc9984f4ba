// textrules.h: rules on the characters of a text

#ifndef STENOGRAM_TEXTRULES_H
#define STENOGRAM_TEXTRULES_H

#include "validate/rules.h"

// A text between two tags, which begins at `at` in the document.
void textrules_text(struct rules *r, struct str text, size_t at);

// The values of an element's attributes.
void textrules_values(struct rules *r, const struct xml_element *e);

#endif
