// budget.h: how much memory and time a transformation may take
//
// A stylesheet of ten lines can ask for more memory than any machine has: a string that is doubled
// forty times, a tree that is copied into itself. libxml2 and libxslt allocate through functions
// that can be replaced; ours count for the calling thread while it has a budget, and hand on to
// malloc. Each step of a stylesheet takes some, so the processor's clock is looked at there too.

#ifndef STENOGRAM_BUDGET_H
#define STENOGRAM_BUDGET_H

#include <stdbool.h>
#include <stddef.h>

struct budget {
	long long left;                  // bytes; negative when more was taken than allowed
	long long grace;                 // so many below zero, memory is refused
	long long seconds;               // of the processor's time, for this thread
	void (*on_spent)(void *context); // called once, when nothing is left
	void *context;
	bool spent;
	bool late; // it was the time
	// Its own: when the time is over, and what was taken since the clock was looked at.
	long long until, unlooked;
};

// Puts the counting functions in place of libxml2's. Once a process, before threads are started.
void budget_ready(void);

// From here to budget_end() what libxml2 takes in this thread is counted against b. When nothing is
// left on_spent() is called, to end the work; the allocation is still made, up to the grace.
void budget_begin(struct budget *b);
void budget_end(void);

#endif
