// hints.c: what the markup of laid-out input said about a line

#include "mark/hints.h"

#include "core/transcript.h"
#include "core/unicode.h"

unsigned hints_heading(struct str hints)
{
	struct str hint;
	size_t level;
	while ((hint = hint_next(&hints)).n)
		if (hint.s[0] == 'h' && str_number(str_after(hint, 1), &level) && level &&
		    level < 10)
			return (unsigned)level;
	return 0;
}

bool hints_have(struct str hints, const char *word)
{
	struct str hint;
	while ((hint = hint_next(&hints)).n)
		if (str_is(hint, word))
			return true;
	return false;
}

struct str hints_value(struct str hints, const char *key)
{
	struct str hint, wanted = str_from(key);
	while ((hint = hint_next(&hints)).n)
		if (str_starts(hint, wanted) && hint.n > wanted.n && hint.s[wanted.n] == '=')
			return str_after(hint, wanted.n + 1);
	return (struct str){0};
}

// A place in a text, in characters and in bytes; hints come in the order of the text, so that each is
// counted from the one before.
struct spot {
	size_t characters, bytes;
};

static size_t bytes_of(struct str text, size_t characters, struct spot *spot)
{
	if (characters < spot->characters)
		*spot = (struct spot){0, 0};
	while (spot->bytes < text.n && spot->characters < characters) {
		utf8_next(text, &spot->bytes);
		spot->characters++;
	}
	return spot->bytes;
}

enum { HINTS_MAX = 500 }; // of a line that are looked at: each question reads them anew

bool hints_range(struct str hints, const char *word, struct str text, size_t at, size_t *from,
                 size_t *to)
{
	struct str hint, wanted = str_from(word);
	struct spot spot = {0, 0};
	for (size_t i = 0; i < HINTS_MAX && (hint = hint_next(&hints)).n; i++) {
		struct str range = str_after(hint, wanted.n), first;
		if (!str_starts(hint, wanted) || !str_field(&range, '-', &first) ||
		    !str_number(first, from) || !str_number(range, to))
			continue;
		*from = bytes_of(text, *from, &spot);
		*to = bytes_of(text, *to, &spot);
		if (*from < *to && *from >= at)
			return true;
	}
	return false;
}

// "v0-23=Ana Ruiz" for the word "v": its bytes and its value.
static bool read_valued(struct str hint, struct str word, struct str text, struct spot *spot,
                        size_t *from, size_t *to, struct str *value)
{
	struct str rest = str_after(hint, word.n), range, first;
	if (!str_starts(hint, word) || !str_field(&rest, '=', &range) || !rest.n ||
	    !str_field(&range, '-', &first) || !str_number(first, from) || !str_number(range, to))
		return false;
	*value = rest;
	*from = bytes_of(text, *from, spot);
	*to = bytes_of(text, *to, spot);
	return *from <= *to;
}

bool hints_voice(struct str hints, struct str text, size_t at, struct str *name, size_t *to)
{
	struct str hint;
	size_t from;
	struct spot spot = {0, 0};
	for (size_t i = 0; i < HINTS_MAX && (hint = hint_next(&hints)).n; i++)
		if (read_valued(hint, STR("v"), text, &spot, &from, to, name) && *to > at)
			return true;
	return false;
}

bool hints_anchor(struct str hints, struct str text, size_t at, size_t *from, size_t *to,
                  struct str *number)
{
	struct str hint;
	struct spot spot = {0, 0};
	for (size_t i = 0; i < HINTS_MAX && (hint = hint_next(&hints)).n; i++)
		if (read_valued(hint, STR("fn"), text, &spot, from, to, number) && *from >= at &&
		    *from < *to)
			return true;
	return false;
}
