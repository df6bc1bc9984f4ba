// parallel.h: many documents worked on by several processes
//
// The processes are forked when all that they share is ready (schemas, stylesheets). What they find is
// reported, and what they make handed over, in the order of the documents, as one process alone would.

#ifndef STENOGRAM_PARALLEL_H
#define STENOGRAM_PARALLEL_H

#include "report.h"

// Does the work of each of n documents, told by its number.
struct parallel_work {
	// What `made` takes is handed over to take(), in the process that asked.
	void (*run)(void *context, size_t i, struct reporter *reporter, struct buf *made);
	void (*take)(void *context, size_t i, struct str made);
	const char *(*name)(void *context, size_t i); // a file, for reports
	const char *done;                             // what is done with a document: "checked"
	bool apart; // no document is done in this process, so that none can take it down
	void *context;
	// In this process, before and after what is reported of the document. NULL: nobody wants to know.
	void (*begin)(void *context, size_t i);
	void (*end)(void *context, size_t i);
};

// Does the n documents one after the other where `jobs` is less than 2; else shares them out to so many
// processes, and reports what they report. The first is then done before the processes are forked, which
// then know what it taught. A process that dies is told as fatal at the document that it had in hand, and
// another one takes its place.
void parallel_run(const struct parallel_work *work, size_t n, size_t jobs,
                  struct reporter *reporter);

#endif
