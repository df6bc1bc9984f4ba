// needs.h: what a text must have for a pattern to match it, told without trying the pattern
//
// Most lines of a transcript match no rule. What a pattern needs is read off its source once: the
// first byte that a match can have, the last one, signs that it must contain, signs that it cannot. A
// text without them is passed over. What is told is never more than what holds; of a pattern that is
// not understood, nothing is told.

#ifndef STENOGRAM_NEEDS_H
#define STENOGRAM_NEEDS_H

#include <stdint.h>

#include "core/str.h"
#include "mark/words.h"

// Classes of bytes. X(NAME, how common they are in lines, whether it has the bytes of the
// vector c)
#define SIGNS(X) \
	X(COLON, 2, c == ':') \
	X(BRACKET, 2, (c == '(') | (c == '[') | (c == '_')) \
	X(STOP, 8, c == '.') \
	X(COMMA, 7, c == ',') \
	X(DIGIT, 3, c - '0' <= 9) \
	X(LOWER, 20, c - 'a' <= 25) \
	X(WIDE, 1, c == 0xef) /* the first byte of "：" */ \
	X(BEYOND, 5, c >= 0x80)

enum sign {
#define SIGN_NAME(NAME, cost, is) SIGN_##NAME,
	SIGNS(SIGN_NAME)
#undef SIGN_NAME
		SIGN_COUNT
};

// The signs that stand in the text, a bit for each.
uint8_t signs_of(struct str text);

enum { NEEDS_MAX = 4 };

struct bytes {
	uint64_t ascii[2];
	bool wide;   // 0xef, which begins "："
	bool beyond; // any other byte above 0x7f
};

struct needs {
	bool at_begin;            // a match begins where the text does
	bool at_end;              // and ends where it does
	bool blank;               // nothing but blanks and tabs may match
	size_t least, most;       // bytes of a match
	struct bytes first;       // of them the first that is no blank or tab is one
	struct bytes last;        // of them the last byte is one
	uint8_t signs[NEEDS_MAX]; // of each of these masks one sign at least must stand in the text
	size_t signs_n;
	uint8_t never; // signs that no text that matches has
};

// What is known of the word lists that patterns name, found once for each.
struct list_needs {
	const struct words *words;
	struct table by_name;
	struct piece *items;
	size_t n, cap;
};

void list_needs_free(struct list_needs *lists);

// Reads off the source of a PCRE2 pattern what it needs. %{NAME} in it stands for any word of a list.
void needs_read(struct needs *needs, struct str source, bool caseless, struct list_needs *lists);

// Whether the byte is one of the set.
bool bytes_have(const struct bytes *bytes, unsigned char c);

// False when the pattern cannot match the text from byte `from` on, whatever its signs.
bool needs_fit(const struct needs *needs, struct str text, size_t from);

// False when it cannot match a text with these signs, or, with `part`, any part of one.
bool needs_hold(const struct needs *needs, uint8_t signs, bool part);

#endif
