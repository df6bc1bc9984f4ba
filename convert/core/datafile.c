// datafile.c: where profiles, schemas and stylesheets are found

#include "core/datafile.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef DATADIR
#define DATADIR "/usr/local/share/stenogram"
#endif

// The directories to search, in order, each ended by ':'.
static void search_path(struct buf *path)
{
	const char *teipath = getenv("TEIPATH");
	if (teipath && *teipath)
		buf_printf(path, "%s:", teipath);
	char self[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self);
	struct str program = {self, n > 0 ? (size_t)n : 0};
	// program is …/bin/teiclean: first the tree it was built in (build/bin/teiclean), then
	// what is installed beside it, so that an installation can be moved as a whole.
	for (int i = 0; i < 2 && program.n; i++)
		while (program.n && program.s[--program.n] != '/')
			;
	if (program.n) {
		struct str tree = str_ends(program, STR("/build"))
		                          ? str_from_to(program, 0, program.n - strlen("/build"))
		                          : (struct str){0};
		if (tree.n)
			buf_printf(path, "%.*s:", STR_ARG(tree));
		buf_printf(path, "%.*s/share/stenogram:", STR_ARG(program));
	}
	buf_puts(path, DATADIR ":");
}

static void report_miss(const char *folder, const char *name, const char *suffix, struct str tried,
                        struct reporter *reporter)
{
	struct buf places = {0};
	struct str directory;
	while (str_field(&tried, ':', &directory))
		buf_printf(&places, "%s%.*s/%s", places.n ? ", " : "", STR_ARG(directory), folder);
	report(reporter, SEVERITY_FATAL, NULL, "no-data-file",
	       "there is no %s%s in %s; give a path with a slash, or set TEIPATH to the folder "
	       "that holds %s",
	       name, suffix, places.s ? places.s : "", folder);
	buf_free(&places);
}

static bool is_readable(struct buf *path)
{
	return !path->failed && access(path->s, R_OK) == 0;
}

bool datafile_find(struct buf *path, const char *folder, const char *name, const char *suffix,
                   struct reporter *reporter)
{
	buf_clear(path);
	if (strchr(name, '/')) {
		buf_puts(path, name);
		if (is_readable(path))
			return true;
		report_errno(reporter, name, "open");
		return false;
	}
	struct buf search = {0};
	search_path(&search);
	struct str rest = buf_str(&search), directory;
	bool found = false;
	while (!found && str_field(&rest, ':', &directory)) {
		buf_clear(path);
		buf_printf(path, "%.*s/%s/%s%s", STR_ARG(directory), folder, name, suffix);
		found = directory.n && is_readable(path);
	}
	if (search.failed || path->failed) {
		report_memory(reporter);
		found = false;
	} else if (!found) {
		report_miss(folder, name, suffix, buf_str(&search), reporter);
	}
	buf_free(&search);
	return found;
}

struct names {
	struct str *items;
	size_t n, cap;
	struct arena arena;
};

static bool add_names(struct names *names, const char *directory, const char *suffix)
{
	DIR *d = opendir(directory);
	if (!d)
		return false;
	struct dirent *entry;
	while ((entry = readdir(d))) {
		struct str name = str_from(entry->d_name);
		if (entry->d_name[0] == '.' || !str_ends(name, str_from(suffix)))
			continue;
		name.n -= strlen(suffix);
		if (!ARRAY_ROOM(names)) {
			names->arena.failed = true;
			break;
		}
		names->items[names->n++] = arena_str(&names->arena, name);
	}
	closedir(d);
	return true;
}

static int by_name(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static bool hand_out(struct names *names, bool (*on_name)(void *context, const char *name),
                     void *context)
{
	if (names->n)
		qsort(names->items, names->n, sizeof *names->items, by_name);
	for (size_t i = 0; i < names->n; i++) {
		if (i && str_eq(names->items[i], names->items[i - 1]))
			continue;
		if (!on_name(context, names->items[i].s))
			return false;
	}
	return true;
}

bool datafile_list(const char *folder, const char *suffix,
                   bool (*on_name)(void *context, const char *name), void *context,
                   struct reporter *reporter)
{
	struct names names = {0};
	struct buf search = {0}, path = {0};
	search_path(&search);
	struct str rest = buf_str(&search), directory;
	bool found = false;
	while (str_field(&rest, ':', &directory)) {
		buf_clear(&path);
		buf_printf(&path, "%.*s/%s", STR_ARG(directory), folder);
		if (directory.n && !path.failed && add_names(&names, path.s, suffix))
			found = true;
	}
	bool good = found && !search.failed && !path.failed && !names.arena.failed;
	if (!found)
		report_miss(folder, "*", suffix, buf_str(&search), reporter);
	else if (!good)
		report_memory(reporter);
	if (good)
		good = hand_out(&names, on_name, context);
	free(names.items);
	arena_free(&names.arena);
	buf_free(&search);
	buf_free(&path);
	return good;
}
