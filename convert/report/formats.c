// formats.c: the forms in which findings are told, and where they go

#include "report/formats.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "report/spool.h"

// The first is the default.
static const struct format *const all[] = {
	&format_gcc,     &format_github, &format_sarif, &format_junit, &format_checkstyle,
	&format_rdjsonl, &format_gitlab, &format_jsonl, &format_html,
};

static const struct format *find(struct str name)
{
	for (size_t i = 0; i < LENGTH(all); i++)
		if (str_is(name, all[i]->name))
			return all[i];
	return NULL;
}

static void report_unknown(struct str name, struct reporter *reporter)
{
	struct buf known = {0};
	for (size_t i = 0; i < LENGTH(all); i++)
		buf_printf(&known, "%s%s", i ? ", " : "", all[i]->name);
	report(reporter, SEVERITY_FATAL, NULL, NULL, "unknown format '%.*s'; there are: %s",
	       STR_ARG(name), known.failed ? "" : known.s);
	buf_free(&known);
}

// Two documents of JSON in one place are none.
static bool has_room(const struct formats *f, const struct format_output *new,
                     struct reporter *reporter)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct format_output *o = &f->items[i];
		bool same = o->path && new->path ? strcmp(o->path, new->path) == 0
		                                 : !o->path && !new->path;
		if (!same || (!o->path && o->format->is_lines && new->format->is_lines))
			continue;
		report(reporter, SEVERITY_FATAL, NULL, NULL,
		       "the forms %s and %s would be written into each other; give one of them "
		       "another file, as in --format=%s:report.%s",
		       o->format->name, new->format->name, new->format->name, new->format->name);
		return false;
	}
	return true;
}

bool formats_add(struct formats *f, const char *spec, struct reporter *reporter)
{
	struct str whole = str_from(spec);
	size_t colon = str_find_char(whole, ':');
	struct str name = str_from_to(whole, 0, colon);
	struct format_output output = {.format = find(name)};
	if (!output.format) {
		report_unknown(name, reporter);
		return false;
	}
	if (colon < whole.n && spec[colon + 1] && strcmp(spec + colon + 1, "-") != 0)
		output.path = spec + colon + 1;
	if (!has_room(f, &output, reporter))
		return false;
	if (!ARRAY_ROOM(f)) {
		report_memory(reporter);
		return false;
	}
	f->items[f->n++] = output;
	return true;
}

// What a form writes goes into a spool first, so that nobody meets half a report.
static bool open_output(struct format_output *o, const struct format_settings *settings,
                        FILE *stream, struct reporter *reporter)
{
	o->stream = o->path ? spool_open() : stream;
	if (o->stream)
		o->context = o->format->open(o->stream, settings);
	if (o->context)
		return true;
	report_errno(reporter, NULL, "make a temporary file for the findings");
	return false;
}

bool formats_open(struct formats *f, const char *program, enum severity fail_level, FILE *stream,
                  struct reporter *reporter)
{
	if (f->n == 0 && !formats_add(f, all[0]->name, reporter))
		return false;
	f->folder = getcwd(NULL, 0);
	f->settings = (struct format_settings){program, f->folder, fail_level};
	for (size_t i = 0; i < f->n; i++)
		if (!open_output(&f->items[i], &f->settings, stream, reporter))
			return false;
	return true;
}

// The reason is asked for while it is known.
static void note_failure(struct format_output *o)
{
	if (!o->error && ferror(o->stream))
		o->error = errno;
}

void formats_begin(struct formats *f, const char *file, enum visit visit)
{
	for (size_t i = 0; i < f->n; i++) {
		struct format_output *o = &f->items[i];
		if (o->format->begin)
			o->format->begin(o->context, file, visit);
		note_failure(o);
	}
}

void formats_end(struct formats *f)
{
	for (size_t i = 0; i < f->n; i++) {
		struct format_output *o = &f->items[i];
		if (o->format->end)
			o->format->end(o->context);
		note_failure(o);
	}
}

void formats_report(void *context, const struct report *report)
{
	struct formats *f = context;
	for (size_t i = 0; i < f->n; i++) {
		struct format_output *o = &f->items[i];
		o->format->report(o->context, report);
		note_failure(o);
	}
}

static bool finish(struct format_output *o, struct reporter *reporter)
{
	bool good = o->format->close(o->context, reporter);
	note_failure(o);
	if (fflush(o->stream) && !o->error)
		o->error = errno;
	if (o->error) {
		errno = o->error;
		report_errno(reporter, o->path, "write the findings");
		return false;
	}
	return (!o->path || spool_write(o->stream, o->path, reporter)) && good;
}

bool formats_close(struct formats *f, struct reporter *reporter)
{
	bool good = true;
	for (size_t i = 0; i < f->n; i++) {
		struct format_output *o = &f->items[i];
		if (o->context)
			good = finish(o, reporter) && good;
		if (o->path && o->stream)
			fclose(o->stream);
	}
	free(f->items);
	free(f->folder);
	*f = (struct formats){0};
	return good;
}
