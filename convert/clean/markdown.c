// markdown.c: cleaned lines of Markdown into cleaned lines with hints

#include "clean/markdown.h"

#include <stdlib.h>
#include <string.h>

#include "clean/frontmatter.h"
#include "clean/markdownline.h"

struct reader {
	struct markdown m;
	struct str text;
	size_t sign;       // the first sign at or behind what comes, if it is not before it
	char fence;        // the sign of the open fence, or 0
	size_t fence_n;    // how often it stands
	bool table;        // the line before was a row of a table
	bool in_paragraph; // the line before was not blank
	struct str note;   // the footnote whose indented lines come
};

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

// A heading without "{#id .class}" behind it.
static struct str without_attributes(struct str s)
{
	size_t open = s.n;
	while (open && s.s[open - 1] != '{')
		open--;
	bool some = open && s.s[s.n - 1] == '}' && open < s.n && memchr("#.", s.s[open], 2);
	return some ? str_trim(str_from_to(s, 0, open - 1)) : s;
}

// The level of a heading, 0 for none; *text is what it says.
static size_t heading(struct str line, struct str *text)
{
	struct str s = str_trim(line);
	size_t n = markdown_run(s, 0, '#');
	if (n == 0 || n > 6 || (n < s.n && s.s[n] != ' ') || n == s.n)
		return 0;
	s = str_trim(str_after(s, n));
	s = without_attributes(s);
	size_t end = s.n;
	while (end && s.s[end - 1] == '#')
		end--;
	if (end == 0 || s.s[end - 1] == ' ')
		s = str_trim(str_from_to(s, 0, end));
	*text = s;
	return n;
}

// ---- lines ------------------------------------------------------------------------------------

static void put(struct reader *r, struct str s)
{
	markdown_put_line(&r->m, s);
}

