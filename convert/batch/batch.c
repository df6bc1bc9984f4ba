// batch.c: one run over a dump: documents in, results and a manifest out

#include "batch/batch.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "batch/corpusdb.h"
#include "batch/manifest.h"
#include "batch/pool.h"
#include "batch/progress.h"
#include "batch/repeats.h"
#include "batch/review.h"
#include "batch/sandbox.h"
#include "batch/worker.h"
#include "core/datafile.h"
#include "core/io.h"
#include "report/tally.h"

// What a document may take unless it is said otherwise.
enum { SECONDS_USUAL = 120, BYTES_FOR_A_SECOND = 50000, MEGABYTES_USUAL = 2048 };

// How long a result may wait before it is made sure that it stays.
static const double COMMIT_SECONDS = 1;

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
	size_t named, here;     // documents in the dump; in this shard
	size_t given;           // to workers
	struct tally passed;    // what is no document, by kind
	uint64_t size, earlier; // bytes of the dump, 0: unknown; of sources before the one in hand
	double committed;       // when
	bool full;              // --limit is reached
	struct reporter *reporter;
};

// ---- Interrupted ----

static volatile sig_atomic_t interrupted;

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
	signal(SIGPIPE, SIG_IGN); // told by write()
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

// ---- What became of documents ----

// What is known is written before what is told of it.
static bool commit(struct batch *b)
{
	b->committed = progress_clock();
	if (b->options->lines || !b->manifest.waiting.n)
		return true;
	return store_sync(&b->store, b->reporter) &&
	       (!b->database || corpusdb_commit(b->database, b->reporter)) &&
	       manifest_commit(&b->manifest, b->reporter);
}

static bool take_answer(struct batch *b, struct str message)
{
	struct answer a;
	answer_read(&a, message);
	if (a.trouble.n) {
		report(b->reporter, SEVERITY_FATAL, NULL, NULL, "%.*s", STR_ARG(a.trouble));
		return false;
	}
	b->progress.n++;
	b->progress.counts[a.outcome]++;
	if (b->options->lines)
		return output_print(&a.line, 1, b->reporter);
	if ((b->database && !corpusdb_put(b->database, a.rows, b->reporter)) ||
	    !manifest_add(&b->manifest, a.line, b->reporter))
		return false;
	progress_tell(&b->progress);
	return progress_clock() - b->committed < COMMIT_SECONDS || commit(b);
}

static const char *why_lost(const struct batch *b, enum loss loss, struct buf *text)
{
	if (loss == LOSS_LATE)
		buf_puts(text, "it took too long");
	else if (loss == LOSS_KILLED)
		buf_puts(text, "the process that had it in hand was ended twice, by the system for "
		               "want of memory or by somebody");
	else
		buf_puts(text, "it made the program crash; please send it to those who make it");
	(void)b;
	return text->failed ? "" : text->s;
}

static bool take_loss(struct batch *b, struct str message, enum loss loss)
{
	struct request r;
	struct buf answer = {0}, why = {0};
	request_read(&r, message);
	worker_answer_lost(&r, loss == LOSS_KILLED ? OUTCOME_LOST : OUTCOME_FAILED,
	                   why_lost(b, loss, &why), str_from(b->work.key), &answer);
	if (answer.failed)
		report_memory(b->reporter);
	bool good = !answer.failed && take_answer(b, buf_str(&answer));
	buf_free(&answer);
	buf_free(&why);
	return good;
}

static bool take_done(void *context, struct str request, struct str answer, enum loss loss)
{
	struct batch *b = context;
	return loss == LOSS_NONE ? take_answer(b, answer) : take_loss(b, request, loss);
}

// ---- Documents of the dump ----

static bool fail_for_memory(struct batch *b)
{
	report_memory(b->reporter);
	return false;
}

// An id without bytes that mean something to a terminal.
static bool print_name(const struct batch *b)
{
	const struct str line[] = {b->name.id, STR("\t"), b->name.place, STR("\n")};
	return output_print(line, LENGTH(line), b->reporter);
}

