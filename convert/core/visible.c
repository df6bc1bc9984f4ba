// visible.c: text of unknown origin made fit to be looked at

#include "core/visible.h"

#include "core/unicode.h"

bool visible_is_hidden(int32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c || (c >= 0x200e && c <= 0x200f) ||
	       (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfffe ||
	       c == 0xffff;
}

void visible_put(struct buf *out, struct str s)
{
	size_t at = 0;
	while (at < s.n) {
		size_t from = at;
		int32_t c = utf8_next(s, &at);
		if (c < 0) {
			for (size_t i = from; i < at; i++)
				buf_printf(out, "\\x{%02X}", (unsigned char)s.s[i]);
		} else if (visible_is_hidden(c)) {
			buf_printf(out, "\\u{%04X}", (unsigned)c);
		} else {
			buf_put(out, str_from_to(s, from, at));
		}
	}
}

struct excerpt excerpt(const struct place *place, size_t max)
{
	struct str line = place->source;
	size_t column = place->column ? place->column - 1 : 0;
	size_t skip = column > max - max / 4 ? column - max / 2 : 0;
	size_t at = 0, shown = 0;
	for (; shown < skip && at < line.n; shown++)
		utf8_next(line, &at);
	size_t from = at, caret = at, behind = at;
	for (; at < line.n && shown < skip + max; shown++) {
		utf8_next(line, &at);
		if (shown < column)
			caret = at;
		if (shown <= column)
			behind = at;
	}
	if (!place->column)
		behind = caret;
	return (struct excerpt){
		.whole = str_from_to(line, from, at),
		.before = str_from_to(line, from, caret),
		.at = str_from_to(line, caret, behind),
		.after = str_from_to(line, behind, at),
		.from = skip + 1,
		.is_cut = at < line.n,
	};
}
