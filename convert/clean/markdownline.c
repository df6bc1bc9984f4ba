// markdownline.c: what the signs of Markdown inside a line mean

#include "clean/markdownline.h"

#include <stdlib.h>
#include <string.h>

#include "core/sixteen.h"
#include "core/unicode.h"

enum { LINES_MAX = 20 }; // that emphasis may go on for

size_t markdown_run(struct str s, size_t at, char c)
{
	size_t n = 0;
	while (at + n < s.n && s.s[at + n] == c)
		n++;
	return n;
}

static bool is_space_at(struct str s, size_t at)
{
	return at >= s.n || s.s[at] == ' ';
}

static bool is_word_at(struct str s, size_t at)
{
	return at < s.n && (ascii_is_alpha(s.s[at]) || ascii_is_digit(s.s[at]) ||
	                    (unsigned char)s.s[at] >= 0x80);
}

// Whether the sign at `at`, `n` times, can begin emphasis.
static bool can_open(struct str s, size_t at, size_t n)
{
	if (is_space_at(s, at + n))
		return false;
	if (at && s.s[at] == '*' && ascii_is_digit(s.s[at - 1]))
		return false; // 5*3*2
	return s.s[at] != '_' || at == 0 || !is_word_at(s, at - 1);
}

static bool can_close(struct str s, size_t at, size_t n)
{
	if (at == 0 || is_space_at(s, at - 1))
		return false;
	return s.s[at] != '_' || !is_word_at(s, at + n);
}

// Where emphasis that `n` signs at `at` begin ends, or s.n. Looks no farther than it must: `missed`
// remembers that there is none.
static size_t find_close(struct str s, size_t at, size_t n)
{
	char c = s.s[at];
	for (size_t i = at + n; i < s.n; i++) {
		if (s.s[i] == '\\') {
			i++;
		} else if (s.s[i] == c) {
			size_t m = markdown_run(s, i, c);
			if (m >= n && (m == n || m == 3 || n == 3) && can_close(s, i, m))
				return i;
			i += m - 1;
		}
	}
	return s.n;
}

// The end of "[text](target)" or "[text][name]" that begins at `at`; 0 when it is none.
static size_t find_link(struct str s, size_t at, struct str *text, struct str *target)
{
	size_t depth = 0, i = at;
	for (; i < s.n && i < at + 2000; i++) {
		if (s.s[i] == '\\')
			i++;
		else if (s.s[i] == '[')
			depth++;
		else if (s.s[i] == ']' && --depth == 0)
			break;
	}
	if (i + 1 >= s.n || s.s[i] != ']' || s.s[i + 1] != '(')
		return 0;
	*text = str_from_to(s, at + 1, i);
	size_t from = i + 2, parens = 1;
	for (i = from; i < s.n && i < from + 2000; i++) {
		if (s.s[i] == '(')
			parens++;
		else if (s.s[i] == ')' && --parens == 0)
			break;
	}
	if (i >= s.n || s.s[i] != ')')
		return 0;
	struct str inside = str_trim(str_from_to(s, from, i));
	*target = str_word(&inside);
	if (target->n > 1 && target->s[0] == '<')
		*target = str_from_to(*target, 1, target->n - 1);
	return i + 1;
}

static int32_t entity(struct str name)
{
	static const struct {
		const char *name;
		int32_t c;
	} names[] = {{"amp", '&'},       {"lt", '<'},       {"gt", '>'},       {"quot", '"'},
	             {"apos", '\''},     {"nbsp", 0xa0},    {"ndash", 0x2013}, {"mdash", 0x2014},
	             {"hellip", 0x2026}, {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"ldquo", 0x201c},
	             {"rdquo", 0x201d},  {"copy", 0xa9},    {"shy", 0xad},     {"laquo", 0xab},
	             {"raquo", 0xbb}};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(name, names[i].name))
			return names[i].c;
	if (name.n < 2 || name.n > 8 || name.s[0] != '#')
		return 0;
	bool hex = (name.s[1] | 32) == 'x';
	char digits[10] = "", *end;
	memcpy(digits, name.s + 1 + hex, name.n - 1 - hex);
	long c = strtol(digits, &end, hex ? 16 : 10);
	bool good = !*end && ascii_is_digit(digits[0]) + hex && c > 0x1f && c < 0x110000 &&
	            (c < 0xd800 || c > 0xdfff);
	return good ? (int32_t)c : 0;
}

static size_t put_entity(struct layout *l, struct str s, size_t at)
{
	size_t end = at + 1;
	while (end < s.n && end < at + 10 && s.s[end] != ';')
		end++;
	int32_t c = end < s.n && s.s[end] == ';' ? entity(str_from_to(s, at + 1, end)) : 0;
	if (!c)
		return 0;
	struct buf b = {0};
	utf8_put(&b, c);
	layout_text(l, buf_str(&b));
	buf_free(&b);
	return end + 1;
}

static void put_inline(struct markdown *m, struct str s, int depth);

