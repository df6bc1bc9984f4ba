// validate.c: what a document must satisfy

#include "validate/validate.h"

#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "core/xml.h"
#include "validate/datefix.h"
#include "validate/findings.h"
#include "validate/fixes.h"
#include "validate/idnames.h"
#include "validate/libxml.h"
#include "validate/links.h"
#include "validate/native.h"
#include "validate/rules.h"
#include "validate/schemas.h"
#include "validate/suppress.h"

enum {
	RUNS_MAX = 16,               // schemas of one document
	NAMES_MAX = 2 * 1024 * 1024, // bytes of names, beyond which a new dictionary is begun
	ROUNDS_MAX = 20,             // of mending: one mended fault may show another
};

struct validator {
	const struct validate_options *options;
	struct schemas schemas;
	const void *given[RUNS_MAX]; // the schemas of the options
	size_t n_given;
	xmlDict *names;
};

// One document on its way through.
struct check {
	struct validator *v;
	struct xml_text text;
	struct findings findings;
	struct links *links;
	struct rules *rules;
	struct idnames idnames;
	struct suppressions suppressions;
	bool complete;
	const void *models[RUNS_MAX]; // the schemas that the document names
	size_t n_models;
	struct {
		void *run;
		bool stopped;
	} runs[RUNS_MAX];
	size_t n_runs;
	bool begun;
	bool unchecked;  // a schema that it asks for could not be used
	bool by_default; // it names none
	struct reporter *reporter;
};

const struct engine *validate_engine(const char *name, struct reporter *reporter)
{
	static const struct engine *const engines[] = {&engine_native, &engine_libxml};
	for (size_t i = 0; i < LENGTH(engines); i++)
		if (strcmp(name, engines[i]->name) == 0)
			return engines[i];
	report(reporter, SEVERITY_FATAL, NULL, NULL,
	       "unknown engine '%s'; there are native and libxml2", name);
	return NULL;
}

struct validator *validator_new(const struct validate_options *options, struct reporter *reporter)
{
	xml_ready();
	struct validator *v = calloc(1, sizeof *v);
	if (!v) {
		report_memory(reporter);
		return NULL;
	}
	v->options = options;
	v->schemas.engine = options->engine;
	bool good = options->n_schemas <= RUNS_MAX;
	if (!good)
		report(reporter, SEVERITY_FATAL, NULL, NULL, "more than %d schemas at a time",
		       RUNS_MAX);
	for (size_t i = 0; i < options->n_schemas && good; i++) {
		void *schema = schemas_named(&v->schemas, options->schemas[i], NULL, reporter);
		v->given[v->n_given++] = schema;
		good = schema != NULL;
	}
	if (!good) {
		validator_free(v);
		return NULL;
	}
	return v;
}

void validator_free(struct validator *v)
{
	if (!v)
		return;
	schemas_free(&v->schemas);
	xmlDictFree(v->names);
	free(v);
}

static bool begin_run(struct check *c, const void *schema)
{
	const struct engine *engine = c->v->options->engine;
	void *run =
		engine->begin(schema, &c->text, c->v->names, c->v->options->verbose, &c->findings);
	if (!run) {
		c->findings.failed = true;
		return false;
	}
	c->runs[c->n_runs++].run = run;
	return true;
}

// The first start tag: what the document says of its schemas is known now.
static bool begin_runs(struct check *c)
{
	c->begun = true;
	if (c->v->n_given) {
		for (size_t i = 0; i < c->v->n_given; i++)
			if (!begin_run(c, c->v->given[i]))
				return false;
		return true;
	}
	for (size_t i = 0; i < c->n_models; i++)
		if (!begin_run(c, c->models[i]))
			return false;
	if (c->n_models || c->unchecked)
		return true;
	const void *schema = schemas_named(&c->v->schemas, SCHEMA_DEFAULT, NULL, c->reporter);
	c->by_default = true;
	c->unchecked = c->unchecked || !schema;
	return !schema || begin_run(c, schema);
}

