// clock.h: times of day in prose that cannot be anything else
//
// "10 a.m.", "10:30 p.m.", "11:17 Uhr", "1117 hours"; a span between two words of one language,
// "from 10:00 to 12:30"; and, behind a full date alone, "from 1300 to 1500", which elsewhere would
// be years.

#ifndef STENOGRAM_CLOCK_H
#define STENOGRAM_CLOCK_H

#include "core/str.h"

struct clock_time {
	size_t from, to; // bytes of the text
	unsigned hour, minute;
};

struct clock_found {
	struct clock_time time;
	bool span;
	struct clock_time until; // of a span
};

// The first time of `text` at or behind byte `from`.
bool clock_find(struct str text, size_t from, struct clock_found *found);

// The time as TEI wants it: 13:00:00.
void clock_iso(const struct clock_time *time, char iso[static 16]);

#endif
