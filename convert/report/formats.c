// formats.c: the forms in which findings are told, and where they go

#include "report/formats.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/io.h"

static const char *const names[] = {"gcc"};

static bool is_known(struct str name)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(name, names[i]))
			return true;
	return false;
}

static void report_unknown(struct str name, struct reporter *reporter)
{
	struct buf known = {0};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		buf_printf(&known, "%s%s", i ? ", " : "", names[i]);
	report(reporter, SEVERITY_FATAL, NULL, NULL, "unknown format '%.*s'; there is: %s",
	       STR_ARG(name), known.failed ? "" : known.s);
	buf_free(&known);
}

bool formats_add(struct formats *f, const char *program, const char *spec,
                 struct reporter *reporter)
{
	struct str all = str_from(spec);
	size_t colon = str_find_char(all, ':');
	struct str name = str_from_to(all, 0, colon);
	if (!is_known(name)) {
		report_unknown(name, reporter);
		return false;
	}
	if (!ARRAY_ROOM(f)) {
		report_memory(reporter);
		return false;
	}
	const char *path = colon < all.n && spec[colon + 1] ? spec + colon + 1 : NULL;
	f->program = program;
	f->items[f->n++] = (struct format_output){.path = path};
	return true;
}

bool formats_open(struct formats *f, const char *program, FILE *stream, struct reporter *reporter)
{
	if (f->n == 0 && !formats_add(f, program, names[0], reporter))
		return false;
	for (size_t i = 0; i < f->n; i++) {
		struct format_output *o = &f->items[i];
		o->stream = o->path ? open_memstream(&o->text, &o->n_text) : stream;
		if (!o->stream) {
			report_memory(reporter);
			return false;
		}
		o->sink = gcc_sink(o->stream, program);
		o->sink.colour = o->sink.colour && !o->path;
	}
	return true;
}

void formats_report(void *context, const struct report *report)
{
	struct formats *f = context;
	for (size_t i = 0; i < f->n; i++)
		gcc_report(&f->items[i].sink, report);
}

static bool close_output(struct format_output *o, struct reporter *reporter)
{
	if (!o->stream)
		return true;
	if (!o->path) {
		bool good = fflush(o->stream) == 0 && !ferror(o->stream);
		if (!good)
			report_errno(reporter, NULL, "write the findings");
		return good;
	}
	bool good = fclose(o->stream) == 0;
	if (good)
		good = output_write(o->path, (struct str){o->text, o->n_text}, reporter);
	else
		report_memory(reporter);
	free(o->text);
	return good;
}

bool formats_close(struct formats *f, struct reporter *reporter)
{
	bool good = true;
	for (size_t i = 0; i < f->n; i++)
		good = close_output(&f->items[i], reporter) && good;
	free(f->items);
	*f = (struct formats){0};
	return good;
}
