// native.c: our own RelaxNG as an engine

#include "validate/native.h"

#include <stdlib.h>

#include "relaxng/relaxng.h"

struct run {
	struct relaxng_run *run;
	struct findings *findings;
};

static void *compile(const char *path, struct reporter *reporter)
{
	return relaxng_read(path, reporter);
}

static void free_schema(void *schema)
{
	relaxng_free(schema);
}

static void tell(void *context, const struct xml_fault *fault)
{
	findings_add(context, fault->severity, fault->at, fault->rule, "%.*s",
	             STR_ARG(fault->message));
}

static void *begin(const void *schema, struct xml_text *text, struct _xmlDict *names, bool verbose,
                   struct findings *findings)
{
	const struct follow_listener listener = {tell, findings, verbose};
	struct run *run = calloc(1, sizeof *run);
	if (!run)
		return NULL;
	// Only what it has learnt changes in a schema.
	run->run = relaxng_begin((struct relaxng *)(uintptr_t)schema, text, names, &listener);
	run->findings = findings;
	if (run->run)
		return run;
	free(run);
	return NULL;
}

// Of a limit the follower tells itself.
static bool stop(struct run *run)
{
	run->findings->failed |= !follower_is_beyond(relaxng_follower(run->run));
	return false;
}

static bool on_start(void *context, const struct xml_element *element)
{
	struct run *run = context;
	return follow_start(relaxng_follower(run->run), element) || stop(run);
}

static bool on_text(void *context, struct str text, size_t at)
{
	struct run *run = context;
	return follow_text(relaxng_follower(run->run), text, at) || stop(run);
}

static bool on_end(void *context, size_t at)
{
	struct run *run = context;
	return follow_end(relaxng_follower(run->run), at) || stop(run);
}

static void finish(void *context, bool complete)
{
	struct run *run = context;
	bool beyond = follower_is_beyond(relaxng_follower(run->run));
	if (!relaxng_end(run->run, complete && !beyond) && !beyond)
		run->findings->failed = true;
	free(run);
}

const struct engine engine_native = {
	.name = "native",
	.compact = true,
	.compile = compile,
	.free_schema = free_schema,
	.begin = begin,
	.start = on_start,
	.text = on_text,
	.end = on_end,
	.finish = finish,
};
