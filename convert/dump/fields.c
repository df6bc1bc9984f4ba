// fields.c: lines of the form "Name: value", as WARC, HTTP and mail have them

#include "dump/fields.h"

#include <stdint.h>
#include <stdlib.h>

bool fields_same(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (ascii_lower(a.s[i]) != ascii_lower(b.s[i]))
			return false;
	return true;
}

size_t fields_end(struct str bytes)
{
	for (size_t at = 0; at < bytes.n;) {
		struct str rest = str_after(bytes, at);
		if (rest.s[0] == '\n')
			return at + 1;
		if (str_starts(rest, STR("\r\n")))
			return at + 2;
		at += str_find_char(rest, '\n') + 1;
	}
	return SIZE_MAX;
}

// Makes one line of each field that goes on in the next: its line ends become blanks.
static void unfold(char *s, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++) {
		if (s[i] != '\n' || (s[i + 1] != ' ' && s[i + 1] != '\t') || i == 0)
			continue;
		s[i] = ' ';
		if (s[i - 1] == '\r')
			s[i - 1] = ' ';
	}
}

void fields_read(struct fields *f, struct str block)
{
	f->n = 0;
	buf_clear(&f->own);
	buf_put(&f->own, block);
	f->failed = f->own.failed;
	if (f->failed || block.n == 0)
		return;
	unfold(f->own.s, f->own.n);
	struct str rest = buf_str(&f->own), line;
	while (str_field(&rest, '\n', &line)) {
		size_t colon = str_find_char(line, ':');
		if (colon == line.n)
			continue;
		if (!ARRAY_ROOM(f)) {
			f->failed = true;
			return;
		}
		f->items[f->n++] = (struct field){str_trim(str_from_to(line, 0, colon)),
		                                  str_trim(str_after(line, colon + 1))};
	}
}

struct str fields_value(const struct fields *f, const char *name)
{
	for (size_t i = 0; i < f->n; i++)
		if (fields_same(f->items[i].name, str_from(name)))
			return f->items[i].value;
	return (struct str){0};
}

void fields_free(struct fields *f)
{
	free(f->items);
	buf_free(&f->own);
	*f = (struct fields){0};
}

bool fields_next(struct str *rest, struct str *value)
{
	struct str part;
	while (str_field(rest, ',', &part)) {
		*value = str_trim(part);
		if (value->n)
			return true;
	}
	return false;
}

struct str fields_media(struct str value)
{
	size_t end = 0;
	while (end < value.n && value.s[end] != ';' && value.s[end] != ',')
		end++;
	return str_trim(str_from_to(value, 0, end));
}

struct str fields_parameter(struct str value, const char *name)
{
	struct str part;
	str_field(&value, ';', &part);
	while (str_field(&value, ';', &part)) {
		size_t equals = str_find_char(part, '=');
		if (equals == part.n ||
		    !fields_same(str_trim(str_from_to(part, 0, equals)), str_from(name)))
			continue;
		struct str given = str_trim(str_after(part, equals + 1));
		char quote = given.n ? given.s[0] : '\0';
		if (quote != '"' && quote != '\'')
			return str_trim(str_from_to(given, 0, str_find_char(given, ',')));
		given = str_after(given, 1);
		return str_trim(str_from_to(given, 0, str_find_char(given, quote)));
	}
	return (struct str){0};
}