// Once no more is wanted, take() is asked, which can say so.
static bool on_name(void *context, const struct item *item)
{
	struct batch *b = context;
	const struct batch_options *o = b->options;
	if (interrupted || b->full)
		return true;
	if (!identities_give(&b->names, item->path, &b->name))
		return fail_for_memory(b);
	b->named++;
	if (o->shards && identity_shard(&b->name, o->shards) != o->shard - 1)
		return false;
	b->here++;
	if (!o->dry_run)
		return true;
	b->progress.n++;
	print_name(b);
	return false;
}

static bool is_done(struct batch *b, const struct past *past, const struct request *r)
{
	struct checksum sum;
	if (!str_eq(past->id, r->id) || !str_is(past->settings, b->work.key) ||
	    !checksum_read(past->sum, &sum) || !checksum_eq(&sum, &r->sum))
		return false;
	switch (past->outcome) {
	case OUTCOME_FAILED:
		return !b->options->retry_failed;
	case OUTCOME_LOST:
	case OUTCOME_UNREADABLE:
		return false;
	default:
		break;
	}
	for (size_t i = 0; i < past->n_outputs; i++)
		if (!checksum_read(past->outputs[i].sum, &sum) ||
		    !store_has(&b->store, past->outputs[i].path, &sum))
			return false;
	return !b->database || corpusdb_has(b->database, r->id, &r->sum, str_from(b->work.key));
}

static bool was_done(struct batch *b, const struct request *r)
{
	struct past past;
	if (!b->options->resume || !manifest_find(&b->manifest, b->name.hash, &past))
		return false;
	bool done = is_done(b, &past, r);
	past_free(&past);
	b->progress.before += done;
	return done;
}

static bool is_over(struct batch *b)
{
	b->full = b->options->limit && b->given >= b->options->limit;
	return interrupted || b->full;
}

static bool on_take(void *context, const struct item *item)
{
	struct batch *b = context;
	struct request r = {.item = *item, .id = b->name.id, .place = b->name.place};
	struct request_numbers numbers;
	struct str parts[REQUEST_PARTS];
	if (is_over(b))
		return false;
	r.sum = checksum_of(item->content);
	if (!repeats_find(&b->repeats, &r.sum, r.id, &r.same_as))
		return fail_for_memory(b);
	b->progress.same += r.same_as.n != 0;
	if (was_done(b, &r))
		return true;
	request_parts(&r, &numbers, parts);
	b->given++;
	return pool_give(b->pool, parts, REQUEST_PARTS);
}

static bool on_fail(void *context, const struct item *item, const char *why)
{
	struct batch *b = context;
	struct request r = {.item = *item, .id = b->name.id, .place = b->name.place};
	struct buf answer = {0};
	if (is_over(b))
		return false;
	worker_answer_lost(&r, OUTCOME_UNREADABLE, why, str_from(b->work.key), &answer);
	if (answer.failed) {
		buf_free(&answer);
		return fail_for_memory(b);
	}
	return pool_pass(b->pool, &answer);
}

static void on_pass(void *context, const struct item *item, const char *kind, struct str detail)
{
	struct batch *b = context;
	(void)item;
	(void)detail;
	if (tally_add(&b->passed, str_from(kind), SEVERITY_INFO) == TALLY_NONE)
		report_memory(b->reporter);
}

static void on_reach(void *context, uint64_t bytes)
{
	struct batch *b = context;
	if (b->size)
		b->progress.share = (double)(b->earlier + bytes) / (double)b->size;
}

// ---- The run ----

// Standard input, a line of which is answered also when no other one follows yet.
static ssize_t read_input(void *context, char *to, size_t max)
{
	struct batch *b = context;
	ssize_t n;
	if (!pool_wait_for(b->pool, STDIN_FILENO)) {
		errno = ECANCELED;
		return -1;
	}
	do
		n = read(STDIN_FILENO, to, max);
	while (n < 0 && errno == EINTR && !interrupted);
	return n;
}

static bool read_all(struct batch *b)
{
	const struct batch_options *o = b->options;
	const struct receiver receiver = {.name = on_name,
	                                  .take = on_take,
	                                  .fail = on_fail,
	                                  .pass = on_pass,
	                                  .reach = on_reach,
	                                  .context = b};
	const struct stream input = {read_input, b};
	if (o->lines && !o->n_sources && !o->n_lists)
		return source_read_lines(&input, &o->limits, &receiver, b->reporter);
	for (size_t i = 0; i < o->n_sources; i++) {
		if (!source_read(o->sources[i], &o->limits, &receiver, b->reporter))
			return false;
		b->earlier += b->size ? source_size(o->sources[i]) : 0;
	}
	for (size_t i = 0; i < o->n_lists; i++)
		if (!source_read_list(o->lists[i], &o->limits, &receiver, b->reporter))
			return false;
	return true;
}

