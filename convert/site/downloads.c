// downloads.c: the formats that stand beside each page of a site

#include "site/downloads.h"

#include <stdlib.h>

#include "core/datafile.h"

static bool is_taken(const struct downloads *d, struct str extension)
{
	bool taken = str_is(extension, ".html") || str_is(extension, ".xml");
	for (size_t i = 0; i < d->n && !taken; i++)
		taken = str_eq(d->items[i].extension, extension);
	return taken;
}

static bool add(struct downloads *d, const char *name, struct reporter *reporter)
{
	struct transform *t = transform_compile(name, reporter);
	if (!t)
		return false;
	if (!ARRAY_ROOM(d)) {
		transform_free(t);
		report_memory(reporter);
		return false;
	}
	struct str own = transform_format(t)->extension;
	struct str extension = arena_printf(&d->arena, ".%.*s", STR_ARG(own));
	if (is_taken(d, extension))
		extension = arena_printf(&d->arena, ".%s.%.*s", name, STR_ARG(own));
	d->items[d->n++] = (struct download){arena_str(&d->arena, str_from(name)), extension, t};
	if (d->arena.failed)
		report_memory(reporter);
	return !d->arena.failed;
}

struct gathering {
	struct downloads *downloads;
	struct reporter *reporter;
	bool good;
};

static bool on_name(void *context, const char *name)
{
	struct gathering *g = context;
	if (strcmp(name, "html") != 0)
		g->good = g->good && add(g->downloads, name, g->reporter);
	return g->good;
}

static bool exists(const char *name)
{
	struct buf path = {0};
	struct reporter silent = {0};
	bool found = datafile_find(&path, "xslt", name, ".xsl", &silent);
	buf_free(&path);
	return found;
}

static bool add_usual(struct downloads *d, struct reporter *reporter)
{
	static const char *const usual[] = {"text", "csv", "epub"};
	bool good = true;
	for (size_t i = 0; i < LENGTH(usual) && good; i++)
		good = !exists(usual[i]) || add(d, usual[i], reporter);
	return good;
}

bool downloads_open(struct downloads *d, const char *list, struct reporter *reporter)
{
	struct gathering g = {d, reporter, true};
	struct str rest = str_from(list), name;
	if (!list)
		return add_usual(d, reporter);
	if (str_is(rest, "all"))
		return datafile_list("xslt", ".xsl", on_name, &g, reporter) && g.good;
	if (str_is(rest, "none"))
		return true;
	while (g.good && str_field(&rest, ',', &name)) {
		struct str whole = arena_str(&d->arena, str_trim(name));
		g.good = whole.n == 0 || add(d, whole.s, reporter);
	}
	return g.good;
}

void downloads_free(struct downloads *d)
{
	for (size_t i = 0; i < d->n; i++)
		transform_free(d->items[i].transform);
	free(d->items);
	arena_free(&d->arena);
	*d = (struct downloads){0};
}
