// config.c: what a project says of how its documents are checked (stenogram.conf)

#include "validate/config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/io.h"
#include "core/table.h"
#include "core/uri.h"
#include "validate/configfile.h"

// A folder whose nearest file is known.
enum { NO_FILE = 0 }; // else 1 + index in files

struct configs {
	const struct config_overrides *overrides;
	struct {
		struct configfile **items;
		size_t n, cap;
	} files;
	struct table paths;   // path of a file to 1 + index
	struct table folders; // absolute path of a folder to NO_FILE or 1 + index
	struct {
		struct settings **items;
		size_t n, cap;
	} settings;
	struct table known; // settings as text to their index
	struct arena arena;
	struct buf folder; // of the document before, as it was named, and what that is
	struct buf absolute;
};

struct configs *configs_new(const struct config_overrides *overrides)
{
	struct configs *c = calloc(1, sizeof *c);
	if (c)
		c->overrides = overrides;
	return c;
}

void configs_free(struct configs *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->files.n; i++) {
		configfile_free(c->files.items[i]);
		free(c->files.items[i]);
	}
	free(c->files.items);
	free(c->settings.items);
	table_free(&c->paths);
	table_free(&c->folders);
	table_free(&c->known);
	arena_free(&c->arena);
	buf_free(&c->folder);
	buf_free(&c->absolute);
	free(c);
}

// The absolute path of a folder, with "/" at its end. Neighbours lie in one folder mostly.
static bool enter_folder(struct configs *c, struct str folder, struct reporter *reporter)
{
	if (c->absolute.n && str_eq(folder, buf_str(&c->folder)))
		return true;
	buf_clear(&c->folder);
	buf_put(&c->folder, folder);
	buf_clear(&c->absolute);
	char *path = realpath(c->folder.n ? c->folder.s : ".", NULL);
	if (!path && errno == ENOMEM) {
		report_memory(reporter);
		return false;
	}
	// Where there is no such folder, the document will be told to be missing.
	if (path)
		buf_puts(&c->absolute, path);
	if (path && strcmp(path, "/") != 0)
		buf_putc(&c->absolute, '/');
	free(path);
	return true;
}

static bool read_file(struct configs *c, const char *path, struct str folder, size_t *index,
                      struct reporter *reporter)
{
	if (table_get(&c->paths, str_from(path), index))
		return true;
	struct configfile *file = calloc(1, sizeof *file);
	struct str key = arena_str(&c->arena, str_from(path));
	if (!file || !key.s || !ARRAY_ROOM(&c->files)) {
		free(file);
		report_memory(reporter);
		return false;
	}
	c->files.items[c->files.n++] = file;
	*index = c->files.n;
	return table_set(&c->paths, key, *index) && configfile_read(file, path, folder, reporter);
}

static bool is_pipe(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISFIFO(st.st_mode);
}

// Nobody may ever write into it.
static bool refuse_pipe(const char *path, struct reporter *reporter)
{
	struct place place = {.file = path};
	report(reporter, SEVERITY_FATAL, &place, "bad-config",
	       "this is a pipe, not a file with settings");
	return false;
}

// Looks for the nearest file from an absolute folder upwards.
static bool find_file(struct configs *c, struct str folder, size_t *index,
                      struct reporter *reporter)
{
	if (table_get(&c->folders, folder, index))
		return true;
	struct str kept = arena_str(&c->arena, folder);
	struct str path = arena_printf(&c->arena, "%.*s" CONFIG_NAME, STR_ARG(folder));
	if (!kept.s || !path.s) {
		report_memory(reporter);
		return false;
	}
	bool good = true;
	struct stat st;
	*index = NO_FILE;
	if (is_pipe(path.s))
		good = refuse_pipe(path.s, reporter);
	else if (input_is_there(path.s) ||
	         (lstat(path.s, &st) == 0 && S_ISLNK(st.st_mode) && stat(path.s, &st) != 0))
		good = read_file(c, path.s, folder, index, reporter);
	else if (folder.n > 1)
		good = find_file(c, uri_folder(str_from_to(folder, 0, folder.n - 1)), index,
		                 reporter);
	return good && table_set(&c->folders, kept, *index);
}

// The file that --config names, whose folder is that of its globs.
static bool given_file(struct configs *c, size_t *index, struct reporter *reporter)
{
	const char *path = c->overrides->file;
	if (table_get(&c->paths, str_from(path), index))
		return true;
	struct buf folder = {0};
	buf_put(&folder, uri_folder(str_from(path)));
	char *absolute = realpath(folder.n ? folder.s : ".", NULL);
	struct str kept = arena_printf(&c->arena, "%s/", absolute ? absolute : "");
	bool good = read_file(c, path, kept, index, reporter);
	free(absolute);
	buf_free(&folder);
	return good;
}

// A schema with "/" in it, or that is in the folder of the file, is a path from there.
static struct str schema_path(struct configs *c, const struct configfile *f, struct str name)
{
	struct str path = arena_printf(&c->arena, "%.*s%.*s", STR_ARG(f->folder), STR_ARG(name));
	bool relative = name.s[0] != '/';
	if (path.s && relative && (str_find_char(name, '/') < name.n || input_is_there(path.s)))
		return path;
	return arena_str(&c->arena, name);
}

