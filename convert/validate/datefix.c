// datefix.c: dates that are not written as the schema asks
//
// A year of four digits that comes first is followed by the month in all the world. What begins with
// the day is left: 7.9.1960 and 9/7/1960 may be the same.

#include "validate/datefix.h"

#include <stdio.h>

#include "core/date.h"

static bool is_date_attribute(struct str name)
{
	static const char *const names[] = {"when", "from", "to", "notBefore", "notAfter"};
	for (size_t i = 0; i < LENGTH(names); i++)
		if (str_is(name, names[i]))
			return true;
	return false;
}

// The name of the attribute whose value begins at an offset; empty when none does.
static struct str attribute_before(struct str text, size_t at)
{
	if (at < 2 || at > text.n || !strchr("\"'", text.s[at - 1]))
		return (struct str){0};
	size_t end = at - 1;
	while (end && ascii_is_space(text.s[end - 1]))
		end--;
	if (!end || text.s[end - 1] != '=')
		return (struct str){0};
	end--;
	while (end && ascii_is_space(text.s[end - 1]))
		end--;
	size_t from = end;
	while (from && ascii_is_alpha(text.s[from - 1]))
		from--;
	bool whole = from && ascii_is_space(text.s[from - 1]);
	return whole ? str_from_to(text, from, end) : (struct str){0};
}

static bool take_number(struct str *s, size_t max, unsigned *number)
{
	struct str digits = str_take_digits(s);
	size_t value;
	if (!digits.n || digits.n > max || !str_number(digits, &value))
		return false;
	*number = (unsigned)value;
	return true;
}

// Reads year, month and day with one separator between them, or none and eight digits.
static bool read_date(struct str s, struct date *date)
{
	if (s.n == 8 && str_take_digits(&(struct str){s.s, s.n}).n == 8) {
		struct str year = str_from_to(s, 0, 4), month = str_from_to(s, 4, 6);
		struct str day = str_after(s, 6);
		return take_number(&year, 4, &date->year) && take_number(&month, 2, &date->month) &&
		       take_number(&day, 2, &date->day);
	}
	if (s.n < 6 || !strchr("-/.", s.s[4]))
		return false;
	char separator = s.s[4];
	date->day = 0;
	if (!take_number(&s, 4, &date->year) || !str_take(&s, separator) ||
	    !take_number(&s, 2, &date->month))
		return false;
	if (!s.n)
		return separator == '-';
	return str_take(&s, separator) && take_number(&s, 2, &date->day) && date->day && !s.n;
}

static bool is_real(struct date date)
{
	if (date.year < 1000 || date.month < 1 || date.month > 12)
		return false;
	return !date.day || date_is_real(date);
}

static void mend(struct findings *f, size_t finding, struct str text, size_t at)
{
	struct str value = str_after(text, at);
	value = str_from_to(value, 0, str_find_char(value, text.s[at - 1]));
	size_t blanks = value.n - str_trim_left(value).n;
	struct str trimmed = str_trim(value);
	struct date date = {0};
	struct buf iso = {0};
	if (!read_date(trimmed, &date) || !is_real(date))
		return;
	date_put_iso(&iso, date);
	f->failed |= iso.failed;
	if (!iso.failed && !str_eq(buf_str(&iso), trimmed))
		findings_edit(f, finding, at + blanks, trimmed.n, buf_str(&iso));
	buf_free(&iso);
}

void datefix_findings(struct findings *f, const struct xml_text *text)
{
	for (size_t i = 0; i < f->n && findings_mends(f, FIX_DATE); i++) {
		const struct finding *one = &f->items[i];
		if (one->rule &&
		    (strcmp(one->rule, "schema-value") == 0 ||
		     strcmp(one->rule, "date-real") == 0) &&
		    is_date_attribute(attribute_before(text->utf8, one->at)))
			mend(f, one->order, text->utf8, one->at);
	}
}
