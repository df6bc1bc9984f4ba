// checksum.c: what tells whether two contents are the same

#include "batch/checksum.h"

#include <nettle/sha2.h>

struct checksum checksum_of(struct str content)
{
	struct sha256_ctx state;
	struct checksum sum;
	sha256_init(&state);
	sha256_update(&state, content.n, (const uint8_t *)content.s);
	sha256_digest(&state, sizeof sum.bytes, sum.bytes);
	return sum;
}

bool checksum_eq(const struct checksum *a, const struct checksum *b)
{
	return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

void checksum_put(struct buf *out, const struct checksum *sum)
{
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < sizeof sum->bytes; i++) {
		char two[2] = {digits[sum->bytes[i] >> 4], digits[sum->bytes[i] & 15]};
		buf_put(out, (struct str){two, 2});
	}
}

static int digit_of(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool checksum_read(struct str digits, struct checksum *sum)
{
	if (digits.n != 2 * sizeof sum->bytes)
		return false;
	for (size_t i = 0; i < sizeof sum->bytes; i++) {
		int high = digit_of(digits.s[2 * i]), low = digit_of(digits.s[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		sum->bytes[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}
