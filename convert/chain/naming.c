// naming.c: what the results of many documents are called

#include "chain/naming.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "core/uri.h"

// The path without links in its folders, so that "../x" cannot lead out of the folder of results.
static struct str real_path(struct arena *arena, const char *file)
{
	struct str path = str_from(file), folder = uri_folder(path);
	struct str base = str_after(path, folder.n);
	if (str_is(path, "-"))
		return (struct str){0};
	struct str asked = folder.n ? arena_str(arena, folder) : STR(".");
	char *real = asked.s ? realpath(asked.s, NULL) : NULL;
	// It cannot be opened then, which is told when it is read.
	struct str whole =
		arena_printf(arena, "%s/%.*s", real ? (real[1] ? real : "") : "", STR_ARG(base));
	free(real);
	return whole;
}

static struct str common_folder(struct str a, struct str b)
{
	size_t n = 0;
	while (n < a.n && n < b.n && a.s[n] == b.s[n])
		n++;
	return uri_folder(str_from_to(a, 0, n));
}

static struct str without_ending(struct str path)
{
	static const char *const ends[] = {".gz", ".xml", ".tei"};
	for (size_t i = 0; i < LENGTH(ends); i++) {
		struct str end = str_from(ends[i]);
		struct str base = uri_base(path);
		if (base.n > end.n && str_ends(path, end))
			path.n -= end.n;
	}
	return path;
}

bool naming_find(struct naming *names, const char *const *files, size_t n,
                 struct reporter *reporter)
{
	names->items = calloc(n + 1, sizeof *names->items);
	names->n = n;
	struct str common = {0};
	for (size_t i = 0; names->items && i < n; i++) {
		struct str path = names->items[i] = real_path(&names->arena, files[i]);
		if (path.n)
			common = common.n ? common_folder(common, path) : uri_folder(path);
	}
	for (size_t i = 0; names->items && i < n; i++) {
		struct str name = without_ending(str_after(names->items[i], common.n));
		names->items[i] = arena_str(&names->arena, name.n ? name : STR("standard-input"));
	}
	if (names->items && !names->arena.failed)
		return true;
	report_memory(reporter);
	return false;
}

void naming_path(const struct naming *names, size_t i, const char *folder, struct str extension,
                 struct buf *path)
{
	struct str where = str_from(folder);
	while (where.n > 1 && where.s[where.n - 1] == '/')
		where.n--;
	buf_clear(path);
	buf_printf(path, "%.*s%s%.*s.%.*s", STR_ARG(where), str_is(where, "/") ? "" : "/",
	           STR_ARG(names->items[i]), STR_ARG(extension));
}

// ---- Clashes ----

struct known {
	dev_t device;
	ino_t inode;
	struct str name;
	size_t i;
};

static int by_name(const void *left, const void *right)
{
	const struct known *a = left, *b = right;
	int order = str_cmp(a->name, b->name);
	return order ? order : (a->i > b->i) - (a->i < b->i);
}

static int by_inode(const void *left, const void *right)
{
	const struct known *a = left, *b = right;
	if (a->device != b->device)
		return a->device < b->device ? -1 : 1;
	return (a->inode > b->inode) - (a->inode < b->inode);
}

static bool report_twins(const struct known *sorted, size_t n, const char *const *files,
                         struct reporter *reporter)
{
	bool good = true;
	for (size_t i = 1; i < n; i++) {
		if (!str_eq(sorted[i].name, sorted[i - 1].name))
			continue;
		good = false;
		report(reporter, SEVERITY_FATAL, &(struct place){.file = files[sorted[i].i]},
		       "name",
		       "its result would have the name of that of %s; give one of them another "
		       "name, "
		       "or transform them one by one",
		       files[sorted[i - 1].i]);
	}
	return good;
}

// Whether a result would replace one of the documents, which are sorted by inode.
static bool report_replaced(const struct naming *names, const struct known *sorted,
                            const char *const *files, const char *folder, struct str extension,
                            struct reporter *reporter)
{
	bool good = true;
	struct buf path = {0};
	for (size_t i = 0; i < names->n; i++) {
		struct stat st;
		naming_path(names, i, folder, extension, &path);
		if (path.failed || stat(path.s, &st))
			continue;
		struct known wanted = {.device = st.st_dev, .inode = st.st_ino};
		const struct known *found =
			bsearch(&wanted, sorted, names->n, sizeof *sorted, by_inode);
		if (!found)
			continue;
		good = false;
		report(reporter, SEVERITY_FATAL, &(struct place){.file = files[i]}, "name",
		       "its result would replace %s, which is one of the documents; name another "
		       "folder with -o",
		       files[found->i]);
	}
	good = good && !path.failed;
	buf_free(&path);
	return good;
}

bool naming_check(const struct naming *names, const char *const *files, const char *folder,
                  struct str extension, struct reporter *reporter)
{
	struct known *known = calloc(names->n + 1, sizeof *known);
	if (!known) {
		report_memory(reporter);
		return false;
	}
	for (size_t i = 0; i < names->n; i++) {
		struct stat st = {0};
		if (stat(files[i], &st) == 0)
			known[i] = (struct known){.device = st.st_dev, .inode = st.st_ino};
		known[i].name = names->items[i];
		known[i].i = i;
	}
	qsort(known, names->n, sizeof *known, by_name);
	bool good = report_twins(known, names->n, files, reporter);
	qsort(known, names->n, sizeof *known, by_inode);
	good &= report_replaced(names, known, files, folder, extension, reporter);
	free(known);
	return good;
}

bool naming_is_apart(const char *const *files, size_t n, const char *path,
                     struct reporter *reporter)
{
	struct stat there, st;
	if (stat(path, &there) || !S_ISREG(there.st_mode))
		return true;
	for (size_t i = 0; i < n; i++) {
		if (stat(files[i], &st) || st.st_dev != there.st_dev || st.st_ino != there.st_ino)
			continue;
		report(reporter, SEVERITY_FATAL, &(struct place){.file = files[i]}, "name",
		       "the result would replace this document; name another file with -o");
		return false;
	}
	return true;
}

void naming_free(struct naming *names)
{
	free(names->items);
	arena_free(&names->arena);
	*names = (struct naming){0};
}
