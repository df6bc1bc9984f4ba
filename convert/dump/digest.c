// digest.c: checksums that an archive has for what it carries, "sha1:HFXS5N…"

#include "dump/digest.h"

#include <nettle/md5.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>

#include "dump/fields.h"

enum { DIGEST_MAX = SHA256_DIGEST_SIZE };

static void sum_md5(struct str s, uint8_t *to)
{
	struct md5_ctx state;
	md5_init(&state);
	md5_update(&state, s.n, (const uint8_t *)s.s);
	md5_digest(&state, MD5_DIGEST_SIZE, to);
}

static void sum_sha1(struct str s, uint8_t *to)
{
	struct sha1_ctx state;
	sha1_init(&state);
	sha1_update(&state, s.n, (const uint8_t *)s.s);
	sha1_digest(&state, SHA1_DIGEST_SIZE, to);
}

static void sum_sha256(struct str s, uint8_t *to)
{
	struct sha256_ctx state;
	sha256_init(&state);
	sha256_update(&state, s.n, (const uint8_t *)s.s);
	sha256_digest(&state, SHA256_DIGEST_SIZE, to);
}

static const struct kind {
	struct str name;
	size_t size;
	void (*sum)(struct str s, uint8_t *to);
} kinds[] = {
	{STR("sha1"), SHA1_DIGEST_SIZE, sum_sha1},
	{STR("sha-1"), SHA1_DIGEST_SIZE, sum_sha1},
	{STR("sha256"), SHA256_DIGEST_SIZE, sum_sha256},
	{STR("sha-256"), SHA256_DIGEST_SIZE, sum_sha256},
	{STR("md5"), MD5_DIGEST_SIZE, sum_md5},
};

static int value_of(char c, bool hex)
{
	c = ascii_lower(c);
	if (hex)
		return ascii_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
	return c >= 'a' && c <= 'z' ? c - 'a' : c >= '2' && c <= '7' ? c - '2' + 26 : -1;
}

// False: these are no digits for so many bytes.
static bool read_digits(struct str digits, size_t size, uint8_t *to)
{
	bool hex = digits.n == 2 * size;
	unsigned width = hex ? 4 : 5, held = 0, bits = 0;
	size_t n = 0;
	while (digits.n && digits.s[digits.n - 1] == '=')
		digits.n--;
	if (!hex && digits.n != (size * 8 + 4) / 5)
		return false;
	for (size_t i = 0; i < digits.n; i++) {
		int value = value_of(digits.s[i], hex);
		if (value < 0)
			return false;
		held = held << width | (unsigned)value;
		bits += width;
		if (bits >= 8 && n < size) {
			bits -= 8;
			to[n++] = (uint8_t)(held >> bits);
			held &= (1U << bits) - 1;
		}
	}
	return n == size;
}

enum digest_verdict digest_check(struct str labelled, struct str content)
{
	size_t colon = str_find_char(labelled, ':');
	struct str name = str_trim(str_from_to(labelled, 0, colon));
	struct str digits = str_trim(str_after(labelled, colon + 1));
	for (size_t i = 0; i < LENGTH(kinds); i++) {
		uint8_t wanted[DIGEST_MAX], found[DIGEST_MAX];
		if (!fields_same(name, kinds[i].name))
			continue;
		if (!read_digits(digits, kinds[i].size, wanted))
			return DIGEST_UNKNOWN;
		kinds[i].sum(content, found);
		return memcmp(wanted, found, kinds[i].size) == 0 ? DIGEST_GOOD : DIGEST_BAD;
	}
	return DIGEST_UNKNOWN;
}
