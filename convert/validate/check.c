// check.c: one document on its way through schemas, links and rules

#include "validate/check.h"

#include <libxml/tree.h>
#include <string.h>

#include "validate/claims.h"
#include "validate/datefix.h"
#include "validate/schematronengine.h"

// Bytes of names, beyond which a new dictionary is begun.
enum { NAMES_MAX = 2 * 1024 * 1024 };

static bool begin_engine(struct check *c, const struct engine *engine, const void *schema)
{
	void *run =
		engine->begin(schema, &c->text, c->v->names, c->v->options->verbose, &c->findings);
	if (!run) {
		c->findings.failed = true;
		return false;
	}
	bool stopped = engine->aside && !prolog_replay(&c->prolog, engine, run);
	c->runs[c->n_runs].engine = engine;
	c->runs[c->n_runs].run = run;
	c->runs[c->n_runs++].stopped = stopped;
	return true;
}

static bool begin_run(struct check *c, const struct schema_entry *schema)
{
	return begin_engine(c, schema->engine, schema->compiled) &&
	       (!schema->embedded || !c->v->schemas.embedded ||
	        begin_engine(c, &engine_schematron, schema->embedded));
}

// A grammar that is named a second time as Schematron, for what it carries, which is looked at anyway.
static bool is_looked_at(const struct check *c, const struct schema_entry *schema)
{
	for (size_t i = 0; i < c->n_models && schema->engine == &engine_schematron; i++)
		if (c->models[i]->embedded && strcmp(c->models[i]->path, schema->path) == 0)
			return true;
	return false;
}

// The first start tag: what the document says of its schemas is known now.
static bool begin_runs(struct check *c)
{
	c->begun = true;
	if (c->given->n_schemas) {
		for (size_t i = 0; i < c->given->n_schemas; i++)
			if (!begin_run(c, c->given->schemas[i]))
				return false;
		return true;
	}
	for (size_t i = 0; i < c->n_models; i++)
		if (!is_looked_at(c, c->models[i]) && !begin_run(c, c->models[i]))
			return false;
	if (c->n_models || c->unchecked)
		return true;
	const struct schema_entry *schema =
		schemas_named(&c->v->schemas, SCHEMA_DEFAULT, NULL, c->reporter);
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
	for (size_t i = 0; i < c->n_runs; i++)
		if (!c->runs[i].stopped)
			c->runs[i].stopped = !c->runs[i].engine->start(c->runs[i].run, element);
	return links_start(c->links, element) && rules_start(c->rules, element);
}

static bool on_text(void *context, struct str text, size_t at)
{
	struct check *c = context;
	suppress_text(&c->suppressions, at);
	for (size_t i = 0; i < c->n_runs; i++)
		if (!c->runs[i].stopped)
			c->runs[i].stopped = !c->runs[i].engine->text(c->runs[i].run, text, at);
	return rules_text(c->rules, text, at);
}

static bool on_end(void *context, size_t at)
{
	struct check *c = context;
	suppress_end(&c->suppressions, at);
	links_end(c->links);
	for (size_t i = 0; i < c->n_runs; i++)
		if (!c->runs[i].stopped)
			c->runs[i].stopped = !c->runs[i].engine->end(c->runs[i].run, at);
	return rules_end(c->rules, at);
}

static bool hand_aside(struct check *c, const char *target, struct str data, size_t at)
{
	if (!c->begun)
		return prolog_add(&c->prolog, target, data, at);
	for (size_t i = 0; i < c->n_runs; i++)
		if (!c->runs[i].stopped && c->runs[i].engine->aside)
			c->runs[i].stopped =
				!c->runs[i].engine->aside(c->runs[i].run, target, data, at);
	return true;
}

static bool on_comment(void *context, struct str text, size_t at)
{
	return hand_aside(context, NULL, text, at);
}

static bool on_instruction(void *context, const char *target, struct str data, size_t at)
{
	struct check *c = context;
	suppress_instruction(&c->suppressions, target, data, at, &c->findings);
	if (!hand_aside(c, target, data, at)) {
		c->findings.failed = true;
		return false;
	}
	if (c->begun || c->given->n_schemas || strcmp(target, "xml-model") != 0)
		return true;
	struct place place = xml_text_place(&c->text, at);
	const struct schema_entry *schema = NULL;
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
		.comment = on_comment,
		.fault = on_fault,
	};
	bool complete = xml_parse(&c->text, &events, c, c->v->names);
	for (size_t i = 0; i < c->n_runs; i++)
		c->runs[i].engine->finish(c->runs[i].run, complete);
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

// A document that was not read to its end claims nothing.
static void finish_claims(struct check *c)
{
	const struct claim complete = {.kind = CLAIM_COMPLETE};
	suppress_claims(&c->suppressions, &c->claims);
	if (c->complete)
		claims_put(&c->claims, &complete);
	else
		buf_clear(&c->claims);
	c->findings.failed |= c->claims.failed;
}

// Reads a document; its findings are then known, and not told yet. False: it could not be opened.
bool check_read(struct check *c, struct validator *v, const struct document *d, fixset fixes,
                struct reporter *reporter)
{
	const struct ruleset *rules = &d->settings->rules;
	*c = (struct check){
		.v = v, .given = validator_loaded(v, d->settings, reporter), .reporter = reporter};
	if (!c->given || c->given->failed ||
	    !xml_text_open_input(&c->text, d->xml, d->file, SEVERITY_ERROR, reporter))
		return false;
	validator_choose_embedded(v, d->settings);
	c->findings.fixes = fixes;
	c->findings.all = !v->options->max_errors;
	c->links =
		links_new(rules, &c->text, &c->findings, d->claims ? &c->claims : NULL, d->is_part);
	c->rules = rules_new(rules, &c->text, &c->findings);
	c->idnames = (struct idnames){.rules = rules, .text = &c->text, .findings = &c->findings};
	if (c->links && c->rules && renew_names(v))
		read_document(c);
	else
		c->findings.failed = true;
	finish_claims(c);
	suppress_findings(&c->suppressions, &c->findings, c->complete);
	idnames_tell_once(&c->findings);
	tell_default(c);
	return true;
}

void check_end(struct check *c)
{
	links_free(c->links);
	rules_free(c->rules);
	idnames_free(&c->idnames);
	suppress_free(&c->suppressions);
	prolog_free(&c->prolog);
	findings_free(&c->findings);
	buf_free(&c->claims);
	xml_text_close(&c->text);
}
