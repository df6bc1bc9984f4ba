// batch.h: one run over a dump: documents in, results and a manifest out
//
// This process reads the dump and keeps the manifest; workers do the documents.

#ifndef STENOGRAM_BATCH_BATCH_H
#define STENOGRAM_BATCH_BATCH_H

#include "batch/work.h"
#include "dump/source.h"

struct batch_options {
	const char *program;
	const char *folder; // for the results
	const char **sources, **lists;
	size_t n_sources, n_lists;
	struct work_options work;
	struct source_limits limits;
	size_t jobs;
	size_t shard, shards; // from 1 on; 0 of 0: all of it
	bool resume, retry_failed, dry_run;
	size_t limit;              // documents that are done at most; 0: all
	size_t seconds, megabytes; // that a document may take; 0: the usual
	bool lines;                // lines of JSON in, lines of JSON out, instead of files
	bool exit_zero;            // whatever is wrong with documents
	const char *database;      // NULL: none
};

// Gives the exit status: 0 all documents are well, 1 some are not, 2 trouble.
int batch_run(const struct batch_options *options, struct reporter *reporter);

#endif
