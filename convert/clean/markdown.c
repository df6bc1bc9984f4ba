// markdown.c: cleaned lines of Markdown into cleaned lines with hints

#include "clean/markdown.h"

#include <stdlib.h>
#include <string.h>

#include "clean/layout.h"
#include "core/sixteen.h"
#include "core/unicode.h"

struct reader {
	struct layout layout;
	struct str text;
	size_t at;      // read up to here
	size_t sign;    // the first sign at or behind `at`, if it is not before it
	char fence;     // the sign of the open fence, or 0
	size_t fence_n; // how often it stands
	bool comment;   // inside <!-- over several lines
	bool table;     // the line before was a row of a table
};

static size_t run(struct str s, size_t at, char c)
{
	size_t n = 0;
	while (at + n < s.n && s.s[at + n] == c)
		n++;
	return n;
}

static bool is_rule(struct str line)
{
	struct str s = str_trim(line);
	size_t n = 0;
	if (s.n < 3 || !memchr("-*_=", s.s[0], 4))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.s[i] == s.s[0])
			n++;
		else if (s.s[i] != ' ')
			return false;
	}
	return n >= 3;
}

// "| --- | :-: |"
static bool is_table_rule(struct str line)
{
	struct str s = str_trim(line);
	bool bar = false, dash = false;
	for (size_t i = 0; i < s.n; i++) {
		if (!memchr("|-: ", s.s[i], 4))
			return false;
		bar |= s.s[i] == '|';
		dash |= s.s[i] == '-';
	}
	return bar && dash;
}

// The level of a heading, 0 for none; *text is what it says.
static size_t heading(struct str line, struct str *text)
{
	struct str s = str_trim(line);
	size_t n = run(s, 0, '#');
	if (n == 0 || n > 6 || (n < s.n && s.s[n] != ' ') || n == s.n)
		return 0;
	s = str_trim(str_after(s, n));
	size_t end = s.n;
	while (end && s.s[end - 1] == '#')
		end--;
	if (end == 0 || s.s[end - 1] == ' ')
		s = str_trim(str_from_to(s, 0, end));
	*text = s;
	return n;
}

// ---- inside a line ----------------------------------------------------------------------------

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
			size_t m = run(s, i, c);
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

static void put_inline(struct reader *r, struct str s, int depth);

static size_t put_emphasis(struct reader *r, struct str s, size_t at, int depth)
{
	struct layout *l = &r->layout;
	size_t n = run(s, at, s.s[at]);
	if (n > 3 || !can_open(s, at, n))
		return 0;
	size_t end = find_close(s, at, n);
	if (end >= s.n)
		return 0;
	if (n != 1)
		layout_open(l, "b", STR(""));
	if (n != 2)
		layout_open(l, "i", STR(""));
	put_inline(r, str_from_to(s, at + n, end), depth + 1);
	if (n != 2)
		layout_close(l, "i");
	if (n != 1)
		layout_close(l, "b");
	return end + n;
}

static size_t put_link(struct reader *r, struct str s, size_t at, int depth)
{
	struct str text, target;
	if (at + 2 < s.n && s.s[at + 1] == '^') { // a footnote's anchor
		size_t end = at + 2;
		while (end < s.n && end < at + 40 && s.s[end] != ']' && s.s[end] != ' ')
			end++;
		if (end >= s.n || s.s[end] != ']' || end == at + 2)
			return 0;
		struct str name = str_from_to(s, at + 2, end);
		size_t from = r->layout.line.n;
		layout_text(&r->layout, name);
		layout_range(&r->layout, "fn", name, from, r->layout.line.n);
		return end + 1;
	}
	size_t end = find_link(s, at, &text, &target);
	if (!end)
		return 0;
	layout_open(&r->layout, "a", target);
	put_inline(r, text, depth + 1);
	layout_close(&r->layout, "a");
	return end;
}

