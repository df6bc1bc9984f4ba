// operands.c: the documents that a command names

#include "chain/operands.h"

#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/io.h"
#include "core/uri.h"

// Which file a path names. A folder that is gone is no reason to stop: the file will be told to be missing.
static struct str whole_path(struct operands *o, struct str path)
{
	struct buf whole = {0};
	if (!o->folder.n) {
		char *folder = getcwd(NULL, 0);
		buf_puts(&o->folder, folder ? folder : "/");
		free(folder);
	}
	if (str_is(path, "-"))
		buf_put(&whole, path);
	else
		uri_put_path(&whole, buf_str(&o->folder), path);
	bool failed = whole.failed || o->folder.failed;
	struct str kept = failed ? (struct str){0} : arena_str(&o->arena, buf_str(&whole));
	buf_free(&whole);
	return kept;
}

// Keeps a document, if it was not named before.
static bool keep(struct operands *o, struct str path, struct reporter *reporter)
{
	size_t known;
	struct str whole = whole_path(o, path);
	if (whole.s && table_get(&o->known, whole, &known))
		return true;
	struct str kept = arena_str(&o->arena, path);
	if (!kept.s || !whole.s || !ARRAY_ROOM(o) || !ARRAY_ROOM(&o->paths) ||
	    !table_set(&o->known, whole, o->n)) {
		report_memory(reporter);
		return false;
	}
	o->items[o->n++] = kept.s;
	o->paths.items[o->paths.n++] = whole;
	return true;
}

static bool is_document(struct str name)
{
	static const char *const ends[] = {".xml", ".tei", ".xml.gz", ".tei.gz"};
	for (size_t i = 0; i < LENGTH(ends); i++)
		if (str_ends(name, str_from(ends[i])))
			return true;
	return false;
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

// One thing that was met below a folder.
static bool take(struct operands *o, FTS *walk, FTSENT *entry, struct reporter *reporter)
{
	bool hidden = entry->fts_level > 0 && entry->fts_name[0] == '.';
	if (hidden && entry->fts_info == FTS_D)
		fts_set(walk, entry, FTS_SKIP);
	if (entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR) {
		errno = entry->fts_errno;
		report_errno(reporter, entry->fts_path, "read the folder");
		return false;
	}
	bool file = entry->fts_info == FTS_F || entry->fts_info == FTS_SL;
	if (hidden || !file || !is_document(str_from(entry->fts_name)))
		return true;
	struct stat st;
	if (entry->fts_info == FTS_SL &&
	    (stat(entry->fts_accpath, &st) != 0 || !S_ISREG(st.st_mode)))
		return true;
	o->found++;
	return keep(o, str_from(entry->fts_path), reporter);
}

static bool add_folder(struct operands *o, const char *path, struct reporter *reporter)
{
	char *trimmed = strdup(path);
	char *roots[] = {trimmed, NULL};
	for (size_t n = trimmed ? strlen(trimmed) : 0; n > 1 && trimmed[n - 1] == '/'; n--)
		trimmed[n - 1] = '\0';
	FTS *walk = trimmed ? fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR | FTS_COMFOLLOW, by_name)
	                    : NULL;
	size_t before = o->found;
	bool good = walk != NULL;
	FTSENT *entry;
	if (!walk)
		report_errno(reporter, path, "read the folder");
	while (good && (entry = fts_read(walk)))
		good = take(o, walk, entry, reporter);
	if (good && o->found == before) {
		struct place place = {.file = path};
		report(reporter, SEVERITY_FATAL, &place, NULL,
		       "there is no file in this folder whose name ends in .xml, .tei, .xml.gz or "
		       ".tei.gz");
		good = false;
	}
	if (walk)
		fts_close(walk);
	free(trimmed);
	return good;
}

bool operands_add(struct operands *o, const char *path, struct reporter *reporter)
{
	struct stat st;
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return add_folder(o, path, reporter);
	return keep(o, str_from(path), reporter);
}

bool operands_add_list(struct operands *o, const char *list, struct reporter *reporter)
{
	struct buf names = {0};
	bool good = input_read(&names, list, INPUT_MAX, reporter);
	struct str rest = buf_str(&names), name;
	struct place place = {.file = list};
	if (good && rest.n && rest.s[rest.n - 1] != '\0') {
		report(reporter, SEVERITY_FATAL, &place, NULL,
		       "this is no list of names that end in NUL bytes: make it with `git diff "
		       "-z`, "
		       "`git ls-files -z` or `find -print0`");
		good = false;
	}
	while (good && str_field(&rest, '\0', &name))
		if (name.n)
			good = keep(o, name, reporter);
	buf_free(&names);
	return good;
}

void operands_free(struct operands *o)
{
	free(o->items);
	free(o->paths.items);
	table_free(&o->known);
	buf_free(&o->folder);
	arena_free(&o->arena);
	*o = (struct operands){0};
}
