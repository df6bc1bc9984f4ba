// elementrules.h: rules on elements without content, and on the name of a document

#ifndef STENOGRAM_ELEMENTRULES_H
#define STENOGRAM_ELEMENTRULES_H

#include "validate/rules.h"

// At the end of an element that should hold text.
void elementrules_end(struct rules *r);

// At the start tag of the outermost element.
void elementrules_name(struct rules *r);

#endif
