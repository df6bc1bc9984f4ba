// locate.c: where in a stylesheet something is

#include "transform/locate.h"

#include "core/io.h"
#include "core/unicode.h"
#include "transform/limits.h"
#include "transform/modules.h"

// The offset of the start tag of `element` at or before `end`, or `end` when there is none.
static size_t find_tag(struct str text, size_t end, struct str element)
{
	for (size_t at = end; at-- > 0;) {
		if (text.s[at] != '<')
			continue;
		struct str name = str_from_to(text, at + 1, end);
		size_t n = 0;
		while (n < name.n && !ascii_is_space(name.s[n]) && name.s[n] != '/' &&
		       name.s[n] != '>')
			n++;
		name.n = n;
		size_t colon = str_find_char(name, ':');
		if (str_eq(colon < name.n ? str_after(name, colon + 1) : name, element))
			return at;
	}
	return end;
}

void locate(struct place *place, const char *url, size_t line, struct str element, struct buf *text)
{
	struct reporter silent = {0};
	struct buf path = {0};
	modules_path(url, &path);
	bool good = path.s && !path.failed && input_read(text, path.s, MODULE_BYTES_MAX, &silent);
	buf_free(&path);
	place->line = line;
	if (!good || line == 0)
		return;
	struct str s = buf_str(text);
	size_t start = 0;
	for (size_t i = 1; i < line && start < s.n; i++)
		start += str_find_char(str_after(s, start), '\n') + 1;
	size_t end = start + str_find_char(str_after(s, start), '\n');
	size_t tag = find_tag(str_from_to(s, 0, end), end < s.n ? end : s.n, element);
	if (tag >= end)
		return;
	for (size_t i = tag; i < start; i++)
		place->line -= s.s[i] == '\n';
	if (tag < start)
		for (start = tag; start > 0 && s.s[start - 1] != '\n';)
			start--;
	end = start + str_find_char(str_after(s, start), '\n');
	place->column = utf8_count(str_from_to(s, start, tag)) + 1;
	place->source = str_trim_right(str_from_to(s, start, end));
}
