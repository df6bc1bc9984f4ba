// crosscheck.h: pointers between the documents of a run, looked up

#ifndef STENOGRAM_CROSSCHECK_H
#define STENOGRAM_CROSSCHECK_H

#include "validate/corpus.h"

// Looks up all pointers that a corpus has kept, and keeps what is wrong with them.
void crosscheck(struct corpus *c);

#endif
