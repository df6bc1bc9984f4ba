// textrules.c: rules on the characters of a text

#include "validate/textrules.h"

#include "core/unicode.h"
#include "validate/nfcfix.h"

// Letters of Cyrillic that look like Latin ones. Where a word has both, and of one kind only such,
// somebody has typed it on the wrong keyboard.
static bool looks_latin(int32_t c)
{
	static const char letters[] = "АВЕЅІЈКМНОРСТУХасеѕіјорухһԁԛԝ";
	struct str all = {letters, sizeof letters - 1};
	for (size_t at = 0; at < all.n;)
		if (utf8_next(all, &at) == c)
			return true;
	return false;
}

static bool is_cyrillic(int32_t c)
{
	return c >= 0x400 && c <= 0x52f;
}

static bool is_latin(int32_t c)
{
	return (c < 0x80 && ascii_is_alpha((char)c)) ||
	       (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7);
}

// Latin letters that look like Cyrillic ones.
static bool looks_cyrillic(int32_t c)
{
	return c < 0x80 && strchr("ABCEHIJKMOPSTXYaceijopsxy", (int)c) && c;
}

// Where byte i of a text is in the document.
static size_t place(const struct rules *r, struct str text, size_t at, size_t i)
{
	return xml_text_behind(r->text, at, str_from_to(text, 0, i));
}

static void check_word(struct rules *r, struct str word, size_t at)
{
	size_t latin = 0, cyrillic = 0, alike = 0, i = 0;
	bool all_latin_alike = true;
	while (i < word.n) {
		int32_t c = utf8_next(word, &i);
		latin += is_latin(c);
		cyrillic += is_cyrillic(c);
		alike += is_cyrillic(c) && looks_latin(c);
		all_latin_alike = all_latin_alike && (!is_latin(c) || looks_cyrillic(c));
	}
	if (!latin || !cyrillic || (alike < cyrillic && !all_latin_alike))
		return;
	bool foreign = alike == cyrillic && latin >= cyrillic;
	rule_tell(r, RULE_SCRIPT, at,
	          "\"%.*s\" has %s letters among %s ones, which look alike: searches will not find "
	          "it; "
	          "type the word anew",
	          STR_ARG(word), foreign ? "Cyrillic" : "Latin", foreign ? "Latin" : "Cyrillic");
}

// Words that hold a Cyrillic letter.
static void check_scripts(struct rules *r, struct str text, size_t at)
{
	size_t from = 0, i = 0;
	bool inside = false, cyrillic = false;
	while (i < text.n) {
		size_t before = i;
		int32_t c = utf8_next(text, &i);
		bool letter = unicode_is_letter(c);
		if (letter && !inside) {
			from = before;
			cyrillic = false;
		}
		cyrillic |= is_cyrillic(c);
		if (!letter && inside && cyrillic)
			check_word(r, str_from_to(text, from, before), place(r, text, at, from));
		inside = letter;
	}
	if (inside && cyrillic)
		check_word(r, str_after(text, from), place(r, text, at, from));
}

static const char *trouble_of(int32_t c)
{
	if (c == 0xfffd)
		return "stands for a character that could not be read; look it up in the source";
	if (c >= 0x80 && c < 0xa0)
		return "is a control character: the text was read in the wrong encoding";
	if ((c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000)
		return "is for private use: it means something with one font alone; use <g>, or "
		       "the "
		       "character itself";
	return NULL;
}

static void check_characters(struct rules *r, struct str text, size_t at)
{
	for (size_t i = 0; i < text.n;) {
		size_t before = i;
		int32_t c = utf8_next(text, &i);
		const char *trouble = c >= 0x80 ? trouble_of(c) : NULL;
		if (trouble)
			rule_tell(r, RULE_CHARACTER, place(r, text, at, before), "U+%04X %s",
			          (unsigned)c, trouble);
	}
}

// Where the text is not as it would be in NFC: the word that is not.
static void check_nfc(struct rules *r, struct str text, size_t at)
{
	struct str rest = text, word;
	while ((word = str_word(&rest)).n) {
		if (unicode_is_nfc(word))
			continue;
		size_t finding =
			rule_tell(r, RULE_NFC, place(r, text, at, (size_t)(word.s - text.s)),
		                  "\"%.*s\" is not in Unicode NFC: a letter and its accent are two "
		                  "characters, so that searches may not find it",
		                  STR_ARG(word));
		nfcfix_text(r, finding, text, at);
		return;
	}
}

// What the first bytes of the characters of a text tell: most texts need not be looked at any closer.
enum { BEYOND_ASCII = 1, CYRILLIC = 2, ODD = 4 };

static unsigned look_at(struct str s)
{
	unsigned seen = 0;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.s[i];
		if (c < 0x80)
			continue;
		seen |= BEYOND_ASCII;
		seen |= c >= 0xd0 && c <= 0xd4 ? CYRILLIC : 0;
		// U+0080 to U+00BF; U+E000 to U+FFFF; beyond U+C0000.
		seen |= c == 0xc2 || c == 0xee || c == 0xef || c >= 0xf3 ? ODD : 0;
	}
	return seen;
}

void textrules_text(struct rules *r, struct str text, size_t at)
{
	unsigned seen = look_at(text);
	if (seen & ODD && rule_holds(r, RULE_CHARACTER))
		check_characters(r, text, at);
	if (seen & BEYOND_ASCII && rule_holds(r, RULE_NFC) && !unicode_is_nfc(text))
		check_nfc(r, text, at);
	if (seen & CYRILLIC && rule_holds(r, RULE_SCRIPT))
		check_scripts(r, text, at);
}

// Ids and what points to them are compared, and may have to stay as another file has them.
static bool is_name(const struct xml_attribute *a)
{
	struct str value = xml_value(a);
	return (a->uri && strcmp((const char *)a->local, "id") == 0) ||
	       str_find_char(value, '#') < value.n || str_find_char(value, ':') < value.n ||
	       str_find_char(value, '/') < value.n;
}

void textrules_values(struct rules *r, const struct xml_element *e)
{
	for (size_t i = 0; i < e->n_attributes && rule_holds(r, RULE_NFC); i++) {
		const struct xml_attribute *a = &e->attributes[i];
		struct str value = xml_value(a);
		if (!(look_at(value) & BEYOND_ASCII) || unicode_is_nfc(value) || is_name(a))
			continue;
		struct buf name = {0};
		buf_printf(&name, "%s%s%s", a->prefix ? (const char *)a->prefix : "",
		           a->prefix ? ":" : "", (const char *)a->local);
		r->findings->failed |= name.failed;
		size_t from = e->at, to = e->at;
		bool written = !name.failed && xml_text_span(r->text, e->at, name.s, &from, &to);
		size_t finding = rule_tell(
			r, RULE_NFC, from,
			"%s=\"%.*s\" is not in Unicode NFC: a letter and its accent are two "
			"characters, so that searches may not find it",
			name.failed ? "" : name.s, STR_ARG(value));
		if (written && to - from == value.n)
			nfcfix_text(r, finding, value, from);
		buf_free(&name);
	}
}
