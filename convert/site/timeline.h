// timeline.h: how many documents there are of which time

#ifndef STENOGRAM_SITE_TIMELINE_H
#define STENOGRAM_SITE_TIMELINE_H

#include "site/pages.h"

// The year of a document's date, which may be before our era ("-0430"); NO_YEAR, which is later than any
// other, when it is not known. And as it is written there.
#define NO_YEAR 1000000L
long document_year(const struct document *d);
struct str document_year_text(const struct document *d);

// Appends bars by year, each a link into the list of dates (whose order is by date), and the same numbers
// as a list. Nothing where no document has a date. At most TIMELINE_BARS: of a longer time several years are
// one bar.
enum { TIMELINE_BARS = 200 };
void timeline_put(struct buf *out, const struct holdings *c, const struct list *dates);

#endif
