// run.h: one run over a dump, as the files that do it share it

#ifndef STENOGRAM_BATCH_RUN_H
#define STENOGRAM_BATCH_RUN_H

#include <signal.h>

#include "batch/batch.h"
#include "batch/corpusdb.h"
#include "batch/manifest.h"
#include "batch/pool.h"
#include "batch/progress.h"
#include "batch/repeats.h"
#include "batch/worker.h"
#include "report/tally.h"

struct batch {
	const struct batch_options *options;
	struct work work;
	struct store store;
	struct manifest manifest;
	struct identities names;
	struct repeats repeats;
	struct corpusdb *database; // NULL: none is wanted
	struct pool *pool;
	struct worker_setting setting;
	struct progress progress;
	struct identity name;   // of the item in hand
	bool has_name;          // it was named, and is neither taken nor failed yet
	size_t named, here;     // documents in the dump; in this shard
	size_t given;           // to workers
	struct tally passed;    // what is no document, by kind
	uint64_t size, earlier; // bytes of the dump, 0: unknown; of sources before the one in hand
	double committed;       // when
	bool full;              // --limit is reached
	struct reporter *reporter;
};

// The signal that interrupted the run, or 0.
extern volatile sig_atomic_t interrupted;

#endif
