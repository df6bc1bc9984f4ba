// xpathregex.c: the regular expressions of matches(), replace() and tokenize()

#define PCRE2_CODE_UNIT_WIDTH 8

#include "schematron/xpathregex.h"

#include <pcre2.h>
#include <stdint.h>
#include <stdlib.h>

// A value of a hostile document must not hold an expression for long.
#define LIMIT "(*LIMIT_MATCH=1000000)(*LIMIT_HEAP=65536)"

#define NAME_START \
	"_:A-Za-z\\x{C0}-\\x{D6}\\x{D8}-\\x{F6}\\x{F8}-\\x{2FF}\\x{370}-\\x{37D}" \
	"\\x{37F}-\\x{1FFF}\\x{200C}-\\x{200D}\\x{2070}-\\x{218F}\\x{2C00}-\\x{2FEF}" \
	"\\x{3001}-\\x{D7FF}\\x{F900}-\\x{FDCF}\\x{FDF0}-\\x{FFFD}\\x{10000}-\\x{EFFFF}"
#define NAME_CHAR NAME_START "\\-.0-9\\x{B7}\\x{300}-\\x{36F}\\x{203F}-\\x{2040}"

struct xpath_regex {
	pcre2_code *code;
	struct buf key; // pattern and flags
	size_t groups;
};

struct translation {
	struct str in;
	struct buf out;
	struct buf *why;
	bool blanks_mean_nothing; // flag x
	bool broken;
};

static void refuse(struct translation *t, const char *why)
{
	if (!t->broken)
		buf_puts(t->why, why);
	t->broken = true;
}

// What stands behind a backslash; in a class the sets go without their brackets.
static void put_escape(struct translation *t, bool in_class)
{
	static const struct {
		char letter;
		const char *set;
	} sets[] = {
		{'s', "\\x20\\t\\n\\r"}, {'d', "\\p{Nd}"}, {'w', "\\p{L}\\p{M}\\p{N}\\p{S}"},
		{'i', NAME_START},       {'c', NAME_CHAR},
	};
	if (!t->in.n) {
		refuse(t, "it ends with a backslash");
		return;
	}
	char c = t->in.s[0];
	t->in = str_after(t->in, 1);
	for (size_t i = 0; i < LENGTH(sets); i++) {
		bool negated = c == sets[i].letter - 'a' + 'A';
		if (c != sets[i].letter && !negated)
			continue;
		if (in_class && negated)
			refuse(t, "a negated escape inside [ ] is not known here");
		buf_printf(&t->out, in_class ? "%s%s" : "[%s%s]", negated ? "^" : "", sets[i].set);
		return;
	}
	if (c == 'p' || c == 'P') {
		size_t end = str_find_char(t->in, '}');
		struct str name = str_from_to(t->in, 1, end);
		if (!t->in.n || t->in.s[0] != '{' || end == t->in.n || name.n > 2)
			refuse(t, "\\p{ } is known here with a category of Unicode alone");
		buf_printf(&t->out, "\\%c{%.*s}", c, STR_ARG(name));
		t->in = str_after(t->in, end + 1);
		return;
	}
	if (c == 'n' || c == 'r' || c == 't') {
		buf_printf(&t->out, "\\%c", c);
	} else if (ascii_is_digit(c) && c != '0' && !in_class) {
		buf_printf(&t->out, "\\g{%c}", c);
	} else if (strchr("\\|.?*+(){}[]^$-/", c) && c) {
		buf_printf(&t->out, "\\%c", c);
	} else {
		refuse(t, "a backslash stands before a character that needs none");
	}
}

static void put_class(struct translation *t)
{
	buf_putc(&t->out, '[');
	bool first = true;
	if (str_take(&t->in, '^'))
		buf_putc(&t->out, '^');
	for (; t->in.n && !t->broken; first = false) {
		char c = t->in.s[0];
		t->in = str_after(t->in, 1);
		if (c == ']' && !first) {
			buf_putc(&t->out, ']');
			return;
		}
		if (c == '[')
			refuse(t, "taking characters out of [ ] is not known here");
		else if (c == ']')
			refuse(t, "[ ] is empty");
		else if (c == '\\')
			put_escape(t, true);
		else if (t->blanks_mean_nothing && ascii_is_space(c))
			;
		else if (c == '^')
			buf_puts(&t->out, "\\^");
		else
			buf_putc(&t->out, c);
	}
	refuse(t, "a [ is not closed");
}

// A quantifier has been put; "??" and the like are reluctant, "a++" would mean something else.
static void after_quantifier(struct translation *t)
{
	if (str_take(&t->in, '?'))
		buf_putc(&t->out, '?');
	if (t->in.n && strchr("*+?{", t->in.s[0]))
		refuse(t, "two quantifiers stand one behind the other");
}

static void put_quantifier(struct translation *t, char c)
{
	size_t end = str_find_char(t->in, '}');
	if (!t->out.n) {
		refuse(t, "a quantifier has nothing before it");
		return;
	}
	buf_putc(&t->out, c);
	if (c == '{') {
		struct str inside = str_from_to(t->in, 0, end);
		bool good = end < t->in.n && inside.n && ascii_is_digit(inside.s[0]);
		for (size_t i = 0; i < inside.n; i++)
			good = good && (ascii_is_digit(inside.s[i]) || inside.s[i] == ',');
		if (!good)
			refuse(t, "{ } holds numbers");
		buf_put(&t->out, inside);
		buf_putc(&t->out, '}');
		t->in = str_after(t->in, end + 1);
	}
	after_quantifier(t);
}

