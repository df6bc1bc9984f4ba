// demand.h: what a fuzzer asks of a stage

#ifndef STENOGRAM_DEMAND_H
#define STENOGRAM_DEMAND_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

// Stops the fuzzer where something does not hold, which keeps the input.
static inline void demand(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "does not hold: %s\n", what);
	abort();
}

#endif
