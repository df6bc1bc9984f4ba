// peoplerules.h: rules on people: whether two of them are one

#ifndef STENOGRAM_PEOPLERULES_H
#define STENOGRAM_PEOPLERULES_H

#include "validate/rules.h"

struct people_rules *peoplerules_new(void); // NULL: no memory

// For people, their names, and roles.
bool peoplerules_start(struct rules *r);
bool peoplerules_text(struct rules *r, struct str run);
bool peoplerules_end(struct rules *r);
void peoplerules_finish(struct rules *r);
void peoplerules_free(struct people_rules *p);

#endif
