// gcc.c: findings in the form of a compiler

#include "report/gcc.h"

#include <stdlib.h>
#include <unistd.h>

#include "core/unicode.h"

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

// C0, DEL, C1, the marks that turn the direction of writing, and the line separators: a terminal
// or a reviewer's page could be made to show something else than what the file says.
static bool is_hidden(int32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c || (c >= 0x200e && c <= 0x200f) ||
	       (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static void put_visible(struct buf *out, struct str s)
{
	size_t at = 0;
	while (at < s.n) {
		size_t from = at;
		int32_t c = utf8_next(s, &at);
		if (c < 0) {
			for (size_t i = from; i < at; i++)
				buf_printf(out, "\\x{%02X}", (unsigned char)s.s[i]);
		} else if (is_hidden(c)) {
			buf_printf(out, "\\u{%04X}", (unsigned)c);
		} else {
			buf_put(out, str_from_to(s, from, at));
		}
	}
}

static void put_place(struct buf *out, const struct gcc_sink *sink, const struct place *place)
{
	const char *file = place->file ? place->file : sink->program;
	if (file && str_is(str_from(file), "-"))
		file = "(standard input)";
	if (file) {
		put_visible(out, str_from(file));
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
static void put_piece(struct buf *out, struct str line, size_t from, size_t to)
{
	while (from < to) {
		size_t tab = from + str_find_char(str_from_to(line, from, to), '\t');
		put_visible(out, str_from_to(line, from, tab));
		if (tab < to)
			buf_putc(out, ' ');
		from = tab + 1;
	}
}

// The source line and a caret. A long line is shown around the column.
static void put_source(struct buf *out, const struct place *place)
{
	struct str line = place->source;
	size_t column = place->column ? place->column - 1 : 0;
	size_t skip = column > SOURCE_MAX * 3 / 4 ? column - SOURCE_MAX / 2 : 0;
	size_t at = 0;
	for (size_t i = 0; i < skip && at < line.n; i++)
		utf8_next(line, &at);
	size_t from = at, caret = at, shown = skip;
	for (; at < line.n && shown < skip + SOURCE_MAX; shown++) {
		utf8_next(line, &at);
		if (shown < column)
			caret = at;
	}
	size_t begin = out->n;
	buf_puts(out, skip ? "    …" : "    ");
	put_piece(out, line, from, caret);
	size_t width = out->failed ? 0 : utf8_count(str_after(buf_str(out), begin));
	put_piece(out, line, caret, at);
	buf_puts(out, at < line.n ? "…\n" : "\n");
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
	put_visible(&out, report->message);
	if (report->rule)
		buf_printf(&out, " [%s]", report->rule);
	buf_putc(&out, '\n');
	if (report->place.source.n)
		put_source(&out, &report->place);
	if (out.n)
		fwrite(out.s, 1, out.n, sink->stream);
	buf_free(&out);
}
