// xsdnumber.c: decimal numbers of any length, and those with an exponent

#include <math.h>
#include <stdlib.h>

#include "relaxng/xsdvalue.h"

static size_t span_digits(struct str s, size_t from)
{
	size_t at = from;
	while (at < s.n && ascii_is_digit(s.s[at]))
		at++;
	return at;
}

static bool is_sign(struct str s)
{
	return s.n && (s.s[0] == '+' || s.s[0] == '-');
}

bool xsd_decimal_read(struct str value, struct xsd_decimal *d)
{
	size_t from = is_sign(value), to = span_digits(value, from), part = to, end = to;
	if (to < value.n && value.s[to] == '.') {
		part = to + 1;
		end = span_digits(value, part);
	}
	if (end < value.n || (to - from) + (end - part) == 0)
		return false;
	while (from < to && value.s[from] == '0')
		from++;
	while (end > part && value.s[end - 1] == '0')
		end--;
	d->whole = str_from_to(value, from, to);
	d->part = str_from_to(value, part, end);
	d->negative = value.s[0] == '-' && (d->whole.n || d->part.n);
	return true;
}

bool xsd_integer_read(struct str value, struct xsd_decimal *d)
{
	size_t from = is_sign(value);
	return from < value.n && span_digits(value, from) == value.n && xsd_decimal_read(value, d);
}

size_t xsd_decimal_digits(const struct xsd_decimal *d)
{
	if (d->whole.n)
		return d->whole.n + d->part.n;
	size_t zeros = 0;
	while (zeros < d->part.n && d->part.s[zeros] == '0')
		zeros++;
	return d->part.n > zeros ? d->part.n - zeros : 1;
}

bool xsd_is_float(struct str value)
{
	if (str_is(value, "INF") || str_is(value, "-INF") || str_is(value, "NaN"))
		return true;
	size_t e = str_find_char(value, 'e'), upper = str_find_char(value, 'E');
	struct xsd_decimal d;
	e = e < upper ? e : upper;
	return xsd_decimal_read(str_from_to(value, 0, e), &d) &&
	       (e == value.n || xsd_integer_read(str_after(value, e + 1), &d));
}

double xsd_float_read(struct str value, bool single)
{
	struct buf text = {0};
	buf_put(&text, value);
	// strtod reads "INF" and "NaN", too; the program never leaves the "C" locale.
	double number = !text.n ? 0 : single ? (double)strtof(text.s, NULL) : strtod(text.s, NULL);
	buf_free(&text);
	return number;
}
