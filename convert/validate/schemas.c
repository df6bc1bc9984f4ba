// schemas.c: which schemas a document is checked against, each compiled once

#include "validate/schemas.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/datafile.h"
#include "core/io.h"
#include "core/namespaces.h"
#include "core/uri.h"
#include "validate/pseudo.h"
#include "validate/schematronengine.h"

#define FOLDER "schemas"
#define SUFFIX ".rng"
#define COMPACT ".rnc"
#define CONSTRAINTS ".sch"

static bool is_compact(struct str name)
{
	return str_ends(name, STR(COMPACT));
}

static bool is_schematron(struct str name)
{
	return str_ends(name, STR(CONSTRAINTS));
}

static bool is_schema(struct str name)
{
	return str_ends(name, STR(SUFFIX)) || is_compact(name) || is_schematron(name);
}

static bool is_path(const char *name)
{
	return strchr(name, '/') || (is_schema(str_from(name)) && input_is_there(name));
}

// What is asked of a file.
struct request {
	const char *path;
	bool schematron;
	struct str phase; // of Schematron
};

static struct schema_entry *entry_of(const struct schemas *s, const struct request *r)
{
	for (size_t i = 0; i < s->entries.n; i++) {
		struct schema_entry *e = s->entries.items[i];
		if (strcmp(e->path, r->path) == 0 && str_eq(str_from(e->phase), r->phase) &&
		    (e->engine == &engine_schematron) == r->schematron)
			return e;
	}
	return NULL;
}

static struct schema_entry *add_entry(struct schemas *s, const struct request *r,
                                      struct reporter *reporter)
{
	struct schema_entry *entry = calloc(1, sizeof *entry);
	if (entry) {
		entry->path = strdup(r->path);
		entry->phase = r->phase.n ? strndup(r->phase.s, r->phase.n) : NULL;
		entry->engine = r->schematron ? &engine_schematron : s->engine;
	}
	if (!entry || !entry->path || !ARRAY_ROOM(&s->entries)) {
		if (entry)
			free(entry->path), free(entry->phase);
		free(entry);
		report_memory(reporter);
		return NULL;
	}
	s->entries.items[s->entries.n++] = entry;
	return entry;
}

// A grammar may be named as Schematron, for what it carries.
static void compile_schematron(struct schemas *s, struct schema_entry *entry,
                               struct reporter *reporter)
{
	struct schematron_options options = s->schematron;
	if (entry->phase)
		options.phase = entry->phase;
	if (str_ends(str_from(entry->path), STR(SUFFIX)))
		entry->compiled = schematron_read_embedded(entry->path, &options, reporter);
	else
		entry->compiled = schematron_read(entry->path, &options, reporter);
}

static void compile_embedded(struct schemas *s, struct schema_entry *entry,
                             struct reporter *reporter)
{
	bool compact = is_compact(str_from(entry->path));
	if (!compact)
		entry->embedded = schematron_read_embedded(entry->path, &s->schematron, reporter);
	else if (schematron_may_carry(entry->path))
		report(reporter, s->schematron.unsupported, &(struct place){.file = entry->path},
		       "schematron-unsupported",
		       "the constraints of Schematron in a schema in the compact syntax are not "
		       "checked; give the schema in the XML syntax, or a .sch file");
}

static const struct schema_entry *compiled(struct schemas *s, const struct request *r,
                                           struct reporter *reporter)
{
	struct schema_entry *entry = entry_of(s, r);
	if (!entry && (entry = add_entry(s, r, reporter))) {
		if (r->schematron)
			compile_schematron(s, entry, reporter);
		else
			entry->compiled = s->engine->compile(entry->path, reporter);
	}
	if (entry && entry->compiled && !r->schematron && s->embedded && !entry->is_searched) {
		entry->is_searched = true;
		compile_embedded(s, entry, reporter);
	}
	return entry && entry->compiled ? entry : NULL;
}

const struct schema_entry *schemas_named(struct schemas *s, const char *name,
                                         const struct place *place, struct reporter *reporter)
{
	struct request request = {.path = name, .schematron = is_schematron(str_from(name))};
	if (is_compact(str_from(name)) && !s->engine->compact) {
		report(reporter, SEVERITY_FATAL, place, "schema-unread",
		       "%s is in the compact syntax, which the engine %s does not read; take the "
		       "engine native",
		       name, s->engine->name);
		return NULL;
	}
	if (is_path(name))
		return compiled(s, &request, reporter);
	// A name that was looked for in vain is kept, too, so that a thousand documents tell it once.
	if (entry_of(s, &request))
		return NULL;
	struct buf path = {0};
	const struct schema_entry *schema = NULL;
	const char *suffix = is_schema(str_from(name)) ? "" : SUFFIX;
	struct reporter quiet = {0};
	if (!datafile_find(&path, FOLDER, name, suffix, &quiet)) {
		// A file of the folder one is in, whatever it is called.
		buf_clear(&path);
		buf_printf(&path, "./%s", name);
		if (!path.failed && !input_is_there(path.s))
			buf_puts(&path, suffix);
	}
	if (!path.failed && input_is_there(path.s)) {
		request.path = path.s;
		schema = compiled(s, &request, reporter);
	} else {
		datafile_find(&path, FOLDER, name, suffix, reporter);
		add_entry(s, &request, reporter);
	}
	buf_free(&path);
	return schema;
}

static bool is_remote(struct str href)
{
	size_t colon = str_find(href, STR("://"));
	return str_starts(href, STR("//")) || (colon < href.n && !str_starts(href, STR("file://")));
}