static const char *part_of(const struct batch_options *o, char part[static 64])
{
	part[0] = '\0';
	if (o->shards)
		snprintf(part, 64, "%zu-of-%zu", o->shard, o->shards);
	return part;
}

// The folder, and what is in it. Nothing of that for lines and for a dry run.
static bool open_folder(struct batch *b)
{
	const struct batch_options *o = b->options;
	char part[64];
	if (o->lines || o->dry_run)
		return true;
	part_of(o, part);
	struct buf folder = {0};
	buf_printf(&folder, "%s/", o->folder);
	bool good = !folder.failed && output_folders(folder.s, b->reporter);
	buf_free(&folder);
	// Who has the manifest may clear what is not finished.
	good = good && manifest_open(&b->manifest, o->folder, part, o->resume, b->reporter) &&
	       store_open(&b->store, o->folder, part, b->reporter);
	b->setting.store = &b->store;
	return good;
}

// The stylesheet that makes rows for the database.
static bool open_rows(struct batch *b)
{
	struct buf path = {0};
	if (datafile_find(&path, "xslt/database", "rows", ".xsl", b->reporter))
		b->setting.rows = transform_compile(path.s, b->reporter);
	buf_free(&path);
	return b->setting.rows != NULL;
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
	if (o->database && !open_rows(b))
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
	for (size_t i = 0; i < OUTCOME_COUNT; i++)
		if (b->progress.counts[i] && !outcome_is_well((enum outcome)i))
			return b->options->exit_zero ? 0 : 1;
	return 0;
}

// That nothing is missing.
static bool add_end(struct batch *b)
{
	struct buf line = {0};
	struct run_end end = {.documents = b->named,
	                      .here = b->here,
	                      .shard = b->options->shard,
	                      .shards = b->options->shards};
	memcpy(end.settings, b->work.key, sizeof end.settings);
	run_end_put(&line, &end);
	bool good = manifest_add(&b->manifest, buf_str(&line), b->reporter);
	buf_free(&line);
	return good;
}

static void tell_passed(const struct batch *b)
{
	for (size_t i = 0; i < b->passed.n; i++)
		fprintf(stderr, "%s: passed over: %zu %.*s\n", b->options->program,
		        tally_count(&b->passed, i), STR_ARG(tally_name(&b->passed, i)));
}

// Only who sits before it wants to know how long it will take: walking through folders takes time.
static void measure(struct batch *b)
{
	const struct batch_options *o = b->options;
	if (!b->progress.on_terminal || b->progress.quiet || o->n_lists)
		return;
	for (size_t i = 0; i < o->n_sources; i++)
		b->size += source_size(o->sources[i]);
}

static int run(struct batch *b)
{
	const struct batch_options *o = b->options;
	bool writes = !o->lines && !o->dry_run;
	measure(b);
	bool whole = read_all(b) && !interrupted;
	// What is in hand is finished, unless nothing can be written any more.
	bool good = (!b->pool || pool_wait(b->pool)) && !b->reporter->count[SEVERITY_FATAL];
	if (writes && good && (!whole || add_end(b)))
		good = commit(b);
	progress_end(&b->progress);
	if (writes && good && !o->shards)
		review_write(o->folder, b->reporter);
	if (writes) {
		tell_passed(b);
		progress_sum(&b->progress, o->folder);
	}
	if (interrupted || (!whole && !b->full))
		tell_how_to_go_on(b);
	return status_of(b);
}

int batch_run(const struct batch_options *options, struct reporter *reporter)
{
	struct batch b = {.options = options, .reporter = reporter};
	const struct pool_work work = {.begin = begin_worker,
	                               .run = run_worker,
	                               .done = take_done,
	                               .seconds = seconds_for,
	                               .context = &b};
	int status = 2;
	watch_signals();
	b.progress.quiet = options->lines || options->dry_run;
	progress_begin(&b.progress, options->program);
	if (open_folder(&b) && open_workers(&b, &work))
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
