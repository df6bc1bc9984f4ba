// datatypedate.c: why a value is no date, time or duration, and how it would be written

#include "core/date.h"
#include "core/unicode.h"
#include "relaxng/datatypeparts.h"

struct sort {
	const char *parts; // as in the table of types
	const char *name;  // "a date"
	const char *shape; // how it is written
};

static const struct sort sorts[] = {
	{"Y-M-D", "a date", "year-month-day, as in 1960-09-17"},
	{"Y-M-DTt", "a date with a time", "1960-09-17T14:30:00"},
	{"t", "a time", "hours:minutes:seconds, as in 14:30:00"},
	{"Y", "a year", "with four digits or more, as in 1960"},
	{"Y-M", "a month of a year", "year-month, as in 1960-09"},
	{"--M-D", "a day of any year", "--month-day, as in --09-17"},
	{"--M", "a month of any year", "--09"},
	{"---D", "a day of any month", "---17"},
};

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

// ---- in another order or notation -------------------------------------------------------------

// The day and the month of two numbers: the order is known where one is no month, where they are the
// same, and with stops.
static bool order_day(size_t a, size_t b, char sign, struct date *date)
{
	bool day_first = a > 12 || sign == '.' || a == b;
	if (!day_first && b <= 12)
		return false;
	date->day = (unsigned)(day_first ? a : b);
	date->month = (unsigned)(day_first ? b : a);
	return true;
}

// "17.09.1960", "1960/9/17", "19600917".
static bool read_numbers(struct str value, struct date *date)
{
	struct str rest = value, part[3];
	size_t number[3];
	char sign = '\0';
	for (size_t i = 0; i < 3; i++) {
		part[i] = str_take_digits(&rest);
		if (i == 0 && part[0].n == 8 && !rest.n) {
			rest = str_from_to(value, 4, 8);
			part[0] = str_from_to(value, 0, 4);
			part[1] = str_from_to(rest, 0, 2);
			part[2] = str_after(rest, 2);
			rest = STR("");
			break;
		}
		if (i == 0)
			sign = rest.n ? rest.s[0] : '\0';
		if (i < 2 && (!sign || !strchr("-./", sign) || !str_take(&rest, sign)))
			return false;
		if (i < 2)
			rest = str_trim_left(rest);
	}
	for (size_t i = 0; i < 3; i++)
		if (part[i].n > 4 || !str_number(part[i], &number[i]))
			return false;
	if (rest.n || part[1].n > 2)
		return false;
	if (part[0].n == 4 && part[2].n <= 2) {
		*date = (struct date){(unsigned)number[0], (unsigned)number[1],
		                      (unsigned)number[2]};
		return true;
	}
	date->year = (unsigned)number[2];
	return part[0].n <= 2 && part[2].n == 4 && order_day(number[0], number[1], sign, date);
}

// What date the value is, when that is certain.
static bool recognise(struct str value, bool with_day, struct date *date)
{
	struct date_found found;
	if (value.n > 60)
		return false;
	if (date_find(value, 0, !with_day, &found) && found.from == 0 && found.to == value.n)
		*date = found.date;
	else if (!with_day || !read_numbers(value, date))
		return false;
	return date->year && (!with_day || date->day) && date_is_real(*date);
}

// "1960-09-17 14:30:00".
static bool suggest_t(struct str value, struct buf *out)
{
	struct buf with_t = {0};
	struct xsd_moment m;
	size_t blank = str_find_char(value, ' ');
	buf_put(&with_t, str_from_to(value, 0, blank));
	buf_puts(&with_t, "T");
	buf_put(&with_t, str_after(value, blank + 1));
	bool right = blank < value.n && xsd_moment_read("Y-M-DTt", buf_str(&with_t), &m);
	if (right)
		buf_printf(out, "a T stands between date and time: %.*s",
		           STR_ARG(buf_str(&with_t)));
	buf_free(&with_t);
	return right;
}

static bool suggest(const struct xsd_type *type, struct str value, struct buf *out)
{
	struct date date;
	bool day = str_is(STR("Y-M-D"), type->parts), month = str_is(STR("Y-M"), type->parts);
	if (str_is(STR("Y-M-DTt"), type->parts))
		return suggest_t(value, out);
	if ((!day && !month) || !recognise(value, day, &date) || (month && date.day))
		return false;
	buf_puts(out,
	         day ? "a date is written year-month-day: " : "a month is written year-month: ");
	date_put_iso(out, date);
	buf_printf(out, " (found %.*s)", STR_ARG(value));
	return true;
}

// ---- as it should be, but for a part ----------------------------------------------------------

struct parts {
	struct str year;
	int64_t number; // of the year; LEAP where none is given
	unsigned month;
	bool negative;
};

enum { LEAP = 2000 };

// A fault of a part is told; a fault of the shape is not.
enum told { FINE, TOLD, ODD };