static void translate(struct translation *t)
{
	while (t->in.n && !t->broken) {
		char c = t->in.s[0];
		t->in = str_after(t->in, 1);
		if (c == '\\')
			put_escape(t, false);
		else if (c == '[')
			put_class(t);
		else if (c == '(' && t->in.n && (t->in.s[0] == '?' || t->in.s[0] == '*') &&
		         !str_starts(t->in, STR("?:")))
			refuse(t, "of (?…) only (?:…) is known here");
		else if (c == '(' && str_starts(t->in, STR("?:")))
			buf_puts(&t->out, "(?:"), t->in = str_after(t->in, 2);
		else if (c && strchr("*+?{", c))
			put_quantifier(t, c);
		else if (c == ']' || c == '}')
			refuse(t, "a bracket closes nothing");
		else if (!t->blanks_mean_nothing || !ascii_is_space(c))
			buf_putc(&t->out, c);
	}
}

static uint32_t options_of(struct translation *t, struct str flags, bool *literal)
{
	uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_DOLLAR_ENDONLY;
	for (size_t i = 0; i < flags.n; i++) {
		char c = flags.s[i];
		if (c == 'i')
			options |= PCRE2_CASELESS;
		else if (c == 's')
			options |= PCRE2_DOTALL;
		else if (c == 'm')
			options |= PCRE2_MULTILINE;
		else if (c == 'x')
			t->blanks_mean_nothing = true;
		else if (c == 'q')
			*literal = true;
		else
			refuse(t, "there are the flags i, m, s, x and q");
	}
	return options;
}

struct xpath_regex *xpath_regex_new(struct str pattern, struct str flags, struct buf *why)
{
	struct translation t = {.in = pattern, .why = why};
	bool literal = false;
	uint32_t options = options_of(&t, flags, &literal);
	if (literal) {
		for (size_t i = 0; i < pattern.n; i++) {
			if ((unsigned char)pattern.s[i] < 0x80 && !ascii_is_alpha(pattern.s[i]) &&
			    !ascii_is_digit(pattern.s[i]))
				buf_putc(&t.out, '\\');
			buf_putc(&t.out, pattern.s[i]);
		}
	} else {
		translate(&t);
	}
	struct buf whole = {0};
	buf_puts(&whole, LIMIT);
	buf_put(&whole, buf_str(&t.out));
	struct xpath_regex *r = t.broken || whole.failed ? NULL : calloc(1, sizeof *r);
	int code = 0;
	PCRE2_SIZE at;
	if (r)
		r->code = pcre2_compile((PCRE2_SPTR)whole.s, whole.n, options, &code, &at, NULL);
	if (r && !r->code) {
		PCRE2_UCHAR said[120];
		if (pcre2_get_error_message(code, said, sizeof said) > 0)
			buf_puts(why, (const char *)said);
		free(r);
		r = NULL;
	}
	uint32_t groups = 0;
	if (r && pcre2_pattern_info(r->code, PCRE2_INFO_CAPTURECOUNT, &groups) == 0)
		r->groups = groups;
	if (r)
		pcre2_jit_compile(r->code, PCRE2_JIT_COMPLETE);
	buf_free(&whole);
	buf_free(&t.out);
	return r;
}

struct xpath_regex *xpath_regex_keep(struct xpath_regexes *all, struct str pattern,
                                     struct str flags, struct buf *why)
{
	struct buf key = {0};
	buf_printf(&key, "%.*s/%.*s", STR_ARG(pattern), STR_ARG(flags));
	for (size_t i = 0; i < all->n; i++) {
		if (!str_eq(buf_str(&all->items[i]->key), buf_str(&key)))
			continue;
		buf_free(&key);
		return all->items[i];
	}
	struct xpath_regex *r = xpath_regex_new(pattern, flags, why);
	if (r && !key.failed && ARRAY_ROOM(all)) {
		r->key = key;
		return all->items[all->n++] = r;
	}
	xpath_regex_free(r);
	buf_free(&key);
	return NULL;
}

int xpath_regex_find(const struct xpath_regex *r, struct str text, size_t from,
                     struct xpath_match *match)
{
	pcre2_match_data *data = pcre2_match_data_create_from_pattern(r->code, NULL);
	if (!data)
		return -1;
	PCRE2_SPTR s = (PCRE2_SPTR)(text.n ? text.s : "");
	int n = pcre2_match(r->code, s, text.n, from, PCRE2_NO_UTF_CHECK, data, NULL);
	const PCRE2_SIZE *at = pcre2_get_ovector_pointer(data);
	for (int i = 0; i < XPATH_GROUPS; i++) {
		match->from[i] = i < n ? at[2 * i] : SIZE_MAX;
		match->to[i] = i < n ? at[2 * i + 1] : SIZE_MAX;
	}
	pcre2_match_data_free(data);
	return n > 0 ? 1 : n == PCRE2_ERROR_NOMATCH ? 0 : -1;
}

size_t xpath_regex_groups(const struct xpath_regex *r)
{
	return r->groups;
}

void xpath_regex_free(struct xpath_regex *r)
{
	if (!r)
		return;
	pcre2_code_free(r->code);
	buf_free(&r->key);
	free(r);
}

void xpath_regexes_free(struct xpath_regexes *all)
{
	for (size_t i = 0; i < all->n; i++)
		xpath_regex_free(all->items[i]);
	free(all->items);
	*all = (struct xpath_regexes){0};
}
