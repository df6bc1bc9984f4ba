// markup.c: text in XML and HTML

#include "core/markup.h"

#include "core/unicode.h"
#include "core/visible.h"

static const char *entity_of(int32_t c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

static bool is_xml(int32_t c)
{
	return c >= 0x20 ? c != 0xfffe && c != 0xffff : c == '\t' || c == '\n' || c == '\r';
}

static void put(struct buf *out, struct str s, bool exact)
{
	for (size_t at = 0; at < s.n;) {
		size_t from = at;
		int32_t c = utf8_next(s, &at);
		const char *entity = c < 0 ? NULL : entity_of(c);
		if (entity)
			buf_puts(out, entity);
		else if (exact && c >= 0 && visible_is_hidden(c) && is_xml(c))
			buf_printf(out, "&#x%X;", (unsigned)c);
		else
			visible_put(out, str_from_to(s, from, at));
	}
}

void markup_put(struct buf *out, struct str s)
{
	put(out, s, false);
}

void markup_put_name(struct buf *out, struct str s)
{
	put(out, s, true);
}

void markup_put_text(struct buf *out, struct str s)
{
	for (size_t at = 0; at < s.n;) {
		size_t from = at;
		int32_t c = utf8_next(s, &at);
		const char *entity = c < 0 ? "\xef\xbf\xbd" : entity_of(c);
		if (entity)
			buf_puts(out, entity);
		else if (c >= 0xa0 || (c >= ' ' && c < 0x7f))
			buf_put(out, str_from_to(s, from, at));
	}
}

void markup_attribute(struct buf *out, const char *name, struct str value)
{
	buf_printf(out, " %s=\"", name);
	markup_put(out, value);
	buf_putc(out, '"');
}
