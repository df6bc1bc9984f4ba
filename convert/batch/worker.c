// worker.c: what a worker does with a document that it is given

#include "batch/worker.h"

#include "batch/corpusdb.h"

static struct str path_of(struct product *p, const struct request *r, const struct work_format *f)
{
	return arena_printf(&p->arena, "%.*s%.*s", STR_ARG(r->place), STR_ARG(buf_str(&f->suffix)));
}

void worker_drop_results(struct worker_setting *w, const struct request *r, size_t n)
{
	struct product p = {0};
	for (size_t i = n; w->store && i < w->work->n_formats; i++)
		store_drop(w->store, path_of(&p, r, &w->work->formats[i]));
	product_free(&p);
}

static void on_trouble(void *context, const struct report *report)
{
	struct buf *trouble = context;
	if (trouble->n)
		return;
	if (report->place.file)
		buf_printf(trouble, "%s: ", report->place.file);
	buf_put(trouble, report->message);
}

// The results are in their places before the answer tells of them.
static void store_outputs(struct worker_setting *w, const struct request *r, struct product *p,
                          struct buf *trouble)
{
	struct reporter reporter = {.on_report = on_trouble, .context = trouble};
	for (size_t i = 0; i < p->record.n_outputs; i++) {
		struct record_output *o = &p->record.outputs[i];
		o->path = path_of(p, r, &w->work->formats[i]);
		if (!store_put(w->store, o->path, o->content, &reporter))
			return;
	}
}

// What cannot be read from the TEI is not in the database; the record is.
static void gather(struct worker_setting *w, const struct request *r, struct product *p,
                   struct buf *out)
{
	struct reporter nobody = {0};
	struct buf rows = {0};
	if (p->record.n_outputs)
		transform_run(w->rows, buf_str(&p->tei), r->id.s, name_stem(r->id), &rows, &nobody);
	corpusdb_gather(out, &p->record, buf_str(&rows));
	out->failed |= rows.failed;
	buf_free(&rows);
}

void worker_run(struct worker_setting *w, struct str message, struct buf *answer)
{
	struct request r;
	struct product p = {0};
	struct buf line = {0}, rows = {0}, trouble = {0};
	request_read(&r, message);
	work_do(w->work, &r.item, &r.sum, r.id, &p);
	p.record.same_as = r.same_as;
	if (w->store)
		store_outputs(w, &r, &p, &trouble);
	worker_drop_results(w, &r, p.record.n_outputs);
	record_put(&line, &p.record);
	if (w->rows)
		gather(w, &r, &p, &rows);
	struct answer a = {p.record.outcome, buf_str(&line), buf_str(&rows), buf_str(&trouble)};
	answer->failed |= !answer_put(answer, &a) || line.failed || rows.failed;
	buf_free(&line);
	buf_free(&rows);
	buf_free(&trouble);
	product_free(&p);
}

void worker_answer_lost(const struct request *r, enum outcome outcome, const char *why,
                        struct str settings, struct buf *answer)
{
	struct buf line = {0}, rows = {0};
	struct record record = {.id = r->id,
	                        .outcome = outcome,
	                        .item = &r->item,
	                        .bytes = r->item.content.n,
	                        .has_sum = outcome != OUTCOME_UNREADABLE && outcome != OUTCOME_GONE,
	                        .sum = r->sum,
	                        .same_as = r->same_as,
	                        .messages = {str_from(why)},
	                        .n_messages = 1,
	                        .settings = settings};
	record_put(&line, &record);
	corpusdb_gather(&rows, &record, (struct str){0});
	struct answer a = {.outcome = outcome, .line = buf_str(&line), .rows = buf_str(&rows)};
	answer->failed |= !answer_put(answer, &a) || line.failed || rows.failed;
	buf_free(&line);
	buf_free(&rows);
}