// "<b>", "</i>", "<br>", "<!-- … -->", "<https://…>"; 0 when it is none of them.
static size_t put_angle(struct reader *r, struct str s, size_t at)
{
	struct layout *l = &r->layout;
	struct str rest = str_after(s, at);
	if (str_starts(rest, STR("<!--"))) {
		size_t end = str_find(rest, STR("-->"));
		r->comment = end == rest.n;
		return r->comment ? s.n : at + end + 3;
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
static size_t put_sign(struct reader *r, struct str s, size_t at, int depth)
{
	struct layout *l = &r->layout;
	size_t n, end;
	switch (s.s[at]) {
	case '\\':
		if (at + 1 >= s.n || !memchr("\\`*_{}[]()#+-.!|<>~^&:\"'$%,/;=?@", s.s[at + 1], 33))
			return 0;
		layout_text(l, str_from_to(s, at + 1, at + 2));
		return at + 2;
	case '*':
	case '_':
		return depth < 8 ? put_emphasis(r, s, at, depth) : 0;
	case '[':
		return depth < 8 ? put_link(r, s, at, depth) : 0;
	case '!':
		if (at + 1 >= s.n || s.s[at + 1] != '[' || depth >= 8)
			return 0;
		return put_link(r, s, at + 1, depth);
	case '&':
		return put_entity(l, s, at);
	case '<':
		return put_angle(r, s, at);
	case '`':
		n = run(s, at, '`');
		for (end = at + n; end < s.n && run(s, end, '`') != n; end++)
			if (s.s[end] == '`')
				end += run(s, end, '`') - 1;
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

// The next sign at or behind `at`, or s.n. "!" makes something before "[" alone: where that would do,
// it is passed over.
static inline size_t next_sign(struct str s, size_t at, bool exclamations)
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

static void put_inline(struct reader *r, struct str s, int depth)
{
	size_t from = 0, tried = 0;
	for (size_t at = 0; (at = next_sign(s, at, true)) < s.n;) {
		char c = s.s[at];
		layout_text(&r->layout, str_from_to(s, from, at));
		from = at;
		// What looks for a far end is tried so often in a line and no more, for time's sake.
		size_t end = c == '\\' || c == '&' || tried++ < 200 ? put_sign(r, s, at, depth) : 0;
		if (end) {
			from = at = end;
			continue;
		}
		at += run(s, at, c);
	}
	layout_text(&r->layout, str_after(s, from));
}

// ---- lines ------------------------------------------------------------------------------------

// A row of a table: its cells parted by blanks, each with its range.
static void put_row(struct reader *r, struct str line)
{
	struct layout *l = &r->layout;
	struct str s = str_trim(line);
	if (s.n && s.s[0] == '|')
		s = str_after(s, 1);
	if (s.n && s.s[s.n - 1] == '|' && (s.n < 2 || s.s[s.n - 2] != '\\'))
		s.n--;
	layout_hint(l, "tr", STR(""));
	for (size_t at = 0; at <= s.n;) {
		size_t end = at;
		while (end < s.n && s.s[end] != '|')
			end += s.s[end] == '\\' && end + 1 < s.n ? 2 : 1;
		if (l->line.n)
			layout_text(l, STR(" "));
		size_t from = l->line.n;
		put_inline(r, str_trim(str_from_to(s, at, end)), 0);
		layout_range(l, "td", STR(""), from, l->line.n);
		at = end + 1;
	}
}

// The bullet or number that a line begins with; 0 for none.
static size_t bullet(struct str s)
{
	if (s.n > 1 && memchr("-*+", s.s[0], 3) && s.s[1] == ' ')
		return 2;
	return 0;
}

// "[^1]: text" or "[name]: url".
static bool put_definition(struct reader *r, struct str s)
{
	if (s.n < 4 || s.s[0] != '[' || s.s[1] != '^')
		return false;
	size_t end = str_find(s, STR("]:"));
	if (end == s.n || end > 40 || end < 3)
		return false;
	struct str name = str_from_to(s, 2, end);
	layout_hint(&r->layout, "note", name);
	put_inline(r, str_trim(str_after(s, end + 2)), 0);
	return true;
}

static void put_line(struct reader *r, struct str line)
{
	struct layout *l = &r->layout;
	struct str text, s = str_trim_left(line);
	size_t level = heading(line, &text), n;
	bool bars = s.n > 1 && s.s[0] == '|' && memchr(s.s + 1, '|', s.n - 1);
	if (level) {
		const char word[] = {'h', (char)('0' + level), '\0'};
		layout_hint(l, word, STR(""));
		put_inline(r, text, 0);
	} else if (is_rule(line) || is_table_rule(line)) {
		return;
	} else if (bars) {
		put_row(r, line);
	} else if (s.n && s.s[0] == '>') {
		while (s.n && (s.s[0] == '>' || s.s[0] == ' '))
			s = str_after(s, 1);
		if (s.n)
			layout_hint(l, "quote", STR(""));
		put_inline(r, s, 0);
	} else if ((n = bullet(s)) != 0) {
		layout_hint(l, "li", STR(""));
		put_inline(r, str_trim_left(str_after(s, n)), 0);
	} else if (!put_definition(r, s)) {
		put_inline(r, line, 0);
	}
}

// Whether a line that begins like this is put as it is, if it has no signs.
static bool begins_plain(struct str s, size_t at)
{
	while (at < s.n && s.s[at] == ' ')
		at++;
	return at < s.n && !memchr("#-*_=|:>+[`~{", s.s[at], 13);
}

// Copies the lines from here on that have no signs: most of most texts, and in one piece.
static void copy_plain_lines(struct reader *r)
{
	size_t from = r->at;
	while (r->at < r->text.n && begins_plain(r->text, r->at)) {
		size_t end = r->at + str_find_char(str_after(r->text, r->at), '\n');
		if (r->sign < r->at)
			r->sign = next_sign(r->text, r->at, false);
		if (r->sign < end || end == r->text.n)
			break;
		r->at = end + 1;
	}
	buf_put(r->layout.out, str_from_to(r->text, from, r->at));
}

static void put_body_line(struct reader *r, struct str line)
{
	struct str s = str_trim_left(line);
	size_t n = s.n && (s.s[0] == '`' || s.s[0] == '~') ? run(s, 0, s.s[0]) : 0;
	if (r->comment) {
		size_t end = str_find(line, STR("-->"));
		r->comment = end == line.n;
		if (!r->comment)
			put_line(r, str_after(line, end + 3));
	} else if (r->fence) {
		if (n >= r->fence_n && s.s[0] == r->fence && str_trim(s).n == n) {
			r->fence = 0;
		} else if (line.n) {
			layout_hint(&r->layout, "pre", STR(""));
			layout_text(&r->layout, line);
		}
	} else if (n >= 3) {
		r->fence = s.s[0];
		r->fence_n = n;
	} else {
		put_line(r, line);
	}
	layout_end(&r->layout);
}

// ---- front matter -----------------------------------------------------------------------------

static struct str unquote(struct str s)
{
	s = str_trim(s);
	if (s.n && (s.s[0] == '\'' || s.s[0] == '"')) {
		char quote = s.s[0];
		s = str_after(s, 1);
		if (s.n && s.s[s.n - 1] == quote)
			s.n--;
	} else if (s.n > 1 && s.s[s.n - 1] == '\'' && !memchr(s.s, '\'', s.n - 1)) {
		s.n--; // the end of a value over two lines
	}
	return s;
}

// "key:" at the front of s, or the empty view.
static struct str yaml_key(struct str s)
{
	size_t n = 0;
	while (n < s.n && (ascii_is_alpha(s.s[n]) || ascii_is_digit(s.s[n]) || s.s[n] == '_' ||
	                   s.s[n] == '-' || s.s[n] == '.' || (unsigned char)s.s[n] >= 0x80))
		n++;
	return n && n < s.n && s.s[n] == ':' && (n + 1 == s.n || s.s[n + 1] == ' ')
	               ? str_from_to(s, 0, n)
	               : (struct str){0};
}

// How many lines the front matter has with both its fences; 0 when there is none.
static size_t front_matter(struct str text)
{
	struct str line, rest = text;
	size_t n = 1, keys = 0;
	if (!str_field(&rest, '\n', &line) || !str_is(line, "---"))
		return 0;
	while (n < 300 && str_field(&rest, '\n', &line)) {
		n++;
		if (str_is(line, "---") || str_is(line, "..."))
			return keys ? n : 0;
		keys += yaml_key(line).n > 0;
		if (line.n && line.s[0] != ' ' && line.s[0] != '#' && line.s[0] != '-' &&
		    !yaml_key(line).n)
			return 0;
	}
	return 0;
}

static void put_front_line(struct reader *r, struct str line, struct str *key)
{
	struct layout *l = &r->layout;
	struct str s = str_trim(line);
	bool item = false, nested = line.n && line.s[0] == ' ';
	while (s.n > 1 && s.s[0] == '-' && s.s[1] == ' ') {
		s = str_trim_left(str_after(s, 2));
		item = true;
	}
	struct str own = yaml_key(s);
	struct str value = own.n ? unquote(str_after(s, own.n + 1)) : unquote(s);
	bool goes_on = !own.n && !item;
	struct str name = own.n ? own : *key;
	if (own.n && !nested && !item)
		*key = own;
	bool empty = value.n == 0 || str_is(value, "|") || str_is(value, ">") ||
	             str_is(value, "[]") || s.s[0] == '#' || str_is(value, "null");
	if (empty || !name.n)
		return;
	if (own.n && (nested || item) && key->n) {
		struct str full = arena_printf(&l->arena, "%.*s.%.*s", STR_ARG(*key), STR_ARG(own));
		layout_hint(l, "meta", full);
	} else {
		layout_hint(l, "meta", name);
	}
	if (goes_on)
		layout_hint(l, "cont", STR(""));
	layout_text(l, value);
}

static bool next_line(struct reader *r, struct str *line)
{
	struct str rest = str_after(r->text, r->at);
	bool some = str_field(&rest, '\n', line);
	r->at = r->text.n - rest.n;
	return some;
}

static void put_front(struct reader *r, size_t lines)
{
	struct str line, key = {0};
	for (size_t i = 0; i < lines && next_line(r, &line); i++) {
		if (i > 0 && i + 1 < lines && str_trim(line).n)
			put_front_line(r, line, &key);
		layout_end(&r->layout);
	}
}

bool markdown_read(struct str text, struct buf *out)
{
	struct reader *r = calloc(1, sizeof *r);
	struct str line;
	if (!r)
		return false;
	buf_reserve(out, text.n + text.n / 64); // hints are more than signs, where there are many
	r->layout.out = out;
	r->text = text;
	put_front(r, front_matter(text));
	while (!out->failed) {
		if (!r->comment && !r->fence)
			copy_plain_lines(r);
		if (!next_line(r, &line))
			break;
		put_body_line(r, layout_begin(&r->layout, line));
	}
	bool good = layout_free(&r->layout);
	free(r);
	return good;
}

// ---- whether it is Markdown -------------------------------------------------------------------

// A bold label or word: "**Name:**", "**Name**:".
static bool has_bold(struct str s)
{
	size_t at = str_find(s, STR("**"));
	if (at + 4 >= s.n || s.s[at + 2] == ' ' || s.s[at + 2] == '*')
		return false;
	struct str rest = str_after(s, at + 2);
	size_t end = str_find(rest, STR("**"));
	return end < rest.n && end < 120 && rest.s[end - 1] != ' ';
}

static bool has_link(struct str s)
{
	size_t at = str_find(s, STR("]("));
	return at < s.n && at + 3 < s.n &&
	       (s.s[at + 2] == 'h' || s.s[at + 2] == '#' || s.s[at + 2] == '/' ||
	        s.s[at + 2] == '.');
}

bool markdown_seems(struct str text, const char *file)
{
	size_t lines = 0, headings = 0, bold = 0, links = 0, escapes = 0, tables = 0;
	struct str rest = text, line, said, name = str_from(file ? file : "");
	while (lines < 3000 && str_field(&rest, '\n', &line)) {
		if (line.n == 0)
			continue;
		lines++;
		size_t level = line.s[0] == '#' ? heading(line, &said) : 0;
		headings += level > 0 && said.n > 1;
		bold += has_bold(line);
		links += has_link(line);
		escapes += str_find(line, STR("\\[")) < line.n;
		tables += line.s[0] == '|' && is_table_rule(line);
	}
	bool named = str_ends(name, STR(".md")) || str_ends(name, STR(".markdown"));
	if (front_matter(text) || tables || (named && headings + bold + links + escapes))
		return true;
	size_t signs = headings + bold + links + escapes;
	return headings + bold + links >= 2 && signs * 200 >= lines;
}
