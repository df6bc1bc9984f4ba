// textrules.c: rules on the characters of a text and of values

#include "validate/textrules.h"

#include "core/unicode.h"
#include "validate/markrules.h"
#include "validate/mojibake.h"
#include "validate/nfcfix.h"
#include "validate/scripts.h"

static bool is_rtl(int32_t c)
{
	return (c >= 0x590 && c <= 0x8ff) || (c >= 0xfb1d && c <= 0xfdcf) ||
	       (c >= 0xfe70 && c <= 0xfefc) || (c >= 0x10800 && c <= 0x10fff) ||
	       (c >= 0x1e800 && c <= 0x1efff);
}

// Letters of scripts that need no invisible characters within words.
static bool is_european(int32_t c)
{
	return (c < 0x530 && unicode_is_letter(c)) || (c >= 0x1e00 && c <= 0x1fff);
}

static bool is_bidi(int32_t c)
{
	return c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069);
}

static const char *trouble_of(int32_t c)
{
	if (c == 0xfffd)
		return "stands for a character that could not be read; look it up in the source";
	if (c >= 0x80 && c < 0xa0)
		return "is a control character: the text was read in the wrong encoding";
	if ((c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe)
		return "is no character: Unicode keeps it for the use of programs";
	if ((c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000)
		return "is for private use: it means something with one font alone; use <g>, or "
		       "the "
		       "character itself";
	if (c == 0xfeff)
		return "is a byte order mark, which is no part of a text: take it away";
	return NULL;
}

// The same of a character that cannot be seen, between two others (0: the end of the text).
static const char *trouble_between(int32_t c, int32_t before, int32_t after, bool rtl)
{
	if (c >= 0x200b && c <= 0x200d && is_european(before) && is_european(after))
		return "cannot be seen and stands inside a word: searches will not find it";
	if (is_bidi(c) && !rtl)
		return "turns the direction of writing, where nothing is written from the right";
	if (c == 0xad && (after == '\n' || after == '\r'))
		return "is a soft hyphen at the end of a line: the word was left in two parts";
	return NULL;
}

static bool has_rtl(struct str text)
{
	for (size_t i = 0; i < text.n;)
		if (is_rtl(utf8_next(text, &i)))
			return true;
	return false;
}

// Tells the first of each in a run of equal ones. `place`: of all that is found, or SIZE_MAX: where it is.
static void check_characters(struct rules *r, struct str text, size_t at, size_t place)
{
	int32_t previous = 0;
	int rtl = -1; // not known yet
	for (size_t i = 0; i < text.n;) {
		size_t from = i;
		int32_t c = utf8_next(text, &i);
		const char *trouble = c >= 0x80 ? trouble_of(c) : NULL;
		if (!trouble && (is_bidi(c) || c == 0xad || (c >= 0x200b && c <= 0x200d))) {
			size_t next = i;
			int32_t after = next < text.n ? utf8_next(text, &next) : 0;
			if (rtl < 0 && is_bidi(c))
				rtl = has_rtl(text);
			trouble = trouble_between(c, previous, after, rtl > 0);
		}
		if (trouble)
			rule_tell(r, RULE_CHARACTER,
			          place == SIZE_MAX ? rule_run_place(r, at + from) : place,
			          "U+%04X %s", (unsigned)c, trouble);
		previous = c;
	}
}

// Where the text is not as it would be in NFC: the word that is not.
static void check_nfc(struct rules *r, struct str text, size_t at)
{
	struct str rest = text, word;
	while ((word = str_word(&rest)).n) {
		if (unicode_is_nfc(word))
			continue;
		struct str before = str_from_to(text, 0, (size_t)(word.s - text.s));
		size_t finding = rule_tell(
			r, RULE_NFC, rule_run_place(r, xml_text_behind(r->text, at, before)),
			"\"%.*s\" is not in Unicode NFC: a letter and its accent are two "
			"characters, so that searches may not find it",
			STR_ARG(rule_quoted(word)));
		nfcfix_text(r, finding, text, at);
		return;
	}
}

// What the bytes of a text tell: most texts need not be looked at any closer.
enum {
	FULL = 1 << 0, // something but blanks
	BEYOND = 1 << 1,
	LATIN = 1 << 2,
	OTHER_SCRIPT = 1 << 3, // of Greek, Cyrillic, or full width
	CLOSER = 1 << 4,       // a block with odd characters among others
	ODD = 1 << 5,
	NOT_NFC = 1 << 6,  // or perhaps not
	MOJIBAKE = 1 << 7, // begins with this one, and goes on with those
	WINDOWS = 1 << 15,
	SIGN = 1 << 8, // brackets, and what is left of tags and entities
	LETTER_T = 1 << 9,
	LETTER_O = 1 << 10,
	LETTER_D = 1 << 11,
	LETTER_F = 1 << 12,
	LETTER_X = 1 << 13,
	LETTER_M = 1 << 14,
	TODO = LETTER_T | LETTER_O | LETTER_D,
	FIXME = LETTER_F | LETTER_X | LETTER_M,
	WORD_LETTER = FULL | LATIN,
	TAIL = FULL | BEYOND,
};

// By bytes of UTF-8, of which the first of a character tells its block.
// clang-format off
static const unsigned short seen_in[256] = {
	['!' ... '%'] = FULL, ['&'] = FULL | SIGN, ['\'' ... ';'] = FULL, ['<'] = FULL | SIGN,
	['=' ... '@'] = FULL,
	['A' ... 'C'] = WORD_LETTER, ['D'] = WORD_LETTER | LETTER_D, ['E'] = WORD_LETTER,
	['F'] = WORD_LETTER | LETTER_F, ['G' ... 'L'] = WORD_LETTER, ['M'] = WORD_LETTER | LETTER_M,
	['N'] = WORD_LETTER, ['O'] = WORD_LETTER | LETTER_O, ['P' ... 'S'] = WORD_LETTER,
	['T'] = WORD_LETTER | LETTER_T, ['U' ... 'W'] = WORD_LETTER, ['X'] = WORD_LETTER | LETTER_X,
	['Y' ... 'Z'] = WORD_LETTER, ['['] = FULL | SIGN, ['\\'] = FULL, [']'] = FULL | SIGN,
	['^' ... '`'] = FULL, ['a' ... 'z'] = WORD_LETTER, ['{'] = FULL | SIGN, ['|' ... 0x7f] = FULL,
	[0x80 ... 0xc1] = TAIL,
	[0xc2] = TAIL | CLOSER,                        // U+0080, with controls and the soft hyphen
	[0xc3] = TAIL | LATIN | MOJIBAKE,
	[0xc4] = TAIL | LATIN,
	[0xc5 ... 0xc6] = TAIL | LATIN | WINDOWS, [0xc7 ... 0xc9] = TAIL | LATIN, [0xca] = TAIL,
	[0xcb] = TAIL | WINDOWS,
	[0xcc ... 0xcd] = TAIL | NOT_NFC,              // combining
	[0xce ... 0xcf] = TAIL | OTHER_SCRIPT | NOT_NFC, // Greek, with an "ano teleia" of its own
	[0xd0 ... 0xd1] = TAIL | OTHER_SCRIPT, [0xd2] = TAIL | OTHER_SCRIPT | NOT_NFC,
	[0xd3 ... 0xd4] = TAIL | OTHER_SCRIPT, [0xd5] = TAIL, [0xd6 ... 0xe1] = TAIL | NOT_NFC,
	[0xe2] = TAIL | CLOSER,                        // punctuation
	[0xe3 ... 0xed] = TAIL | NOT_NFC, [0xee] = TAIL | ODD | NOT_NFC,
	[0xef] = TAIL | ODD | OTHER_SCRIPT | NOT_NFC, [0xf0 ... 0xf4] = TAIL | ODD | NOT_NFC,
	[0xf5 ... 0xff] = TAIL,
};
// clang-format on

static unsigned look_at(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.s, *end = p + s.n;
	unsigned seen = 0;
	for (; end - p >= 8; p += 8)
		seen |= (unsigned)(seen_in[p[0]] | seen_in[p[1]] | seen_in[p[2]] | seen_in[p[3]]) |
		        (unsigned)(seen_in[p[4]] | seen_in[p[5]] | seen_in[p[6]] | seen_in[p[7]]);
	for (; p < end; p++)
		seen |= seen_in[*p];
	return seen;
}

// Whether a text with CLOSER has something odd, or not in NFC, in these blocks.
static unsigned look_closer(struct str s)
{
	unsigned seen = 0;
	for (size_t i = 0; i + 2 < s.n; i++) {
		const unsigned char *p = (const unsigned char *)s.s + i;
		if (p[0] == 0xc2)
			seen |= p[1] < 0xa0 || p[1] == 0xad ? ODD : 0;
		if (p[0] != 0xe2)
			continue;
		// U+200B to U+200F, U+202A to U+202E, U+2066 to U+2069
		if ((p[1] == 0x80 && p[2] >= 0x8b &&
		     (p[2] <= 0x8f || (p[2] >= 0xaa && p[2] <= 0xae))) ||
		    (p[1] == 0x81 && p[2] >= 0xa6 && p[2] <= 0xa9))
			seen |= ODD;
		// Blanks, signs and marks that stand for others.
		if ((p[1] == 0x80 && p[2] <= 0x81) || p[1] == 0x83 || p[1] == 0x84 || p[1] >= 0x8c)
			seen |= NOT_NFC;
	}
	// The last character, which may be of two bytes.
	return seen | (s.n >= 2 && (unsigned char)s.s[s.n - 2] == 0xc2 ? ODD : 0);
}

static unsigned look(struct str text)
{
	unsigned seen = look_at(text);
	return seen & CLOSER ? seen | look_closer(text) : seen;
}

bool textrules_text(struct rules *r, struct str text, size_t at)
{
	unsigned seen = look(text);
	if (seen & BEYOND) {
		if (seen & ODD && rule_holds(r, RULE_CHARACTER))
			check_characters(r, text, at, SIZE_MAX);
		if (seen & NOT_NFC && rule_holds(r, RULE_NFC) && !unicode_is_nfc(text))
			check_nfc(r, text, at);
		if (seen & OTHER_SCRIPT && seen & LATIN && rule_holds(r, RULE_SCRIPT))
			scripts_text(r, text, at, SIZE_MAX);
		if (seen & MOJIBAKE && seen & (CLOSER | WINDOWS) && rule_holds(r, RULE_MOJIBAKE))
			mojibake_text(r, text, at);
	}
	if (seen & SIGN)
		markrules_text(r, text, at);
	if ((seen & TODO) == TODO || (seen & FIXME) == FIXME)
		markrules_words(r, text, at);
	return seen & FULL;
}

// Ids and what points to them are compared, and may have to stay as another file has them.
static bool is_name(const struct xml_attribute *a)
{
	struct str value = xml_value(a);
	return (a->uri && strcmp((const char *)a->local, "id") == 0) ||
	       str_find_char(value, '#') < value.n || str_find_char(value, ':') < value.n ||
	       str_find_char(value, '/') < value.n;
}

void textrules_value(struct rules *r, const struct xml_element *e, const struct xml_attribute *a)
{
	struct str value = xml_value(a);
	if (utf8_is_ascii(value))
		return;
	unsigned seen = look(value);
	size_t place = SIZE_MAX;
	bool odd = seen & ODD && rule_speaks(r, RULE_CHARACTER);
	// A pointer is as its id, which is told.
	bool mixed = seen & OTHER_SCRIPT && seen & LATIN && value.s[0] != '#' &&
	             rule_speaks(r, RULE_SCRIPT);
	bool apart = seen & NOT_NFC && rule_speaks(r, RULE_NFC) && !unicode_is_nfc(value);
	if (odd || mixed || apart) {
		struct buf name = {0};
		buf_printf(&name, "%s%s%s", a->prefix ? (const char *)a->prefix : "",
		           a->prefix ? ":" : "", (const char *)a->local);
		if (!name.failed)
			place = xml_text_value(r->text, e->at, name.s, (struct str){0});
		buf_free(&name);
	}
	if (odd)
		check_characters(r, value, 0, place);
	if (mixed)
		scripts_text(r, value, 0, place);
	if (!apart)
		return;
	size_t finding =
		rule_tell(r, RULE_NFC, place,
	                  "\"%.*s\" is not in Unicode NFC: a letter and its accent are two "
	                  "characters, so that searches and pointers may not find it",
	                  STR_ARG(rule_quoted(value)));
	if (!is_name(a) && place > e->at)
		nfcfix_text(r, finding, value, place);
}