// A row of a table: its cells parted by blanks, each with its range.
static void put_row(struct reader *r, struct str line)
{
	struct layout *l = &r->m.layout;
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
		put(r, str_trim(str_from_to(s, at, end)));
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

// "[^1]: text", or "[name]: url", which nobody sees.
static bool put_definition(struct reader *r, struct str s)
{
	struct markdown_link link;
	if (r->m.links.n && markdown_definition(s, &link)) {
		layout_hint(&r->m.layout, "fw", STR(""));
		layout_text(&r->m.layout, s);
		return true;
	}
	if (s.n < 4 || s.s[0] != '[' || s.s[1] != '^')
		return false;
	size_t end = str_find(s, STR("]:"));
	if (end == s.n || end > 40 || end < 3)
		return false;
	struct str name = str_from_to(s, 2, end);
	layout_hint(&r->m.layout, "note", name);
	r->note = name;
	put(r, str_trim(str_after(s, end + 2)));
	return true;
}

static struct str next_line(const struct reader *r)
{
	struct str rest = r->m.rest, line = {0};
	str_field(&rest, '\n', &line);
	return line;
}

// The level of a heading with a line of "=" or "-" under it. A rule may stand below a paragraph too,
// so that a line of "-" must have no more than a heading above it.
static size_t underlined(struct reader *r, struct str line, struct str *text)
{
	struct str rest = r->m.rest, s = str_trim(line);
	if (rest.n == 0 || (rest.s[0] != '=' && rest.s[0] != '-'))
		return 0;
	struct str rule = str_trim_right(next_line(r));
	char c = rule.n > 2 ? rule.s[0] : 0;
	if (r->in_paragraph || (c != '=' && c != '-') || s.n == 0 || s.n > 120 ||
	    markdown_run(rule, 0, c) != rule.n || !markdown_is_plain(line) || line.s[0] == ' ')
		return 0;
	if (c == '-' && (memchr(".:?!*_", s.s[s.n - 1], 6) || str_find(s, STR("**")) < s.n ||
	                 str_find(s, STR(": ")) < s.n))
		return 0;
	*text = s;
	return c == '=' ? 1 : 2;
}

static void put_line(struct reader *r, struct str line)
{
	struct layout *l = &r->m.layout;
	struct str text, s = str_trim_left(line);
	size_t level = heading(line, &text), n;
	bool bars = s.n > 1 && s.s[0] == '|' && memchr(s.s + 1, '|', s.n - 1);
	bool bar = s.n && memchr(s.s, '|', s.n);
	r->table = bar && (r->table || is_table_rule(next_line(r)));
	if (!level)
		level = underlined(r, line, &text);
	bool noted = r->note.n && line.n && line.s[0] == ' ' && s.n;
	if (s.n && !noted)
		r->note = (struct str){0};
	if (noted) {
		layout_hint(l, "note", r->note);
		put(r, s);
	} else if (level) {
		const char word[] = {'h', (char)('0' + level), '\0'};
		layout_hint(l, word, STR(""));
		put(r, text);
	} else if (is_rule(line) || is_table_rule(line)) {
		return;
	} else if (bars || r->table) {
		put_row(r, line);
	} else if (s.n && s.s[0] == '>') {
		while (s.n && (s.s[0] == '>' || s.s[0] == ' '))
			s = str_after(s, 1);
		if (s.n)
			layout_hint(l, "quote", STR(""));
		put(r, s);
	} else if ((n = bullet(s)) != 0) {
		layout_hint(l, "li", STR(""));
		put(r, str_trim_left(str_after(s, n)));
	} else if (!put_definition(r, s)) {
		put(r, line);
	}
}

// Whether a line that begins like this is put as it is, if it has no signs.
static bool begins_plain(struct str s, size_t at)
{
	while (at < s.n && s.s[at] == ' ')
		at++;
	return at < s.n && !memchr("#-*_=|:>+[`~{", s.s[at], 13);
}

// Copies the lines from here on that have no signs, nor a line behind them that makes them a heading
// or a row: most of most texts, and in one piece.
static void copy_plain_lines(struct reader *r)
{
	struct str text = r->text;
	size_t from = text.n - r->m.rest.n, at = from;
	while (at < text.n && begins_plain(text, at)) {
		size_t end = at + str_find_char(str_after(text, at), '\n');
		if (r->sign < at)
			r->sign = markdown_next_sign(text, at, false);
		if (r->sign < end || end == text.n ||
		    (end + 1 < text.n && memchr("=-|: ", text.s[end + 1], 5)))
			break;
		r->in_paragraph = end > at;
		at = end + 1;
	}
	buf_put(r->m.layout.out, str_from_to(text, from, at));
	r->m.rest = str_after(text, at);
}

static void put_body_line(struct reader *r, struct str line)
{
	struct str s = str_trim_left(line);
	size_t n = s.n && (s.s[0] == '`' || s.s[0] == '~') ? markdown_run(s, 0, s.s[0]) : 0;
	if (r->m.comment) {
		size_t end = str_find(line, STR("-->"));
		r->m.comment = end == line.n;
		if (!r->m.comment)
			put_line(r, str_after(line, end + 3));
	} else if (r->fence) {
		if (n >= r->fence_n && s.s[0] == r->fence && str_trim(s).n == n) {
			r->fence = 0;
		} else if (line.n) {
			layout_hint(&r->m.layout, "pre", STR(""));
			layout_text(&r->m.layout, line);
		}
	} else if (n >= 3) {
		r->fence = s.s[0];
		r->fence_n = n;
	} else {
		put_line(r, line);
	}
	if (!markdown_is_plain(line))
		r->m.open = 0; // the paragraph is over
	r->in_paragraph = str_trim(line).n > 0;
	layout_end(&r->m.layout);
}

bool markdown_read(struct str text, struct buf *out)
{
	struct reader *r = calloc(1, sizeof *r);
	struct str line;
	if (!r)
		return false;
	struct layout *l = &r->m.layout;
	buf_reserve(out, text.n + text.n / 64); // hints are more than signs, where there are many
	l->out = out;
	r->m.rest = r->text = text;
	front_matter_put(l, &r->m.rest, front_matter_lines(text));
	bool good = markdown_find_links(&r->m);
	while (!out->failed) {
		if (!r->m.comment && !r->m.open && !r->fence && !r->table && !r->note.n)
			copy_plain_lines(r);
		if (!str_field(&r->m.rest, '\n', &line))
			break;
		put_body_line(r, layout_begin(l, line));
	}
	good = layout_free(l) && good;
	free(r->m.links.items);
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

// An item that is to be ticked off: "- [x] done".
static bool is_task(struct str line)
{
	struct str s = str_trim_left(line);
	return bullet(s) && (str_starts(str_after(s, 2), STR("[ ] ")) ||
	                     str_starts(str_after(s, 2), STR("[x] ")));
}

bool markdown_seems(struct str text, const char *file)
{
	size_t lines = 0, headings = 0, tasks = 0, bold = 0, links = 0, escapes = 0, tables = 0;
	struct str rest = text, line, said, name = str_from(file ? file : "");
	while (lines < 3000 && str_field(&rest, '\n', &line)) {
		if (line.n == 0)
			continue;
		lines++;
		size_t level = line.s[0] == '#' ? heading(line, &said) : 0;
		headings += level > 0 && said.n > 1;
		tasks += line.n > 5 && is_task(line);
		bold += has_bold(line);
		links += has_link(line);
		escapes += str_find(line, STR("\\[")) < line.n;
		tables += line.s[0] == '|' && is_table_rule(line);
	}
	if (str_ends(name, STR(".gz")))
		name.n -= STR(".gz").n;
	bool named = str_ends(name, STR(".md")) || str_ends(name, STR(".markdown"));
	if (front_matter_lines(text) || tables || (named && headings + bold + links + escapes))
		return true;
	size_t signs = headings + bold + links + escapes + tasks;
	return headings + bold + links + tasks >= 2 && signs * 200 >= lines;
}
