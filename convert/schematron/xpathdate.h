// xpathdate.h: dates and durations as XML Schema writes them

#ifndef STENOGRAM_XPATHDATE_H
#define STENOGRAM_XPATHDATE_H

#include "core/str.h"

enum { DAY = 86400 }; // seconds

// "1960-09-17", also with a time zone, which is not counted: days, in the proleptic Gregorian calendar.
bool xpath_date_from(struct str text, double *days);
void xpath_date_of(double days, long *year, long *month, long *day);

// "P60D", "-P1DT12H": days, hours, minutes and seconds.
bool xpath_duration_from(struct str text, double *seconds);

#endif
