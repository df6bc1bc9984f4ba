// escape.c: text as HTML, as a string of JavaScript, and as a part of an address

#include "site/escape.h"

void put_html(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.s[i];
		if (c == '&')
			buf_puts(out, "&amp;");
		else if (c == '<')
			buf_puts(out, "&lt;");
		else if (c == '>')
			buf_puts(out, "&gt;");
		else if (c == '"')
			buf_puts(out, "&quot;");
		else if ((unsigned char)c >= ' ' && c != 0x7f)
			buf_putc(out, c);
	}
}

void put_script(struct buf *out, struct str text)
{
	buf_putc(out, '"');
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.s[i];
		// "</script>" in a page ends the script; U+2028 and U+2029 end a line in old ones.
		bool line_end = c == 0xe2 && i + 2 < text.n && text.s[i + 1] == '\x80' &&
		                (text.s[i + 2] == '\xa8' || text.s[i + 2] == '\xa9');
		if (line_end) {
			buf_puts(out, text.s[i + 2] == '\xa8' ? "\\u2028" : "\\u2029");
			i += 2;
		} else if (c < ' ' || c == '<' || c == 0x7f) {
			buf_printf(out, "\\u%04x", c);
		} else {
			if (c == '"' || c == '\\')
				buf_putc(out, '\\');
			buf_putc(out, (char)c);
		}
	}
	buf_putc(out, '"');
}

void put_link(struct buf *out, struct str path)
{
	for (size_t i = 0; i < path.n; i++) {
		char c = path.s[i];
		if (ascii_is_alpha(c) || ascii_is_digit(c) || (c && strchr("-._~/", c)))
			buf_putc(out, c);
		else
			buf_printf(out, "%%%02X", (unsigned char)c);
	}
}
