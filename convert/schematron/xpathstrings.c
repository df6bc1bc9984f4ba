// xpathstrings.c: functions on text

#include <math.h>
#include <stdlib.h>
#include <utf8proc.h>

#include "core/unicode.h"
#include "schematron/xpathfunctions.h"
#include "schematron/xpathregex.h"

// The text of an argument, or of the focus where there is none.
static bool text_of(struct xpath_run *run, const struct xpath_focus *focus, const struct seq *args,
                    size_t n, size_t i, struct str *text)
{
	bool good = i < n ? seq_text(run, &args[i], text) : item_text(run, focus->item, text);
	return good && xpath_spend(run, text->n / 16);
}

static bool call_string(CALL)
{
	UNUSED;
	struct str text;
	return text_of(run, focus, args, n, 0, &text) && seq_add_string(run, out, text);
}

static bool call_concat(CALL)
{
	UNUSED;
	struct buf all = {0};
	for (size_t i = 0; i < n; i++) {
		struct str text;
		if (!text_of(run, focus, args, n, i, &text)) {
			buf_free(&all);
			return false;
		}
		buf_put(&all, text);
	}
	return xpath_give(run, &all, out);
}

static bool call_string_join(CALL)
{
	UNUSED;
	struct str text, between = {0};
	if (n > 1 && !seq_text(run, &args[1], &between))
		return false;
	struct buf all = {0};
	for (uint32_t i = 0; i < args[0].n; i++) {
		if (!item_text(run, args[0].items[i], &text)) {
			buf_free(&all);
			return false;
		}
		if (i)
			buf_put(&all, between);
		buf_put(&all, text);
	}
	return xpath_give(run, &all, out);
}

static bool two_texts(struct xpath_run *run, const struct xpath_focus *focus,
                      const struct seq *args, size_t n, struct str *a, struct str *b)
{
	return text_of(run, focus, args, n, 0, a) && text_of(run, focus, args, n, 1, b);
}

static bool call_starts_with(CALL)
{
	UNUSED;
	struct str a, b;
	return two_texts(run, focus, args, n, &a, &b) &&
	       seq_add_boolean(run, out, str_starts(a, b));
}

static bool call_ends_with(CALL)
{
	UNUSED;
	struct str a, b;
	return two_texts(run, focus, args, n, &a, &b) && seq_add_boolean(run, out, str_ends(a, b));
}

static bool call_contains(CALL)
{
	UNUSED;
	struct str a, b;
	return two_texts(run, focus, args, n, &a, &b) &&
	       seq_add_boolean(run, out, b.n == 0 || str_find(a, b) < a.n);
}

static bool call_contains_token(CALL)
{
	UNUSED;
	struct str text, token, word;
	if (!seq_text(run, &args[1], &token))
		return false;
	token = str_trim(token);
	for (uint32_t i = 0; i < args[0].n; i++) {
		if (!item_text(run, args[0].items[i], &text))
			return false;
		while ((word = str_word(&text)).n)
			if (str_eq(word, token))
				return seq_add_boolean(run, out, true);
	}
	return seq_add_boolean(run, out, false);
}

static bool call_substring_before(CALL)
{
	UNUSED;
	struct str a, b;
	if (!two_texts(run, focus, args, n, &a, &b))
		return false;
	size_t at = b.n ? str_find(a, b) : 0;
	return seq_add_string(run, out, at < a.n ? str_from_to(a, 0, at) : (struct str){0});
}

static bool call_substring_after(CALL)
{
	UNUSED;
	struct str a, b;
	if (!two_texts(run, focus, args, n, &a, &b))
		return false;
	size_t at = b.n ? str_find(a, b) : 0;
	// Where it is not found, nothing is behind it.
	return seq_add_string(run, out, str_after(a, b.n && at == a.n ? a.n : at + b.n));
}

static double number_at(struct xpath_run *run, const struct seq *args, size_t i)
{
	return args[i].n ? item_number(run, args[i].items[0]) : NAN;
}

