// tei.c: the event writer: open, attribute, text, close, straight into a buffer

#include "encode/tei.h"

#include <string.h>

#include "core/sixteen.h"
#include "core/unicode.h"

// Room for a tag and what stands around it, and where to write it; NULL when memory ran out.
static char *tag_room(struct tei *w, size_t n)
{
	return buf_reserve(w->out, n) ? w->out->s + w->out->n : NULL;
}

// What was written into the room, up to `end`, is a part of the document.
static void tag_done(struct tei *w, char *end)
{
	*end = '\0';
	w->out->n = (size_t)(end - w->out->s);
}

static char *put_name(char *to, struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		to[i] = name.s[i];
	return to + name.n;
}

static char *put_line(char *to, unsigned depth)
{
	*to++ = '\n';
	for (unsigned i = 0; i < depth; i++) {
		*to++ = ' ';
		*to++ = ' ';
	}
	return to;
}

static void end_tag(struct tei *w)
{
	if (w->in_tag)
		buf_putc(w->out, '>');
	w->in_tag = false;
}

static void open_tag(struct tei *w, struct str name, bool block)
{
	char *to = tag_room(w, 3 + 2 * (size_t)w->depth + name.n);
	if (!to || w->depth == TEI_DEPTH) {
		w->out->failed = true;
		return;
	}
	if (w->in_tag)
		*to++ = '>';
	if (block)
		to = put_line(to, w->depth);
	*to++ = '<';
	tag_done(w, put_name(to, name));
	w->open[w->depth++] = (struct tei_level){.name = name};
	w->in_tag = true;
}

void tei_open_block(struct tei *w, struct str name)
{
	if (w->depth)
		w->open[w->depth - 1].block = true;
	open_tag(w, name, true);
}

void tei_open_inline(struct tei *w, struct str name)
{
	open_tag(w, name, false);
}

void tei_close(struct tei *w)
{
	if (!w->depth)
		return;
	struct tei_level *level = &w->open[--w->depth];
	if (w->in_tag) {
		buf_put(w->out, STR("/>"));
		w->in_tag = false;
		return;
	}
	char *to = tag_room(w, 4 + 2 * (size_t)w->depth + level->name.n);
	if (!to)
		return;
	if (level->block)
		to = put_line(to, w->depth);
	*to++ = '<';
	*to++ = '/';
	to = put_name(to, level->name);
	*to++ = '>';
	tag_done(w, to);
}

void tei_close_to(struct tei *w, unsigned depth)
{
	while (w->depth > depth)
		tei_close(w);
}

// The end of the run of bytes from `at` that may be copied as they are: no controls, "&", "<" and ">",
// in an attribute no quote, and ASCII alone or not.
static inline size_t plain_end(struct str s, size_t at, bool attribute, bool ascii)
{
	for (; at + SIXTEEN <= s.n; at += SIXTEEN) {
		sixteen_bytes b = sixteen_load(s.s + at);
		sixteen_bytes care = sixteen_within(b, 0, 0x1f) | sixteen_equal(b, '&') |
		                     sixteen_equal(b, '<') | sixteen_equal(b, '>');
		if (attribute)
			care |= sixteen_equal(b, '"');
		if (ascii)
			care |= sixteen_within(b, 0x80, 0xff);
		if (sixteen_any(care))
			return at + sixteen_first(care);
	}
	for (; at < s.n; at++) {
		unsigned char c = (unsigned char)s.s[at];
		if (c < 0x20 || c == '&' || c == '<' || c == '>' || (attribute && c == '"') ||
		    (ascii && c >= 0x80))
			break;
	}
	return at;
}

// The end of the run of characters beyond ASCII that XML allows.
static size_t foreign_end(struct str s, size_t at)
{
	while (at < s.n && (s.s[at] & 0x80)) {
		size_t next = at;
		int32_t c = utf8_next(s, &next);
		if (c < 0 || c == 0xFFFE || c == 0xFFFF)
			break;
		at = next;
	}
	return at;
}

