// schematronengine.c: Schematron as an engine

#include "validate/schematronengine.h"

#include <stdlib.h>

#include "schematron/schematron.h"

struct run {
	struct schematron_run *run;
	struct xml_text *text;
	struct findings *findings;
	bool stopped;
};

static void free_schema(void *schema)
{
	schematron_free(schema);
}

static void *begin(const void *schema, struct xml_text *text, struct _xmlDict *names, bool verbose,
                   struct findings *findings)
{
	(void)verbose; // a constraint says what its author wrote
	struct run *run = calloc(1, sizeof *run);
	if (!run)
		return NULL;
	*run = (struct run){schematron_begin(schema, names), text, findings, false};
	if (run->run)
		return run;
	free(run);
	return NULL;
}

// Events go on; what cannot be kept any more is told once.
static bool give_up(struct run *run, size_t at)
{
	run->stopped = true;
	if (schematron_is_beyond(run->run))
		findings_add(
			run->findings, SEVERITY_FATAL, at, "schematron-limit",
			"the document has more parts, or more text, than Schematron can be checked "
			"on (4 GB)");
	else
		run->findings->failed = true;
	return false;
}

static bool on_start(void *context, const struct xml_element *element)
{
	struct run *run = context;
	return schematron_start(run->run, element) || give_up(run, element->at);
}

static bool on_text(void *context, struct str text, size_t at)
{
	struct run *run = context;
	return schematron_text(run->run, text) || give_up(run, at);
}

static bool on_end(void *context, size_t at)
{
	struct run *run = context;
	return schematron_end(run->run) || give_up(run, at);
}

static bool on_aside(void *context, const char *target, struct str data, size_t at)
{
	struct run *run = context;
	return schematron_aside(run->run, target, data, at) || give_up(run, at);
}

static void on_finding(void *context, const struct schematron_finding *f)
{
	struct run *run = context;
	size_t at = f->attribute ? xml_text_attribute(run->text, f->at, f->attribute) : f->at;
	findings_add(run->findings, f->severity, at, f->rule, "%.*s", STR_ARG(f->message));
}

static void finish(void *context, bool complete)
{
	struct run *run = context;
	if (complete && !run->stopped && !schematron_check(run->run, on_finding, run))
		run->findings->failed = true;
	schematron_run_free(run->run);
	free(run);
}

const struct engine engine_schematron = {
	.name = "schematron",
	.free_schema = free_schema,
	.begin = begin,
	.start = on_start,
	.text = on_text,
	.end = on_end,
	.aside = on_aside,
	.finish = finish,
};
