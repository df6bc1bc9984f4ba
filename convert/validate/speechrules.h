// speechrules.h: rules on speeches, their speakers, and their order

#ifndef STENOGRAM_SPEECHRULES_H
#define STENOGRAM_SPEECHRULES_H

#include "validate/rules.h"

struct speech_rules *speechrules_new(void); // NULL: no memory

bool speechrules_start(struct rules *r, const struct xml_element *element);
bool speechrules_text(struct rules *r, struct str text);
bool speechrules_end(struct rules *r);
void speechrules_finish(struct rules *r);
void speechrules_free(struct speech_rules *s);

#endif
