// syntax.c: a schema as it was written, whichever of the two syntaxes it was written in

#include "relaxng/syntax.h"

#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/io.h"
#include "core/uri.h"
#include "relaxng/rnc.h"
#include "relaxng/rngxml.h"

enum { FILES_MAX = 1000, CHAIN_MAX = 40 };

const char *syntax_name(enum syntax_kind kind)
{
	static const char *const names[] = {
#define SYNTAX_WORD(KIND, name) name,
		SYNTAX_KINDS(SYNTAX_WORD)
#undef SYNTAX_WORD
	};
	return names[kind];
}

struct syntax *syntax_add(struct syntax_files *files, struct syntax *parent, enum syntax_kind kind,
                          size_t file, size_t at)
{
	struct syntax *node = arena_alloc(&files->arena, sizeof *node);
	if (!node) {
		files->broken = true;
		report_memory(files->reporter);
		return NULL;
	}
	node->kind = kind;
	node->file = (uint32_t)file;
	node->at = at;
	if (!parent)
		return node;
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
	parent->n++;
	return node;
}

// "; included from a.rng:12, from b.rng:3"
static void put_chain(struct syntax_files *files, size_t file, struct buf *out)
{
	const struct syntax *asked = files->items[file]->asked;
	for (int i = 0; asked && i < CHAIN_MAX; i++) {
		struct syntax_file *by = files->items[asked->file];
		buf_printf(out, "%s from %.*s:%zu", i ? "," : "; included", STR_ARG(by->path),
		           xml_text_line(&by->text, asked->at));
		asked = by->asked;
	}
}

void syntax_fault(struct syntax_files *files, size_t file, size_t at, const char *section,
                  const char *format, ...)
{
	struct buf message = {0};
	struct syntax_file *f = files->items[file];
	struct place place = xml_text_place(&f->text, at);
	va_list args;
	va_start(args, format);
	buf_vprintf(&message, format, args);
	va_end(args);
	if (section)
		buf_printf(&message, " (RELAX NG, section %s)", section);
	put_chain(files, file, &message);
	if (message.failed)
		report_memory(files->reporter);
	else
		report(files->reporter, SEVERITY_FATAL, &place, "schema-broken", "%s", message.s);
	buf_free(&message);
	files->broken = true;
}

bool syntax_is_ncname(struct str s)
{
	struct buf name = {0};
	buf_put(&name, s);
	bool good = s.n && !name.failed && xmlValidateNCName((const xmlChar *)name.s, 0) == 0;
	buf_free(&name);
	return good;
}

static bool is_remote(struct str href)
{
	size_t colon = str_find_char(href, ':'), slash = str_find_char(href, '/');
	return str_starts(href, STR("//")) || (colon > 1 && colon < slash);
}

struct str syntax_path(struct syntax_files *files, size_t file, size_t at, struct str base,
                       struct str href)
{
	struct buf path = {0};
	struct str made = {0};
	href = uri_without_file(href);
	if (str_starts(base, STR("file://")))
		base = str_after(base, strlen("file://"));
	if (str_find_char(href, '#') < href.n) {
		syntax_fault(files, file, at, "4.5",
		             "\"%.*s\" names a part of a file (\"#\"); a schema is a whole file",
		             STR_ARG(href));
		return made;
	}
	if (is_remote(href) || (is_remote(base) && !str_starts(href, STR("/")))) {
		syntax_fault(
			files, file, at, NULL,
			"\"%.*s\" is on the network, which is never asked; keep a copy beside this "
			"schema and name that",
			STR_ARG(href));
		return made;
	}
	if (!str_starts(href, STR("/"))) {
		if (!str_starts(base, STR("/")))
			buf_put(&path, uri_folder(files->items[file]->path));
		uri_decode(&path, uri_folder(base));
	}
	uri_decode(&path, href);
	made = arena_str(&files->arena, buf_str(&path));
	if (path.failed || files->arena.failed) {
		files->broken = true;
		report_memory(files->reporter);
	}
	buf_free(&path);
	return made;
}

// The file is among the files from now on, also when it could not be read. SIZE_MAX: told.
static size_t open_file(struct syntax_files *files, struct str path, const struct syntax *asked)
{
	struct syntax_file *file = calloc(1, sizeof *file);
	if (!file || !ARRAY_ROOM(files)) {
		free(file);
		report_memory(files->reporter);
		return SIZE_MAX;
	}
	file->path = arena_str(&files->arena, path);
	file->asked = asked;
	files->items[files->n++] = file;
	if (!file->path.s || !input_read(&file->bytes, file->path.s, INPUT_MAX, files->reporter))
		return SIZE_MAX;
	if (!xml_text_open(&file->text, buf_str(&file->bytes), file->path.s, SEVERITY_FATAL,
	                   files->reporter))
		return SIZE_MAX;
	return files->n - 1;
}

bool binding_find(const struct binding *b, struct str prefix, struct str *uri)
{
	while (b && !str_eq(b->prefix, prefix))
		b = b->outer;
	if (b)
		*uri = b->uri;
	return b != NULL;
}

// Neither a device nor standard input is a part of a schema.
static bool is_file(struct str path)
{
	struct stat st;
	return path.s && !str_is(path, "-") && stat(path.s, &st) == 0 && S_ISREG(st.st_mode);
}

// Whether the file is being read already, by way of who asks for it.
static bool is_circle(const struct syntax_files *files, struct str path, const struct syntax *asked)
{
	for (; asked; asked = files->items[asked->file]->asked)
		if (str_eq(files->items[asked->file]->path, path))
			return true;
	return false;
}

struct syntax *syntax_read(struct syntax_files *files, struct str path, const struct syntax *asked,
                           const struct str *ns)
{
	if (asked && is_circle(files, path, asked)) {
		bool include = asked->kind == SYNTAX_INCLUDE;
		syntax_fault(files, asked->file, asked->at, include ? "4.7" : "4.6",
		             "%.*s is included by itself", STR_ARG(path));
		return NULL;
	}
	if (asked && !is_file(path)) {
		syntax_fault(files, asked->file, asked->at,
		             asked->kind == SYNTAX_INCLUDE ? "4.7" : "4.6",
		             "there is no file %.*s to include", STR_ARG(path));
		return NULL;
	}
	if (asked && files->n >= FILES_MAX) {
		syntax_fault(files, asked->file, asked->at, NULL,
		             "the schema has more than %d files", FILES_MAX);
		return NULL;
	}
	size_t file = open_file(files, path, asked);
	struct syntax *root = NULL;
	if (file == SIZE_MAX)
		files->broken = true;
	else if (str_ends(path, STR(".rnc")))
		root = rnc_read(files, file, ns);
	else
		root = rngxml_read(files, file, ns);
	return files->broken ? NULL : root;
}

void syntax_free(struct syntax_files *files)
{
	for (size_t i = 0; i < files->n; i++) {
		xml_text_close(&files->items[i]->text);
		buf_free(&files->items[i]->bytes);
		free(files->items[i]);
	}
	free(files->items);
	arena_free(&files->arena);
	*files = (struct syntax_files){0};
}
