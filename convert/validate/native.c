// native.c: our own RelaxNG as an engine

#include "validate/native.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "relaxng/follow.h"
#include "relaxng/grammar.h"

// A schema, and a machine that has learnt from the documents before and serves the next one.
struct native {
	struct grammar grammar;
	_Atomic(struct machine *) idle;
};

struct run {
	struct native *schema;
	struct machine *machine;
	struct follower *follower;
	struct findings *findings;
};

static void *compile(const char *path, struct reporter *reporter)
{
	xml_ready();
	struct native *schema = calloc(1, sizeof *schema);
	if (!schema) {
		report_memory(reporter);
		return NULL;
	}
	atomic_init(&schema->idle, NULL);
	if (grammar_read(&schema->grammar, path, reporter))
		return schema;
	free(schema);
	return NULL;
}

static void free_machine(struct machine *machine)
{
	if (machine)
		machine_close(machine);
	free(machine);
}

static void free_schema(void *context)
{
	struct native *schema = context;
	free_machine(atomic_load(&schema->idle));
	grammar_free(&schema->grammar);
	free(schema);
}

static struct machine *take_machine(struct native *schema)
{
	struct machine *machine = atomic_exchange(&schema->idle, NULL);
	if (machine)
		return machine;
	machine = calloc(1, sizeof *machine);
	if (machine && machine_open(machine, &schema->grammar))
		return machine;
	free(machine);
	return NULL;
}

static void tell(void *context, const struct xml_fault *fault)
{
	findings_add(context, fault->severity, fault->at, fault->rule, "%.*s",
	             STR_ARG(fault->message));
}

static void *begin(const void *schema, struct xml_text *text, struct _xmlDict *names, bool verbose,
                   struct findings *findings)
{
	struct run *run = calloc(1, sizeof *run);
	struct native *own = (struct native *)(uintptr_t)schema;
	struct machine *machine = run ? take_machine(own) : NULL;
	if (!machine) {
		free(run);
		return NULL;
	}
	const struct follow_listener listener = {tell, findings, verbose};
	*run = (struct run){own, machine, follower_new(machine, text, names, &listener), findings};
	if (run->follower)
		return run;
	free_machine(machine);
	free(run);
	return NULL;
}

static bool stop(struct run *run)
{
	run->findings->failed = true;
	return false;
}

static bool on_start(void *context, const struct xml_element *element)
{
	struct run *run = context;
	return follow_start(run->follower, element) || stop(run);
}

static bool on_text(void *context, struct str text, size_t at)
{
	struct run *run = context;
	return follow_text(run->follower, text, at) || stop(run);
}

static bool on_end(void *context, size_t at)
{
	struct run *run = context;
	return follow_end(run->follower, at) || stop(run);
}

static void finish(void *context, bool complete)
{
	struct run *run = context;
	if (complete && !follow_finish(run->follower))
		stop(run);
	follower_free(run->follower);
	// What failed for want of memory knows wrong things.
	struct machine *machine = run->machine;
	if (machine->failed || machine->patterns.failed)
		free_machine(machine);
	else
		free_machine(atomic_exchange(&run->schema->idle, machine));
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
