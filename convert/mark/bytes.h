// bytes.h: sets of bytes, and the signs that tell lines apart

#ifndef STENOGRAM_BYTES_H
#define STENOGRAM_BYTES_H

#include <stdint.h>

#include "core/str.h"

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
	X(BEYOND, 5, c >= 0x80) \
	X(HYPHEN, 4, c == '-')

enum sign {
#define SIGN_NAME(NAME, cost, is) SIGN_##NAME,
	SIGNS(SIGN_NAME)
#undef SIGN_NAME
		SIGN_COUNT
};

// The signs that stand in the text, a bit for each.
uint16_t signs_of(struct str text);

struct bytes {
	uint64_t ascii[2];
	bool wide;   // 0xef, which begins "："
	bool beyond; // any other byte above 0x7f
};

#define BYTES_UPPER_CASE UINT64_C(0x07fffffe) // in bytes.ascii[1]; none of them has a sign

void bytes_add(struct bytes *b, unsigned char c);
void bytes_add_range(struct bytes *b, unsigned char from, unsigned char to);
void bytes_add_all(struct bytes *b, struct bytes other);
void bytes_remove(struct bytes *b, unsigned char c); // of ASCII

// The letters in both cases. A set that is to be complemented must not be made too large: it goes
// without the few letters beyond ASCII that are the same as some of ASCII.
void bytes_add_cases(struct bytes *b, bool negated);

// What may begin a character that does not begin with one of the set.
struct bytes bytes_without(struct bytes b);

// Whether the byte is one of the set.
bool bytes_have(const struct bytes *bytes, unsigned char c);

// The signs that bytes of the set have. *covered: each byte of the set has one.
uint16_t bytes_signs(const struct bytes *b, bool *covered);

#endif
