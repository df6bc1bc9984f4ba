// sessionrules.h: rules on the order of divisions and on the days of sessions

#ifndef STENOGRAM_SESSIONRULES_H
#define STENOGRAM_SESSIONRULES_H

#include "validate/rules.h"

struct session_rules *sessionrules_new(void); // NULL: no memory

bool sessionrules_start(struct rules *r, const struct xml_element *element);
bool sessionrules_end(struct rules *r);
void sessionrules_free(struct session_rules *s);

#endif
