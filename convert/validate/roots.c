// roots.c: which documents of a run are parts of which (XInclude 1.1)

#include "validate/roots.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/io.h"
#include "core/uri.h"
#include "core/xml.h"

enum {
	LOOK_MAX = 16 * 1024, // bytes in which a root element is looked for
};

size_t roots_file(const struct roots *r, size_t from, struct str href, struct buf *path)
{
	struct buf decoded = {0};
	size_t found = ROOT_NONE, before = path->n;
	struct str folder = uri_folder(r->paths[from]);
	href = str_from_to(href, 0, str_find_char(href, '#'));
	uri_decode(&decoded, uri_without_file(href));
	uri_put_path(path, folder, buf_str(&decoded));
	if (!decoded.failed && !path->failed)
		table_get(r->index, str_after(buf_str(path), before), &found);
	buf_free(&decoded);
	return found;
}

#define ON_THE_WAY (ROOT_NONE - 1)

// Whether a file may be a corpus, by its first bytes. What is compressed or in UTF-16 is none.
static bool may_include(const char *path)
{
	char bytes[LOOK_MAX];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	struct stat st;
	ssize_t n = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode)
	                    ? pread(fd, bytes, sizeof bytes, 0)
	                    : 0;
	if (fd >= 0)
		close(fd);
	struct str look = {bytes, n > 0 ? (size_t)n : 0};
	return str_find(look, STR("teiCorpus")) < look.n ||
	       str_find(look, STR("XInclude")) < look.n;
}

struct reading {
	struct roots *roots;
	size_t file;
	bool failed;
};

static bool include(struct reading *reading, struct str href)
{
	struct roots *r = reading->roots;
	struct buf path = {0};
	size_t part = roots_file(r, reading->file, href, &path);
	if (part == ROOT_NONE)
		r->incomplete[reading->file] = true;
	else if (part != reading->file)
		r->root_of[part] = reading->file;
	reading->failed |= path.failed;
	buf_free(&path);
	return !reading->failed;
}

static bool on_start(void *context, const struct xml_element *e)
{
	static const char uri[] = "http://www.w3.org/2001/XInclude";
	if (!e->uri || strcmp((const char *)e->uri, uri) != 0 ||
	    strcmp((const char *)e->local, "include") != 0)
		return true;
	struct str href = xml_attribute_named(e, "href");
	bool is_text = str_is(xml_attribute_named(e, "parse"), "text");
	return is_text || !href.n || include(context, href);
}

// What is wrong with the document is told when it is checked.
static bool read_root(struct roots *r, size_t file)
{
	static const struct xml_events events = {.start = on_start};
	struct reporter quiet = {0};
	struct reading reading = {r, file, false};
	struct input in;
	struct xml_text text = {0};
	if (input_open(&in, r->files[file], INPUT_MAX, &quiet) &&
	    xml_text_open_input(&text, &in, r->files[file], SEVERITY_ERROR, &quiet))
		xml_parse(&text, &events, &reading, NULL);
	xml_text_close(&text);
	input_close(&in);
	return !reading.failed;
}

size_t roots_top(const struct roots *r, size_t file)
{
	return r->root_of[file] == ROOT_NONE ? ROOT_NONE : r->top_of[file];
}

struct str roots_name(const struct roots *r, size_t file)
{
	struct str path = r->paths[file];
	if (strcmp(r->files[file], "-") == 0)
		return STR("(standard input)");
	struct str rest = str_starts(path, r->folder) ? str_after(path, r->folder.n) : path;
	bool below = rest.n < path.n && (str_take(&rest, '/') || str_is(r->folder, "/"));
	return below ? rest : path;
}

// Follows a file up to where nobody includes it, or to one whose top is known, or that was met on the way.
static void find_top(struct roots *r, size_t file)
{
	size_t f = file;
	while (r->top_of[f] == ROOT_NONE) {
		r->top_of[f] = ON_THE_WAY;
		if (r->root_of[f] == ROOT_NONE)
			break;
		f = r->root_of[f];
	}
	size_t top = r->top_of[f] == ON_THE_WAY ? f : r->top_of[f];
	for (f = file; r->top_of[f] == ON_THE_WAY; f = r->root_of[f]) {
		r->top_of[f] = top;
		if (r->root_of[f] == ROOT_NONE)
			break;
	}
}

static void find_wholes(struct roots *r)
{
	for (size_t i = 0; i < r->n; i++)
		r->top_of[i] = r->first[i] = ROOT_NONE;
	for (size_t i = 0; i < r->n; i++)
		find_top(r, i);
	for (size_t i = r->n; i-- > 0;) {
		r->next[i] = r->first[r->top_of[i]];
		r->first[r->top_of[i]] = i;
	}
}

bool roots_find(struct roots *r, const char *const *files, const struct str *paths,
                const struct table *index, struct str folder, size_t n)
{
	*r = (struct roots){
		.files = files, .paths = paths, .index = index, .folder = folder, .n = n};
	r->root_of = calloc(n + 1, sizeof *r->root_of);
	r->incomplete = calloc(n + 1, sizeof *r->incomplete);
	r->top_of = calloc(n + 1, sizeof *r->top_of);
	r->first = calloc(n + 1, sizeof *r->first);
	r->next = calloc(n + 1, sizeof *r->next);
	bool good = r->root_of && r->incomplete && r->top_of && r->first && r->next;
	for (size_t i = 0; i < n && good; i++)
		r->root_of[i] = ROOT_NONE;
	for (size_t i = 0; i < n && n > 1 && good; i++)
		if (may_include(files[i]))
			good = read_root(r, i);
	if (good)
		find_wholes(r);
	return good;
}

void roots_free(struct roots *r)
{
	free(r->root_of);
	free(r->incomplete);
	free(r->top_of);
	free(r->first);
	free(r->next);
	*r = (struct roots){0};
}
