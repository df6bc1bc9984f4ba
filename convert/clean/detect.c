// detect.c: which legacy encoding bytes without a mark have
//
// uchardet knows many encodings, but takes English in windows-1252 with curly quotes for
// windows-1250, and does not know Mac Roman. Both are told here by what stands around each byte
// beyond ASCII: letters among letters, quotation marks at the edges of words.

#include "clean/detect.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <uchardet/uchardet.h>

#include "core/unicode.h"

enum {
	SAMPLE_MAX = 1 << 18, // bytes looked at
	LETTERS_FEW = 5,      // so many letters or fewer say nothing between kindred encodings
};

// ---- UTF-16 without a mark --------------------------------------------------------------------

// Whether a code unit is of a script that transcripts are likely to have.
static bool is_likely_unit(unsigned c)
{
	return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\r' || c == '\t' ||
	       (c >= 0xa0 && c <= 0x700) || (c >= 0x900 && c < 0x1100) ||
	       (c >= 0x1e00 && c <= 0x1fff) || (c >= 0x2010 && c <= 0x2122) || c == 0x2500 ||
	       (c >= 0x3000 && c < 0x3130) || (c >= 0x4e00 && c < 0xa000) ||
	       (c >= 0xac00 && c < 0xd7a4) || (c >= 0xf900 && c < 0xfb00) ||
	       (c >= 0xff00 && c < 0xff70);
}

// Whether the bytes are text in UTF-16, `low` being the place of the low half in a unit.
static bool is_utf16(struct str bytes, size_t low)
{
	size_t likely = 0, ascii = 0, pairs = 0, units = bytes.n / 2;
	units = units < SAMPLE_MAX / 2 ? units : SAMPLE_MAX / 2;
	for (size_t i = 0; i < units; i++) {
		unsigned a = (unsigned char)bytes.s[2 * i + low];
		unsigned b = (unsigned char)bytes.s[2 * i + 1 - low];
		unsigned c = b << 8 | a;
		likely += is_likely_unit(c);
		ascii += c < 0x80 && is_likely_unit(c);
		pairs += a >= 0x20 && a < 0x7f && b >= 0x20 && b < 0x7f; // of plain ASCII
	}
	return units >= 4 && likely >= units - units / 20 && ascii > units / 200 &&
	       pairs < units / 2;
}

struct guess detect_utf16(struct str bytes)
{
	if (bytes.n == 0 || !memchr(bytes.s, 0, bytes.n < SAMPLE_MAX ? bytes.n : SAMPLE_MAX))
		return (struct guess){0};
	bool little = is_utf16(bytes, 0), big = is_utf16(bytes, 1);
	if (little == big)
		return (struct guess){0};
	return little ? (struct guess){"utf-16le", "UTF-16LE", "nul"}
	              : (struct guess){"utf-16be", "UTF-16BE", "nul"};
}

// ---- what bytes would be ----------------------------------------------------------------------

// The characters of bytes 0x80 to 0xFF in an encoding of single bytes; 0 where there is none.
struct page {
	int32_t c[128];
};

static bool page_open(struct page *page, const char *encoding)
{
	memset(page, 0, sizeof *page);
	iconv_t converter = iconv_open("UTF-32LE", encoding);
	if (converter == (iconv_t)-1)
		return false;
	for (int i = 0; i < 128; i++) {
		char byte = (char)(i + 0x80), *in = &byte;
		unsigned char four[8] = {0};
		char *to = (char *)four;
		size_t left = 1, room = 4;
		iconv(converter, NULL, NULL, NULL, NULL);
		if (iconv(converter, &in, &left, &to, &room) != (size_t)-1 && room == 0)
			page->c[i] = (int32_t)(four[0] | four[1] << 8 | four[2] << 16);
	}
	iconv_close(converter);
	return true;
}

static int32_t page_char(const struct page *page, struct str s, size_t at)
{
	if (at >= s.n)
		return '\n';
	unsigned char byte = (unsigned char)s.s[at];
	return byte < 0x80 ? byte : page->c[byte - 0x80];
}

