// bytes.c: sets of bytes, and the signs that tell lines apart

#include "mark/bytes.h"

#include <string.h>

#include "core/sixteen.h"

void bytes_add(struct bytes *b, unsigned char c)
{
	if (c < 0x80)
		b->ascii[c >> 6] |= UINT64_C(1) << (c & 63);
	else if (c == 0xef)
		b->wide = true;
	else
		b->beyond = true;
}

void bytes_add_range(struct bytes *b, unsigned char from, unsigned char to)
{
	for (unsigned c = from; c <= to; c++)
		bytes_add(b, (unsigned char)c);
}

void bytes_add_all(struct bytes *b, struct bytes other)
{
	b->ascii[0] |= other.ascii[0];
	b->ascii[1] |= other.ascii[1];
	b->wide |= other.wide;
	b->beyond |= other.beyond;
}

void bytes_remove(struct bytes *b, unsigned char c)
{
	b->ascii[c >> 6] &= ~(UINT64_C(1) << (c & 63));
}

struct bytes bytes_without(struct bytes b)
{
	return (struct bytes){{~b.ascii[0], ~b.ascii[1]}, true, true};
}

bool bytes_have(const struct bytes *b, unsigned char c)
{
	return c < 0x80 ? b->ascii[c >> 6] >> (c & 63) & 1 : c == 0xef ? b->wide : b->beyond;
}

// The signs from `first` on that a byte has room for.
#define SIGN_BITS(NAME, cost, is) ((sixteen_bytes)(is)&bit_in_byte(SIGN_##NAME, first)) |

static inline unsigned char bit_in_byte(enum sign sign, unsigned first)
{
	if (sign < first || sign >= first + 8)
		return 0;
	return (unsigned char)(1u << (sign - first));
}

static inline sixteen_bytes signs_from(sixteen_bytes c, unsigned first)
{
	return SIGNS(SIGN_BITS)(sixteen_bytes){0};
}

#undef SIGN_BITS

// The last bytes of a text, fewer than sixteen.
static inline sixteen_bytes load_rest(const char *from, size_t n)
{
	sixteen_bytes c = {0};
	memcpy(&c, from, n);
	return c;
}

// All bits of the sixteen bytes in one.
static uint8_t together(sixteen_bytes signs)
{
	uint64_t halves[2];
	memcpy(halves, &signs, sizeof halves);
	halves[0] |= halves[1];
	halves[0] |= halves[0] >> 32;
	halves[0] |= halves[0] >> 16;
	return (uint8_t)(halves[0] | halves[0] >> 8);
}

uint16_t signs_of(struct str text)
{
	sixteen_bytes low = {0}, high = {0};
	for (size_t at = 0; at < text.n; at += SIXTEEN) {
		size_t left = text.n - at;
		sixteen_bytes c =
			left >= SIXTEEN ? sixteen_load(text.s + at) : load_rest(text.s + at, left);
		low |= signs_from(c, 0);
		high |= signs_from(c, 8);
	}
	return (uint16_t)(together(low) | together(high) << 8);
}

// Unsigned, so that what is below a range is far above it, as in the vectors.
static inline uint16_t signs_of_byte(unsigned c)
{
#define SIGN_BIT(NAME, cost, is) ((unsigned)(is) << SIGN_##NAME) |
	return (uint16_t)(SIGNS(SIGN_BIT) 0u);
#undef SIGN_BIT
}

// The signs that bytes of the set have. *covered: each byte of the set has one.
uint16_t bytes_signs(const struct bytes *b, bool *covered)
{
	uint16_t signs = b->beyond ? 1u << SIGN_BEYOND : 0;
	if (b->wide)
		signs |= 1u << SIGN_WIDE;
	*covered = true;
	for (unsigned half = 0; half < 2; half++) {
		for (uint64_t left = b->ascii[half]; left; left &= left - 1) {
			unsigned c = half * 64 + (unsigned)__builtin_ctzll(left);
			uint16_t one = signs_of_byte(c);
			*covered = *covered && one;
			signs |= one;
		}
	}
	return signs;
}

// The letters in both cases. A set that is complemented must not be made too large.
void bytes_add_cases(struct bytes *b, bool negated)
{
	const uint64_t letters = BYTES_UPPER_CASE;
	uint64_t cases = (b->ascii[1] | b->ascii[1] >> 32) & letters;
	b->ascii[1] |= cases | cases << 32;
	if (negated)
		return;
	// The Kelvin sign and the long s are k and s.
	if (bytes_have(b, 'k') || bytes_have(b, 's'))
		b->beyond = true;
	if (!b->beyond && !b->wide)
		return;
	bytes_add(b, 'k');
	bytes_add(b, 'K');
	bytes_add(b, 's');
	bytes_add(b, 'S');
}
