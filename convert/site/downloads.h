// downloads.h: the formats that stand beside each page of a site

#ifndef STENOGRAM_SITE_DOWNLOADS_H
#define STENOGRAM_SITE_DOWNLOADS_H

#include "core/report.h"
#include "transform/transform.h"

struct downloads {
	struct download {
		struct str name;      // "csv"
		struct str extension; // ".csv", or ".network.csv" where another has that
		struct transform *transform;
	} * items;
	size_t n, cap;
	struct arena arena;
};

// Compiles the formats of a list of names, parted by commas; "all" is every format but html, "none" none.
// NULL: text, csv and epub, as far as they are there. False: reported.
bool downloads_open(struct downloads *d, const char *list, struct reporter *reporter);

void downloads_free(struct downloads *d);

#endif