// How well c stands between its neighbours, as a letter does in a word and a quotation mark at the
// edge of one.
static int fitness(int32_t before, int32_t c, int32_t after)
{
	bool left = unicode_is_letter(before), right = unicode_is_letter(after);
	if (c < 0xa0)
		return -5;
	if (unicode_is_upper(c)) {
		if (unicode_is_lower(before))
			return -3;
		if (!left && unicode_is_upper(after))
			return 0;
		return left || right ? 1 : 0;
	}
	if (c == 0xaa || c == 0xba) // ordinals behind a number, or N with a small o
		return ascii_is_digit((char)before) || before == 'n' || before == 'N' ? 1 : -2;
	if (unicode_is_lower(c))
		return left || right ? 2 : 0;
	switch (c) {
	case 0x2018: // opening
	case 0x201c:
	case 0x201e:
		return !left && right ? 2 : 0;
	case 0x2019: // closing, the apostrophe among them
	case 0x201d:
		if (left && right)
			return 3;
		return left || right || before == '.' || before == ',' || before == '!' ? 2 : 0;
	case 0x2013:
	case 0x2014:
	case 0x2026:
	case 0xab:
	case 0xbb:
	case 0xa0:
		return 1;
	case 0xa2: // cents, pounds, paragraphs, degrees
	case 0xa3:
	case 0xa7:
	case 0xb0:
		return left && right ? -3 : 1;
	case 0xa1: // Spanish
	case 0xbf:
		return !left && right ? 2 : -2;
	default:
		return left || right ? -3 : -1;
	}
}

static long page_fitness(const struct page *page, struct str sample)
{
	long sum = 0;
	for (size_t i = 0; i < sample.n; i++)
		if ((unsigned char)sample.s[i] >= 0x80)
			sum += fitness(i ? page_char(page, sample, i - 1) : '\n',
			               page_char(page, sample, i), page_char(page, sample, i + 1));
	return sum;
}

// How many bytes of the sample are letters in one that are something else in the other.
static size_t letters_apart(const struct page *one, const struct page *other, struct str sample)
{
	size_t n = 0;
	for (size_t i = 0; i < sample.n; i++) {
		unsigned char byte = (unsigned char)sample.s[i];
		if (byte >= 0x80 && one->c[byte - 0x80] != other->c[byte - 0x80])
			n += unicode_is_letter(one->c[byte - 0x80]);
	}
	return n;
}

// ---- the decision -----------------------------------------------------------------------------

// Lines that are not ASCII, as many as the sample holds: what tells an encoding may stand late.
static void take_sample(struct buf *sample, struct str bytes)
{
	struct str rest = bytes, line;
	while (sample->n < SAMPLE_MAX && str_field(&rest, '\n', &line)) {
		bool ascii = true;
		for (size_t i = 0; ascii && i < line.n; i++)
			ascii = (unsigned char)line.s[i] < 0x80;
		if (ascii)
			continue;
		buf_put(sample, str_from_to(line, 0, SAMPLE_MAX));
		buf_putc(sample, '\n');
	}
}

// Whether most of what is not ASCII is well-formed UTF-8: then that is what it is, damaged.
static bool is_damaged_utf8(struct str sample)
{
	size_t good = 0, bad = 0;
	for (size_t at = 0; at < sample.n;) {
		int32_t c = utf8_next(sample, &at);
		good += c >= 0x80;
		bad += c < 0;
	}
	return good > bad;
}

// Whether letters beyond ASCII are rare among all letters, as in all languages in Latin letters.
static bool is_mostly_ascii(struct str sample)
{
	size_t high = 0, letters = 0;
	for (size_t i = 0; i < sample.n; i++) {
		high += (unsigned char)sample.s[i] >= 0x80;
		letters += ascii_is_alpha(sample.s[i]);
	}
	return high <= letters / 3;
}

// Uchardet's name in lower case; false when it has none, or one that iconv does not know.
static bool ask_uchardet(struct str sample, char name[32])
{
	static const struct {
		const char *theirs, *iconvs;
	} names[] = {
		{"mac-cyrillic", "mac-cyrillic"},
		{"mac-centraleurope", "maccentraleurope"},
		{"uhc", "cp949"},
		{"big5", "big5-hkscs"},
		{"iso-8859-1", "windows-1252"},
		{"iso-8859-15", "windows-1252"},
		{"ibm866", "cp866"},
		{"ascii", ""},
	};
	uchardet_t detector = uchardet_new();
	if (!detector)
		return false;
	bool good = uchardet_handle_data(detector, sample.s, sample.n) == 0;
	uchardet_data_end(detector);
	const char *theirs = uchardet_get_charset(detector);
	size_t n = strlen(theirs);
	good = good && n > 0 && n < 32;
	for (size_t i = 0; good && i <= n; i++)
		name[i] = ascii_lower(theirs[i]);
	uchardet_delete(detector);
	for (size_t i = 0; good && i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i].theirs) == 0)
			strcpy(name, names[i].iconvs);
	iconv_t converter = good && *name ? iconv_open("UTF-8", name) : (iconv_t)-1;
	if (converter == (iconv_t)-1)
		return false;
	iconv_close(converter);
	return strcmp(name, "utf-8") != 0;
}

