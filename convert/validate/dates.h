// dates.h: the dates and times of TEI's attributes
//
// A value means a span: "1960" all of that year, "1960-09-17" that day, "1960-09-17T13:00:00Z" a
// second. What a value could mean if nobody says in which zone it is, is held against no one.

#ifndef STENOGRAM_DATES_H
#define STENOGRAM_DATES_H

#include <stdint.h>

#include "core/str.h"

enum when_form {
	WHEN_NONE, // not read: of another form, or no date
	WHEN_YEAR,
	WHEN_MONTH,
	WHEN_DAY,
	WHEN_SECOND, // a day and a time
	WHEN_TIME,   // of any day
	WHEN_RECURS, // --09-17, --09, ---17
};

struct when {
	enum when_form form;
	long year;                                 // negative: BC
	unsigned month, day, hour, minute, second; // 0: not said
	bool zoned;
	int zone; // minutes east of Greenwich
};

// Reads a value as XML Schema has it, or as ISO 8601 where that looks the same. A date of this form that
// does not exist is read, too.
struct when when_read(struct str value);

// What is wrong with it, as words that follow "there is no …"; NULL: it exists. With `other_calendar`,
// 29 February of any fourth year does.
const char *when_unreal(const struct when *w, bool other_calendar);

// The first and the last second that it can mean, counted from a day long ago. Of days alone and
// times with them; a value without zone as if it were of Greenwich.
int64_t when_first(const struct when *w);
int64_t when_last(const struct when *w);

// The same in whole days, without regard to zones.
int64_t when_first_day(const struct when *w);
int64_t when_last_day(const struct when *w);

static inline bool when_is_date(const struct when *w)
{
	return w->form >= WHEN_YEAR && w->form <= WHEN_SECOND;
}

#endif
