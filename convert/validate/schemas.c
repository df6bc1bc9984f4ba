// schemas.c: which schemas a document is checked against, each compiled once

#include "validate/schemas.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/datafile.h"
#include "core/namespaces.h"
#include "core/uri.h"
#include "validate/pseudo.h"

#define FOLDER "schemas"
#define SUFFIX ".rng"
#define COMPACT ".rnc"

static bool is_file(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && !S_ISDIR(st.st_mode);
}

static bool is_compact(struct str name)
{
	return str_ends(name, STR(COMPACT));
}

static bool is_schema(struct str name)
{
	return str_ends(name, STR(SUFFIX)) || is_compact(name);
}

static bool is_path(const char *name)
{
	return strchr(name, '/') || (is_schema(str_from(name)) && is_file(name));
}

static struct schema_entry *entry_of(const struct schemas *s, const char *path)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->items[i].path, path) == 0)
			return &s->items[i];
	return NULL;
}

static struct schema_entry *add_entry(struct schemas *s, const char *path,
                                      struct reporter *reporter)
{
	char *kept = strdup(path);
	if (!kept || !ARRAY_ROOM(s)) {
		free(kept);
		report_memory(reporter);
		return NULL;
	}
	s->items[s->n] = (struct schema_entry){.path = kept};
	return &s->items[s->n++];
}

static void *compiled(struct schemas *s, const char *path, struct reporter *reporter)
{
	struct schema_entry *entry = entry_of(s, path);
	if (entry)
		return entry->compiled;
	entry = add_entry(s, path, reporter);
	if (entry)
		entry->compiled = s->engine->compile(entry->path, reporter);
	return entry ? entry->compiled : NULL;
}

void *schemas_named(struct schemas *s, const char *name, const struct place *place,
                    struct reporter *reporter)
{
	if (is_compact(str_from(name)) && !s->engine->compact) {
		report(reporter, SEVERITY_FATAL, place, "schema-unread",
		       "%s is in the compact syntax, which the engine %s does not read; take the "
		       "engine native",
		       name, s->engine->name);
		return NULL;
	}
	if (is_path(name))
		return compiled(s, name, reporter);
	// A name that was looked for in vain is kept, too, so that a thousand documents tell it once.
	if (entry_of(s, name))
		return NULL;
	struct buf path = {0};
	void *schema = NULL;
	const char *suffix = is_schema(str_from(name)) ? "" : SUFFIX;
	struct reporter quiet = {0};
	if (!datafile_find(&path, FOLDER, name, suffix, &quiet)) {
		// A file of the folder one is in, whatever it is called.
		buf_clear(&path);
		buf_printf(&path, "./%s", name);
		if (!path.failed && !is_file(path.s))
			buf_puts(&path, suffix);
	}
	if (!path.failed && is_file(path.s)) {
		schema = compiled(s, path.s, reporter);
	} else {
		datafile_find(&path, FOLDER, name, suffix, reporter);
		add_entry(s, name, reporter);
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
	for (size_t i = href.n; i > 0; i--)
		if (href.s[i - 1] == '/')
			return str_after(href, i);
	return href;
}

static void skip(struct reporter *reporter, const struct place *place, struct str href,
                 const char *why)
{
	report(reporter, SEVERITY_WARNING, place, "schema-skipped", "the schema %.*s %s",
	       STR_ARG(href), why);
}

// A copy of a remote schema in the data folder, under the last part of its address.
static bool remote(struct schemas *s, struct str href, const struct place *place,
                   const void **schema, struct reporter *reporter)
{
	struct buf name = {0}, path = {0};
	struct reporter quiet = {0};
	buf_put(&name, last_part(href));
	bool found = name.n && !name.failed && is_schema(buf_str(&name)) &&
	             datafile_find(&path, FOLDER, name.s, "", &quiet);
	if (found)
		*schema = compiled(s, path.s, reporter);
	else
		skip(reporter, place, href,
		     "is on the network, which is never asked; give a copy of it with -s");
	buf_free(&name);
	buf_free(&path);
	return !found || *schema;
}

// A path that a document names is relative to the document.
static bool local(struct schemas *s, struct str href, const struct place *place,
                  const void **schema, struct reporter *reporter)
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
	if (!path.failed && !is_file(path.s)) {
		buf_cut(&path, folder_n, path.n - folder_n);
		uri_decode(&path, href);
	}
	if (path.failed) {
		report_memory(reporter);
	} else if (!is_file(path.s)) {
		report(reporter, SEVERITY_FATAL, place, "schema-missing-file",
		       "the schema %s, which this document asks for, is not there; give "
		       "one with -s",
		       path.s);
	} else {
		*schema = compiled(s, path.s, reporter);
	}
	buf_free(&path);
	return *schema != NULL;
}

bool schemas_model(struct schemas *s, struct str data, const struct place *place,
                   const void **schema, struct reporter *reporter)
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
	if (!relaxng && !kind.n) {
		skip(reporter, place, href,
		     "is passed over, since the line does not say that it is RELAX NG: add "
		     "schematypens=\"" RNG_NAMESPACE "\" if it is");
		return true;
	}
	if (!relaxng) {
		skip(reporter, place, href, "is not RELAX NG and is not looked at by this version");
		return true;
	}
	if (compact && !s->engine->compact) {
		skip(reporter, place, href,
		     "is in the compact syntax, which this engine does not read");
		return true;
	}
	return is_remote(href) ? remote(s, href, place, schema, reporter)
	                       : local(s, href, place, schema, reporter);
}

void schemas_free(struct schemas *s)
{
	for (size_t i = 0; i < s->n; i++) {
		if (s->items[i].compiled)
			s->engine->free_schema(s->items[i].compiled);
		free(s->items[i].path);
	}
	free(s->items);
	*s = (struct schemas){0};
}