// The names that guesses have, so that a guess owns nothing.
static struct guess find_guess(const char *name, const char *how)
{
	static const char *const known[][2] = {
		{"windows-1250", "windows-1250"},
		{"windows-1251", "windows-1251"},
		{"windows-1252", "windows-1252"},
		{"windows-1253", "windows-1253"},
		{"windows-1254", "windows-1254"},
		{"windows-1255", "windows-1255"},
		{"windows-1256", "windows-1256"},
		{"windows-1257", "windows-1257"},
		{"windows-1258", "windows-1258"},
		{"iso-8859-2", "ISO 8859-2"},
		{"iso-8859-3", "ISO 8859-3"},
		{"iso-8859-4", "ISO 8859-4"},
		{"iso-8859-5", "ISO 8859-5"},
		{"iso-8859-6", "ISO 8859-6"},
		{"iso-8859-7", "ISO 8859-7"},
		{"iso-8859-8", "ISO 8859-8"},
		{"iso-8859-9", "ISO 8859-9"},
		{"iso-8859-10", "ISO 8859-10"},
		{"iso-8859-11", "ISO 8859-11"},
		{"iso-8859-13", "ISO 8859-13"},
		{"iso-8859-16", "ISO 8859-16"},
		{"koi8-r", "KOI8-R"},
		{"koi8-u", "KOI8-U"},
		{"cp866", "CP866"},
		{"ibm855", "CP855"},
		{"ibm852", "CP852"},
		{"mac-cyrillic", "Mac Cyrillic"},
		{"macintosh", "Mac Roman"},
		{"maccentraleurope", "Mac Central European"},
		{"tis-620", "TIS-620"},
		{"big5-hkscs", "Big5"},
		{"gb18030", "GB18030"},
		{"euc-jp", "EUC-JP"},
		{"euc-kr", "EUC-KR"},
		{"cp949", "CP949"},
		{"euc-tw", "EUC-TW"},
		{"shift_jis", "Shift_JIS"},
		{"iso-2022-jp", "ISO-2022-JP"},
		{"iso-2022-kr", "ISO-2022-KR"},
		{"johab", "Johab"},
		{"viscii", "VISCII"},
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i][0], name) == 0)
			return (struct guess){known[i][0], known[i][1], how};
	return (struct guess){0};
}

// Languages in Latin letters: windows-1252 unless something speaks for another.
static struct guess guess_latin(struct str sample, const char *asked)
{
	struct page western, mac, other;
	if (!page_open(&western, "windows-1252"))
		return (struct guess){0};
	long fit = page_fitness(&western, sample);
	if (page_open(&mac, "macintosh") &&
	    page_fitness(&mac, sample) > (fit > 0 ? fit + fit / 10 : 0) + 2)
		return find_guess("macintosh", "quotes");
	struct guess guess = find_guess(asked, "uchardet");
	if (guess.name && page_open(&other, asked) && page_fitness(&other, sample) >= fit &&
	    letters_apart(&other, &western, sample) > LETTERS_FEW)
		return guess;
	if (fit <= 0) // nothing speaks for Western text: damage, or no text
		return (struct guess){0};
	return find_guess("windows-1252", strcmp(asked, "windows-1252") ? "letters" : "uchardet");
}

// ---- what an HTML page says of itself ---------------------------------------------------------

enum { DECLARED_WITHIN = 4096, NAME_MAX = 32 };

