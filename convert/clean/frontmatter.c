// frontmatter.c: metadata at the head of a Markdown file, in YAML or TOML

#include "clean/frontmatter.h"

#include <string.h>

enum { LINES_MAX = 300 };

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

// "key:" or, in TOML, "key =" at the front of s, without the sign; or the empty view.
static struct str key_of(struct str s, size_t *behind)
{
	size_t n = 0;
	while (n < s.n && (ascii_is_alpha(s.s[n]) || ascii_is_digit(s.s[n]) || s.s[n] == '_' ||
	                   s.s[n] == '-' || s.s[n] == '.' || (unsigned char)s.s[n] >= 0x80))
		n++;
	struct str rest = str_trim_left(str_after(s, n));
	bool yaml = n && n < s.n && s.s[n] == ':' && (n + 1 == s.n || s.s[n + 1] == ' ');
	bool toml = n && str_starts(rest, STR("= "));
	*behind = s.n - rest.n + 1;
	return yaml || toml ? str_from_to(s, 0, n) : (struct str){0};
}

size_t front_matter_lines(struct str text)
{
	struct str line, fence, rest = text;
	size_t n = 1, keys = 0, behind;
	if (!str_field(&rest, '\n', &fence) || !(str_is(fence, "---") || str_is(fence, "+++")))
		return 0;
	while (n < LINES_MAX && str_field(&rest, '\n', &line)) {
		n++;
		if (str_eq(line, fence) || str_is(line, "..."))
			return keys ? n : 0;
		bool key = key_of(line, &behind).n > 0;
		keys += key;
		if (line.n && !key && !memchr(" #-[]", line.s[0], 5))
			return 0;
	}
	return 0;
}

// ">-" and the like: the value stands in the lines below.
static bool is_block_sign(struct str s)
{
	bool sign = s.n && (s.s[0] == '|' || s.s[0] == '>');
	for (size_t i = 1; sign && i < s.n; i++)
		sign = s.s[i] == '-' || s.s[i] == '+' || ascii_is_digit(s.s[i]);
	return sign;
}

// "[Ana Ruiz, "Bo Lind"]" is a list: its signs are no part of the value.
static void put_value(struct layout *l, struct str value)
{
	bool list = value.n > 1 && value.s[0] == '[' && value.s[value.n - 1] == ']';
	if (list)
		value = str_trim(str_from_to(value, 1, value.n - 1));
	for (size_t from = 0, at = 0; at <= value.n; at++) {
		bool quote = list && at < value.n && value.s[at] == '"';
		bool escape = at + 1 < value.n && value.s[at] == '\\' && value.s[at + 1] == '"';
		if (at < value.n && !quote && !escape)
			continue;
		layout_text(l, str_from_to(value, from, at));
		from = at + 1;
		at += escape;
	}
}

struct key {
	struct str name;
	bool begun; // a line of its value is out
};

static void put_line(struct layout *l, struct str line, struct key *key)
{
	size_t behind;
	struct str s = str_trim(line);
	bool item = false, nested = line.n && line.s[0] == ' ';
	while (s.n > 1 && s.s[0] == '-' && s.s[1] == ' ') {
		s = str_trim_left(str_after(s, 2));
		item = true;
	}
	struct str own = key_of(s, &behind);
	struct str value = own.n ? unquote(str_after(s, behind)) : unquote(s);
	bool goes_on = !own.n && !item;
	struct str name = own.n ? own : key->name;
	if (own.n && !nested && !item)
		*key = (struct key){own, false};
	bool empty = value.n == 0 || is_block_sign(value) || str_is(value, "[]") || s.s[0] == '#' ||
	             str_is(value, "null") || str_is(value, "]");
	if (empty || !name.n)
		return;
	if (own.n && (nested || item) && key->name.n) {
		struct str full =
			arena_printf(&l->arena, "%.*s.%.*s", STR_ARG(key->name), STR_ARG(own));
		layout_hint(l, "meta", full);
	} else {
		layout_hint(l, "meta", name);
	}
	if (goes_on && key->begun)
		layout_hint(l, "cont", STR(""));
	key->begun = true;
	put_value(l, value);
}

void front_matter_put(struct layout *l, struct str *rest, size_t lines)
{
	struct key key = {0};
	struct str line;
	for (size_t i = 0; i < lines && str_field(rest, '\n', &line); i++) {
		if (i > 0 && i + 1 < lines && str_trim(line).n)
			put_line(l, line, &key);
		layout_end(l);
	}
}
