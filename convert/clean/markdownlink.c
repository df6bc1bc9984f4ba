// markdownlink.c: links of Markdown that are defined by name

#include <stdlib.h>
#include <string.h>

#include "clean/markdownline.h"

enum { LINE_MAX = 300 }; // bytes before the name of a link ends

size_t markdown_brackets(struct str s, size_t at, struct str *text)
{
	size_t depth = 0;
	for (size_t i = at; i < s.n && i < at + 2000; i++) {
		if (s.s[i] == '\\')
			i++;
		else if (s.s[i] == '[')
			depth++;
		else if (s.s[i] == ']' && --depth == 0) {
			*text = str_from_to(s, at + 1, i);
			return i + 1;
		}
	}
	return 0;
}

static int compare_names(const void *a, const void *b)
{
	return str_cmp(((const struct markdown_link *)a)->name,
	               ((const struct markdown_link *)b)->name);
}

size_t markdown_named_link(const struct markdown *m, struct str s, size_t at, struct str *text,
                           struct str *target)
{
	struct markdown_link wanted = {0};
	size_t end = m->links.n ? markdown_brackets(s, at, text) : 0, behind = 0;
	if (!end)
		return 0;
	if (end < s.n && s.s[end] == '[')
		behind = markdown_brackets(s, end, &wanted.name);
	if (!wanted.name.n)
		wanted.name = *text;
	const struct markdown_link *link =
		bsearch(&wanted, m->links.items, m->links.n, sizeof wanted, compare_names);
	if (!link)
		return 0;
	*target = link->target;
	return behind ? behind : end;
}

bool markdown_definition(struct str line, struct markdown_link *link)
{
	struct str s = str_trim_left(line);
	if (s.n < 5 || s.s[0] != '[' || s.s[1] == '^')
		return false;
	size_t end = str_find(s, STR("]:"));
	if (end == s.n || end < 2)
		return false;
	link->name = str_from_to(s, 1, end);
	struct str rest = str_after(s, end + 2);
	link->target = str_word(&rest);
	if (link->target.n > 2 && link->target.s[0] == '<')
		link->target = str_from_to(link->target, 1, link->target.n - 1);
	rest = str_trim(rest);
	bool title = rest.n == 0 || (rest.n > 1 && memchr("\"'(", rest.s[0], 3));
	bool address = str_find(link->target, STR("://")) < link->target.n ||
	               str_starts(link->target, STR("/")) || str_starts(link->target, STR("#")) ||
	               str_starts(link->target, STR("mailto:"));
	return title && address;
}

// The line of the text in which the byte at `at` stands.
static struct str line_at(struct str text, size_t at)
{
	size_t from = at;
	while (from && at - from < LINE_MAX && text.s[from - 1] != '\n')
		from--;
	return str_from_to(text, from, at + str_find_char(str_after(text, at), '\n'));
}

bool markdown_find_links(struct markdown *m)
{
	struct str text = m->rest;
	struct markdown_link link;
	for (size_t at = 0; (at += str_find_char(str_after(text, at), ']')) < text.n; at++) {
		if (at + 1 == text.n || text.s[at + 1] != ':')
			continue;
		struct str line = line_at(text, at);
		if (!markdown_definition(line, &link))
			continue;
		if (!ARRAY_ROOM(&m->links))
			return false;
		m->links.items[m->links.n++] = link;
	}
	if (m->links.n)
		qsort(m->links.items, m->links.n, sizeof *m->links.items, compare_names);
	return true;
}