// The name behind "charset=" in a <meta> or behind "encoding=" in an XML declaration.
static void take_declared(struct str bytes, char name[NAME_MAX])
{
	struct str head = str_trim_left(str_from_to(bytes, 0, DECLARED_WITHIN));
	bool xml = str_starts(head, STR("<?xml "));
	struct str key = xml ? STR("encoding=") : STR("charset=");
	size_t at = 0, n = 0;
	name[0] = '\0';
	if (head.n == 0 || head.s[0] != '<')
		return;
	while (at + key.n < head.n && strncasecmp(head.s + at, key.s, key.n) != 0)
		at++;
	at += key.n;
	while (at < head.n && (head.s[at] == '"' || head.s[at] == '\'' || head.s[at] == ' '))
		at++;
	for (; at < head.n && n < NAME_MAX - 1; at++) {
		char c = ascii_lower(head.s[at]);
		if (!ascii_is_alpha(c) && !ascii_is_digit(c) && c != '-' && c != '_')
			break;
		name[n++] = c;
	}
	name[n] = '\0';
}

// Western encodings are what programs write when nobody asked them; there the letters decide.
static struct guess find_named(const char *name, const char *how)
{
	static const char *const names[][2] = {
		{"gb2312", "gb18030"},        {"gbk", "gb18030"},
		{"big5", "big5-hkscs"},       {"x-sjis", "shift_jis"},
		{"shift-jis", "shift_jis"},   {"euc-kr", "cp949"},
		{"ks_c_5601-1987", "cp949"},  {"ibm866", "cp866"},
		{"cp1251", "windows-1251"},   {"cp1250", "windows-1250"},
		{"x-mac-roman", "macintosh"}, {"iso-8859-9", "windows-1254"},
		{"windows-1252", ""},         {"iso-8859-11", "tis-620"},
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i][0]) == 0)
			return find_guess(names[i][1], how);
	return find_guess(name, how);
}

static struct guess find_declared(struct str bytes)
{
	char name[NAME_MAX];
	take_declared(bytes, name);
	return find_named(name, "declared");
}

// ---- what its carrier says of it --------------------------------------------------------------

static struct guess find_announced(struct str announced)
{
	char name[NAME_MAX];
	if (announced.n >= sizeof name)
		return (struct guess){0};
	for (size_t i = 0; i < announced.n; i++)
		name[i] = ascii_lower(announced.s[i]);
	name[announced.n] = '\0';
	return find_named(name, "announced");
}

// Whether iconv can read a line, which may be cut off in the middle of a character.
static bool can_read(iconv_t converter, struct str line, bool cut)
{
	char *in = (char *)(uintptr_t)line.s, room[4096];
	size_t left = line.n;
	iconv(converter, NULL, NULL, NULL, NULL);
	while (left) {
		char *to = room;
		size_t space = sizeof room;
		errno = 0;
		if (iconv(converter, &in, &left, &to, &space) == (size_t)-1 && errno != E2BIG)
			return cut && errno == EINVAL;
	}
	return true;
}

// Whether the lines of a sample can be read in an encoding, but for one in fifty.
static bool can_be(const char *encoding, struct str sample)
{
	iconv_t converter = iconv_open("UTF-8", encoding);
	size_t lines = 0, bad = 0;
	struct str line;
	if (converter == (iconv_t)-1)
		return false;
	for (; str_field(&sample, '\n', &line); lines++)
		bad += !can_read(converter, line, line.n == SAMPLE_MAX);
	iconv_close(converter);
	return bad * 50 <= lines;
}

struct guess detect_escapes(struct str bytes, struct str announced)
{
	struct guess guess = find_announced(announced);
	bool escapes = guess.name && str_starts(str_from(guess.name), STR("iso-2022-")) &&
	               str_find(bytes, STR("\x1b$")) < bytes.n;
	return escapes ? guess : (struct guess){0};
}

struct guess detect_encoding(struct str bytes, struct str announced)
{
	struct buf sample = {0};
	char asked[32] = "";
	take_sample(&sample, bytes);
	struct str text = buf_str(&sample);
	struct guess guess = find_announced(announced);
	bool good =
		guess.name && !sample.failed && !is_damaged_utf8(text) && can_be(guess.name, text);
	if (!good)
		guess = find_declared(bytes);
	if (guess.name) {
		buf_free(&sample);
		return guess;
	}
	if (!sample.failed && text.n && !is_damaged_utf8(text)) {
		if (!ask_uchardet(text, asked))
			asked[0] = '\0';
		guess = is_mostly_ascii(text) ? guess_latin(text, asked)
		                              : find_guess(asked, "uchardet");
	}
	buf_free(&sample);
	return guess;
}
