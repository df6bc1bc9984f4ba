// countrules.h: rules on what the header says is in the text: extents, and tags

#ifndef STENOGRAM_COUNTRULES_H
#define STENOGRAM_COUNTRULES_H

#include "validate/rules.h"

struct count_rules *countrules_new(void); // NULL: no memory

// For every element, of TEI or not.
bool countrules_start(struct rules *r, const struct xml_element *element);
bool countrules_text(struct rules *r, struct str run);
bool countrules_end(struct rules *r);
void countrules_free(struct count_rules *c);

#endif