static enum told explain_year(struct str *s, struct parts *p, struct buf *out)
{
	p->negative = str_take(s, '-');
	p->year = str_take_digits(s);
	size_t number;
	if (!p->year.n || (s->n && s->s[0] != '-' && p->year.n < 4))
		return ODD;
	if (p->year.n < 4)
		buf_puts(out, "a year has four digits, as in 1960 and 0960");
	else if (p->year.n > 4 && p->year.s[0] == '0')
		buf_puts(out, "a year of more than four digits does not begin with 0");
	else if (!str_number(p->year, &number) || number > 99999999)
		return ODD;
	else if (!number)
		buf_puts(out, "there is no year 0000: 1 BC is -0001");
	else {
		p->number = p->negative ? 1 - (int64_t)number : (int64_t)number;
		return FINE;
	}
	return TOLD;
}

static enum told explain_two(struct str *s, const char *name, size_t least, size_t most,
                             unsigned *number, struct buf *out)
{
	struct str digits = str_take_digits(s);
	size_t n;
	if (!digits.n || digits.n > 2 || !str_number(digits, &n))
		return ODD;
	*number = (unsigned)n;
	if (digits.n == 1 && s->n && !strchr("-:.+TZ", s->s[0]))
		return ODD;
	if (digits.n == 1)
		buf_printf(out, "the %s has two digits: 0%zu", name, n);
	else if (n < least || n > most)
		buf_printf(out, "there is no %s %.*s", name, STR_ARG(digits));
	else
		return FINE;
	return TOLD;
}

static enum told explain_day(struct str *s, const struct parts *p, struct buf *out)
{
	unsigned day;
	enum told told = explain_two(s, "day", 1, 31, &day, out);
	if (told != FINE || !p->month || day <= xsd_month_days(p->number, p->month))
		return told;
	buf_printf(out, "%s has %u days%s", months[p->month - 1],
	           xsd_month_days(p->number, p->month), p->month == 2 ? " at most" : "");
	if (p->month == 2 && p->year.n)
		buf_printf(out, " in %s%.*s", p->negative ? "-" : "", STR_ARG(p->year));
	return TOLD;
}

static enum told explain_time(struct str *s, struct buf *out)
{
	static const char *const names[] = {"hour", "minute", "second"};
	unsigned number;
	for (size_t i = 0; i < 3; i++) {
		if (i && !str_take(s, ':')) {
			if (s->n || i < 2)
				return ODD;
			buf_puts(out, "the seconds are missing, as in 14:30:00");
			return TOLD;
		}
		enum told told = explain_two(s, names[i], 0, i ? 59 : 23, &number, out);
		if (told != FINE)
			return told;
	}
	if (str_take(s, '.'))
		str_take_digits(s);
	return FINE;
}

static enum told explain_part(struct str *s, char what, struct parts *p, struct buf *out)
{
	switch (what) {
	case 'Y':
		return explain_year(s, p, out);
	case 'M':
		return explain_two(s, "month", 1, 12, &p->month, out);
	case 'D':
		return explain_day(s, p, out);
	case 't':
		return explain_time(s, out);
	default:
		return str_take(s, what) ? FINE : ODD;
	}
}

static bool explain_parts(const char *parts, struct str value, struct buf *out)
{
	struct parts p = {.number = LEAP};
	struct str rest = value;
	for (; *parts; parts++) {
		enum told told = explain_part(&rest, *parts, &p, out);
		if (told != FINE)
			return told == TOLD;
	}
	if (rest.n && (rest.s[0] == '+' || rest.s[0] == '-') && str_find_char(rest, ':') < rest.n) {
		buf_puts(out, "a time zone is Z or what it is ahead or behind, such as +01:00, up "
		              "to 14 hours");
		return true;
	}
	return false;
}

static bool explain_sort(const struct sort *asked, struct str value, struct buf *out)
{
	struct xsd_moment m;
	for (size_t i = 0; i < LENGTH(sorts); i++) {
		if (!xsd_moment_read(sorts[i].parts, value, &m))
			continue;
		buf_printf(out, "it is %s, not %s, which is written %s", sorts[i].name, asked->name,
		           asked->shape);
		return true;
	}
	return false;
}

static void explain_duration(struct str value, struct buf *out)
{
	struct str s = value;
	struct xsd_duration d;
	struct buf with_t = {0};
	str_take(&s, '-');
	buf_puts(&with_t, "PT");
	buf_put(&with_t, str_after(s, 1));
	if (!s.n || s.s[0] != 'P')
		buf_puts(out, "a duration begins with P, as in P1Y6M and PT1H30M");
	else if (xsd_duration_read(buf_str(&with_t), &d))
		buf_printf(out, "hours, minutes and seconds stand behind a T: %.*s",
		           STR_ARG(buf_str(&with_t)));
	else if (str_find_char(s, 'W') < s.n)
		buf_puts(out, "weeks are written as days: P7D");
	else
		buf_puts(out, "a duration is P, years, months, days, T, hours, minutes, seconds, "
		              "as in P1Y6M and PT1H30M");
	buf_free(&with_t);
}

void datatype_explain_moment(const struct xsd_type *type, struct str value, struct buf *out)
{
	if (type->kind == XSD_DURATION) {
		explain_duration(value, out);
		return;
	}
	const struct sort *sort = sorts;
	while (!str_eq(str_from(sort->parts), str_from(type->parts)))
		sort++;
	if (suggest(type, value, out) || explain_sort(sort, value, out) ||
	    explain_parts(type->parts, value, out))
		return;
	buf_printf(out, "%s is written %s", sort->name, sort->shape);
}
