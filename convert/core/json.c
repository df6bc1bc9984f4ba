// json.c: JSON, written

#include "core/json.h"

#include "core/unicode.h"
#include "core/visible.h"

// UTF-16, as \u wants it; what is hidden is in the first plane.
static void put_escaped(struct buf *out, int32_t c)
{
	static const char letters[] = "btn?fr"; // 8 to 13
	if (c >= 8 && c <= 13 && c != 11)
		buf_printf(out, "\\%c", letters[c - 8]);
	else
		buf_printf(out, "\\u%04x", (unsigned)c);
}

void json_put(struct buf *out, struct str s)
{
	buf_putc(out, '"');
	for (size_t at = 0; at < s.n;) {
		size_t from = at;
		int32_t c = utf8_next(s, &at);
		if (c < 0) {
			for (size_t i = from; i < at; i++)
				buf_printf(out, "\\\\x{%02X}", (unsigned char)s.s[i]);
		} else if (visible_is_hidden(c)) {
			put_escaped(out, c);
		} else {
			if (c == '"' || c == '\\')
				buf_putc(out, '\\');
			buf_put(out, str_from_to(s, from, at));
		}
	}
	buf_putc(out, '"');
}

void json_put_visible(struct buf *out, struct str s)
{
	struct buf visible = {0};
	visible_put(&visible, s);
	json_put(out, buf_str(&visible));
	out->failed = out->failed || visible.failed;
	buf_free(&visible);
}

void json_next(struct buf *out)
{
	char last = out->n ? out->s[out->n - 1] : '{';
	if (last != '{' && last != '[' && last != ':')
		buf_putc(out, ',');
}

void json_key(struct buf *out, const char *name)
{
	json_next(out);
	buf_printf(out, "\"%s\":", name);
}

void json_member(struct buf *out, const char *name, struct str value)
{
	json_key(out, name);
	json_put(out, value);
}

void json_member_visible(struct buf *out, const char *name, struct str value)
{
	json_key(out, name);
	json_put_visible(out, value);
}

void json_member_number(struct buf *out, const char *name, size_t value)
{
	json_key(out, name);
	buf_put_number(out, value);
}
