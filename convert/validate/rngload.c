// rngload.c: a schema loaded into libxml2's RelaxNG, within a time

#include "validate/rngload.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "core/xmlerror.h"

enum {
	ERRORS_MAX = 20,
	STACK = 64 * 1024 * 1024, // it recurses as deep as the patterns of the schema do
};

struct error {
	char *file;
	size_t line;
	struct str message;
};

// Owned by the thread and by who waits for it; whoever comes last frees it.
struct job {
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t done_or_not;
	bool done, abandoned;
	xmlDoc *schema;
	xmlRelaxNG *grammar;
	struct error errors[ERRORS_MAX];
	size_t n_errors;
	struct arena arena;
};

static void free_job(struct job *job)
{
	xmlFreeDoc(job->schema);
	xmlRelaxNGFree(job->grammar);
	arena_free(&job->arena);
	pthread_cond_destroy(&job->done_or_not);
	pthread_mutex_destroy(&job->mutex);
	free(job);
}

static void on_error(void *context, xml_error_ptr e)
{
	struct job *job = context;
	if (e->level == XML_ERR_WARNING || job->n_errors == ERRORS_MAX)
		return;
	struct error *error = &job->errors[job->n_errors++];
	long line = e->line;
	if (e->node && line <= 0)
		line = xmlGetLineNo(e->node);
	struct str file = str_from(e->file);
	error->file = file.n ? (char *)(uintptr_t)arena_str(&job->arena, file).s : NULL;
	error->line = line > 0 ? (size_t)line : 0;
	error->message = arena_str(&job->arena, str_trim(str_from(e->message)));
}

static void load(struct job *job)
{
	xmlRelaxNGParserCtxt *context = xmlRelaxNGNewDocParserCtxt(job->schema);
	if (!context)
		return;
	xmlRelaxNGSetParserStructuredErrors(context, on_error, job);
	// Files that the schema includes are read by a parser of which only this thread's own handler
	// hears.
	xmlSetStructuredErrorFunc(job, on_error);
	job->grammar = xmlRelaxNGParse(context);
	xmlSetStructuredErrorFunc(NULL, NULL);
	xmlRelaxNGFreeParserCtxt(context);
}

static void *work(void *context)
{
	struct job *job = context;
	load(job);
	pthread_mutex_lock(&job->mutex);
	job->done = true;
	bool abandoned = job->abandoned;
	pthread_cond_signal(&job->done_or_not);
	pthread_mutex_unlock(&job->mutex);
	if (abandoned)
		free_job(job);
	return NULL;
}

static bool start(struct job *job)
{
	pthread_attr_t attributes;
	if (pthread_attr_init(&attributes))
		return false;
	bool good = pthread_attr_setstacksize(&attributes, STACK) == 0 &&
	            pthread_create(&job->thread, &attributes, work, job) == 0;
	pthread_attr_destroy(&attributes);
	return good;
}

// True: the thread has done its work, and the job is the caller's alone.
static bool wait_for(struct job *job, unsigned seconds)
{
	struct timespec until;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += (time_t)seconds;
	int late = 0;
	pthread_mutex_lock(&job->mutex);
	while (!job->done && !late)
		late = pthread_cond_timedwait(&job->done_or_not, &job->mutex, &until);
	bool done = job->done;
	job->abandoned = !done;
	pthread_t thread = job->thread;
	pthread_mutex_unlock(&job->mutex);
	if (done)
		pthread_join(thread, NULL);
	else
		pthread_detach(thread); // the job is the thread's now
	return done;
}

static void tell(const struct job *job, const char *path, struct reporter *reporter)
{
	for (size_t i = 0; i < job->n_errors; i++) {
		const struct error *e = &job->errors[i];
		// What it says a second time of the same line follows from the first.
		if (i && e->line && e->line == e[-1].line)
			continue;
		struct place place = {.file = e->file ? e->file : path, .line = e->line};
		report(reporter, SEVERITY_FATAL, &place, "schema-broken",
		       "the schema cannot be used: %.*s", STR_ARG(e->message));
	}
	if (job->n_errors == 0 || job->arena.failed)
		report_memory(reporter);
}

static struct job *new_job(xmlDoc *schema)
{
	struct job *job = calloc(1, sizeof *job);
	if (!job)
		return NULL;
	job->schema = schema;
	if (pthread_mutex_init(&job->mutex, NULL) == 0) {
		if (pthread_cond_init(&job->done_or_not, NULL) == 0)
			return job;
		pthread_mutex_destroy(&job->mutex);
	}
	free(job);
	return NULL;
}

xmlRelaxNG *rngload(xmlDoc *schema, const char *path, unsigned seconds, struct reporter *reporter)
{
	struct job *job = new_job(schema);
	if (!job) {
		xmlFreeDoc(schema);
		report_memory(reporter);
		return NULL;
	}
	if (!start(job)) {
		free_job(job);
		report_memory(reporter);
		return NULL;
	}
	if (!wait_for(job, seconds)) {
		report(reporter, SEVERITY_FATAL, &(struct place){.file = path}, "schema-too-slow",
		       "libxml2 could not load this schema in %u seconds; with some schemas it "
		       "never ends: use an older or a smaller one",
		       seconds);
		return NULL;
	}
	xmlRelaxNG *grammar = job->grammar;
	job->grammar = NULL;
	if (!grammar)
		tell(job, path, reporter);
	free_job(job);
	return grammar;
}
