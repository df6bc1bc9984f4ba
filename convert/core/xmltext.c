// xmltext.c: the text of an XML document in UTF-8, and the places in it

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/io.h"
#include "core/unicode.h"
#include "core/xml.h"

enum {
	DECLARATION_MAX = 512, // bytes in which an XML declaration has to end
	BLOCK = 32 * 1024,     // bytes between two entries of the index of lines
};

struct opening {
	struct xml_text *t;
	struct str bytes;
	enum severity severity;
	struct reporter *reporter;
};

static bool refuse(const struct opening *o, const char *rule, size_t line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

static bool refuse(const struct opening *o, const char *rule, size_t line, const char *format, ...)
{
	struct buf message = {0};
	va_list args;
	va_start(args, format);
	buf_vprintf(&message, format, args);
	va_end(args);
	struct place place = {.file = o->t->file, .line = line, .column = 1};
	report(o->reporter, o->severity, &place, rule, "%.*s", STR_ARG(buf_str(&message)));
	buf_free(&message);
	return false;
}

// The value of encoding="…" in the XML declaration of ASCII-compatible bytes; else empty.
static struct str declared_encoding(struct str bytes)
{
	struct str head = str_from_to(bytes, 0, DECLARATION_MAX);
	if (!str_starts(head, STR("<?xml")))
		return (struct str){0};
	head = str_from_to(head, 0, str_find(head, STR("?>")));
	head = str_after(head, str_find(head, STR("encoding")) + strlen("encoding"));
	head = str_trim_left(str_after(head, str_find_char(head, '=') + 1));
	if (head.n == 0 || (head.s[0] != '"' && head.s[0] != '\''))
		return (struct str){0};
	struct str value = str_after(head, 1);
	return str_from_to(value, 0, str_find_char(value, head.s[0]));
}

static bool is_name_of(struct str name, const char *upper)
{
	size_t n = strlen(upper);
	if (name.n != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (ascii_lower(name.s[i]) != ascii_lower(upper[i]))
			return false;
	return true;
}

// What the first bytes say (XML 1.0, appendix F), and how many of them are a byte order mark.
// NULL when they are compatible with ASCII and the declaration decides.
static const char *shape(struct str s, size_t *mark)
{
	static const struct {
		struct str start;
		size_t mark;
		const char *encoding;
	} shapes[] = {
		{STR("\xef\xbb\xbf"), 3, "UTF-8"},    {STR("\xff\xfe\0\0"), 4, "UTF-32LE"},
		{STR("\0\0\xfe\xff"), 4, "UTF-32BE"}, {STR("\xff\xfe"), 2, "UTF-16LE"},
		{STR("\xfe\xff"), 2, "UTF-16BE"},     {STR("<\0\0\0"), 0, "UTF-32LE"},
		{STR("\0\0\0<"), 0, "UTF-32BE"},      {STR("<\0"), 0, "UTF-16LE"},
		{STR("\0<"), 0, "UTF-16BE"},          {STR("\x4c\x6f\xa7\x94"), 0, "IBM037"},
	};
	*mark = 0;
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		if (str_starts(s, shapes[i].start)) {
			*mark = shapes[i].mark;
			return shapes[i].encoding;
		}
	}
	return NULL;
}

// The line on which a byte lies; good enough for encodings in which "\n" is one byte of value 10.
static size_t line_of(struct str bytes, size_t offset)
{
	size_t line = 1;
	for (size_t i = 0; i < offset && i < bytes.n; i++)
		line += bytes.s[i] == '\n';
	return line;
}

static bool convert(struct opening *o, iconv_t cd, const char *encoding)
{
	struct buf *out = &o->t->decoded;
	char *in = (char *)(uintptr_t)o->bytes.s;
	size_t left = o->bytes.n;
	while (left) {
		if (!buf_reserve(out, left + 64)) {
			report_memory(o->reporter);
			return false;
		}
		char *to = out->s + out->n;
		size_t room = out->cap - out->n - 1;
		size_t before = room;
		size_t result = iconv(cd, &in, &left, &to, &room);
		out->n += before - room;
		if (result == (size_t)-1 && errno != E2BIG) {
			size_t offset = o->bytes.n - left;
			return refuse(
				o, "xml-encoding", line_of(o->bytes, offset),
				"byte %zu of the file (0x%02X) is no character of %s, the encoding "
				"that the file claims; save it as UTF-8 and write "
				"encoding=\"UTF-8\"",
				offset, (unsigned char)*in, encoding);
		}
	}
	if (out->s)
		out->s[out->n] = '\0';
	o->t->utf8 = buf_str(out);
	return true;
}

static bool decode_from(struct opening *o, const char *encoding)
{
	// A name of ours, or one that was copied in already.
	if (o->t->encoding != encoding)
		memcpy(o->t->encoding, encoding, strlen(encoding) + 1);
	iconv_t cd = iconv_open("UTF-8", encoding);
	if (cd == (iconv_t)-1)
		return refuse(o, "xml-encoding", 1,
		              "the encoding %s is not known here; save the file as UTF-8 and write "
		              "encoding=\"UTF-8\" in its first line",
		              encoding);
	bool good = convert(o, cd, encoding);
	iconv_close(cd);
	return good;
}

static bool decode(struct opening *o)
{
	size_t mark;
	const char *encoding = shape(o->bytes, &mark);
	o->bytes = str_after(o->bytes, mark);
	o->t->mark = mark;
	o->t->utf8 = o->bytes;
	if (encoding)
		return str_is(str_from(encoding), "UTF-8") || decode_from(o, encoding);
	struct str name = declared_encoding(o->bytes);
	if (name.n == 0 || is_name_of(name, "UTF-8") || is_name_of(name, "UTF8") ||
	    is_name_of(name, "US-ASCII") || is_name_of(name, "ASCII"))
		return true;
	char *copy = o->t->encoding;
	if (name.n >= sizeof o->t->encoding)
		return refuse(o, "xml-encoding", 1,
		              "the encoding that the first line names is no encoding; write "
		              "encoding=\"UTF-8\"");
	memcpy(copy, name.s, name.n);
	copy[name.n] = '\0';
	// Bytes that were UTF-16 would have shown it by their shape.
	for (const char *wide = "UTF-16\0UTF-32\0UCS-2\0UCS-4\0ISO-10646\0"; *wide;
	     wide += strlen(wide) + 1)
		if (name.n >= strlen(wide) && is_name_of(str_from_to(name, 0, strlen(wide)), wide))
			return refuse(
				o, "xml-encoding", 1,
				"the first line says encoding=\"%s\", but the file is written in "
				"single bytes; write encoding=\"UTF-8\"",
				copy);
	return decode_from(o, copy);
}

static bool is_blank(struct str s)
{
	return str_trim_left(s).n == 0;
}

enum { STEP = 4 * 1024 * 1024 };

// The first NUL; t->utf8.n when there is none.
static size_t find_nul(const struct xml_text *t)
{
	for (size_t at = 0; at < t->utf8.n; at += STEP) {
		struct str part = str_from_to(t->utf8, at, at + STEP);
		size_t nul = str_find_char(part, '\0');
		if (nul < part.n)
			return at + nul;
		if (t->mapped)
			input_pass(part);
	}
	return t->utf8.n;
}

static bool open_text(struct xml_text *t, struct str bytes, bool mapped, const char *file,
                      enum severity severity, struct reporter *reporter)
{
	*t = (struct xml_text){.file = file};
	struct opening o = {t, bytes, severity, reporter};
	if (!decode(&o))
		return false;
	t->mapped = mapped && !t->decoded.s;
	if (is_blank(t->utf8))
		return refuse(&o, "xml-empty", 1, "the document is empty");
	size_t nul = find_nul(t);
	if (nul < t->utf8.n) {
		struct place place = xml_text_place(t, nul);
		place.source = (struct str){0};
		report(reporter, severity, &place, "xml-character",
		       "a NUL byte stands here: this is not text, or the file is damaged");
		return false;
	}
	return true;
}

bool xml_text_open(struct xml_text *t, struct str bytes, const char *file, enum severity severity,
                   struct reporter *reporter)
{
	return open_text(t, bytes, false, file, severity, reporter);
}

bool xml_text_open_input(struct xml_text *t, const struct input *in, const char *file,
                         enum severity severity, struct reporter *reporter)
{
	return open_text(t, in->bytes, in->mapped, file, severity, reporter);
}

void xml_text_close(struct xml_text *t)
{
	free(t->lines);
	buf_free(&t->decoded);
	*t = (struct xml_text){0};
}

// Where the line that begins at `from` ends: at its "\n", or at the end of the text.
static size_t line_end(struct str s, size_t from)
{
	return from + str_find_char(str_after(s, from), '\n');
}

static size_t count_lines(struct str s)
{
	size_t n = 0;
	for (size_t at = 0; (at = line_end(s, at)) < s.n; at++)
		n++;
	return n;
}

static bool index_lines(struct xml_text *t)
{
	size_t blocks = t->utf8.n / BLOCK + 1;
	t->lines = malloc(blocks * sizeof *t->lines);
	if (!t->lines)
		return false;
	size_t n = 0;
	for (size_t i = 0; i < blocks; i++) {
		t->lines[i] = n;
		n += count_lines(str_from_to(t->utf8, i * BLOCK, (i + 1) * BLOCK));
	}
	return true;
}

size_t xml_text_line(struct xml_text *t, size_t offset)
{
	if (!t->lines && !index_lines(t))
		return 0;
	if (offset > t->utf8.n)
		offset = t->utf8.n;
	size_t block = offset / BLOCK;
	return t->lines[block] + count_lines(str_from_to(t->utf8, block * BLOCK, offset)) + 1;
}

static void enter_line(struct xml_text *t, size_t line, size_t start)
{
	t->line = line;
	t->start = t->counted = start;
	t->end = line_end(t->utf8, start);
	t->column = 1;
}

struct place xml_text_place(struct xml_text *t, size_t offset)
{
	if (offset > t->utf8.n)
		offset = t->utf8.n;
	if (t->line == 0 || offset < t->start)
		enter_line(t, 1, 0);
	else if (offset < t->counted)
		enter_line(t, t->line, t->start);
	while (t->end < offset)
		enter_line(t, t->line + 1, t->end + 1);
	while (t->counted < offset) {
		size_t next = t->counted;
		utf8_next(t->utf8, &next);
		if (next > offset)
			break; // inside a character: that character's column
		t->counted = next;
		t->column++;
	}
	return (struct place){
		.file = t->file,
		.line = t->line,
		.column = t->column,
		.source = str_trim_right(str_from_to(t->utf8, t->start, t->end)),
	};
}

static bool ends_name(char c)
{
	return xml_is_space(c) || c == '=' || c == '/' || c == '>' || c == '<' || c == '"' ||
	       c == '\'';
}

struct str xml_text_name(const struct xml_text *t, size_t offset)
{
	struct str s = str_after(t->utf8, offset);
	if (s.n == 0 || s.s[0] != '<')
		return (struct str){0};
	s = str_after(s, s.n > 1 && s.s[1] == '/' ? 2 : 1);
	size_t n = 0;
	while (n < s.n && !ends_name(s.s[n]))
		n++;
	return str_from_to(s, 0, n);
}

// The offset of `part` as a whole word of the value that lies in s from `from` to `to`.
static size_t word_at(struct str s, size_t from, size_t to, struct str part)
{
	struct str value = str_from_to(s, from, to);
	for (size_t at = 0; part.n && at + part.n <= value.n; at++) {
		size_t found = str_find(str_after(value, at), part);
		if (found == value.n - at)
			break;
		at += found;
		bool begins = at == 0 || xml_is_space(value.s[at - 1]);
		bool ends = at + part.n == value.n || xml_is_space(value.s[at + part.n]);
		if (begins && ends)
			return from + at;
	}
	return from;
}

struct written {
	size_t name, value, end; // offsets: of the name, of the value and of its end
};

static bool find_attribute(const struct xml_text *t, size_t tag, struct str wanted,
                           struct written *w)
{
	struct str s = t->utf8;
	size_t at = tag + 1 + xml_text_name(t, tag).n;
	while (at < s.n) {
		while (at < s.n && xml_is_space(s.s[at]))
			at++;
		w->name = at;
		while (at < s.n && !ends_name(s.s[at]))
			at++;
		bool hit = str_eq(str_from_to(s, w->name, at), wanted);
		while (at < s.n && (xml_is_space(s.s[at]) || s.s[at] == '='))
			at++;
		if (at >= s.n || (s.s[at] != '"' && s.s[at] != '\''))
			break;
		w->value = at + 1;
		w->end = w->value + str_find_char(str_after(s, w->value), s.s[at]);
		if (hit)
			return true;
		at = w->end + 1;
	}
	return false;
}

size_t xml_text_attribute(const struct xml_text *t, size_t tag, const char *name)
{
	struct written w;
	return find_attribute(t, tag, str_from(name), &w) ? w.name : tag;
}

bool xml_text_span(const struct xml_text *t, size_t tag, const char *name, size_t *from, size_t *to)
{
	struct written w;
	if (tag >= t->utf8.n || t->utf8.s[tag] != '<' ||
	    !find_attribute(t, tag, str_from(name), &w))
		return false;
	*from = w.value;
	*to = w.end;
	return true;
}

size_t xml_text_behind(const struct xml_text *t, size_t at, struct str piece)
{
	struct str s = str_after(t->utf8, at);
	if (str_starts(s, piece))
		return at + piece.n;
	size_t raw = 0;
	for (size_t i = 0; i < piece.n && raw < s.n; i++, raw++) {
		if (piece.s[i] == '\n' && s.s[raw] == '\r') {
			raw += raw + 1 < s.n && s.s[raw + 1] == '\n';
			continue;
		}
		if (piece.s[i] != s.s[raw])
			return at + piece.n;
	}
	return at + raw;
}

size_t xml_text_value(const struct xml_text *t, size_t tag, const char *name, struct str part)
{
	struct written w;
	if (!find_attribute(t, tag, str_from(name), &w))
		return tag;
	return word_at(t->utf8, w.value, w.end, part);
}
