// markrules.h: rules on marks in the text that TEI has elements for

#ifndef STENOGRAM_MARKRULES_H
#define STENOGRAM_MARKRULES_H

#include "validate/rules.h"

struct mark_rules *markrules_new(void); // NULL: no memory

// A text with brackets, "<" or "&"; one with the letters of TODO or FIXME.
void markrules_text(struct rules *r, struct str text, size_t at);
void markrules_words(struct rules *r, struct str text, size_t at);

// Where a division begins or ends.
void markrules_division(struct rules *r);

void markrules_free(struct mark_rules *m);

#endif
