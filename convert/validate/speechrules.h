// speechrules.h: rules on speeches: their words, and who says them

#ifndef STENOGRAM_SPEECHRULES_H
#define STENOGRAM_SPEECHRULES_H

#include "validate/rules.h"

struct speech_rules *speechrules_new(void); // NULL: no memory

// For speeches, what stands in them aside, and sounds. False: no memory.
bool speechrules_start(struct rules *r);
// Words that are in a speech.
void speechrules_text(struct rules *r);

// `at`: of the end tag.
bool speechrules_end(struct rules *r, size_t at);
void speechrules_finish(struct rules *r);
void speechrules_free(struct speech_rules *s);

#endif