static bool on_start(void *context, const struct xml_element *element)
{
	struct check *c = context;
	suppress_start(&c->suppressions, element->at);
	if (!c->begun && !begin_runs(c))
		return false;
	idnames_start(&c->idnames, element);
	const struct engine *engine = c->v->options->engine;
	for (size_t i = 0; i < c->n_runs; i++)
		if (!c->runs[i].stopped)
			c->runs[i].stopped = !engine->start(c->runs[i].run, element);
	return links_start(c->links, element) && rules_start(c->rules, element);
}

static bool on_text(void *context, struct str text, size_t at)
{
	struct check *c = context;
	suppress_text(&c->suppressions, at);
	const struct engine *engine = c->v->options->engine;
	for (size_t i = 0; i < c->n_runs; i++)
		if (!c->runs[i].stopped)
			c->runs[i].stopped = !engine->text(c->runs[i].run, text, at);
	return rules_text(c->rules, text, at);
}

static bool on_end(void *context, size_t at)
{
	struct check *c = context;
	suppress_end(&c->suppressions, at);
	const struct engine *engine = c->v->options->engine;
	for (size_t i = 0; i < c->n_runs; i++)
		if (!c->runs[i].stopped)
			c->runs[i].stopped = !engine->end(c->runs[i].run, at);
	return rules_end(c->rules, at);
}

static bool on_instruction(void *context, const char *target, struct str data, size_t at)
{
	struct check *c = context;
	suppress_instruction(&c->suppressions, target, data, at, &c->findings);
	if (c->begun || c->v->n_given || strcmp(target, "xml-model") != 0)
		return true;
	struct place place = xml_text_place(&c->text, at);
	const void *schema = NULL;
	if (!schemas_model(&c->v->schemas, data, &place, &schema, c->reporter))
		c->unchecked = true;
	else if (schema && c->n_models < RUNS_MAX)
		c->models[c->n_models++] = schema;
	return true;
}

static void on_fault(void *context, const struct xml_fault *fault)
{
	struct check *c = context;
	findings_add(&c->findings, fault->severity, fault->at, fault->rule, "%.*s",
	             STR_ARG(fault->message));
}

// A document with names without end must not fill memory for all that come after it.
static bool renew_names(struct validator *v)
{
	if (v->names && xmlDictGetUsage(v->names) > NAMES_MAX) {
		xmlDictFree(v->names);
		v->names = NULL;
	}
	if (!v->names)
		v->names = xmlDictCreate();
	return v->names != NULL;
}

static void read_document(struct check *c)
{
	static const struct xml_events events = {
		.start = on_start,
		.text = on_text,
		.end = on_end,
		.instruction = on_instruction,
		.fault = on_fault,
	};
	bool complete = xml_parse(&c->text, &events, c, c->v->names);
	for (size_t i = 0; i < c->n_runs; i++)
		c->v->options->engine->finish(c->runs[i].run, complete);
	c->complete = complete;
	if (complete) {
		links_finish(c->links);
		rules_finish(c->rules);
		idnames_finish(&c->idnames);
		datefix_findings(&c->findings, &c->text);
	}
}

// Whoever named no schema may wonder whose errors these are.
static void tell_default(struct check *c)
{
	bool wrong = false;
	for (size_t i = 0; c->by_default && i < c->findings.n; i++)
		wrong |= c->findings.items[i].rule &&
		         str_starts(str_from(c->findings.items[i].rule), STR("schema-"));
	if (wrong)
		findings_add(&c->findings, SEVERITY_INFO, 0, "schema-default",
		             "the document names no schema: it was checked against " SCHEMA_DEFAULT
		             ".rng, our own subset of TEI; name another with -s");
}

