// countfix.h: counts of the header made those of the text

#ifndef STENOGRAM_COUNTFIX_H
#define STENOGRAM_COUNTFIX_H

#include "validate/rules.h"

// The number that is printed in a measure: "21 speeches".
struct printed_count {
	size_t number;
	size_t at, n;   // the text of the measure; n = 0: none, or one in several pieces
	size_t finding; // that tells that it is not the number of the attribute, or FINDING_NONE
};

// Keeps an edit for an attribute that has another number than was counted.
void countfix_attribute(struct rules *r, enum fix fix, size_t finding, size_t tag,
                        const char *attribute, size_t old, size_t counted);

// The same for the printed number; thousands stay parted as they are.
void countfix_printed(struct rules *r, size_t finding, const struct printed_count *print,
                      size_t counted);

#endif
