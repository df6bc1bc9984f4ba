// schematron.c: schemas read

#include "schematron/schematron.h"

#include <libxml/tree.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "core/io.h"
#include "schematron/schemacompile.h"
#include "schematron/schemarun.h"

// ---- Reading ----

static struct schematron *compile(const char *path, bool embedded, struct schema_files *files,
                                  const struct schematron_options *options)
{
	struct schema_parts parts = {.is_embedded = embedded};
	struct schematron *s = calloc(1, sizeof *s);
	if (!s) {
		report_memory(files->reporter);
		return NULL;
	}
	s->path = arena_str(&s->arena, str_from(path));
	schema_gather(&parts, files, &s->arena, xmlDocGetRootElement(files->items[0].doc));
	struct compiler compiler = {
		.schema = s,
		.parts = &parts,
		.files = files,
		.options = options,
		.reporter = files->reporter,
	};
	bool good = !parts.failed && !files->broken && compile_schema(&compiler);
	if (!good && (parts.failed || compiler.failed || s->arena.failed))
		report_memory(files->reporter);
	schema_parts_free(&parts);
	if (good && (s->n_checks || !embedded))
		return s;
	schematron_free(s);
	return NULL;
}

struct schematron *schematron_read(const char *path, const struct schematron_options *options,
                                   struct reporter *reporter)
{
	xml_ready();
	struct schema_files files = {.reporter = reporter};
	struct schematron *s = NULL;
	const xmlDoc *doc = schema_file(&files, path);
	const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
	if (root && schema_is(root, "schema"))
		s = compile(path, false, &files, options);
	else if (root)
		report(reporter, SEVERITY_FATAL, &(struct place){.file = path, .line = 1},
		       "schematron-broken",
		       "this is no Schematron schema: its outermost element is <%s>, not <schema> "
		       "in the "
		       "namespace " SCHEMATRON_NAMESPACE,
		       (const char *)root->name);
	schema_files_free(&files);
	return s;
}

// Most grammars carry nothing; a look at their bytes is cheaper than a tree.
bool schematron_may_carry(const char *path)
{
	struct buf bytes = {0};
	struct reporter silent = {0};
	bool may = input_read(&bytes, path, (size_t)64 << 20, &silent);
	// Those that are included may.
	if (may && str_find(buf_str(&bytes), STR("<include")) == bytes.n &&
	    str_find(buf_str(&bytes), STR(":include")) == bytes.n &&
	    str_find(buf_str(&bytes), STR("externalRef")) == bytes.n)
		may = str_find(buf_str(&bytes), STR(SCHEMATRON_NAMESPACE)) < bytes.n ||
		      str_find(buf_str(&bytes), STR(SCHEMATRON_1_5_NAMESPACE)) < bytes.n;
	buf_free(&bytes);
	return may;
}

struct schematron *schematron_read_embedded(const char *path,
                                            const struct schematron_options *options,
                                            struct reporter *reporter)
{
	xml_ready();
	if (!schematron_may_carry(path))
		return NULL;
	// What is wrong with the grammar is told by whoever reads it as such.
	struct reporter silent = {0};
	struct schema_files files = {.reporter = &silent};
	struct schematron *s = NULL;
	if (schema_file(&files, path)) {
		files.reporter = reporter;
		s = compile(path, true, &files, options);
	}
	schema_files_free(&files);
	return s;
}

void schematron_free(struct schematron *s)
{
	if (!s)
		return;
	for (struct schema_pattern *p = s->patterns; p; p = p->next)
		for (struct schema_rule *r = p->rules; r; r = r->next)
			context_free(&r->context);
	for (struct schema_key *k = s->keys; k; k = k->next)
		context_free(&k->match);
	schema_free_tree(atomic_load(&s->idle));
	xpath_regexes_free(&s->regexes);
	idtable_free(&s->symbols);
	arena_free(&s->arena);
	free(s);
}

const char *schematron_path(const struct schematron *s)
{
	return s->path.s;
}

size_t schematron_constraints(const struct schematron *s)
{
	return s->n_checks;
}

size_t schematron_unchecked(const struct schematron *s)
{
	return s->n_unchecked;
}
