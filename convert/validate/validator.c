// validator.c: what is loaded once for all documents

#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "validate/check.h"
#include "validate/libxml.h"
#include "validate/native.h"

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
void validator_choose_embedded(struct validator *v, const struct settings *s)
{
	v->schemas.embedded = s->rules.on != ruleset_none().on;
}

static bool load_schemas(struct validator *v, struct loaded *loaded, struct reporter *reporter)
{
	const struct settings *s = loaded->settings;
	validator_choose_embedded(v, s);
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

const struct loaded *validator_loaded(struct validator *v, const struct settings *settings,
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
	const struct loaded *loaded = validator_loaded(v, settings, reporter);
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
