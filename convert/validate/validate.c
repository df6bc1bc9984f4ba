// validate.c: what a document must satisfy

#include "validate/validate.h"

#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "core/xml.h"
#include "validate/claims.h"
#include "validate/datefix.h"
#include "validate/findings.h"
#include "validate/fixes.h"
#include "validate/idnames.h"
#include "validate/libxml.h"
#include "validate/links.h"
#include "validate/native.h"
#include "validate/prolog.h"
#include "validate/rules.h"
#include "validate/schemas.h"
#include "validate/schematronengine.h"
#include "validate/suppress.h"

enum {
	RUNS_MAX = 16,               // schemas of one document
	NAMES_MAX = 2 * 1024 * 1024, // bytes of names, beyond which a new dictionary is begun
	ROUNDS_MAX = 20,             // of mending: one mended fault may show another
};

struct validator {
	const struct validate_options *options;
	struct schemas schemas;
	struct {
		struct loaded **items;
		size_t n, cap;
	} loaded; // as many as there are settings
	xmlDict *names;
};

// Settings, and the schemas that they name, compiled.
struct loaded {
	const struct settings *settings;
	const struct schema_entry *schemas[RUNS_MAX];
	size_t n_schemas;
	bool failed;
};

// One document on its way through.
struct check {
	struct validator *v;
	const struct loaded *given;
	struct xml_text text;
	struct findings findings;
	struct links *links;
	struct rules *rules;
	struct idnames idnames;
	struct suppressions suppressions;
	bool complete;
	const struct schema_entry *models[RUNS_MAX]; // the schemas that the document names
	size_t n_models;
	struct {
		const struct engine *engine;
		void *run;
		bool stopped;
	} runs[2 * RUNS_MAX]; // a grammar, and what it carries
	size_t n_runs;
	struct buf claims; // on other documents
	struct prolog prolog;
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

struct validator *validator_new(const struct validate_options *options)
{
	xml_ready();
	struct validator *v = calloc(1, sizeof *v);
	if (v) {
		v->options = options;
		v->schemas.engine = options->engine;
		v->schemas.schematron = (struct schematron_options){
			.phase = options->phase,
			.unsupported =
				options->fail_on_unsupported ? SEVERITY_ERROR : SEVERITY_INFO,
		};
	}
	return v;
}

// What a grammar carries is looked at where rules are.
static void choose_embedded(struct validator *v, const struct settings *s)
{
	v->schemas.embedded = s->rules.on != ruleset_none().on;
}

static bool load_schemas(struct validator *v, struct loaded *loaded, struct reporter *reporter)
{
	const struct settings *s = loaded->settings;
	choose_embedded(v, s);
	if (s->n_schemas > RUNS_MAX) {
		report(reporter, SEVERITY_FATAL, NULL, NULL, "more than %d schemas at a time",
		       RUNS_MAX);
		return false;
	}
	for (size_t i = 0; i < s->n_schemas; i++) {
		const struct schema_entry *schema =
			schemas_named(&v->schemas, s->schemas[i], NULL, reporter);
		if (!schema)
			return false;
		loaded->schemas[loaded->n_schemas++] = schema;
	}
	return true;
}

static const struct loaded *load(struct validator *v, const struct settings *settings,
                                 struct reporter *reporter)
{
	for (size_t i = v->loaded.n; i > 0; i--)
		if (v->loaded.items[i - 1]->settings == settings)
			return v->loaded.items[i - 1];
	struct loaded *loaded = calloc(1, sizeof *loaded);
	if (!loaded || !ARRAY_ROOM(&v->loaded)) {
		free(loaded);
		report_memory(reporter);
		return NULL;
	}
	loaded->settings = settings;
	v->loaded.items[v->loaded.n++] = loaded;
	loaded->failed = !load_schemas(v, loaded, reporter);
	return loaded;
}

bool validator_load(struct validator *v, const struct settings *settings, struct reporter *reporter)
{
	const struct loaded *loaded = load(v, settings, reporter);
	return loaded && !loaded->failed;
}

void validator_free(struct validator *v)
{
	if (!v)
		return;
	for (size_t i = 0; i < v->loaded.n; i++)
		free(v->loaded.items[i]);
	free(v->loaded.items);
	schemas_free(&v->schemas);
	xmlDictFree(v->names);
	free(v);
}

void validator_finish(const struct validator *v, struct reporter *reporter)
{
	schemas_tell_unchecked(&v->schemas, reporter);
}

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
static bool check(struct check *c, struct validator *v, const struct document *d, fixset fixes,
                  struct reporter *reporter)
{
	const struct ruleset *rules = &d->settings->rules;
	*c = (struct check){.v = v, .given = load(v, d->settings, reporter), .reporter = reporter};
	if (!c->given || c->given->failed ||
	    !xml_text_open_input(&c->text, d->xml, d->file, SEVERITY_ERROR, reporter))
		return false;
	choose_embedded(v, d->settings);
	c->findings.fixes = fixes;
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

static void end_check(struct check *c)
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

// What was found last is told, and handed on.
static void tell(struct check *c, const struct document *d, struct reporter *reporter)
{
	findings_report(&c->findings, &c->text, c->v->options->max_errors, reporter);
	if (d->claims) {
		buf_free(d->claims);
		*d->claims = c->claims;
		c->claims = (struct buf){0};
	}
}

// Whether the document came out well.
static bool is_well(const struct check *c, const struct reporter *before,
                    const struct reporter *after)
{
	return c->given && !c->given->failed && !c->unchecked &&
	       after->count[SEVERITY_ERROR] == before->count[SEVERITY_ERROR] &&
	       after->count[SEVERITY_FATAL] == before->count[SEVERITY_FATAL];
}

bool validate_document(struct validator *v, const struct document *d, struct reporter *reporter)
{
	struct reporter before = *reporter;
	struct check c;
	if (check(&c, v, d, 0, reporter))
		tell(&c, d, reporter);
	bool well = is_well(&c, &before, reporter);
	end_check(&c);
	return well;
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
static bool mend(struct check *c, const struct document *d, struct check *next, struct buf *bytes,
                 struct reporter *reporter)
{
	struct findings told = {0};
	struct reporter deaf = {0};
	*next = (struct check){0};
	if (!c->complete || c->findings.failed ||
	    !fixes_apply(&c->findings, &c->text, d->xml->bytes, bytes, &told)) {
		findings_free(&told);
		return false;
	}
	const struct input mended = {.bytes = buf_str(bytes)};
	struct document after = *d;
	after.xml = &mended;
	bool good = check(next, c->v, &after, c->findings.fixes, &deaf) && next->complete &&
	            !next->findings.failed &&
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

bool validate_mend(struct validator *v, const struct document *d, struct buf *mended,
                   struct reporter *reporter)
{
	struct reporter before = *reporter;
	struct check checks[2];
	struct input now = {.bytes = d->xml->bytes, .mapped = d->xml->mapped};
	struct document document = *d;
	document.xml = &now;
	size_t round = 0;
	if (check(&checks[0], v, &document, v->options->fixes, reporter)) {
		struct buf bytes = {0};
		while (round < ROUNDS_MAX && mend(&checks[round % 2], &document,
		                                  &checks[(round + 1) % 2], &bytes, reporter)) {
			end_check(&checks[round++ % 2]);
			buf_free(mended);
			*mended = bytes;
			bytes = (struct buf){0};
			now = (struct input){.bytes = buf_str(mended)};
		}
		if (round < ROUNDS_MAX)
			end_check(&checks[(round + 1) % 2]);
		buf_free(&bytes);
		tell(&checks[round % 2], d, reporter);
	}
	bool well = is_well(&checks[round % 2], &before, reporter);
	end_check(&checks[round % 2]);
	return well;
}
