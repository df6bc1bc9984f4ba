// xsdtime.c: dates, times and durations

#include "relaxng/xsdvalue.h"

bool xsd_is_leap(int64_t year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

unsigned xsd_month_days(int64_t year, unsigned month)
{
	static const unsigned char lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return month == 2 && xsd_is_leap(year) ? 29 : lengths[month - 1];
}

// Days from 1970-01-01, in the Gregorian calendar before its time, too.
static int64_t days_of(int64_t year, unsigned month, unsigned day)
{
	// Years begin in March, so that the leap day is the last.
	int64_t y = year - (month <= 2);
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t of_era = y - era * 400;
	int64_t of_year = (153 * (int64_t)(month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct parts {
	int64_t year; // as astronomers count: 0 is 1 BC
	unsigned month, day, hour, minute, second;
	struct str fraction;
	int zone; // minutes
	bool zoned;
};

static bool take_two(struct str *s, unsigned *number)
{
	if (s->n < 2 || !ascii_is_digit(s->s[0]) || !ascii_is_digit(s->s[1]))
		return false;
	*number = (unsigned)(s->s[0] - '0') * 10 + (unsigned)(s->s[1] - '0');
	*s = str_after(*s, 2);
	return true;
}

static int64_t number_of(struct str digits)
{
	const int64_t most = INT64_C(100000000000);
	int64_t number = 0;
	for (size_t i = 0; i < digits.n && number < most; i++)
		number = number * 10 + (digits.s[i] - '0');
	return number < most ? number : most;
}

static struct str without_zeros(struct str fraction)
{
	while (fraction.n && fraction.s[fraction.n - 1] == '0')
		fraction.n--;
	return fraction;
}

// Four digits or more, then without needless zeros, and never all zero.
static bool take_year(struct str *s, struct parts *p)
{
	bool negative = str_take(s, '-');
	struct str digits = str_take_digits(s);
	if (digits.n < 4 || (digits.n > 4 && digits.s[0] == '0'))
		return false;
	int64_t year = number_of(digits);
	p->year = negative ? 1 - year : year;
	return year > 0;
}

static bool take_time(struct str *s, struct parts *p)
{
	if (!take_two(s, &p->hour) || !str_take(s, ':') || !take_two(s, &p->minute) ||
	    !str_take(s, ':') || !take_two(s, &p->second))
		return false;
	if (str_take(s, '.'))
		p->fraction = without_zeros(str_take_digits(s));
	if (p->hour == 24)
		return p->minute == 0 && p->second == 0 && p->fraction.n == 0;
	return p->hour < 24 && p->minute < 60 && p->second <= 60;
}

static bool take_zone(struct str *s, struct parts *p)
{
	unsigned hours, minutes;
	if (!s->n)
		return true;
	p->zoned = true;
	if (str_take(s, 'Z'))
		return true;
	bool west = str_take(s, '-');
	if ((!west && !str_take(s, '+')) || !take_two(s, &hours) || !str_take(s, ':') ||
	    !take_two(s, &minutes) || minutes > 59 || hours * 60 + minutes > 14 * 60)
		return false;
	p->zone = (int)(hours * 60 + minutes) * (west ? -1 : 1);
	return true;
}

static bool take_part(struct str *s, char what, struct parts *p)
{
	switch (what) {
	case 'Y':
		return take_year(s, p);
	case 'M':
		return take_two(s, &p->month) && p->month >= 1 && p->month <= 12;
	case 'D':
		return take_two(s, &p->day) && p->day >= 1 && p->day <= 31;
	case 't':
		return take_time(s, p);
	default:
		return str_take(s, what);
	}
}

bool xsd_moment_read(const char *parts, struct str value, struct xsd_moment *m)
{
	struct parts p = {.year = 2000, .month = 1, .day = 1}; // a leap year, for --02-29
	struct str rest = value;
	for (; *parts; parts++)
		if (!take_part(&rest, *parts, &p))
			return false;
	if (!take_zone(&rest, &p) || rest.n || p.day > xsd_month_days(p.year, p.month))
		return false;
	m->zoned = p.zoned;
	m->leap = p.second == 60;
	m->fraction = p.fraction;
	m->seconds = days_of(p.year, p.month, p.day) * 86400 + p.hour * 3600 +
	             (int64_t)p.minute * 60 + (m->leap ? 59 : p.second) - (int64_t)p.zone * 60;
	return true;
}

// "12Y", where it stands there; then counts it.
static void take_field(struct str *s, char unit, int64_t *number, unsigned *count)
{
	struct str rest = *s, digits = str_take_digits(&rest);
	if (!digits.n || !str_take(&rest, unit))
		return;
	*number = number_of(digits);
	*count += 1;
	*s = rest;
	return;
}

// "12.5S", "12.S" and ".5S".
static void take_seconds(struct str *s, struct xsd_duration *d, unsigned *count)
{
	struct str rest = *s, digits = str_take_digits(&rest), fraction = {0};
	if (str_take(&rest, '.'))
		fraction = str_take_digits(&rest);
	if ((!digits.n && !fraction.n) || !str_take(&rest, 'S'))
		return;
	d->seconds = number_of(digits);
	d->fraction = without_zeros(fraction);
	*count += 1;
	*s = rest;
	return;
}

bool xsd_duration_read(struct str value, struct xsd_duration *d)
{
	unsigned days = 0, times = 0;
	*d = (struct xsd_duration){.negative = str_take(&value, '-')};
	if (!str_take(&value, 'P'))
		return false;
	take_field(&value, 'Y', &d->years, &days);
	take_field(&value, 'M', &d->months, &days);
	take_field(&value, 'D', &d->days, &days);
	bool time = str_take(&value, 'T');
	if (time) {
		take_field(&value, 'H', &d->hours, &times);
		take_field(&value, 'M', &d->minutes, &times);
		take_seconds(&value, d, &times);
	}
	return !value.n && (time ? times : days) > 0;
}
