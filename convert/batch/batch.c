// batch.c: one run over a dump: documents in, results and a manifest out

#include "batch/batch.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "batch/intake.h"
#include "batch/results.h"
#include "batch/review.h"
#include "batch/sandbox.h"
#include "core/io.h"

// What a document may take unless it is said otherwise.
enum { SECONDS_USUAL = 120, BYTES_FOR_A_SECOND = 50000, MEGABYTES_USUAL = 2048 };

// ---- Interrupted ----

volatile sig_atomic_t interrupted;

static void on_interrupt(int signal)
{
	interrupted = signal;
}

// The second time, the program ends at once.
static void watch_signals(void)
{
	struct sigaction once = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND};
	sigaction(SIGINT, &once, NULL);
	sigaction(SIGTERM, &once, NULL);
	sigaction(SIGHUP, &once, NULL);
	// Told by write(): nobody reads any more; a file would be larger than it may be.
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}

// ---- Workers ----

static bool begin_worker(void *context)
{
	struct batch *b = context;
	const char *folder = b->options->lines ? NULL : b->store.folder.s;
	sandbox_enter(&folder, folder ? 1 : 0, b->setting.memory);
	return true;
}

static void run_worker(void *context, struct str request, struct buf *answer)
{
	struct batch *b = context;
	worker_run(&b->setting, request, answer);
}

static double seconds_for(void *context, struct str message)
{
	const struct batch *b = context;
	if (b->options->seconds)
		return (double)b->options->seconds;
	return SECONDS_USUAL + (double)(message.n / BYTES_FOR_A_SECOND);
}

// ---- The run ----

// The folder, and what is in it. Nothing of that for lines and for a dry run.
static bool open_folder(struct batch *b)
{
	const struct batch_options *o = b->options;
	char part[MANIFEST_PART];
	if (o->lines || o->dry_run)
		return true;
	manifest_part(part, o->shard, o->shards);
	struct buf folder = {0};
	buf_printf(&folder, "%s/", o->folder);
	bool good = !folder.failed && output_folders(folder.s, b->reporter);
	buf_free(&folder);
	// Who has the manifest may clear what is not finished.
	good = good && manifest_open(&b->manifest, o->folder, part, o->resume, b->reporter) &&
	       store_open(&b->store, o->folder, part, b->reporter);
	b->setting.store = good ? &b->store : NULL;
	return good;
}

static bool open_workers(struct batch *b, const struct pool_work *work)
{
	const struct batch_options *o = b->options;
	size_t megabytes = o->megabytes ? o->megabytes : MEGABYTES_USUAL;
	if (o->dry_run)
		return true;
	b->setting.work = &b->work;
	b->setting.memory = megabytes << 20;
	if (!work_open(&b->work, &o->work, b->reporter))
		return false;
	if (o->database &&
	    !(b->setting.rows = transform_compile_own("xslt/database", "rows", b->reporter)))
		return false;
	b->pool = pool_open(work, o->jobs, b->reporter);
	// Behind the fork: no two processes may have one database open by one handle.
	if (b->pool && o->database)
		b->database = corpusdb_open(o->database, b->reporter);
	return b->pool && (!o->database || b->database);
}

static void tell_how_to_go_on(const struct batch *b)
{
	const struct batch_options *o = b->options;
	if (o->lines || o->dry_run)
		return;
	fprintf(stderr,
	        "%s: what was done until now is in %s/; go on with the same command and "
	        "--resume\n",
	        o->program, o->folder);
}

static int status_of(const struct batch *b)
{
	if (b->reporter->count[SEVERITY_FATAL] || interrupted)
		return 2;
	if (progress_failures(&b->progress))
		return b->options->exit_zero ? 0 : 1;
	return 0;
}

static void tell_passed(const struct batch *b)
{
	for (size_t i = 0; i < b->passed.n; i++)
		fprintf(stderr, "%s: passed over: %zu %.*s\n", b->options->program,
		        tally_count(&b->passed, i), STR_ARG(tally_name(&b->passed, i)));
}

static int run(struct batch *b)
{
	const struct batch_options *o = b->options;
	bool writes = !o->lines && !o->dry_run;
	intake_measure(b);
	bool whole = intake_read(b) && !interrupted;
	if (writes && whole && o->resume)
		results_tell_gone(b);
	// What is in hand is finished, unless nothing can be written any more.
	bool good = (!b->pool || pool_wait(b->pool)) && !b->reporter->count[SEVERITY_FATAL];
	if (writes && good && (!whole || results_end(b)))
		good = results_commit(b);
	progress_end(&b->progress);
	if (writes && good && !o->shards)
		good = review_write(o->folder, b->reporter);
	if (writes) {
		tell_passed(b);
		progress_sum(&b->progress, o->folder);
	}
	if (interrupted || !good || (!whole && !b->full))
		tell_how_to_go_on(b);
	return status_of(b);
}

int batch_run(const struct batch_options *options, struct reporter *reporter)
{
	struct batch b = {.options = options, .reporter = reporter};
	const struct pool_work work = {.begin = begin_worker,
	                               .run = run_worker,
	                               .done = results_take,
	                               .seconds = seconds_for,
	                               .context = &b};
	int status = 2;
	watch_signals();
	b.progress.quiet = options->lines || options->dry_run;
	progress_begin(&b.progress, options->program);
	if (intake_is_apart(options, reporter) && open_folder(&b) && open_workers(&b, &work))
		status = run(&b);
	pool_close(b.pool);
	if (b.setting.store)
		store_close(&b.store);
	corpusdb_close(b.database);
	transform_free(b.setting.rows);
	manifest_close(&b.manifest);
	store_free(&b.store);
	work_close(&b.work);
	identities_free(&b.names);
	repeats_free(&b.repeats);
	tally_free(&b.passed);
	return status;
}