// Reads a document; its findings are then known, and not told yet. False: it could not be opened.
static bool check(struct check *c, struct validator *v, const struct input *xml, const char *file,
                  fixset fixes, struct reporter *reporter)
{
	*c = (struct check){.v = v, .reporter = reporter};
	if (!xml_text_open_input(&c->text, xml, file, SEVERITY_ERROR, reporter))
		return false;
	const struct ruleset *rules = &v->options->rules;
	c->findings.fixes = fixes;
	c->links = links_new(rules, &c->text, &c->findings);
	c->rules = rules_new(rules, &c->text, &c->findings);
	c->idnames = (struct idnames){.rules = rules, .text = &c->text, .findings = &c->findings};
	if (c->links && c->rules && renew_names(v))
		read_document(c);
	else
		c->findings.failed = true;
	suppress_findings(&c->suppressions, &c->findings, c->complete);
	idnames_tell_once(&c->findings);
	tell_default(c);
	return true;
}

static void end_check(struct check *c)
{
	links_free(c->links);
	rules_free(c->rules);
	idnames_free(&c->idnames);
	suppress_free(&c->suppressions);
	findings_free(&c->findings);
	xml_text_close(&c->text);
}

// Whether the document came out well.
static bool is_well(const struct check *c, const struct reporter *before,
                    const struct reporter *after)
{
	return !c->unchecked && after->count[SEVERITY_ERROR] == before->count[SEVERITY_ERROR] &&
	       after->count[SEVERITY_FATAL] == before->count[SEVERITY_FATAL];
}

bool validate_document(struct validator *v, const struct input *xml, const char *file,
                       struct reporter *reporter)
{
	struct reporter before = *reporter;
	struct check c;
	if (check(&c, v, xml, file, 0, reporter))
		findings_report(&c.findings, &c.text, v->options->max_errors, reporter);
	end_check(&c);
	return is_well(&c, &before, reporter);
}

// ---- mending -----------------------------------------------------------------------------------

static size_t count_errors(const struct findings *f)
{
	size_t n = 0;
	for (size_t i = 0; i < f->n; i++)
		n += f->items[i].severity >= SEVERITY_ERROR && !f->items[i].silent;
	return n;
}

// Mends what was found and reads the document again. True: `next` has the check of what it is now, and
// `bytes` the document; else both are of no use, and what was found before is what there is to tell.
static bool mend(struct check *c, const struct input *xml, struct check *next, struct buf *bytes,
                 struct reporter *reporter)
{
	struct findings told = {0};
	struct reporter deaf = {0};
	*next = (struct check){0};
	if (!c->complete || c->findings.failed ||
	    !fixes_apply(&c->findings, &c->text, xml->bytes, bytes, &told)) {
		findings_free(&told);
		return false;
	}
	const struct input mended = {.bytes = buf_str(bytes)};
	bool good = check(next, c->v, &mended, c->text.file, c->findings.fixes, &deaf) &&
	            next->complete && !next->findings.failed &&
	            count_errors(&next->findings) <= count_errors(&c->findings);
	c->findings.failed |= told.failed || next->findings.failed;
	if (good)
		findings_report(&told, &c->text, c->v->options->max_errors, reporter);
	else if (!c->findings.failed)
		findings_add(&c->findings, SEVERITY_WARNING, 0, "fix",
		             "nothing more is mended here: the document would have errors that it "
		             "has not now");
	findings_free(&told);
	return good;
}

bool validate_mend(struct validator *v, const struct input *xml, const char *file,
                   struct buf *mended, struct reporter *reporter)
{
	struct reporter before = *reporter;
	struct check checks[2];
	struct input now = {.bytes = xml->bytes, .mapped = xml->mapped};
	size_t round = 0;
	if (check(&checks[0], v, &now, file, v->options->fixes, reporter)) {
		struct buf bytes = {0};
		while (round < ROUNDS_MAX &&
		       mend(&checks[round % 2], &now, &checks[(round + 1) % 2], &bytes, reporter)) {
			end_check(&checks[round++ % 2]);
			buf_free(mended);
			*mended = bytes;
			bytes = (struct buf){0};
			now = (struct input){.bytes = buf_str(mended)};
		}
		if (round < ROUNDS_MAX)
			end_check(&checks[(round + 1) % 2]);
		buf_free(&bytes);
		struct check *last = &checks[round % 2];
		findings_report(&last->findings, &last->text, v->options->max_errors, reporter);
	}
	end_check(&checks[round % 2]);
	return is_well(&checks[round % 2], &before, reporter);
}
