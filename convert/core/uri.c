// uri.c: addresses

#include "core/uri.h"

#include <stdio.h>
#include <string.h>

void uri_decode(struct buf *out, struct str uri)
{
	for (size_t i = 0; i < uri.n; i++) {
		unsigned c;
		char digits[3] = {0};
		if (uri.s[i] == '%' && i + 2 < uri.n) {
			memcpy(digits, uri.s + i + 1, 2);
			if (strspn(digits, "0123456789abcdefABCDEF") == 2 &&
			    sscanf(digits, "%x", &c) == 1 && c) {
				buf_putc(out, (char)c);
				i += 2;
				continue;
			}
		}
		buf_putc(out, uri.s[i]);
	}
}

void uri_encode(struct buf *out, struct str path)
{
	for (size_t i = 0; i < path.n; i++) {
		char c = path.s[i];
		if (ascii_is_alpha(c) || ascii_is_digit(c) || (c && strchr("-._~/", c)))
			buf_putc(out, c);
		else
			buf_printf(out, "%%%02X", (unsigned char)c);
	}
}

struct str uri_without_file(struct str uri)
{
	if (str_starts(uri, STR("file://")))
		return str_after(uri, strlen("file://"));
	return str_after(uri, str_starts(uri, STR("file:")) ? strlen("file:") : 0);
}

struct str uri_folder(struct str path)
{
	size_t n = path.n;
	while (n && path.s[n - 1] != '/')
		n--;
	return str_from_to(path, 0, n);
}

struct str uri_base(struct str path)
{
	return str_after(path, uri_folder(path).n);
}

void uri_put_path(struct buf *out, struct str folder, struct str path)
{
	struct str rest = path, part;
	buf_put(out, str_starts(path, STR("/")) ? STR("/") : folder);
	while (str_field(&rest, '/', &part)) {
		if (!part.n || str_is(part, "."))
			continue;
		if (!str_is(part, "..") || !out->n) {
			if (out->n && out->s[out->n - 1] != '/')
				buf_putc(out, '/');
			buf_put(out, part);
			continue;
		}
		struct str here =
			str_from_to(buf_str(out), 0, out->n - (out->s[out->n - 1] == '/'));
		size_t n = uri_folder(here).n;
		buf_cut(out, n, out->n - n);
	}
}
