// numbers.c: how divisions are numbered, and how counts are printed

#include "validate/numbers.h"

#include "core/unicode.h"

enum { ROMAN_MAX = 15 }; // letters of the longest number below 4000

static size_t roman_value(char c)
{
	static const char letters[] = "ivxlcdm";
	static const size_t values[] = {1, 5, 10, 50, 100, 500, 1000};
	const char *at = c ? strchr(letters, ascii_lower(c)) : NULL;
	return at ? values[at - letters] : 0;
}

// A Roman number all of it, in letters of one case.
static bool read_roman(struct str s, size_t *number)
{
	*number = 0;
	if (!s.n || s.n > ROMAN_MAX)
		return false;
	bool upper = s.s[0] < 'a';
	for (size_t i = 0; i < s.n; i++) {
		size_t value = roman_value(s.s[i]);
		size_t next = i + 1 < s.n ? roman_value(s.s[i + 1]) : 0;
		if (!value || upper != (s.s[i] < 'a') || (next > value && next > 10 * value))
			return false;
		*number = next > value ? *number - value : *number + value;
	}
	return *number > 0 && *number < 4000;
}

static bool take_number(struct str *s, size_t *number)
{
	struct str digits = str_take_digits(s);
	return digits.n && digits.n < 9 && str_number(digits, number);
}

static bool take_dash(struct str *s)
{
	if (str_take(s, '-'))
		return true;
	if (!str_starts(*s, STR("\xe2\x80\x93"))) // an en dash
		return false;
	*s = str_after(*s, 3);
	return true;
}

bool numbering_read(struct str value, struct numbering *n)
{
	*n = (struct numbering){0};
	struct str s = str_trim(value);
	while (s.n && s.s[s.n - 1] == '.')
		s.n--;
	if (read_roman(s, &n->from)) {
		n->to = n->from;
		return true;
	}
	if (!take_number(&s, &n->from))
		return false;
	n->to = n->from;
	if (!s.n)
		return true;
	if (take_dash(&s))
		return take_number(&s, &n->to) && !s.n && n->to > n->from;
	n->part = true;
	return s.n <= 4 && ascii_is_word(s); // 3a, 3bis
}

// What may part thousands: a comma, a stop, an apostrophe, a blank, also one of those that do not break.
static size_t separator_length(struct str s)
{
	static const char *const separators[] = {
		",", ".", "\'", " ", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89", "\xe2\x80\x99"};
	for (size_t i = 0; i < LENGTH(separators); i++)
		if (str_starts(s, str_from(separators[i])))
			return strlen(separators[i]);
	return 0;
}

static bool starts_with_three(struct str s)
{
	size_t n = 0;
	while (n < s.n && ascii_is_digit(s.s[n]))
		n++;
	return n == 3;
}

// The number at the front, with its thousands.
static bool take_printed(struct str *s, size_t *number)
{
	struct str digits = str_take_digits(s);
	if (!digits.n || digits.n > 15 || !str_number(digits, number))
		return false;
	bool short_enough = digits.n <= 3;
	for (size_t n; short_enough && (n = separator_length(*s));) {
		struct str rest = str_after(*s, n);
		size_t three;
		if (!starts_with_three(rest) || *number > 1000000000)
			break;
		digits = str_take_digits(&rest);
		if (!str_number(digits, &three))
			return false;
		*number = *number * 1000 + three;
		*s = rest;
	}
	return true;
}

bool number_printed(struct str text, size_t *number)
{
	bool found = false;
	struct str s = text;
	while (s.n) {
		if (!ascii_is_digit(s.s[0])) {
			s = str_after(s, 1);
			continue;
		}
		if (found || !take_printed(&s, number))
			return false;
		// 1.5 and 1/2 are no counts.
		if (s.n > 1 && strchr(".,/", s.s[0]) && ascii_is_digit(s.s[1]))
			return false;
		found = true;
	}
	return found;
}
