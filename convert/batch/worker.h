// worker.h: what a worker does with a document that it is given

#ifndef STENOGRAM_BATCH_WORKER_H
#define STENOGRAM_BATCH_WORKER_H

#include "batch/request.h"
#include "batch/store.h"
#include "batch/work.h"

// Shared by all workers, but for what each does with its copy.
struct worker_setting {
	struct work *work;
	struct store *store;    // NULL: results go with the answer
	size_t memory;          // bytes that a worker may take; 0: as many as there are
	struct transform *rows; // makes those for the database; NULL: there is none
};

// Does the request and appends the answer, both as messages.
void worker_run(struct worker_setting *w, struct str request, struct buf *answer);

// Removes the results of a document in all formats but the first n: an earlier run may have made them.
void worker_drop_results(struct worker_setting *w, const struct request *r, size_t n);

// The record of a document that could not be done, as an answer.
void worker_answer_lost(const struct request *r, enum outcome outcome, const char *why,
                        struct str settings, struct buf *answer);

#endif
