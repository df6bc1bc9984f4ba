// intake.c: the documents of the dump, on their way to the workers

#include "batch/intake.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/io.h"
#include "core/uri.h"

// ---- Each document ----

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
		return b->has_name = true;
	b->full = (o->limit && b->progress.n == o->limit) || !print_name(b);
	b->progress.n++;
	return b->full;
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

// Results of an earlier run in formats that are not made any more: nobody would know of them.
static void drop_others(struct batch *b, const struct past *past)
{
	for (size_t i = 0; i < past->n_outputs; i++)
		if (!work_makes(&b->work, past->outputs[i].format))
			store_drop(&b->store, past->outputs[i].path);
}

static bool was_done(struct batch *b, const struct request *r)
{
	struct past past;
	if (!b->options->resume || !manifest_find(&b->manifest, b->name.hash, &past))
		return false;
	bool done = is_done(b, &past, r);
	if (!done && str_eq(past.id, r->id))
		drop_others(b, &past);
	past_free(&past);
	b->progress.before += done;
	return done;
}

static bool is_over(struct batch *b)
{
	b->full |= b->options->limit && b->given >= b->options->limit;
	return interrupted || b->full;
}

static bool on_take(void *context, const struct item *item)
{
	struct batch *b = context;
	struct request r = {.item = *item, .id = b->name.id, .place = b->name.place};
	struct request_numbers numbers;
	struct str parts[REQUEST_PARTS];
	b->has_name = false;
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

// An archive that is damaged as a whole was not named before.
static bool on_fail(void *context, const struct item *item, const char *why)
{
	struct batch *b = context;
	struct buf answer = {0};
	if (!b->has_name && !on_name(b, item))
		return !b->reporter->count[SEVERITY_FATAL];
	b->has_name = false;
	if (is_over(b))
		return false;
	struct request r = {.item = *item, .id = b->name.id, .place = b->name.place};
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

// ---- All of them ----

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

// What this run writes is no document, when a folder that is read has it.
static struct source_limits limits_of(const struct batch_options *o)
{
	struct source_limits limits = o->limits;
	struct buf folder = {0};
	struct stat st;
	if (o->folder && stat(o->folder, &st) == 0)
		limits.own[0] = (struct own_place){st.st_dev, st.st_ino, NULL};
	if (o->database) {
		struct str path = str_from(o->database);
		buf_put(&folder, uri_folder(path));
		buf_puts(&folder, folder.n ? "" : ".");
		if (!folder.failed && stat(folder.s, &st) == 0)
			limits.own[1] = (struct own_place){st.st_dev, st.st_ino, uri_base(path).s};
	}
	buf_free(&folder);
	return limits;
}

bool intake_read(struct batch *b)
{
	const struct batch_options *o = b->options;
	const struct source_limits limits = limits_of(b->options);
	const struct receiver receiver = {.name = on_name,
	                                  .take = on_take,
	                                  .fail = on_fail,
	                                  .pass = on_pass,
	                                  .reach = on_reach,
	                                  .context = b};
	const struct stream input = {read_input, b};
	if (o->lines && !o->n_sources && !o->n_lists)
		return source_read_lines(&input, &limits, &receiver, b->reporter);
	for (size_t i = 0; i < o->n_sources; i++) {
		if (!source_read(o->sources[i], &limits, &receiver, b->reporter))
			return false;
		if (b->size && i + 1 < o->n_sources)
			b->earlier += source_size(o->sources[i]);
	}
	for (size_t i = 0; i < o->n_lists; i++)
		if (!source_read_list(o->lists[i], &limits, &receiver, b->reporter))
			return false;
	return true;
}

bool intake_is_apart(const struct batch_options *o, struct reporter *reporter)
{
	const struct source_limits limits = limits_of(o);
	for (size_t i = 0; i < o->n_sources; i++)
		if (!source_is_apart(o->sources[i], &limits, reporter))
			return false;
	return true;
}

void intake_measure(struct batch *b)
{
	const struct batch_options *o = b->options;
	if (!b->progress.on_terminal || b->progress.quiet || o->n_lists)
		return;
	for (size_t i = 0; i < o->n_sources; i++)
		b->size += source_size(o->sources[i]);
}
