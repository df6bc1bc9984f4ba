// unicode.c: code points, letters and names

#include "core/unicode.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "core/sixteen.h"

// The bounds of the second byte after each lead byte, Unicode 15, table 3-7.
static bool second_is_good(unsigned char lead, unsigned char second)
{
	switch (lead) {
	case 0xe0:
		return second >= 0xa0 && second <= 0xbf;
	case 0xed:
		return second >= 0x80 && second <= 0x9f;
	case 0xf0:
		return second >= 0x90 && second <= 0xbf;
	case 0xf4:
		return second >= 0x80 && second <= 0x8f;
	default:
		return second >= 0x80 && second <= 0xbf;
	}
}

static size_t sequence_length(unsigned char lead)
{
	if (lead >= 0xc2 && lead <= 0xdf)
		return 2;
	if (lead >= 0xe0 && lead <= 0xef)
		return 3;
	if (lead >= 0xf0 && lead <= 0xf4)
		return 4;
	return 0;
}

int32_t utf8_next_beyond(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.s + *at;
	size_t left = s.n - *at;
	size_t n = sequence_length(p[0]);
	int32_t c = n == 2 ? p[0] & 0x1f : n == 3 ? p[0] & 0x0f : p[0] & 0x07;
	size_t i = 1;
	while (i < n && i < left && (i == 1 ? second_is_good(p[0], p[1]) : (p[i] & 0xc0) == 0x80)) {
		c = c << 6 | (p[i] & 0x3f);
		i++;
	}
	*at += i;
	return n && i == n ? c : -1;
}

void utf8_put(struct buf *b, int32_t code_point)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t n = utf8proc_encode_char(code_point, bytes);
	buf_put(b, (struct str){(const char *)bytes, (size_t)n});
}

size_t utf8_count(struct str s)
{
	size_t at = 0, count = 0;
	while (at < s.n) {
		utf8_next(s, &at);
		count++;
	}
	return count;
}

// The next byte that is no ASCII, or s.n.
static size_t skip_ascii(struct str s, size_t at)
{
	for (; at + SIXTEEN <= s.n; at += SIXTEEN) {
		sixteen_bytes beyond = sixteen_load(s.s + at) & 0x80;
		if (sixteen_any(beyond))
			return at + sixteen_first(beyond);
	}
	while (at < s.n && !(s.s[at] & 0x80))
		at++;
	return at;
}

bool utf8_is_valid(struct str s)
{
	size_t at = 0;
	while ((at = skip_ascii(s, at)) < s.n)
		while (at < s.n && (s.s[at] & 0x80))
			if (utf8_next(s, &at) < 0)
				return false;
	return true;
}

static utf8proc_category_t category(int32_t c)
{
	return utf8proc_category(c);
}

bool unicode_is_letter(int32_t c)
{
	if (c < 0x80)
		return c >= 0 && ascii_is_alpha((char)c);
	utf8proc_category_t k = category(c);
	return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}

int32_t unicode_title(int32_t c)
{
	return c < 0 ? c : utf8proc_totitle(c);
}

bool unicode_is_upper(int32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z';
	utf8proc_category_t k = category(c);
	return k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LT;
}

bool unicode_is_lower(int32_t c)
{
	if (c < 0x80)
		return c >= 'a' && c <= 'z';
	return category(c) == UTF8PROC_CATEGORY_LL;
}

bool unicode_is_digit(int32_t c)
{
	if (c < 0x80)
		return c >= '0' && c <= '9';
	return category(c) == UTF8PROC_CATEGORY_ND;
}

bool unicode_is_space(int32_t c)
{
	if (c < 0x80)
		return c == ' ' || (c >= '\t' && c <= '\r');
	utf8proc_category_t k = category(c);
	return k == UTF8PROC_CATEGORY_ZS || k == UTF8PROC_CATEGORY_ZL ||
	       k == UTF8PROC_CATEGORY_ZP || c == 0x85;
}

bool unicode_is_mark(int32_t c)
{
	if (c < 0x300)
		return false;
	utf8proc_category_t k = category(c);
	return k >= UTF8PROC_CATEGORY_MN && k <= UTF8PROC_CATEGORY_ME;
}