struct building {
	struct settings settings;
	struct {
		const char **items;
		size_t n, cap;
	} schemas;
};

static bool take_schemas(struct configs *c, struct building *b, const struct configfile *f,
                         const struct config_line *line)
{
	struct str rest = line->value, name;
	b->schemas.n = 0;
	while (str_field(&rest, ',', &name)) {
		name = str_trim(name);
		if (!name.n)
			continue;
		struct str path = schema_path(c, f, name);
		if (!path.s || !ARRAY_ROOM(&b->schemas))
			return false;
		b->schemas.items[b->schemas.n++] = path.s;
	}
	return true;
}

// What the line is wrong in is told with the line.
struct at_line {
	struct reporter *reporter;
	struct place place;
};

static void report_at_line(void *context, const struct report *r)
{
	const struct at_line *at = context;
	report(at->reporter, r->severity, &at->place, "bad-config", "%.*s", STR_ARG(r->message));
}

static bool take_line(struct configs *c, struct building *b, const struct configfile *f,
                      const struct config_line *line, struct reporter *reporter)
{
	struct at_line at = {reporter, {.file = f->path, .line = line->line}};
	struct reporter here = {.on_report = report_at_line, .context = &at};
	switch (line->key) {
	case CONFIG_SCHEMA:
		if (take_schemas(c, b, f, line))
			return true;
		report_memory(reporter);
		return false;
	case CONFIG_RULES:
		return ruleset_change(&b->settings.rules, line->value, &here);
	default:
		b->settings.checked = str_is(line->value, "yes");
		return true;
	}
}

static bool take_file(struct configs *c, struct building *b, const struct configfile *f,
                      struct str path, struct reporter *reporter)
{
	b->settings.config = f->path;
	for (size_t i = 0; i < f->n; i++)
		if (configfile_is_for(&f->items[i], path) &&
		    !take_line(c, b, f, &f->items[i], reporter))
			return false;
	return true;
}

static bool take_overrides(struct configs *c, struct building *b, struct reporter *reporter)
{
	const struct config_overrides *o = c->overrides;
	for (size_t i = 0; i < o->n_rules; i++)
		if (!ruleset_change(&b->settings.rules, str_from(o->rules[i]), reporter))
			return false;
	b->settings.schemas = o->n_schemas ? o->schemas : b->schemas.items;
	b->settings.n_schemas = o->n_schemas ? o->n_schemas : b->schemas.n;
	return true;
}

// Settings that say the same are the same, so that a hundred thousand documents have a handful.
static const struct settings *intern(struct configs *c, const struct building *b,
                                     struct reporter *reporter)
{
	struct buf text = {0};
	size_t index;
	buf_printf(&text, "%s\n", b->settings.config ? b->settings.config : "");
	config_put(&text, &b->settings);
	bool found = !text.failed && table_get(&c->known, buf_str(&text), &index);
	const struct settings *known = found ? c->settings.items[index] : NULL;
	struct settings *made = known ? NULL : arena_alloc(&c->arena, sizeof *made);
	size_t n = b->settings.n_schemas;
	const char **schemas = made ? arena_alloc(&c->arena, (n + 1) * sizeof *schemas) : NULL;
	struct str key = schemas ? arena_str(&c->arena, buf_str(&text)) : (struct str){0};
	if (key.s && !text.failed && ARRAY_ROOM(&c->settings) &&
	    table_set(&c->known, key, c->settings.n)) {
		for (size_t i = 0; i < n; i++)
			schemas[i] = b->settings.schemas[i];
		*made = b->settings;
		made->schemas = schemas;
		c->settings.items[c->settings.n++] = made;
		known = made;
	}
	buf_free(&text);
	if (!known)
		report_memory(reporter);
	return known;
}

// The path of a document from the folder of a file.
static struct str path_within(const struct configs *c, const struct configfile *f, struct str name,
                              struct buf *path)
{
	buf_put(path, buf_str(&c->absolute));
	buf_put(path, name);
	struct str whole = buf_str(path);
	return str_starts(whole, f->folder) ? str_after(whole, f->folder.n) : whole;
}

const struct settings *configs_of(struct configs *c, const char *path, struct reporter *reporter)
{
	struct building b = {.settings = {.rules = ruleset_usual(), .checked = true}};
	struct str name = strcmp(path, "-") == 0 ? (struct str){0} : str_from(path);
	struct str folder = uri_folder(name);
	size_t index = NO_FILE;
	bool good = c->overrides->none || enter_folder(c, folder, reporter);
	if (good && !c->overrides->none)
		good = c->overrides->file ? given_file(c, &index, reporter)
		       : !c->absolute.n   ? true
		                          : find_file(c, buf_str(&c->absolute), &index, reporter);
	if (good && index != NO_FILE) {
		const struct configfile *f = c->files.items[index - 1];
		struct buf within = {0};
		struct str from = path_within(c, f, str_after(name, folder.n), &within);
		good = !within.failed && take_file(c, &b, f, from, reporter);
		buf_free(&within);
	}
	good = good && take_overrides(c, &b, reporter);
	const struct settings *settings = good ? intern(c, &b, reporter) : NULL;
	free(b.schemas.items);
	return settings;
}
