// modules.c: the files that a stylesheet reads

#include "transform/modules.h"

#include <errno.h>
#include <libxml/tree.h>
#include <libxml/uri.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/datafile.h"
#include "core/io.h"
#include "core/uri.h"
#include "core/xml.h"
#include "transform/limits.h"

#define OWN_SCHEME STR("stenogram:")

static bool add_folder(struct modules *m, struct str real, struct str shown)
{
	for (size_t i = 0; i < m->n; i++)
		if (str_eq(m->items[i].real, real))
			return true;
	if (!ARRAY_ROOM(m))
		return false;
	m->items[m->n++] = (struct folder){arena_str(&m->arena, real), arena_str(&m->arena, shown)};
	return !m->arena.failed;
}

void modules_path(const char *uri, struct buf *to)
{
	buf_clear(to);
	if (strncmp(uri, "file://", 7) == 0)
		uri += 7;
	char *plain = xmlURIUnescapeString(uri, 0, NULL);
	if (!plain)
		to->failed = true;
	buf_puts(to, plain ? plain : uri);
	xmlFree(plain);
}

void modules_shown(const struct modules *m, const char *uri, struct buf *to)
{
	modules_path(uri, to);
	for (size_t i = 0; i < m->n; i++) {
		const struct folder *f = &m->items[i];
		if (!str_starts(buf_str(to), f->real))
			continue;
		struct buf shown = {0};
		buf_put(&shown, f->shown);
		buf_put(&shown, str_after(buf_str(to), f->real.n));
		buf_free(to);
		*to = shown;
		return;
	}
}

// Reads a regular file into a tree whose URL is the real path.
static xmlDoc *read_tree(struct modules *m, const char *real, struct reporter *reporter)
{
	struct stat st;
	if (stat(real, &st) || !S_ISREG(st.st_mode)) {
		buf_puts(&m->error, "it is not a file");
		return NULL;
	}
	if (++m->read > MODULES_MAX) {
		buf_printf(&m->error,
		           "a stylesheet may read %d files, and it is one more "
		           "(does it import itself?)",
		           MODULES_MAX);
		return NULL;
	}
	struct buf bytes = {0}, shown = {0};
	xmlChar *url = xmlURIEscapeStr(BAD_CAST real, BAD_CAST "/:");
	modules_shown(m, url ? (const char *)url : real, &shown);
	xmlDoc *doc = NULL;
	if (!url || shown.failed)
		report_memory(reporter);
	else if (input_read(&bytes, real, MODULE_BYTES_MAX, reporter))
		doc = xml_read_tree_in(m->dict, buf_str(&bytes), shown.s, SEVERITY_FATAL, reporter);
	if (doc) {
		xmlFree((xmlChar *)doc->URL);
		doc->URL = url;
		url = NULL;
	} else {
		buf_puts(&m->error, "it cannot be used");
	}
	xmlFree(url);
	buf_free(&bytes);
	buf_free(&shown);
	return doc;
}

xmlDoc *modules_open(struct modules *m, const char *path, struct reporter *reporter)
{
	char *real = realpath(path, NULL);
	if (!real) {
		report_errno(reporter, path, "open the stylesheet");
		return NULL;
	}
	struct str shown = uri_folder(str_from(path));
	xmlDoc *doc = NULL;
	if (!add_folder(m, uri_folder(str_from(real)), shown))
		report_memory(reporter);
	else
		doc = read_tree(m, real, reporter);
	free(real);
	if (!doc && str_is(buf_str(&m->error), "it is not a file"))
		report(reporter, SEVERITY_FATAL, &(struct place){.file = path}, "stylesheet",
		       "this is not a file; a stylesheet was expected");
	if (doc && !m->dict && doc->dict) {
		m->dict = doc->dict;
		xmlDictReference(m->dict);
	}
	return doc;
}

static bool is_below(const struct modules *m, const char *real)
{
	for (size_t i = 0; i < m->n; i++)
		if (str_starts(str_from(real), m->items[i].real))
			return true;
	return false;
}

// "stenogram:lib/speech.xsl": the folder of all our stylesheets becomes readable with it.
static bool find_own(struct modules *m, struct str name, struct buf *path)
{
	struct str folder = uri_folder(name);
	struct str base = str_after(name, folder.n);
	if (!str_ends(base, STR(".xsl")) || str_find(name, STR("..")) < name.n)
		return false;
	struct buf where = {0}, stem = {0};
	buf_printf(&where, "xslt%s%.*s", folder.n ? "/" : "", (int)(folder.n ? folder.n - 1 : 0),
	           folder.n ? folder.s : "");
	buf_put(&stem, str_from_to(base, 0, base.n - strlen(".xsl")));
	struct reporter silent = {0};
	// Not found is told by whoever asked, with the place of the xsl:import.
	bool found = !where.failed && !stem.failed &&
	             datafile_find(path, where.s, stem.s ? stem.s : "", ".xsl", &silent);
	char *real = found ? realpath(path->s, NULL) : NULL;
	if (real) {
		struct str whole = str_from(real);
		struct str shown = buf_str(path);
		found = str_ends(whole, name) &&
		        add_folder(m, str_from_to(whole, 0, whole.n - name.n),
		                   str_from_to(shown, 0, shown.n - name.n));
	}
	free(real);
	buf_free(&where);
	buf_free(&stem);
	return found;
}

static void refuse(struct modules *m, const char *uri, const char *why)
{
	struct buf shown = {0};
	modules_shown(m, uri, &shown);
	buf_clear(&m->error);
	buf_printf(&m->error, "cannot read %s: %s", shown.s ? shown.s : "", why);
	buf_free(&shown);
}

// The real path behind a URI, which may be read; NULL and m->error when there is none. The caller
// frees it.
static char *allowed(struct modules *m, const char *uri)
{
	struct buf path = {0};
	struct str name = str_from(uri);
	bool own = str_starts(name, OWN_SCHEME);
	if (own && !find_own(m, str_after(name, OWN_SCHEME.n), &path)) {
		refuse(m, uri, "Stenogram has no such stylesheet");
		buf_free(&path);
		return NULL;
	}
	if (!own)
		modules_path(uri, &path);
	char *real = NULL;
	if (path.n && path.s[0] == '/' && !path.failed)
		real = realpath(path.s, NULL);
	else
		errno = EACCES;
	if (!real && errno == EACCES) {
		refuse(m, uri, "a stylesheet reads files below its own folder alone");
	} else if (!real) {
		refuse(m, uri, strerror(errno));
	} else if (!is_below(m, real)) {
		refuse(m, uri, "it lies outside the folder of the stylesheet");
		free(real);
		real = NULL;
	}
	buf_free(&path);
	return real;
}

xmlDoc *modules_read(struct modules *m, const char *uri, struct reporter *reporter)
{
	char *real = allowed(m, uri);
	if (!real)
		return NULL;
	buf_clear(&m->error);
	xmlDoc *doc = read_tree(m, real, reporter);
	free(real);
	if (!doc) {
		struct buf why = m->error;
		m->error = (struct buf){0};
		refuse(m, uri, why.s ? why.s : "");
		buf_free(&why);
	}
	return doc;
}

void modules_free(struct modules *m)
{
	free(m->items);
	if (m->dict)
		xmlDictFree(m->dict);
	buf_free(&m->error);
	arena_free(&m->arena);
	*m = (struct modules){0};
}