static struct str last_part(struct str href)
{
	href = str_from_to(href, 0, str_find_char(href, '?'));
	href = str_from_to(href, 0, str_find_char(href, '#'));
	return uri_base(href);
}

static void skip(struct reporter *reporter, const struct place *place, struct str href,
                 const char *why)
{
	report(reporter, SEVERITY_WARNING, place, "schema-skipped", "the schema %.*s %s",
	       STR_ARG(href), why);
}

// A copy of a remote schema in the data folder, under the last part of its address.
static bool remote(struct schemas *s, struct str href, struct request *request,
                   const struct place *place, const struct schema_entry **schema,
                   struct reporter *reporter)
{
	struct buf name = {0}, path = {0};
	struct reporter quiet = {0};
	buf_put(&name, last_part(href));
	bool found = name.n && !name.failed && is_schema(buf_str(&name)) &&
	             datafile_find(&path, FOLDER, name.s, "", &quiet);
	request->path = path.s;
	if (found)
		*schema = compiled(s, request, reporter);
	else
		skip(reporter, place, href,
		     "is on the network, which is never asked; give a copy of it with -s");
	buf_free(&name);
	buf_free(&path);
	return !found || *schema;
}

// A path that a document names is relative to the document.
static bool local(struct schemas *s, struct str href, struct request *request,
                  const struct place *place, const struct schema_entry **schema,
                  struct reporter *reporter)
{
	struct buf path = {0};
	href = uri_without_file(href);
	struct str file = str_from(place->file);
	if (!str_starts(href, STR("/"))) {
		struct str folder = uri_folder(file);
		buf_put(&path, folder.n ? folder : STR("./"));
	}
	// As it is written, where there is such a file; else as the address that it should be.
	size_t folder_n = path.n;
	buf_put(&path, href);
	if (!path.failed && !input_is_there(path.s)) {
		buf_cut(&path, folder_n, path.n - folder_n);
		uri_decode(&path, href);
	}
	if (path.failed) {
		report_memory(reporter);
	} else if (!input_is_there(path.s)) {
		report(reporter, SEVERITY_FATAL, place, "schema-missing-file",
		       "the schema %s, which this document asks for, is not there; give "
		       "one with -s",
		       path.s);
	} else {
		request->path = path.s;
		*schema = compiled(s, request, reporter);
	}
	buf_free(&path);
	return *schema != NULL;
}

bool schemas_model(struct schemas *s, struct str data, const struct place *place,
                   const struct schema_entry **schema, struct reporter *reporter)
{
	struct str href = pseudo_attribute(data, STR("href"));
	struct str kind = pseudo_attribute(data, STR("schematypens"));
	struct str type = pseudo_attribute(data, STR("type"));
	*schema = NULL;
	bool compact = str_find(type, STR("compact")) < type.n || is_compact(href);
	bool relaxng =
		kind.n ? str_is(kind, RNG_NAMESPACE) : compact || str_ends(href, STR(SUFFIX));
	if (href.n == 0) {
		report(reporter, SEVERITY_WARNING, place, "schema-skipped",
		       "this line names no schema: it needs href=\"…\", with quotation marks");
		return true;
	}
	struct request request = {
		.schematron = kind.n ? str_is(kind, SCHEMATRON_NAMESPACE) ||
	                                       str_is(kind, SCHEMATRON_1_5_NAMESPACE)
	                             : is_schematron(href),
		.phase = pseudo_attribute(data, STR("phase")),
	};
	if (!request.schematron)
		request.phase = (struct str){0};
	if (!relaxng && !request.schematron && !kind.n) {
		skip(reporter, place, href,
		     "is passed over, since the line does not say that it is RELAX NG: add "
		     "schematypens=\"" RNG_NAMESPACE "\" if it is");
		return true;
	}
	if (!relaxng && !request.schematron) {
		skip(reporter, place, href,
		     "is neither RELAX NG nor Schematron and is not looked at by this version");
		return true;
	}
	if (compact && !request.schematron && !s->engine->compact) {
		skip(reporter, place, href,
		     "is in the compact syntax, which this engine does not read");
		return true;
	}
	return is_remote(href) ? remote(s, href, &request, place, schema, reporter)
	                       : local(s, href, &request, place, schema, reporter);
}

static void tell_unchecked(const struct schemas *s, const struct schematron *schema,
                           struct reporter *reporter)
{
	size_t unchecked = schema ? schematron_unchecked(schema) : 0;
	if (unchecked)
		report(reporter, s->schematron.unsupported,
		       &(struct place){.file = schematron_path(schema)}, "schematron-unsupported",
		       "%zu of %zu constraints of this schema could not be checked", unchecked,
		       schematron_constraints(schema));
}

void schemas_tell_unchecked(const struct schemas *s, struct reporter *reporter)
{
	for (size_t i = 0; i < s->entries.n; i++) {
		const struct schema_entry *entry = s->entries.items[i];
		tell_unchecked(s, entry->embedded, reporter);
		if (entry->engine == &engine_schematron)
			tell_unchecked(s, entry->compiled, reporter);
	}
}

void schemas_free(struct schemas *s)
{
	for (size_t i = 0; i < s->entries.n; i++) {
		struct schema_entry *entry = s->entries.items[i];
		if (entry->compiled)
			entry->engine->free_schema(entry->compiled);
		schematron_free(entry->embedded);
		free(entry->path);
		free(entry->phase);
		free(entry);
	}
	free(s->entries.items);
	*s = (struct schemas){0};
}
