// xpathdate.c: dates and durations as XML Schema writes them

#include "schematron/xpathdate.h"

#include <math.h>

#include "schematron/xpathrun.h"

// Days since the first of March of the year 0 (proleptic Gregorian calendar).
static double days_of(long year, long month, long day)
{
	long y = month > 2 ? year : year - 1, m = (month + 9) % 12;
	long era = (y >= 0 ? y : y - 399) / 400;
	long of_era = y - era * 400;
	return (double)(era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	                (m * 153 + 2) / 5 + day - 1);
}

void xpath_date_of(double days, long *year, long *month, long *day)
{
	long d = (long)days, era = (d >= 0 ? d : d - 146096) / 146097, of_era = d - era * 146097;
	long y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	long of_year = of_era - (y * 365 + y / 4 - y / 100), m = (of_year * 5 + 2) / 153;
	*day = of_year - (m * 153 + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = y + era * 400 + (*month <= 2);
}

// "1960-09-17", also with a time zone, which is not counted.
bool xpath_date_from(struct str text, double *days)
{
	struct str rest = str_trim(text);
	bool before = str_take(&rest, '-');
	struct str y = str_take_digits(&rest), m, d;
	size_t year, month, day;
	if (y.n < 4 || !str_take(&rest, '-') || (m = str_take_digits(&rest)).n != 2 ||
	    !str_take(&rest, '-') || (d = str_take_digits(&rest)).n != 2 || y.n > 9)
		return false;
	if (!str_number(y, &year) || !str_number(m, &month) || !str_number(d, &day))
		return false;
	if (rest.n && !str_is(rest, "Z") &&
	    !(rest.n == 6 && strchr("+-", rest.s[0]) && rest.s[3] == ':'))
		return false;
	long y2, m2, d2;
	*days = days_of(before ? -(long)year : (long)year, (long)month, (long)day);
	if (month < 1 || month > 12 || day < 1)
		return false;
	xpath_date_of(*days, &y2, &m2, &d2);
	return m2 == (long)month && d2 == (long)day;
}

// "P60D", "-P1DT12H": days, hours, minutes and seconds.
bool xpath_duration_from(struct str text, double *seconds)
{
	struct str rest = str_trim(text);
	bool minus = str_take(&rest, '-'), time = false, any = false;
	if (!str_take(&rest, 'P'))
		return false;
	*seconds = 0;
	while (rest.n) {
		if (!time && str_take(&rest, 'T')) {
			time = true;
			continue;
		}
		struct str number = str_take_digits(&rest);
		double n = number_from(number);
		if (!number.n || isnan(n))
			return false;
		if (!time && str_take(&rest, 'D'))
			n *= DAY;
		else if (time && str_take(&rest, 'H'))
			n *= 3600;
		else if (time && str_take(&rest, 'M'))
			n *= 60;
		else if (!time || !str_take(&rest, 'S'))
			return false;
		*seconds += n;
		any = true;
	}
	if (minus)
		*seconds = -*seconds;
	return any;
}
