// chunked.c: bodies that a server sent in chunks (RFC 9112, 7.1)

#include "dump/chunked.h"

#include <stdint.h>

static int hex_of(char c)
{
	c = ascii_lower(c);
	return ascii_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// Cuts the line that tells a chunk's size off *rest. False: it is none.
static bool take_size(struct str *rest, size_t *size)
{
	size_t end = str_find_char(*rest, '\n');
	struct str line = str_trim(str_from_to(*rest, 0, end));
	size_t at = 0;
	*size = 0;
	if (end == rest->n)
		return false;
	for (; at < line.n && hex_of(line.s[at]) >= 0; at++) {
		if (*size > SIZE_MAX >> 8)
			return false;
		*size = *size << 4 | (size_t)hex_of(line.s[at]);
	}
	// Extensions of a chunk stand behind ";"; some servers fill up with blanks.
	struct str behind = str_trim(str_after(line, at));
	if (at == 0 || (behind.n && behind.s[0] != ';'))
		return false;
	*rest = str_after(*rest, end + 1);
	return true;
}

static bool take_line_end(struct str *rest)
{
	str_take(rest, '\r');
	return str_take(rest, '\n');
}

bool chunked_seems(struct str body)
{
	size_t size;
	if (!take_size(&body, &size))
		return body.n == 0;
	if (size == 0 || size >= body.n)
		return true;
	body = str_after(body, size);
	return take_line_end(&body);
}

const char *chunked_join(struct str body, struct buf *out)
{
	static const char early[] = "the server stopped in the middle of it";
	static const char damaged[] = "the chunks in which the server sent it are damaged";
	for (;;) {
		size_t size;
		if (body.n == 0)
			return early;
		if (!take_size(&body, &size))
			return str_find_char(body, '\n') == body.n ? early : damaged;
		if (size == 0)
			return NULL;
		if (size > body.n)
			return early;
		buf_put(out, str_from_to(body, 0, size));
		body = str_after(body, size);
		if (body.n && !take_line_end(&body))
			return damaged;
	}
}