bool unicode_is_unspaced(int32_t c)
{
	static const int32_t ranges[][2] = {{0x0e00, 0x0eff}, {0x1000, 0x109f},  {0x1780, 0x17ff},
	                                    {0x3040, 0x30ff}, {0x3400, 0x4dbf},  {0x4e00, 0x9fff},
	                                    {0xf900, 0xfaff}, {0x20000, 0x3ffff}};
	for (size_t i = 0; i < LENGTH(ranges); i++)
		if (c >= ranges[i][0] && c <= ranges[i][1])
			return true;
	return false;
}

bool unicode_begins_upper(struct str s)
{
	size_t at = 0;
	return s.n && unicode_is_upper(utf8_next(s, &at));
}

bool unicode_first_is_upper(struct str s)
{
	size_t at = 0;
	while (at < s.n) {
		int32_t c = utf8_next(s, &at);
		if (unicode_is_letter(c))
			return unicode_is_upper(c);
	}
	return false;
}

bool xml_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Appends what utf8proc makes of s under the options.
static bool map(struct buf *out, struct str s, utf8proc_option_t options)
{
	utf8proc_uint8_t *made = NULL;
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)(s.n ? s.s : ""),
	                                  (utf8proc_ssize_t)s.n, &made, options);
	if (n >= 0)
		buf_put(out, (struct str){(const char *)made, (size_t)n});
	free(made);
	return n >= 0 && !out->failed;
}

bool utf8_is_ascii(struct str s)
{
	size_t at = skip_ascii(s, 0);
	while (at < s.n && (unsigned char)s.s[at] < 0x80)
		at++;
	return at == s.n;
}

// What unicode_fold makes of ASCII, into `out`, which has room for s.n bytes. Gives how many it made.
static size_t fold_ascii(char *out, struct str s)
{
	size_t n = 0;
	bool blank = false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.s[i];
		if (ascii_is_space(c)) {
			blank = n > 0;
			continue;
		}
		if (blank)
			out[n++] = ' ';
		blank = false;
		out[n++] = ascii_lower(c);
	}
	return n;
}

// Marks are dropped, so that there is no order of marks to be kept, and each character can be taken
// for itself.
static bool fold_characters(struct buf *out, struct str s)
{
	const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
	                                  UTF8PROC_STRIPMARK | UTF8PROC_COMPAT;
	enum { PARTS = 32 }; // the longest compatibility decomposition has 18
	utf8proc_int32_t parts[PARTS];
	for (size_t at = 0; at < s.n;) {
		int last = 0;
		if ((unsigned char)s.s[at] < 0x80) {
			buf_putc(out, ascii_lower(s.s[at++]));
			continue;
		}
		int32_t c = utf8_next(s, &at);
		utf8proc_ssize_t n =
			c < 0 ? -1 : utf8proc_decompose_char(c, parts, PARTS, options, &last);
		if (n < 0 || n > PARTS)
			return false;
		for (utf8proc_ssize_t i = 0; i < n; i++)
			utf8_put(out, parts[i]);
	}
	return !out->failed;
}

bool unicode_casefold(struct buf *out, struct str s)
{
	// utf8proc's own composition takes the square of the length of a run of marks.
	struct buf folded = {0};
	bool good = map(&folded, s, UTF8PROC_STABLE | UTF8PROC_CASEFOLD) &&
	            unicode_nfc(out, buf_str(&folded));
	buf_free(&folded);
	return good;
}

bool unicode_bare(struct buf *out, struct str s)
{
	return map(out, s,
	           UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_COMPAT);
}

bool unicode_fold(struct buf *out, struct str s)
{
	struct buf folded = {0};
	if (utf8_is_ascii(s)) {
		if (!buf_reserve(out, s.n))
			return false;
		out->n += fold_ascii(out->s + out->n, s);
		out->s[out->n] = '\0';
		return true;
	}
	bool good = fold_characters(&folded, s);
	struct str rest = buf_str(&folded), word;
	bool first = true;
	while ((word = str_word(&rest)).n) {
		if (!first)
			buf_putc(out, ' ');
		buf_put(out, word);
		first = false;
	}
	buf_free(&folded);
	return good && !out->failed;
}

static bool is_id_byte(char c)
{
	return (c >= 'a' && c <= 'z') || ascii_is_digit(c);
}

bool unicode_is_id(struct str id)
{
	if (id.n == 0 || id.s[0] < 'a' || id.s[0] > 'z' || !is_id_byte(id.s[id.n - 1]))
		return false;
	for (size_t i = 0; i < id.n; i++)
		if (!is_id_byte(id.s[i]) && id.s[i] != '-' && id.s[i] != '_')
			return false;
	return true;
}
