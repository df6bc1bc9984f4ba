// plain.c: the run of characters that need no care
//
// Nearly all text is such runs, so that whoever has to look at every character copies them whole.
// The classes are hand-picked from the Unicode Character Database: blocks that are wholly plain.

#include "core/sixteen.h"
#include "core/unicode.h"

static bool within(unsigned char byte, unsigned char first, unsigned char last)
{
	return byte >= first && byte <= last;
}

// U+2000 to U+2FFF, lead byte 0xE2: quotes and dashes, currencies, arrows, mathematics, boxes and
// dingbats, but not the spaces, the letterlike symbols, angle brackets and combining marks.
static bool is_plain_e2(unsigned char second, unsigned char third)
{
	if (second == 0x80)
		return within(third, 0x90, 0xa7) || within(third, 0xb0, 0xbf);
	return second == 0x82 || within(second, 0x86, 0x8b) || within(second, 0x90, 0xa9);
}

// U+3000 to U+3FFF, lead byte 0xE3: without the ideographic space and the combining marks.
static bool is_plain_e3(unsigned char second, unsigned char third)
{
	if (second == 0x80)
		return within(third, 0x81, 0xa9) || third >= 0xb0;
	return second != 0x82 || third < 0x99 || third > 0x9a;
}

// The three-byte sequences but for U+4000 to U+9FFF.
static bool is_plain_three(const unsigned char *p)
{
	switch (p[0]) {
	case 0xe1: // Latin Extended Additional
		return within(p[1], 0xb8, 0xbb);
	case 0xe2:
		return is_plain_e2(p[1], p[2]);
	case 0xe3:
		return is_plain_e3(p[1], p[2]);
	case 0xea: // Hangul syllables, to U+D77F
		return p[1] >= 0xb0;
	case 0xeb:
	case 0xec:
		return true;
	case 0xed:
		return p[1] <= 0x9d;
	case 0xee: // private use
		return true;
	case 0xef: // private use; fullwidth forms
		return p[1] <= 0xa3 || within(p[1], 0xbc, 0xbd);
	default:
		return false;
	}
}

// The length of the plain character at p, which is no ASCII, or 0.
static inline size_t plain_length(const unsigned char *p, size_t left)
{
	if (left < 2 || !utf8_is_tail((char)p[1]))
		return 0;
	if (p[0] < 0xe0) {
		// U+00C0 to U+02FF, U+0380 to U+057F without U+0387 and U+0483 to U+0487
		bool plain = within(p[0], 0xcf, 0xd1) || within(p[0], 0xc3, 0xcb) ||
		             (p[0] == 0xce && p[1] != 0x87) || (p[0] == 0xd2 && p[1] >= 0x88) ||
		             within(p[0], 0xd3, 0xd5);
		return plain ? 2 : 0;
	}
	if (left < 3 || !utf8_is_tail((char)p[2]))
		return 0;
	if (p[0] < 0xf0)
		return within(p[0], 0xe4, 0xe9) || is_plain_three(p) ? 3 : 0;
	bool pictograph = p[0] == 0xf0 && p[1] == 0x9f && left >= 4 && utf8_is_tail((char)p[3]);
	return pictograph ? 4 : 0;
}

// The end of the run of printed ASCII.
static inline size_t ascii_end(struct str s, size_t at)
{
	for (; at + SIXTEEN <= s.n; at += SIXTEEN) {
		sixteen_bytes b = sixteen_load(s.s + at);
		sixteen_bytes care = sixteen_within(b, 0, 0x1f) | sixteen_within(b, 0x7f, 0xff);
		if (sixteen_any(care))
			return at + sixteen_first(care);
	}
	while (at < s.n && s.s[at] >= 0x20 && s.s[at] < 0x7f)
		at++;
	return at;
}

size_t utf8_plain_end(struct str s, size_t at)
{
	const unsigned char *p = (const unsigned char *)s.s;
	size_t n;
	do {
		at = ascii_end(s, at);
		for (n = 0; at < s.n && p[at] >= 0x80; at += n)
			if ((n = plain_length(p + at, s.n - at)) == 0)
				break;
	} while (n);
	return at;
}
