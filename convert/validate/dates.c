// dates.c: the dates and times of TEI's attributes

#include "validate/dates.h"

enum { DAY = 24 * 60 * 60 };

// Exactly two digits off the front.
static bool take_two(struct str *s, unsigned *value)
{
	if (s->n < 2 || !ascii_is_digit(s->s[0]) || !ascii_is_digit(s->s[1]))
		return false;
	*value = (unsigned)(s->s[0] - '0') * 10 + (unsigned)(s->s[1] - '0');
	*s = str_after(*s, 2);
	return true;
}

static bool take_zone(struct str *s, struct when *w)
{
	unsigned hours, minutes;
	if (str_take(s, 'Z')) {
		w->zoned = true;
		return true;
	}
	if (!s->n || (s->s[0] != '+' && s->s[0] != '-'))
		return true;
	bool west = s->s[0] == '-';
	*s = str_after(*s, 1);
	if (!take_two(s, &hours) || !str_take(s, ':') || !take_two(s, &minutes))
		return false;
	w->zoned = true;
	w->zone = (int)(hours * 60 + minutes) * (west ? -1 : 1);
	return true;
}

static bool take_time(struct str *s, struct when *w)
{
	if (!take_two(s, &w->hour) || !str_take(s, ':') || !take_two(s, &w->minute))
		return false;
	if (str_take(s, ':')) {
		if (!take_two(s, &w->second))
			return false;
		if (str_take(s, '.') && !str_take_digits(s).n)
			return false;
	}
	return true;
}

static bool take_year(struct str *s, struct when *w)
{
	bool before = str_take(s, '-');
	struct str digits = str_take_digits(s);
	size_t year;
	if (digits.n < 4 || digits.n > 6 || !str_number(digits, &year))
		return false;
	w->year = before ? -(long)year : (long)year;
	w->form = WHEN_YEAR;
	return true;
}

static bool take_date(struct str *s, struct when *w)
{
	struct str before = *s;
	if (!take_year(s, w))
		return false;
	before = *s;
	if (!str_take(s, '-') || !take_two(s, &w->month) || (s->n && s->s[0] == ':')) {
		*s = before; // -05:00 is a zone
		w->month = 0;
		return true;
	}
	w->form = WHEN_MONTH;
	before = *s;
	if (!str_take(s, '-') || !take_two(s, &w->day) || (s->n && s->s[0] == ':')) {
		*s = before;
		w->day = 0;
		return true;
	}
	w->form = WHEN_DAY;
	if (!str_take(s, 'T'))
		return true;
	w->form = WHEN_SECOND;
	return take_time(s, w);
}

// --09-17, --09, ---17
static bool take_recurring(struct str *s, struct when *w)
{
	w->form = WHEN_RECURS;
	if (str_starts(*s, STR("---"))) {
		*s = str_after(*s, 3);
		return take_two(s, &w->day);
	}
	*s = str_after(*s, 2);
	if (!take_two(s, &w->month))
		return false;
	if (s->n > 2 && s->s[0] == '-' && (s->n < 4 || s->s[3] != ':')) {
		*s = str_after(*s, 1);
		return take_two(s, &w->day);
	}
	return true;
}

struct when when_read(struct str value)
{
	struct when w = {0};
	struct str s = str_trim(value);
	bool good;
	if (s.n > 2 && s.s[2] == ':') {
		w.form = WHEN_TIME;
		good = take_time(&s, &w);
	} else if (str_starts(s, STR("--"))) {
		good = take_recurring(&s, &w);
	} else {
		good = take_date(&s, &w);
	}
	return good && take_zone(&s, &w) && !s.n ? w : (struct when){0};
}

static bool has_month(const struct when *w)
{
	return (w->form >= WHEN_MONTH && w->form <= WHEN_SECOND) ||
	       (w->form == WHEN_RECURS && (w->month || !w->day));
}

static bool has_day(const struct when *w)
{
	return w->form == WHEN_DAY || w->form == WHEN_SECOND || (w->form == WHEN_RECURS && w->day);
}

static bool is_leap(long year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static unsigned month_length(unsigned month, bool leap)
{
	static const unsigned char lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return month == 2 && leap ? 29 : lengths[month - 1];
}

const char *when_unreal(const struct when *w, bool other_calendar)
{
	if (w->form == WHEN_NONE)
		return NULL;
	if (has_month(w) && (w->month < 1 || w->month > 12))
		return "such month";
	// There was no year 0, or there was: nobody agrees which years before it were leap years.
	bool leap = w->form == WHEN_RECURS || w->year <= 0 || is_leap(w->year) ||
	            (other_calendar && w->year % 4 == 0);
	unsigned most = w->month ? month_length(w->month, leap) : 31;
	if (has_day(w) && w->day < 1)
		return "such day";
	if (has_day(w) && w->day > most)
		return w->month && w->day <= 31 ? "such day in that month" : "such day";
	if (w->form != WHEN_TIME && w->form != WHEN_SECOND)
		return NULL;
	bool midnight = w->hour == 24 && w->minute == 0 && w->second == 0;
	return (w->hour > 23 && !midnight) || w->minute > 59 || w->second > 60 ? "such time" : NULL;
}

// Days since 1 March of a year before all that can be written.
static int64_t days(long year, unsigned month, unsigned day)
{
	int64_t y = year + 1000000 - (month <= 2), m = month <= 2 ? month + 9 : month - 3;
	return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day;
}

int64_t when_first_day(const struct when *w)
{
	return days(w->year, w->month ? w->month : 1, w->day ? w->day : 1);
}

int64_t when_last_day(const struct when *w)
{
	unsigned month = w->month ? w->month : 12;
	if (w->day || month > 12)
		return days(w->year, month, w->day ? w->day : 31);
	return days(w->year, month, month_length(month, is_leap(w->year)));
}

static int64_t second_of_day(const struct when *w)
{
	return w->hour * 3600 + w->minute * 60 + w->second - (int64_t)w->zone * 60;
}

int64_t when_first(const struct when *w)
{
	int64_t at = w->form == WHEN_TIME ? 0 : when_first_day(w) * DAY;
	bool exact = w->form == WHEN_TIME || w->form == WHEN_SECOND;
	return at + (exact ? second_of_day(w) : w->zoned ? -(int64_t)w->zone * 60 : 0);
}

int64_t when_last(const struct when *w)
{
	int64_t at = w->form == WHEN_TIME ? 0 : when_last_day(w) * DAY;
	bool exact = w->form == WHEN_TIME || w->form == WHEN_SECOND;
	return at + (exact ? second_of_day(w) : DAY - 1 - (w->zoned ? (int64_t)w->zone * 60 : 0));
}