static void open_emphasis(struct layout *l, size_t n)
{
	if (n != 1)
		layout_open(l, "b", STR(""));
	if (n != 2)
		layout_open(l, "i", STR(""));
}

static void close_emphasis(struct layout *l, size_t n)
{
	if (n != 2)
		layout_close(l, "i");
	if (n != 1)
		layout_close(l, "b");
}

// Where emphasis that began in a line above ends in s: behind a word, before any that begins. s.n
// when it does not, and *stops when it cannot end in a line below either.
static size_t find_end(struct str s, char c, size_t n, bool *stops)
{
	*stops = false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.s[i] == '\\') {
			i++;
		} else if (s.s[i] == c) {
			size_t m = markdown_run(s, i, c);
			if (m == n && can_close(s, i, m))
				return i;
			*stops = m == n || m > 3;
			if (*stops)
				return s.n;
			i += m - 1;
		}
	}
	return s.n;
}

// Whether emphasis that begins in the line before `rest` ends in its paragraph.
static bool goes_on(struct str rest, char c, size_t n)
{
	struct str line;
	for (size_t i = 0; i < LINES_MAX && str_field(&rest, '\n', &line); i++) {
		bool stops;
		if (!markdown_is_plain(line))
			return false;
		if (find_end(line, c, n, &stops) < line.n)
			return true;
		if (stops)
			return false;
	}
	return false;
}

static size_t put_emphasis(struct markdown *m, struct str s, size_t at, int depth)
{
	struct layout *l = &m->layout;
	size_t n = markdown_run(s, at, s.s[at]);
	if (n > 3 || !can_open(s, at, n))
		return 0;
	size_t end = find_close(s, at, n);
	if (end >= s.n && (depth || m->open || !goes_on(m->rest, s.s[at], n)))
		return 0;
	open_emphasis(l, n);
	if (end >= s.n) {
		m->open = s.s[at];
		m->open_n = n;
	}
	put_inline(m, str_from_to(s, at + n, end), depth + 1);
	if (end >= s.n)
		return s.n;
	close_emphasis(l, n);
	return end + n;
}

// "[words]{.underline}", as pandoc writes type that Markdown has no signs for.
static size_t put_span(struct markdown *m, struct str s, size_t at, int depth)
{
	struct str text;
	size_t end = markdown_brackets(s, at, &text);
	if (!end || !str_starts(str_after(s, end), STR("{.")))
		return 0;
	struct str rest = str_after(s, end);
	size_t close = str_find_char(rest, '}');
	if (close >= rest.n || close > 80)
		return 0;
	bool underlined = str_find(str_from_to(rest, 0, close), STR("underline")) < close;
	if (underlined)
		layout_open(&m->layout, "u", STR(""));
	put_inline(m, text, depth + 1);
	if (underlined)
		layout_close(&m->layout, "u");
	return end + close + 1;
}

static size_t put_link(struct markdown *m, struct str s, size_t at, int depth)
{
	struct str text, target;
	if (at + 2 < s.n && s.s[at + 1] == '^') { // a footnote's anchor
		size_t end = at + 2;
		while (end < s.n && end < at + 40 && s.s[end] != ']' && s.s[end] != ' ')
			end++;
		if (end >= s.n || s.s[end] != ']' || end == at + 2)
			return 0;
		struct str name = str_from_to(s, at + 2, end);
		size_t number, from = m->layout.line.n;
		if (str_number(name, &number)) // another name is not shown
			layout_text(&m->layout, name);
		layout_range(&m->layout, "fn", name, from, m->layout.line.n);
		return end + 1;
	}
	size_t end = find_link(s, at, &text, &target);
	if (!end)
		end = markdown_named_link(m, s, at, &text, &target);
	if (!end)
		return put_span(m, s, at, depth);
	layout_open(&m->layout, "a", target);
	put_inline(m, text, depth + 1);
	layout_close(&m->layout, "a");
	return end;
}

// "<b>", "</i>", "<br>", "<!-- … -->", "<https://…>"; 0 when it is none of them.
static size_t put_angle(struct markdown *m, struct str s, size_t at)
{
	struct layout *l = &m->layout;
	struct str rest = str_after(s, at);
	if (str_starts(rest, STR("<!--"))) {
		size_t end = str_find(rest, STR("-->"));
		m->comment = end == rest.n;
		return m->comment ? s.n : at + end + 3;
	}
	size_t end = str_find_char(rest, '>');
	struct str inside = str_from_to(rest, 1, end);
	if (end == rest.n || inside.n == 0)
		return 0;
	if (str_starts(inside, STR("http://")) || str_starts(inside, STR("https://"))) {
		size_t from = l->line.n;
		layout_text(l, inside);
		layout_range(l, "a", inside, from, l->line.n);
		return at + end + 1;
	}
	bool closing = inside.s[0] == '/';
	struct str words = str_after(inside, closing);
	struct str tag = str_word(&words);
	if (tag.n && tag.s[tag.n - 1] == '/')
		tag.n--;
	static const char *const tags[] = {
		"b",     "i",   "em",  "strong",  "u",       "br",   "p",         "div",
		"span",  "sup", "sub", "small",   "a",       "hr",   "img",       "center",
		"table", "tr",  "td",  "details", "summary", "cite", "blockquote"};
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		if (!str_is(tag, tags[i]))
			continue;
		const char *word = i == 0 || i == 3 ? "b" : i == 1 || i == 2 ? "i" : NULL;
		if (word && closing)
			layout_close(l, word);
		else if (word)
			layout_open(l, word, STR(""));
		if (i == 5 && l->line.n)
			layout_text(l, STR(" "));
		return at + end + 1;
	}
	return 0;
}

