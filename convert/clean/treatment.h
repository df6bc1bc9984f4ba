// treatment.h: what becomes of each character
//
// teiclean(1) lists it for the user.

#ifndef STENOGRAM_TREATMENT_H
#define STENOGRAM_TREATMENT_H

#include <stdbool.h>
#include <stdint.h>

enum treatment {
	TREAT_KEEP,
	TREAT_DROP,
	TREAT_BLANK, // any space
	TREAT_TABULATOR,
	TREAT_LINE_END,
	TREAT_PAGE_END,   // form feed
	TREAT_BREAK_HERE, // soft hyphen
	TREAT_BREAK_ZERO, // zero-width space
	TREAT_CONTROL,
	TREAT_WINDOWS, // C1
	TREAT_NUL,
	TREAT_UNDECODED,
};

// The treatment of a code point, or of an ill-formed sequence (c < 0).
enum treatment treatment_of(int32_t c);

// What the byte of a C1 control, U+0080 to U+009F, is in windows-1252; 0 for the five that are
// nothing there.
int32_t treatment_windows(int32_t c);

// Whether c belongs to a script that puts no spaces between words and may part them by zero-width
// spaces: Thai, Lao, Tibetan, Myanmar, Khmer, the Tai scripts, Balinese, Javanese.
bool treatment_unspaced(int32_t c);

#endif
