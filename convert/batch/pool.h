// pool.h: worker processes that are given one document after the other
//
// Forked when all that they share is ready (schemas, stylesheets), whose memory they share with this process. What a document
// does to a worker happens to that worker alone: one that dies or takes too long is replaced, and
// the document is told as lost. What came of the documents is handed over in the order in which they were given.

#ifndef STENOGRAM_BATCH_POOL_H
#define STENOGRAM_BATCH_POOL_H

#include "core/report.h"
#include "core/str.h"

// Why there is no answer.
enum loss {
	LOSS_NONE,
	LOSS_CRASH,  // the worker was ended by a fault in it, twice
	LOSS_KILLED, // somebody ended it, or the system for want of memory, twice
	LOSS_LATE,   // it took too long
};

struct pool_work {
	// In a worker, when it was forked. False: it cannot work.
	bool (*begin)(void *context);
	// In a worker: does one request. Both are messages (message.h).
	void (*run)(void *context, struct str request, struct buf *answer);
	// In this process. `request` is there where an answer is not. False: no more is wanted.
	bool (*done)(void *context, struct str request, struct str answer, enum loss loss);
	// How many seconds a request may take.
	double (*seconds)(void *context, struct str request);
	void *context;
};

struct pool;

// NULL: reported. `work` is borrowed.
struct pool *pool_open(const struct pool_work *work, size_t jobs, struct reporter *reporter);

// Gives a request of n parts to the next worker that is free, and hands over what was done meanwhile. False:
// done() wanted no more, or it was reported that no worker could be had.
bool pool_give(struct pool *pool, const struct str *parts, size_t n);

// Puts what is done without a worker into the line: an answer, which is taken over. False: as above.
bool pool_pass(struct pool *pool, struct buf *answer);

// Waits until all that was given is done. False: as above.
bool pool_wait(struct pool *pool);

// Waits until something is to be read from the file descriptor, and hands over what is done meanwhile. False: as above.
bool pool_wait_for(struct pool *pool, int fd);

// Ends the workers, whatever they do. NULL is allowed.
void pool_close(struct pool *pool);

#endif
