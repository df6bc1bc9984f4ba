// fixset.h: what --fix mends
//
// A finding is mended where one mending alone is right; the rules here can tell. All others are for
// people.

#ifndef STENOGRAM_FIXSET_H
#define STENOGRAM_FIXSET_H

#include <stdint.h>

#include "core/report.h"

// Each kind of mending, by the id of the finding that it mends.
#define FIXES(X) \
	X(ID_NAME, "id-name") \
	X(LINK_MISSING, "link-target-missing") \
	X(LINK_BLANK, "link-blank") \
	X(LINK_BARE, "link-not-a-pointer") \
	X(NUMBER_ORDER, "number-order") \
	X(COUNT_MEASURE, "count-measure") \
	X(COUNT_TAG, "count-tag") \
	X(NFC, "text-nfc") \
	X(DATE, "schema-value")

enum fix {
#define FIX_NAME(NAME, id) FIX_##NAME,
	FIXES(FIX_NAME)
#undef FIX_NAME
		FIX_COUNT
};

typedef uint32_t fixset; // bit 1 << fix

// All of them; those that `list` names, with commas. False: reported which there are.
fixset fixset_all(void);
bool fixset_read(fixset *set, struct str list, struct reporter *reporter);

static inline bool fixset_has(fixset set, enum fix fix)
{
	return set >> fix & 1;
}

#endif