// Characters count from 1; places and lengths are rounded.
static bool call_substring(CALL)
{
	struct str text;
	if (!text_of(run, focus, args, n, 0, &text))
		return false;
	double from = floor(number_at(run, args, 1) + 0.5), to = INFINITY;
	if (n > 2)
		to = from + floor(number_at(run, args, 2) + 0.5);
	size_t begin = text.n, end = text.n, at = 0;
	for (double i = 1; at < text.n; i++) {
		size_t before = at;
		utf8_next(text, &at);
		if (i >= from && i < to) {
			begin = before < begin ? before : begin;
			end = at;
		}
	}
	(void)node;
	return seq_add_string(run, out,
	                      begin < text.n ? str_from_to(text, begin, end) : (struct str){0});
}

static bool call_string_length(CALL)
{
	UNUSED;
	struct str text;
	return text_of(run, focus, args, n, 0, &text) &&
	       seq_add_number(run, out, (double)utf8_count(text));
}

static struct str next_word(struct str *rest)
{
	size_t from = 0, to;
	while (from < rest->n && xml_is_space(rest->s[from]))
		from++;
	for (to = from; to < rest->n && !xml_is_space(rest->s[to]);)
		to++;
	struct str word = str_from_to(*rest, from, to);
	*rest = str_after(*rest, to);
	return word;
}

static bool call_normalize_space(CALL)
{
	UNUSED;
	struct str text, word;
	if (!text_of(run, focus, args, n, 0, &text))
		return false;
	struct buf all = {0};
	while ((word = next_word(&text)).n) {
		if (all.n)
			buf_putc(&all, ' ');
		buf_put(&all, word);
	}
	return xpath_give(run, &all, out);
}

// The n-th character; empty when there are not as many.
static struct str character_at(struct str s, size_t n)
{
	size_t at = 0, before = 0;
	for (size_t i = 0; i <= n; i++) {
		if (at >= s.n)
			return (struct str){0};
		before = at;
		utf8_next(s, &at);
	}
	return str_from_to(s, before, at);
}

static bool call_translate(CALL)
{
	UNUSED;
	struct str text, from, to;
	if (!two_texts(run, focus, args, n, &text, &from) || !seq_text(run, &args[2], &to) ||
	    !xpath_spend(run, text.n * (from.n / 16 + 1)))
		return false;
	struct buf all = {0};
	for (size_t at = 0, before; at < text.n;) {
		before = at;
		int32_t c = utf8_next(text, &at);
		size_t i = 0, where = 0;
		bool found = false;
		while (where < from.n && !(found = utf8_next(from, &where) == c))
			i++;
		buf_put(&all, found ? character_at(to, i) : str_from_to(text, before, at));
	}
	return xpath_give(run, &all, out);
}

static bool call_case(CALL)
{
	UNUSED;
	struct str text;
	if (!text_of(run, focus, args, n, 0, &text))
		return false;
	bool upper = node->function->name[0] == 'u';
	struct buf all = {0};
	for (size_t at = 0; at < text.n;) {
		int32_t c = utf8_next(text, &at);
		if (c >= 0)
			utf8_put(&all, upper ? utf8proc_toupper(c) : utf8proc_tolower(c));
	}
	return xpath_give(run, &all, out);
}

static bool call_compare(CALL)
{
	UNUSED;
	struct str a, b;
	if (!args[0].n || !args[1].n)
		return true;
	if (!two_texts(run, focus, args, n, &a, &b))
		return false;
	int order = str_cmp(a, b);
	return seq_add_number(run, out, order < 0 ? -1 : order > 0);
}

static bool call_normalize_unicode(CALL)
{
	UNUSED;
	struct str text;
	struct buf all = {0};
	if (!text_of(run, focus, args, n, 0, &text))
		return false;
	unicode_nfc(&all, text);
	return xpath_give(run, &all, out);
}

static bool call_to_codepoints(CALL)
{
	UNUSED;
	struct str text;
	if (!text_of(run, focus, args, n, 0, &text))
		return false;
	for (size_t at = 0; at < text.n;)
		if (!xpath_spend(run, 1) || !seq_add_number(run, out, utf8_next(text, &at)))
			return false;
	return true;
}