// Puts one special character of s and moves *at behind it.
static void put_special(struct tei *w, struct str s, size_t *at, bool attribute)
{
	char c = s.s[*at];
	if (c & 0x80)
		utf8_next(s, at);
	else
		(*at)++;
	if (c == '&')
		buf_put(w->out, STR("&amp;"));
	else if (c == '<')
		buf_put(w->out, STR("&lt;"));
	else if (c == '>')
		buf_put(w->out, STR("&gt;"));
	else if (c == '"')
		buf_put(w->out, STR("&quot;"));
	else if (c == '\r')
		buf_put(w->out, STR("&#13;"));
	else if (c == '\n' || c == '\t')
		buf_putc(w->out, attribute ? ' ' : c);
	else {
		buf_put(w->out, STR("\xEF\xBF\xBD"));
		w->replaced++;
	}
}

// The end of the run of characters from `at` that may be copied as they are.
static inline size_t harmless_end(const struct tei *w, struct str s, size_t at, bool attribute)
{
	if (w->clean && !attribute)
		return plain_end(s, at, false, false);
	size_t from;
	do {
		from = at;
		at = foreign_end(s, plain_end(s, at, attribute, true));
	} while (at > from);
	return at;
}

static inline void put_escaped(struct tei *w, struct str s, bool attribute)
{
	size_t at = 0;
	while (at < s.n) {
		size_t end = harmless_end(w, s, at, attribute);
		buf_put(w->out, str_from_to(s, at, end));
		at = end;
		if (at < s.n)
			put_special(w, s, &at, attribute);
	}
}

void tei_text(struct tei *w, struct str text)
{
	if (text.n == 0)
		return;
	end_tag(w);
	put_escaped(w, text, false);
}

void tei_raw(struct tei *w, struct str xml)
{
	end_tag(w);
	if (w->depth)
		w->open[w->depth - 1].block = true;
	buf_put(w->out, xml);
}

void tei_put_attribute(struct tei *w, struct str begin, struct str value)
{
	buf_put(w->out, begin);
	put_escaped(w, value, true);
	buf_putc(w->out, '"');
}

void tei_put_numbered(struct tei *w, struct str begin, struct str prefix, size_t number)
{
	buf_put(w->out, begin);
	buf_put(w->out, prefix);
	buf_put_number(w->out, number);
	buf_putc(w->out, '"');
}

static bool is_hexadecimal(char c)
{
	return ascii_is_digit(c) || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f');
}

// The characters of RFC 3986 that may stand in a path, a query or a fragment.
static bool is_address_char(struct str s, size_t at)
{
	char c = s.s[at];
	if (c == '%')
		return at + 2 < s.n && is_hexadecimal(s.s[at + 1]) && is_hexadecimal(s.s[at + 2]);
	return ascii_is_alpha(c) || ascii_is_digit(c) ||
	       (c && memchr("-._~/?!$&'()*+,;=:@", c, 19));
}

void tei_address(struct tei *w, struct str text)
{
	text = str_trim(text);
	size_t host = str_starts(text, STR("https://"))  ? 8
	              : str_starts(text, STR("http://")) ? 7
	                                                 : 0;
	if (!host || host == text.n ||
	    !(ascii_is_alpha(text.s[host]) || ascii_is_digit(text.s[host])))
		return;
	bool fragment = false;
	buf_put(w->out, STR(" target=\""));
	buf_put(w->out, str_from_to(text, 0, host));
	for (size_t at = host; at < text.n; at++) {
		if (text.s[at] == '&')
			buf_put(w->out, STR("&amp;"));
		else if (is_address_char(text, at) || (text.s[at] == '#' && !fragment))
			buf_putc(w->out, text.s[at]);
		else
			buf_printf(w->out, "%%%02X", (unsigned char)text.s[at]);
		fragment |= text.s[at] == '#';
	}
	buf_putc(w->out, '"');
}

void tei_whole_element(struct tei *w, struct str name, struct str text)
{
	tei_open_block(w, name);
	tei_text(w, text);
	tei_close(w);
}
