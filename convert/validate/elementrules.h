// elementrules.h: rules on elements without content, and on the name of a document

#ifndef STENOGRAM_ELEMENTRULES_H
#define STENOGRAM_ELEMENTRULES_H

#include "validate/rules.h"

// At the end of an element that should hold text; `at`: of its end tag.
void elementrules_end(struct rules *r, size_t at);

// At the start tag of the outermost element.
void elementrules_name(struct rules *r);

#endif