static bool call_from_codepoints(CALL)
{
	UNUSED;
	struct buf all = {0};
	for (uint32_t i = 0; i < args[0].n; i++) {
		double c = item_number(run, args[0].items[i]);
		if (c >= 0x20 && c < 0x110000 && !(c >= 0xd800 && c < 0xe000))
			utf8_put(&all, (int32_t)c);
	}
	return xpath_give(run, &all, out);
}

static bool call_encode_for_uri(CALL)
{
	UNUSED;
	struct str text;
	struct buf all = {0};
	if (!text_of(run, focus, args, n, 0, &text))
		return false;
	for (size_t i = 0; i < text.n; i++) {
		char c = text.s[i];
		if (ascii_is_alpha(c) || ascii_is_digit(c) || (c && strchr("-_.~", c)))
			buf_putc(&all, c);
		else
			buf_printf(&all, "%%%02X", (unsigned char)c);
	}
	return xpath_give(run, &all, out);
}

// ---- Regular expressions ----

// The one of the call, or one made for it, which the caller frees.
static bool regex_of(struct xpath_run *run, const struct xpath_node *node, const struct seq *args,
                     size_t n, size_t flags_at, const struct xpath_regex **r,
                     struct xpath_regex **own)
{
	struct str pattern, flags = {0};
	*own = NULL;
	if ((*r = node->regex))
		return true;
	if (!seq_text(run, &args[1], &pattern) ||
	    (n > flags_at && !seq_text(run, &args[flags_at], &flags)))
		return false;
	struct buf why = {0};
	*r = *own = xpath_regex_new(pattern, flags, &why);
	if (!*r)
		xpath_fail(run, "a regular expression is wrong: %s", why.s ? why.s : "");
	buf_free(&why);
	return *r != NULL && xpath_spend(run, 100);
}

static bool find(struct xpath_run *run, const struct xpath_regex *r, struct str text, size_t from,
                 struct xpath_match *match, bool *found)
{
	int result = xpath_regex_find(r, text, from, match);
	*found = result == 1;
	if (result < 0)
		return xpath_fail(run, "a regular expression takes too long on this text");
	return xpath_spend(run, 1 + (text.n - from) / 16);
}

static bool call_matches(CALL)
{
	struct str text;
	const struct xpath_regex *r;
	struct xpath_regex *own;
	struct xpath_match match;
	bool found = false;
	if (!text_of(run, focus, args, n, 0, &text) || !regex_of(run, node, args, n, 2, &r, &own))
		return false;
	bool good = find(run, r, text, 0, &match, &found) && seq_add_boolean(run, out, found);
	xpath_regex_free(own);
	return good;
}

static bool split(struct xpath_run *run, const struct xpath_regex *r, struct str text,
                  struct seq *out)
{
	struct xpath_match match;
	bool found = text.n > 0;
	size_t from = 0, to;
	if (!text.n)
		return true;
	for (;;) {
		if (!find(run, r, text, from, &match, &found))
			return false;
		if (found && match.to[0] == match.from[0])
			return xpath_fail(
				run, "tokenize() is given a pattern that matches nothing at all");
		to = found ? match.from[0] : text.n;
		if (!seq_add_string(run, out, str_from_to(text, from, to)))
			return false;
		if (!found)
			return true;
		from = match.to[0];
	}
}

static bool call_tokenize(CALL)
{
	struct str text, word;
	if (!text_of(run, focus, args, n, 0, &text))
		return false;
	if (n == 1) {
		while ((word = next_word(&text)).n)
			if (!seq_add_string(run, out, word))
				return false;
		return true;
	}
	const struct xpath_regex *r;
	struct xpath_regex *own;
	if (!regex_of(run, node, args, n, 2, &r, &own))
		return false;
	bool good = split(run, r, text, out);
	xpath_regex_free(own);
	return good;
}

