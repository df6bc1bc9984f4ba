// date.h: calendar dates as they are printed
//
// Reads dates that say by themselves what they mean: a day, the name of a month in one of the
// languages of date.c, and a year of four digits, in the orders that these languages use; ISO 8601;
// 27.10.2009; 2009年10月27日. Two-digit years, regnal years and 10/12/2009 are left alone.

#ifndef STENOGRAM_DATE_H
#define STENOGRAM_DATE_H

#include "core/str.h"

struct date {
	unsigned year, month, day; // Gregorian, as printed; day 0: only the month is known
};

struct date_found {
	struct date date;
	size_t from, to; // bytes of the text
};

// The first date of `text` at or behind byte `from`. With `months`, a month and a year alone
// ("September 1960") are a date too. Impossible dates (30 February) are none.
bool date_find(struct str text, size_t from, bool months, struct date_found *found);

// Whether the day exists: the month's length, leap years of the Gregorian calendar.
bool date_is_real(struct date date);

// The month of a name in any of the languages, in any case or abbreviation; 0 when it is none.
unsigned date_month(struct str name);

// "1960-09-17", or "1960-09" without a day.
void date_put_iso(struct buf *out, struct date date);

#endif
