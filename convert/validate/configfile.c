// configfile.c: a file stenogram.conf, read

#include "validate/configfile.h"

#include <stdlib.h>
#include <string.h>

#include "core/glob.h"
#include "core/io.h"
#include "core/nearest.h"

enum { FILE_MAX = 1 << 20, LINES_MAX = 10000 };

static const char *const keys[] = {
#define CONFIG_KEY_ENTRY(NAME, key, meaning) key,
	CONFIG_KEYS(CONFIG_KEY_ENTRY)
#undef CONFIG_KEY_ENTRY
};

const char *config_key(enum config_key key)
{
	return keys[key];
}

static bool find_key(struct str name, enum config_key *key)
{
	for (unsigned i = 0; i < CONFIG_KEY_COUNT; i++) {
		if (!str_is(name, keys[i]))
			continue;
		*key = i;
		return true;
	}
	return false;
}

static void report_key(struct str name, const struct place *place, struct reporter *reporter)
{
	struct nearest nearest = nearest_to(name);
	for (unsigned i = 0; i < CONFIG_KEY_COUNT; i++)
		nearest_consider(&nearest, str_from(keys[i]));
	if (nearest.best.n) {
		report(reporter, SEVERITY_FATAL, place, "bad-config",
		       "there is no key \"%.*s\"; did you mean \"%.*s\"?", STR_ARG(name),
		       STR_ARG(nearest.best));
		return;
	}
	struct buf known = {0};
	for (unsigned i = 0; i < CONFIG_KEY_COUNT; i++)
		buf_printf(&known, "%s%s", i ? ", " : "", keys[i]);
	report(reporter, SEVERITY_FATAL, place, "bad-config",
	       "there is no key \"%.*s\"; there are %s", STR_ARG(name),
	       known.failed ? "" : known.s);
	buf_free(&known);
}

// "key = value"
static bool read_setting(struct configfile *f, struct str text, struct str globs,
                         const struct place *place, struct reporter *reporter)
{
	size_t equals = str_find_char(text, '=');
	struct str name = str_trim(str_from_to(text, 0, equals));
	struct config_line line = {.globs = globs, .line = place->line};
	line.value = str_trim(str_after(text, equals + 1));
	if (equals == text.n || !name.n) {
		report(reporter, SEVERITY_FATAL, place, "bad-config",
		       "this is neither \"key = value\" nor a section \"[glob]\" nor a comment \"# "
		       "…\"");
		return false;
	}
	if (!find_key(name, &line.key)) {
		report_key(name, place, reporter);
		return false;
	}
	if (line.key == CONFIG_CHECK && !str_is(line.value, "yes") && !str_is(line.value, "no")) {
		report(reporter, SEVERITY_FATAL, place, "bad-config",
		       "check is yes or no, not \"%.*s\"", STR_ARG(line.value));
		return false;
	}
	if (!line.value.n) {
		report(reporter, SEVERITY_FATAL, place, "bad-config", "\"%.*s\" has no value",
		       STR_ARG(name));
		return false;
	}
	if (!ARRAY_ROOM(f)) {
		report_memory(reporter);
		return false;
	}
	f->items[f->n++] = line;
	return true;
}

static bool read_section(struct str text, struct str *globs, const struct place *place,
                         struct reporter *reporter)
{
	*globs = text.s[text.n - 1] == ']' ? str_trim(str_from_to(text, 1, text.n - 1))
	                                   : (struct str){0};
	if (!globs->n)
		report(reporter, SEVERITY_FATAL, place, "bad-config",
		       "a section names documents, as in [sessions/*.xml drafts/**]");
	return globs->n > 0;
}

static bool read_lines(struct configfile *f, struct reporter *reporter)
{
	struct str rest = buf_str(&f->bytes), text, globs = {0};
	struct place place = {.file = f->path};
	if (str_starts(rest, STR("\xef\xbb\xbf")))
		rest = str_after(rest, 3);
	while (str_field(&rest, '\n', &text)) {
		place.line++;
		place.source = str_trim_right(text);
		text = str_trim(text);
		if (!text.n || text.s[0] == '#' || text.s[0] == ';')
			continue;
		if (place.line > LINES_MAX) {
			report(reporter, SEVERITY_FATAL, &place, "bad-config",
			       "the file has more than %d lines", LINES_MAX);
			return false;
		}
		if (text.s[0] == '[' ? !read_section(text, &globs, &place, reporter)
		                     : !read_setting(f, text, globs, &place, reporter))
			return false;
	}
	return true;
}

bool configfile_read(struct configfile *f, const char *path, struct str folder,
                     struct reporter *reporter)
{
	f->path = strdup(path);
	f->folder = arena_str(&f->arena, folder);
	if (!f->path || !f->folder.s) {
		report_memory(reporter);
		return false;
	}
	return input_read(&f->bytes, path, FILE_MAX, reporter) && read_lines(f, reporter);
}

bool configfile_is_for(const struct config_line *line, struct str path)
{
	struct str globs = line->globs, glob;
	if (!globs.n)
		return true;
	while ((glob = str_word(&globs)).n) {
		bool here = str_starts(glob, STR("./")); // no other folder
		struct str rest = str_after(glob, here ? 2 : 0);
		bool deeper = here && str_find_char(rest, '/') == rest.n &&
		              str_find_char(path, '/') < path.n;
		if (!deeper && glob_fits(rest, path))
			return true;
	}
	return false;
}

void configfile_free(struct configfile *f)
{
	free(f->path);
	free(f->items);
	buf_free(&f->bytes);
	arena_free(&f->arena);
	*f = (struct configfile){0};
}
