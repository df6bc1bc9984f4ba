// results.c: what became of documents, kept

#include "batch/results.h"

#include "core/clock.h"
#include "core/io.h"

// How long a result may wait before it is made sure that it stays.
static const double COMMIT_SECONDS = 1;

bool results_commit(struct batch *b)
{
	b->committed = clock_seconds();
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
	return clock_seconds() - b->committed < COMMIT_SECONDS || results_commit(b);
}

static const char *why_lost(enum loss loss, struct buf *text)
{
	if (loss == LOSS_LATE)
		buf_puts(text, "it took too long");
	else if (loss == LOSS_KILLED)
		buf_puts(text, "the process that had it in hand was ended twice, by the system for "
		               "want of memory or by somebody");
	else
		buf_puts(text, "it made the program crash; please send it to those who make it");
	return text->failed ? "" : text->s;
}

static bool take_loss(struct batch *b, struct str message, enum loss loss)
{
	struct request r;
	struct buf answer = {0}, why = {0};
	request_read(&r, message);
	worker_drop_results(&b->setting, &r, 0);
	worker_answer_lost(&r, loss == LOSS_KILLED ? OUTCOME_LOST : OUTCOME_FAILED,
	                   why_lost(loss, &why), str_from(b->work.key), &answer);
	if (answer.failed)
		report_memory(b->reporter);
	bool good = !answer.failed && take_answer(b, buf_str(&answer));
	buf_free(&answer);
	buf_free(&why);
	return good;
}

bool results_take(void *context, struct str request, struct str answer, enum loss loss)
{
	struct batch *b = context;
	return loss == LOSS_NONE ? take_answer(b, answer) : take_loss(b, request, loss);
}

bool results_end(struct batch *b)
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

static bool tell_gone(void *context, uint64_t hash, uint64_t value)
{
	struct batch *b = context;
	struct past past;
	struct buf answer = {0};
	bool good = true;
	(void)value;
	if (hashes_find(&b->names.ids, hash) || !manifest_find(&b->manifest, hash, &past))
		return true;
	if (past.outcome == OUTCOME_UNREADABLE) {
		const struct item nothing = {0};
		const struct request r = {.item = nothing, .id = past.id};
		worker_answer_lost(&r, OUTCOME_GONE, "it was unreadable once",
		                   str_from(b->work.key), &answer);
		if (answer.failed)
			report_memory(b->reporter);
		good = !answer.failed && pool_pass(b->pool, &answer);
	}
	past_free(&past);
	buf_free(&answer);
	return good;
}

void results_tell_gone(struct batch *b)
{
	hashes_each(&b->manifest.lines, tell_gone, b);
}
