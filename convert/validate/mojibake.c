// mojibake.c: UTF-8 that somebody has read as Latin-1 or Windows-1252

#include "validate/mojibake.h"

#include "core/unicode.h"

enum { WORD_MAX_BYTES = 200, FIRST_MAX = 0xf4 };

// What the bytes from 0x80 are in Windows-1252; where they are nothing there, they are controls.
static const unsigned short windows[32] = {
	0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,
	0x2039, 0x152,  0x8d,   0x17d,  0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
	0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178,
};

// The byte that a character was, or 0.
static unsigned char byte_of(int32_t c)
{
	if (c >= 0x80 && c <= 0xff)
		return (unsigned char)c;
	for (unsigned i = 0; i < LENGTH(windows); i++)
		if (windows[i] == c)
			return (unsigned char)(0x80 + i);
	return 0;
}

// What may well follow a letter: quotation marks, dashes, blanks that do not break.
static bool is_punctuation(int32_t c)
{
	static const unsigned short signs[] = {0xa0,   0xa1,   0xab,   0xb7,   0xbb,   0xbf,
	                                       0x2013, 0x2014, 0x2018, 0x2019, 0x201a, 0x201c,
	                                       0x201d, 0x201e, 0x2022, 0x2026, 0x2039, 0x203a,
	                                       0xad,   0xb0,   0xb2,   0xb3,   0xb9};
	for (size_t i = 0; i < LENGTH(signs); i++)
		if (signs[i] == c)
			return true;
	return false;
}

// How many bytes a character of UTF-8 that texts often have begins with this one; else 0.
static size_t length_of(unsigned char first)
{
	if (first == 0xc2 || first == 0xc3 || first == 0xc4 || first == 0xc5 || first == 0xce ||
	    first == 0xcf || first == 0xd0 || first == 0xd1)
		return 2;
	return first == 0xe2 || first == 0xef || (first >= 0xe3 && first <= 0xe9) ? 3 : 0;
}

// A character that was read as several. `sure`: nobody writes these together.
static bool read_one(struct str s, size_t *at, struct buf *out, bool *sure)
{
	char bytes[3];
	size_t i = *at;
	int32_t c = utf8_next(s, &i);
	bytes[0] = (char)byte_of(c);
	size_t n = length_of((unsigned char)bytes[0]);
	bool punctuation = true;
	for (size_t k = 1; k < n; k++) {
		c = i < s.n ? utf8_next(s, &i) : 0;
		bytes[k] = (char)byte_of(c);
		if (!utf8_is_tail(bytes[k]))
			return false;
		punctuation &= is_punctuation(c);
	}
	if (!n || !utf8_is_valid((struct str){bytes, n}))
		return false;
	// Inside a word punctuation is odd, too; of three signs one is nearly always.
	size_t next = i;
	int32_t after = i < s.n ? utf8_next(s, &next) : ' ';
	*sure |= !punctuation || unicode_is_letter(after);
	buf_put(out, (struct str){bytes, n});
	*at = i;
	return true;
}

static void check_word(struct rules *r, struct str word, size_t at)
{
	struct buf meant = {0};
	size_t found = 0;
	bool sure = false;
	for (size_t i = 0; i < word.n;) {
		size_t from = i;
		if (read_one(word, &i, &meant, &sure)) {
			found++;
			continue;
		}
		utf8_next(word, &i);
		buf_put(&meant, str_from_to(word, from, i));
	}
	if (found && (sure || found > 1) && !meant.failed)
		rule_tell(r, RULE_MOJIBAKE, rule_run_place(r, at),
		          "\"%.*s\" was read in the wrong encoding: it should be \"%.*s\"",
		          STR_ARG(word), STR_ARG(buf_str(&meant)));
	buf_free(&meant);
}

// Whether a character that begins a sequence is followed by one that goes on with it.
static bool is_suspect(struct str s, size_t at)
{
	static const char following[] = "\xc2\xc5\xc6\xcb\xe2";
	return at + 2 < s.n && memchr(following, s.s[at + 2], sizeof following - 1);
}

void mojibake_text(struct rules *r, struct str text, size_t at)
{
	for (size_t i = 0; i < text.n;) {
		i += str_find_char(str_after(text, i), '\xc3');
		if (i >= text.n)
			return;
		if (!is_suspect(text, i)) {
			i++;
			continue;
		}
		size_t from = i, to = i;
		while (from && !ascii_is_space(text.s[from - 1]) && i - from < WORD_MAX_BYTES)
			from--;
		while (to < text.n && !ascii_is_space(text.s[to]) && to - i < WORD_MAX_BYTES)
			to++;
		check_word(r, str_from_to(text, utf8_begin(text, from), to), at + from);
		i = to;
	}
}
