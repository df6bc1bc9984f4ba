// sixteen.h: sixteen bytes at a time
//
// Whoever looks for a few special bytes in a long text asks sixteen bytes in one go: gcc and clang
// make single instructions of what is written with their vectors, on any machine that has them, and
// ordinary code where it has none. A question gives a mask, in which a byte is not zero where the
// answer is yes; masks are joined with "|" and "&".
//
//     for (; at + SIXTEEN <= s.n; at += SIXTEEN) {
//             sixteen_bytes b = sixteen_load(s.s + at);
//             sixteen_bytes mask = sixteen_equal(b, '<') | sixteen_equal(b, '&');
//             if (sixteen_any(mask))
//                     return at + sixteen_first(mask);
//     }

#ifndef STENOGRAM_SIXTEEN_H
#define STENOGRAM_SIXTEEN_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { SIXTEEN = 16 };

typedef unsigned char sixteen_bytes __attribute__((vector_size(SIXTEEN)));

static inline sixteen_bytes sixteen_load(const char *s)
{
	sixteen_bytes bytes;
	memcpy(&bytes, s, SIXTEEN);
	return bytes;
}

static inline sixteen_bytes sixteen_equal(sixteen_bytes bytes, unsigned char c)
{
	return (sixteen_bytes)(bytes == c);
}

// Bytes from `first` to `last`.
static inline sixteen_bytes sixteen_within(sixteen_bytes bytes, unsigned char first,
                                           unsigned char last)
{
	return (sixteen_bytes)(bytes - first <= (unsigned char)(last - first));
}

static inline bool sixteen_any(sixteen_bytes mask)
{
	uint64_t halves[2];
	memcpy(halves, &mask, SIXTEEN);
	return (halves[0] | halves[1]) != 0;
}

// The place of the first byte that is not zero; there must be one.
static inline size_t sixteen_first(sixteen_bytes mask)
{
	uint64_t halves[2];
	memcpy(halves, &mask, SIXTEEN);
	if (halves[0])
		return (size_t)__builtin_ctzll(le64toh(halves[0])) / 8;
	return 8 + (size_t)__builtin_ctzll(le64toh(halves[1])) / 8;
}

#endif
