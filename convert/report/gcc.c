// gcc.c: findings in the form of a compiler

#include "report/gcc.h"

#include <stdlib.h>
#include <unistd.h>

#include "core/unicode.h"
#include "core/visible.h"
#include "report/format.h"

enum { SOURCE_MAX = 100 }; // characters of a source line that are shown

struct gcc_sink gcc_sink(FILE *stream, const char *program)
{
	const char *no_color = getenv("NO_COLOR");
	bool wanted = !no_color || !*no_color;
	return (struct gcc_sink){
		.stream = stream,
		.colour = wanted && isatty(fileno(stream)),
		.program = program,
	};
}

static void put_place(struct buf *out, const struct gcc_sink *sink, const struct place *place)
{
	const char *file = place->file ? place->file : sink->program;
	if (file && str_is(str_from(file), "-"))
		file = "(standard input)";
	if (file) {
		visible_put(out, str_from(file));
		buf_putc(out, ':');
	}
	if (place->line) {
		buf_printf(out, "%zu:", place->line);
		// Consumers of this format expect a column wherever there is a line.
		buf_printf(out, "%zu:", place->column ? place->column : 1);
	}
}

static const char *colour_of(enum severity severity)
{
	switch (severity) {
	case SEVERITY_INFO:
		return "\033[36m";
	case SEVERITY_WARNING:
		return "\033[35m";
	default:
		return "\033[31m";
	}
}

static void put_severity(struct buf *out, const struct gcc_sink *sink, enum severity severity)
{
	const char *name = severity_name(severity);
	if (sink->colour)
		buf_printf(out, "%s%s:\033[0m ", colour_of(severity), name);
	else
		buf_printf(out, "%s: ", name);
}

// A tab takes one place, so that the caret stands under its column.
static void put_piece(struct buf *out, struct str piece)
{
	for (size_t from = 0; from < piece.n;) {
		size_t tab = from + str_find_char(str_after(piece, from), '\t');
		visible_put(out, str_from_to(piece, from, tab));
		if (tab < piece.n)
			buf_putc(out, ' ');
		from = tab + 1;
	}
}

// The source line and a caret. A long line is shown around the column.
static void put_source(struct buf *out, const struct place *place)
{
	struct excerpt e = excerpt(place, SOURCE_MAX);
	size_t begin = out->n;
	buf_puts(out, e.from > 1 ? "    …" : "    ");
	put_piece(out, e.before);
	size_t width = out->failed ? 0 : utf8_count(str_after(buf_str(out), begin));
	put_piece(out, e.at);
	put_piece(out, e.after);
	buf_puts(out, e.is_cut ? "…\n" : "\n");
	if (place->column)
		buf_printf(out, "%*s^\n", (int)width, "");
}

void gcc_report(void *context, const struct report *report)
{
	struct gcc_sink *sink = context;
	struct buf out = {0};
	put_place(&out, sink, &report->place);
	if (out.n)
		buf_putc(&out, ' ');
	put_severity(&out, sink, report->severity);
	visible_put(&out, report->message);
	if (report->rule) { // which may be that of somebody's schema
		buf_puts(&out, " [");
		visible_put(&out, str_from(report->rule));
		buf_putc(&out, ']');
	}
	buf_putc(&out, '\n');
	if (report->place.source.n)
		put_source(&out, &report->place);
	if (out.n)
		fwrite(out.s, 1, out.n, sink->stream);
	buf_free(&out);
}

static void *gcc_open(FILE *stream, const struct format_settings *settings)
{
	struct gcc_sink *sink = calloc(1, sizeof *sink);
	if (sink)
		*sink = gcc_sink(stream, settings->program);
	return sink;
}

static bool gcc_close(void *context, struct reporter *errors)
{
	(void)errors;
	free(context);
	return true;
}

const struct format format_gcc = {
	.name = "gcc",
	.is_lines = true,
	.open = gcc_open,
	.report = gcc_report,
	.close = gcc_close,
};
