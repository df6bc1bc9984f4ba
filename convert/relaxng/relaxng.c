// relaxng.c: RELAX NG validation, for any program

#include "relaxng/relaxng.h"

#include <libxml/tree.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "relaxng/grammar.h"

// A machine that has learnt from the documents before serves the next one.
struct relaxng {
	struct grammar grammar;
	_Atomic(struct machine *) idle;
};

struct relaxng_run {
	struct relaxng *schema;
	struct machine *machine;
	struct follower *follower;
};

struct relaxng *relaxng_read(const char *path, struct reporter *reporter)
{
	xml_ready();
	struct relaxng *schema = calloc(1, sizeof *schema);
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

void relaxng_free(struct relaxng *schema)
{
	if (!schema)
		return;
	free_machine(atomic_load(&schema->idle));
	grammar_free(&schema->grammar);
	free(schema);
}

static struct machine *take_machine(struct relaxng *schema)
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

struct relaxng_run *relaxng_begin(struct relaxng *schema, struct xml_text *text,
                                  struct _xmlDict *dict, const struct follow_listener *listener)
{
	struct relaxng_run *run = calloc(1, sizeof *run);
	struct machine *machine = run ? take_machine(schema) : NULL;
	struct follower *follower = machine ? follower_new(machine, text, dict, listener) : NULL;
	if (!follower) {
		free_machine(machine);
		free(run);
		return NULL;
	}
	*run = (struct relaxng_run){schema, machine, follower};
	return run;
}

struct follower *relaxng_follower(struct relaxng_run *run)
{
	return run->follower;
}

bool relaxng_end(struct relaxng_run *run, bool complete)
{
	struct machine *machine = run->machine;
	bool good = !complete || follow_finish(run->follower);
	good = good && !machine->failed && !machine->patterns.failed && !machine->patterns.beyond;
	follower_free(run->follower);
	// What failed for want of memory knows wrong things.
	free_machine(good ? atomic_exchange(&run->schema->idle, machine) : machine);
	free(run);
	return good;
}

// A document that relaxng_check() reads.
struct check {
	struct xml_text text;
	struct reporter *reporter;
	struct relaxng_run *run;
};

static void on_fault(void *context, const struct xml_fault *fault)
{
	struct check *c = context;
	struct place place = xml_text_place(&c->text, fault->at);
	report(c->reporter, fault->severity, &place, fault->rule, "%.*s", STR_ARG(fault->message));
}

static bool on_start(void *context, const struct xml_element *element)
{
	struct check *c = context;
	return follow_start(c->run->follower, element);
}

static bool on_text(void *context, struct str text, size_t at)
{
	struct check *c = context;
	return follow_text(c->run->follower, text, at);
}

static bool on_end(void *context, size_t at)
{
	struct check *c = context;
	return follow_end(c->run->follower, at);
}

static bool read_document(struct check *c, struct relaxng *schema, xmlDict *dict)
{
	static const struct xml_events events = {
		.start = on_start, .text = on_text, .end = on_end, .fault = on_fault};
	const struct follow_listener listener = {on_fault, c, false};
	c->run = dict ? relaxng_begin(schema, &c->text, dict, &listener) : NULL;
	if (!c->run) {
		report_memory(c->reporter);
		return false;
	}
	bool complete = xml_parse(&c->text, &events, c, dict);
	bool beyond = follower_is_beyond(c->run->follower);
	bool good = relaxng_end(c->run, complete);
	if (!good && !beyond)
		report_memory(c->reporter);
	return complete && good;
}

bool relaxng_check(struct relaxng *schema, struct str xml, const char *name,
                   struct reporter *reporter)
{
	size_t errors = reporter->count[SEVERITY_ERROR], fatal = reporter->count[SEVERITY_FATAL];
	struct check c = {.reporter = reporter};
	if (xml_text_open(&c.text, xml, name, SEVERITY_ERROR, reporter)) {
		xmlDict *dict = xmlDictCreate();
		if (!read_document(&c, schema, dict) && reporter->count[SEVERITY_ERROR] == errors &&
		    reporter->count[SEVERITY_FATAL] == fatal)
			report_memory(reporter);
		xmlDictFree(dict);
	}
	xml_text_close(&c.text);
	return reporter->count[SEVERITY_ERROR] == errors &&
	       reporter->count[SEVERITY_FATAL] == fatal;
}
