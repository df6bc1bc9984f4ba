// arguments.c: the arguments of rows, taken apart

#include "encode/arguments.h"

#include "core/unicode.h"

// As row_argument, which every speech comes to several times.
static struct str next(struct str *args, bool *doubt)
{
	while (args->n && args->s[0] == ' ')
		*args = str_after(*args, 1);
	size_t n = str_find_char(*args, ' ');
	struct str word = str_from_to(*args, 0, n);
	*args = str_after(*args, n);
	*doubt = word.n > 1 && word.s[word.n - 1] == '?';
	word.n -= *doubt;
	return word;
}

bool arguments_next(struct str *args, struct str *argument, bool *doubt)
{
	bool one;
	*argument = (struct str){0};
	while (args->n && (*argument = next(args, &one)).n) {
		if (str_find_char(*argument, '=') < argument->n)
			continue;
		*doubt |= one;
		return true;
	}
	*argument = (struct str){0};
	return false;
}

bool arguments_have_keys(const struct row *row)
{
	return row->args.n && str_find_char(row->args, '=') < row->args.n;
}

bool arguments_next_key(struct str *args, struct str *key, struct str *value)
{
	struct str word;
	while ((word = str_word(args)).n) {
		size_t equals = str_find_char(word, '=');
		if (equals == word.n)
			continue;
		*key = str_from_to(word, 0, equals);
		*value = str_after(word, equals + 1);
		return true;
	}
	return false;
}

// 1960-09, 1960-09-17, with or without the end of a span.
static bool looks_dated(struct str s)
{
	return s.n >= 7 && ascii_is_digit(s.s[0]) && ascii_is_digit(s.s[1]) &&
	       ascii_is_digit(s.s[2]) && ascii_is_digit(s.s[3]) && s.s[4] == '-';
}

struct div_arguments arguments_div(const struct row *row)
{
	struct div_arguments a = {0};
	struct str rest = row->args, word;
	if (!arguments_next(&rest, &a.type, &a.doubt))
		return a;
	while (arguments_next(&rest, &word, &a.doubt)) {
		if (!a.number.n && !a.date.n && !looks_dated(word))
			a.number = word;
		else if (!a.date.n)
			a.date = word;
		else
			a.surplus = word;
	}
	return a;
}

struct note_arguments arguments_note(const struct row *row)
{
	struct note_arguments a = {0};
	struct str rest = row->args, word;
	while (arguments_next(&rest, &word, &a.doubt)) {
		bool number = word.n == 1 || !unicode_is_letter(utf8_next(word, &(size_t){0}));
		if (number && !a.number.n)
			a.number = word;
		else if (!a.type.n)
			a.type = word;
	}
	return a;
}
