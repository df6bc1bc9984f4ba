// daterules.h: rules on the values of dates, and on the dates that are printed

#ifndef STENOGRAM_DATERULES_H
#define STENOGRAM_DATERULES_H

#include "validate/rules.h"

struct date_rules *daterules_new(void); // NULL: no memory

bool daterules_start(struct rules *r, const struct xml_element *element);
bool daterules_text(struct rules *r, struct str run);
bool daterules_end(struct rules *r);
void daterules_free(struct date_rules *d);

#endif