// What the sign at `at` makes; 0 when it is text.
static size_t put_sign(struct markdown *m, struct str s, size_t at, int depth)
{
	struct layout *l = &m->layout;
	size_t n, end;
	switch (s.s[at]) {
	case '\\':
		if (at + 1 >= s.n || !memchr("\\`*_{}[]()#+-.!|<>~^&:\"'$%,/;=?@", s.s[at + 1], 33))
			return 0;
		layout_text(l, str_from_to(s, at + 1, at + 2));
		return at + 2;
	case '*':
	case '_':
		return depth < 8 ? put_emphasis(m, s, at, depth) : 0;
	case '[':
		return depth < 8 ? put_link(m, s, at, depth) : 0;
	case '!':
		if (at + 1 >= s.n || s.s[at + 1] != '[' || depth >= 8)
			return 0;
		return put_link(m, s, at + 1, depth);
	case '&':
		return put_entity(l, s, at);
	case '<':
		return put_angle(m, s, at);
	case '`':
		n = markdown_run(s, at, '`');
		for (end = at + n; end < s.n && markdown_run(s, end, '`') != n; end++)
			if (s.s[end] == '`')
				end += markdown_run(s, end, '`') - 1;
		if (end >= s.n)
			return 0;
		layout_text(l, str_from_to(s, at + n, end));
		return end + n;
	default:
		return 0;
	}
}

static bool is_sign(char c)
{
	return c == '\\' || c == '*' || c == '_' || c == '[' || c == '!' || c == '&' || c == '<' ||
	       c == '`';
}

size_t markdown_next_sign(struct str s, size_t at, bool exclamations)
{
	for (; at + SIXTEEN <= s.n; at += SIXTEEN) {
		sixteen_bytes b = sixteen_load(s.s + at);
		sixteen_bytes signs = sixteen_equal(b, '*') | sixteen_equal(b, '_') |
		                      sixteen_equal(b, '[') | sixteen_equal(b, '\\') |
		                      sixteen_equal(b, '`') | sixteen_equal(b, '&') |
		                      sixteen_equal(b, '<');
		if (exclamations)
			signs |= sixteen_equal(b, '!');
		if (sixteen_any(signs))
			return at + sixteen_first(signs);
	}
	while (at < s.n && !(is_sign(s.s[at]) && (exclamations || s.s[at] != '!')))
		at++;
	return at;
}

static void put_inline(struct markdown *m, struct str s, int depth)
{
	size_t from = 0, tried = 0;
	for (size_t at = 0; (at = markdown_next_sign(s, at, true)) < s.n;) {
		char c = s.s[at];
		layout_text(&m->layout, str_from_to(s, from, at));
		from = at;
		// What looks for a far end is tried so often in a line and no more, for time's sake.
		size_t end = c == '\\' || c == '&' || tried++ < 200 ? put_sign(m, s, at, depth) : 0;
		if (end) {
			from = at = end;
			continue;
		}
		at += markdown_run(s, at, c);
	}
	layout_text(&m->layout, str_after(s, from));
}

// ---- whole lines ------------------------------------------------------------------------------

// Without the backslash at its end that breaks the line.
static struct str without_break(struct str s)
{
	size_t n = s.n;
	while (n && s.s[n - 1] == '\\')
		n--;
	return (s.n - n) % 2 ? str_from_to(s, 0, s.n - 1) : s;
}

void markdown_put_line(struct markdown *m, struct str s)
{
	s = without_break(s);
	if (m->open) {
		bool stops;
		size_t end = find_end(s, m->open, m->open_n, &stops);
		open_emphasis(&m->layout, m->open_n);
		put_inline(m, str_from_to(s, 0, end), 1);
		if (end >= s.n)
			return;
		close_emphasis(&m->layout, m->open_n);
		s = str_after(s, end + m->open_n);
		m->open = 0;
	}
	put_inline(m, s, 0);
}

bool markdown_is_plain(struct str line)
{
	struct str s = str_trim_left(line);
	return s.n && !memchr("#>|`~", s.s[0], 5) &&
	       !(s.n > 1 && memchr("-+*", s.s[0], 3) && s.s[1] == ' ');
}