// "$1" is a group, "\$" and "\\" are themselves; with the flag q all is.
static bool put_replacement(struct xpath_run *run, struct buf *to, struct str with, struct str text,
                            const struct xpath_match *match, size_t groups)
{
	for (size_t i = 0; i < with.n; i++) {
		char c = with.s[i], next = i + 1 < with.n ? with.s[i + 1] : '\0';
		if (c == '\\' && (next == '\\' || next == '$')) {
			buf_putc(to, next);
			i++;
		} else if (c == '$' && ascii_is_digit(next)) {
			size_t group = (size_t)(next - '0');
			if (group <= groups && match->from[group] != SIZE_MAX)
				buf_put(to,
				        str_from_to(text, match->from[group], match->to[group]));
			i++;
		} else if (c == '$' || c == '\\') {
			return xpath_fail(run, "in replace(), $ is followed by a digit");
		} else {
			buf_putc(to, c);
		}
	}
	return true;
}

static bool call_replace(CALL)
{
	struct str text, with, flags = {0};
	const struct xpath_regex *r;
	struct xpath_regex *own;
	if (!text_of(run, focus, args, n, 0, &text) || !seq_text(run, &args[2], &with) ||
	    (n > 3 && !seq_text(run, &args[3], &flags)) ||
	    !regex_of(run, node, args, n, 3, &r, &own))
		return false;
	bool literal = str_find_char(flags, 'q') < flags.n, found = true, good = true;
	struct buf all = {0};
	struct xpath_match match;
	size_t from = 0;
	while (good && found) {
		good = find(run, r, text, from, &match, &found);
		if (good && found && match.to[0] == match.from[0])
			good = xpath_fail(
				run, "replace() is given a pattern that matches nothing at all");
		if (!good || !found)
			break;
		buf_put(&all, str_from_to(text, from, match.from[0]));
		if (literal)
			buf_put(&all, with);
		else
			good = put_replacement(run, &all, with, text, &match,
			                       xpath_regex_groups(r));
		from = match.to[0];
	}
	buf_put(&all, str_after(text, from));
	xpath_regex_free(own);
	return xpath_give(run, &all, out) && good;
}

const struct xpath_function xpath_functions_strings[] = {
	{"string", LIBRARY_CORE, 0, 1, true, false, call_string},
	{"concat", LIBRARY_CORE, 2, ARGUMENTS_MAX, true, false, call_concat},
	{"string-join", LIBRARY_CORE, 1, 2, true, true, call_string_join},
	{"starts-with", LIBRARY_CORE, 2, 2, true, false, call_starts_with},
	{"ends-with", LIBRARY_CORE, 2, 2, true, true, call_ends_with},
	{"contains", LIBRARY_CORE, 2, 2, true, false, call_contains},
	{"contains-token", LIBRARY_CORE, 2, 2, true, true, call_contains_token},
	{"substring-before", LIBRARY_CORE, 2, 2, true, false, call_substring_before},
	{"substring-after", LIBRARY_CORE, 2, 2, true, false, call_substring_after},
	{"substring", LIBRARY_CORE, 2, 3, true, false, call_substring},
	{"string-length", LIBRARY_CORE, 0, 1, false, false, call_string_length},
	{"normalize-space", LIBRARY_CORE, 0, 1, true, false, call_normalize_space},
	{"translate", LIBRARY_CORE, 3, 3, true, false, call_translate},
	{"lower-case", LIBRARY_CORE, 1, 1, true, true, call_case},
	{"upper-case", LIBRARY_CORE, 1, 1, true, true, call_case},
	{"compare", LIBRARY_CORE, 2, 2, false, true, call_compare},
	{"normalize-unicode", LIBRARY_CORE, 1, 1, true, true, call_normalize_unicode},
	{"string-to-codepoints", LIBRARY_CORE, 1, 1, false, true, call_to_codepoints},
	{"codepoints-to-string", LIBRARY_CORE, 1, 1, true, true, call_from_codepoints},
	{"encode-for-uri", LIBRARY_CORE, 1, 1, true, true, call_encode_for_uri},
	{"matches", LIBRARY_CORE, 2, 3, true, true, call_matches},
	{"tokenize", LIBRARY_CORE, 1, 3, false, true, call_tokenize},
	{"replace", LIBRARY_CORE, 3, 4, true, true, call_replace},
	{NULL, LIBRARY_NONE, 0, 0, false, false, NULL},
};
