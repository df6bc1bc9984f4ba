// unicode.h: code points, letters and names
//
// All text inside the program is UTF-8 without errors in NFC (teiclean sees to it); functions that
// may meet other bytes say so.

#ifndef STENOGRAM_UNICODE_H
#define STENOGRAM_UNICODE_H

#include <stdint.h>

#include "str.h"

// Decodes one code point from s[*at] and moves *at behind it. Returns -1 for a byte that begins no
// well-formed sequence (Unicode 15, table 3-7) and then moves *at by the length of the maximal
// ill-formed prefix, at least 1. *at must be less than s.n.
static inline int32_t utf8_next(struct str s, size_t *at);
int32_t utf8_next_beyond(struct str s, size_t *at); // the same for what is no ASCII

// Whether all of it is ASCII.
bool utf8_is_ascii(struct str s);

// Whether the byte is one of the later bytes of a character.
static inline bool utf8_is_tail(char byte)
{
	return (byte & 0xc0) == 0x80;
}

// Where the character that the byte s[at] belongs to begins. `at` must be less than s.n.
static inline size_t utf8_begin(struct str s, size_t at)
{
	while (at && utf8_is_tail(s.s[at]))
		at--;
	return at;
}

void utf8_put(struct buf *b, int32_t code_point);
size_t utf8_count(struct str s);  // code points; ill-formed prefixes count as one each
bool utf8_is_valid(struct str s); // the whole view

// Classes of code points after the Unicode Character Database.
bool unicode_is_letter(int32_t c);
bool unicode_is_upper(int32_t c); // upper or title case
int32_t unicode_title(int32_t c); // the same letter as a heading has it; others as they are
bool unicode_is_lower(int32_t c);
bool unicode_is_digit(int32_t c); // Nd
bool unicode_is_space(int32_t c); // Zs, Zl, Zp and ASCII blanks and controls that are blanks
bool unicode_is_mark(int32_t c);  // combining
// Of a script that puts no blanks between words: Han, kana, Thai, Lao, Khmer, Myanmar.
bool unicode_is_unspaced(int32_t c);

bool unicode_begins_upper(struct str s); // with a character that is unicode_is_upper; empty: false
bool unicode_first_is_upper(struct str s); // its first letter is; without letters: false

// White space as XML and the laws fold it: blank, tab, line feed, carriage return.
bool xml_is_space(char c);

// The end of the run of plain characters that begins at `at`: well-formed, printed (no
// control, no white space but U+0020, no format character), each by itself in NFC and none of them
// joining with what stands before it. Runs over text at the speed of memory; a run may end early.
size_t utf8_plain_end(struct str s, size_t at);

// Appends s in NFC (Unicode Standard Annex 15), in linear time for any input. False when memory ran
// out. s must be valid UTF-8.
bool unicode_nfc(struct buf *out, struct str s);
bool unicode_is_nfc(struct str s); // false also when memory ran out

// Appends s case-folded, in NFC; and without diacritics and other marks, in compatibility forms. False
// when memory ran out.
bool unicode_casefold(struct buf *out, struct str s);
bool unicode_bare(struct buf *out, struct str s);

// Appends s case-folded and without diacritics, runs of white space as one blank: the key under
// which two printings of a name are equal.
bool unicode_fold(struct buf *out, struct str s);

// Whether an id has the form that this project writes: ^[a-z]([-_a-z0-9]*[a-z0-9])?$
bool unicode_is_id(struct str id);

static inline int32_t utf8_next(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.s + *at;
	if (p[0] < 0x80) {
		*at += 1;
		return p[0];
	}
	// Two bytes, and three of nearly all blocks, without more ado.
	size_t left = s.n - *at;
	if (left >= 2 && p[0] >= 0xc2 && p[0] <= 0xdf && (p[1] & 0xc0) == 0x80) {
		*at += 2;
		return (p[0] & 0x1f) << 6 | (p[1] & 0x3f);
	}
	if (left >= 3 && p[0] >= 0xe1 && p[0] <= 0xec && (p[1] & 0xc0) == 0x80 &&
	    (p[2] & 0xc0) == 0x80) {
		*at += 3;
		return (p[0] & 0x0f) << 12 | (p[1] & 0x3f) << 6 | (p[2] & 0x3f);
	}
	return utf8_next_beyond(s, at);
}

#endif
