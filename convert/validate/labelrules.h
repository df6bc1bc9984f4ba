// labelrules.h: rules on the printed names of speakers

#ifndef STENOGRAM_LABELRULES_H
#define STENOGRAM_LABELRULES_H

#include "validate/rules.h"

struct label_rules *labelrules_new(void); // NULL: no memory

bool labelrules_start(struct rules *r);
bool labelrules_text(struct rules *r, struct str run, size_t at);
bool labelrules_end(struct rules *r);
void labelrules_finish(struct rules *r);
void labelrules_free(struct label_rules *l);

#endif
