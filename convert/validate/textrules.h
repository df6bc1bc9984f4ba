// textrules.h: rules on the characters of a text and of values

#ifndef STENOGRAM_TEXTRULES_H
#define STENOGRAM_TEXTRULES_H

#include "validate/rules.h"

// A text between two tags, or a part of it. False: it is blank.
bool textrules_text(struct rules *r, struct str text, size_t at);

// The value of an attribute.
void textrules_value(struct rules *r, const struct xml_element *e, const struct xml_attribute *a);

#endif
