// scripts.c: words that are written in two scripts by mistake

#include "validate/scripts.h"

#include "core/unicode.h"

enum script { SCRIPT_NONE, SCRIPT_LATIN, SCRIPT_CYRILLIC, SCRIPT_GREEK, SCRIPT_WIDE, SCRIPT_COUNT };

// Letters that look like Latin ones. Where a word has both, and of one kind only such, somebody has
// typed it on the wrong keyboard.
static const char *const like_latin[SCRIPT_COUNT] = {
	[SCRIPT_CYRILLIC] = "АВЕЅІЈКМНОРСТУХасеѕіјорухһԁԛԝ",
	[SCRIPT_GREEK] = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανρ",
};

// The Latin letters that they look like.
static const char *const like_others[SCRIPT_COUNT] = {
	[SCRIPT_CYRILLIC] = "ABCEHIJKMOPSTXYaceijopsxy",
	[SCRIPT_GREEK] = "ABEZHIKMNOPTYXoavp",
};

static const char *const names[] = {
	[SCRIPT_LATIN] = "Latin",
	[SCRIPT_CYRILLIC] = "Cyrillic",
	[SCRIPT_GREEK] = "Greek",
	[SCRIPT_WIDE] = "full-width",
};

static enum script script_of(int32_t c)
{
	if (c < 0x80)
		return ascii_is_alpha((char)c) ? SCRIPT_LATIN : SCRIPT_NONE;
	if (c >= 0xc0 && c <= 0x24f)
		return c == 0xd7 || c == 0xf7 ? SCRIPT_NONE : SCRIPT_LATIN;
	if ((c >= 0x370 && c <= 0x3ff) || (c >= 0x1f00 && c <= 0x1fff))
		return SCRIPT_GREEK;
	if (c >= 0x400 && c <= 0x52f)
		return SCRIPT_CYRILLIC;
	return (c >= 0xff21 && c <= 0xff3a) || (c >= 0xff41 && c <= 0xff5a) ? SCRIPT_WIDE
	                                                                    : SCRIPT_NONE;
}

static bool is_among(int32_t c, const char *letters)
{
	struct str all = str_from(letters);
	for (size_t at = 0; at < all.n;)
		if (utf8_next(all, &at) == c)
			return true;
	return false;
}

// Of a word with Latin letters and those of another script: which of the two are foreign to it, if either
// is there by mistake.
static enum script foreign_in(struct str word, enum script other)
{
	size_t latin = 0, others = 0, alike = 0;
	bool all_latin_alike = true;
	if (other == SCRIPT_WIDE)
		return SCRIPT_WIDE;
	for (size_t i = 0; i < word.n;) {
		int32_t c = utf8_next(word, &i);
		enum script script = script_of(c);
		latin += script == SCRIPT_LATIN;
		others += script == other;
		alike += script == other && is_among(c, like_latin[other]);
		if (script == SCRIPT_LATIN)
			all_latin_alike = all_latin_alike && is_among(c, like_others[other]);
	}
	if (alike == others && latin >= others)
		return other;
	return all_latin_alike ? SCRIPT_LATIN : alike == others ? other : SCRIPT_NONE;
}

static void check_word(struct rules *r, struct str word, enum script other, size_t place)
{
	enum script foreign = foreign_in(word, other);
	if (foreign)
		rule_tell(r, RULE_SCRIPT, place,
		          "\"%.*s\" has %s letters among %s ones, which look alike: searches will "
		          "not find "
		          "it; "
		          "type the word anew",
		          STR_ARG(rule_quoted(word)), names[foreign],
		          names[foreign == SCRIPT_LATIN ? other : SCRIPT_LATIN]);
}

void scripts_text(struct rules *r, struct str text, size_t at, size_t place)
{
	size_t from = 0, i = 0;
	bool inside = false, latin = false;
	enum script other = SCRIPT_NONE;
	while (i <= text.n) {
		size_t before = i;
		int32_t c = i < text.n ? utf8_next(text, &i) : ' ';
		enum script script = script_of(c);
		bool letter = script ? true : c >= 0x80 && unicode_is_letter(c);
		if (letter && !inside) {
			from = before;
			latin = false;
			other = SCRIPT_NONE;
		}
		latin |= script == SCRIPT_LATIN;
		other = script > SCRIPT_LATIN ? script : other;
		if (!letter && inside && latin && other)
			check_word(r, str_from_to(text, from, before), other,
			           place == SIZE_MAX ? rule_run_place(r, at + from) : place);
		inside = letter;
		if (before == text.n)
			return;
	}
}
