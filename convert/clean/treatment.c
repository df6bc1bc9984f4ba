// treatment.c: what becomes of each character

#include "clean/treatment.h"

static enum treatment treat_control(int32_t c)
{
	switch (c) {
	case '\0':
		return TREAT_NUL;
	case '\t':
		return TREAT_TABULATOR;
	case '\n':
	case '\v': // Word's line break within a paragraph
	case '\r':
		return TREAT_LINE_END;
	case '\f':
		return TREAT_PAGE_END;
	default:
		return c >= 0x80 ? TREAT_WINDOWS : TREAT_CONTROL;
	}
}

enum treatment treatment_of(int32_t c)
{
	if (c < 0)
		return TREAT_UNDECODED;
	if (c < 0x20 || (c >= 0x7f && c < 0xa0))
		return treat_control(c);
	switch (c) {
	case 0x00a0: // no-break space
	case 0x1680: // Ogham space mark
	case 0x202f: // narrow no-break space
	case 0x205f: // medium mathematical space
	case 0x3000: // ideographic space
		return TREAT_BLANK;
	case 0x00ad:
		return TREAT_BREAK_HERE;
	case 0x200b:
		return TREAT_BREAK_ZERO;
	case 0x2028: // line separator
	case 0x2029: // paragraph separator
		return TREAT_LINE_END;
	case 0xfeff: // a byte order mark that files joined together have left
		return TREAT_DROP;
	case 0xfffe: // what XML has no way to write
	case 0xffff:
		return TREAT_CONTROL;
	default:
		return c >= 0x2000 && c <= 0x200a ? TREAT_BLANK : TREAT_KEEP;
	}
}

bool treatment_unspaced(int32_t c)
{
	return (c >= 0x0e00 && c <= 0x109f) || (c >= 0x1780 && c <= 0x17ff) ||
	       (c >= 0x1950 && c <= 0x1b7f) || (c >= 0xa980 && c <= 0xaa7f);
}

int32_t treatment_windows(int32_t c)
{
	static const uint16_t table[32] = {
		0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
		0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
		0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
		0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
	};
	return table[c - 0x80];
}
