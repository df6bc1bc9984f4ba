// when.h: dates and times as arguments write them, and as attributes
//
// An argument is a year, a month or a day of ISO 8601 (1960, 1960-09, 1960-09-17), or two of them
// with a slash between, a span. A time is 13:00, 13:00:00 or 13:00:00.5.

#ifndef STENOGRAM_WHEN_H
#define STENOGRAM_WHEN_H

#include <stdint.h>

#include "core/date.h"
#include "encode/tei.h"

// Whether an argument is a date, or a span of dates, that exists.
bool when_is_date(struct str iso);

// Writes @when, or @from and @to. `iso` must be good.
void when_date(struct tei *w, struct str iso);

// A date as ISO 8601 has it, put into `iso`; a view of that.
struct str when_iso(const struct date *date, char iso[static 16]);

// The date that a printed value is: the first full date in it, or a month and its year, or a year
// alone. Puts it into `iso` and returns a view of that; empty when there is none.
struct str when_printed(struct str text, char iso[static 16]);

// Puts a time as TEI wants it, 13:00:00, into `out`; false when there is no such time.
bool when_time(struct str time, char out[static 24]);

// Seconds of media, a plain decimal number, in millionths. False when it is none.
bool when_seconds(struct str s, uint64_t *micros);

// Writes @dur, the time from one point to a later one ("PT4.1S").
void when_duration(struct tei *w, uint64_t from, uint64_t to);

#endif
