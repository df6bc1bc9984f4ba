// langtag.c: tags of languages, as in xml:lang (BCP 47, RFC 5646)

#include "core/langtag.h"

#include <strings.h>

// Tags that are registered and do not follow the grammar (section 2.1, "irregular"), and those that do
// by chance ("regular").
static const char *const grandfathered[] = {
	"en-GB-oed", "i-ami",     "i-bnn",     "i-default",  "i-enochian",  "i-hak",  "i-klingon",
	"i-lux",     "i-mingo",   "i-navajo",  "i-pwn",      "i-tao",       "i-tay",  "i-tsu",
	"sgn-BE-FR", "sgn-BE-NL", "sgn-CH-DE", "art-lojban", "cel-gaulish", "no-bok", "no-nyn",
	"zh-guoyu",  "zh-hakka",  "zh-min",    "zh-min-nan", "zh-xiang",
};

static bool is_grandfathered(struct str tag)
{
	for (size_t i = 0; i < LENGTH(grandfathered); i++)
		if (tag.n == strlen(grandfathered[i]) &&
		    strncasecmp(tag.s, grandfathered[i], tag.n) == 0)
			return true;
	return false;
}

static bool all_letters(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_alpha(s.s[i]))
			return false;
	return true;
}

static bool all_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_digit(s.s[i]))
			return false;
	return true;
}

static const char *check_characters(struct str tag)
{
	for (size_t i = 0; i < tag.n; i++) {
		if (tag.s[i] == '_')
			return "its parts are joined by \"-\", not \"_\"";
		if (ascii_is_space(tag.s[i]))
			return "it holds a blank; there is one language only";
		if (tag.s[i] != '-' && !ascii_is_alpha(tag.s[i]) && !ascii_is_digit(tag.s[i]))
			return "it has letters of English, digits and \"-\" alone";
	}
	return NULL;
}

static bool is_variant(struct str s)
{
	return (s.n >= 5 && s.n <= 8) || (s.n == 4 && ascii_is_digit(s.s[0]));
}

// What follows the language, its extensions, its script and its region.
static const char *check_rest(struct str rest, struct str part, bool any)
{
	bool in_extension = false, is_private = false, waits = false;
	while (any) {
		if (part.n == 0 || part.n > 8)
			return part.n ? "a part of it has more than eight characters"
			              : "two \"-\" follow each other, or one is at its end";
		if (part.n == 1 && !is_private) {
			if (waits)
				return "something is missing behind a single letter";
			is_private = part.s[0] == 'x' || part.s[0] == 'X';
			in_extension = waits = true;
		} else {
			if (in_extension ? !is_private && part.n < 2 : !is_variant(part))
				return "its parts are a language, a script of four letters "
				       "(\"Latn\"), a country of "
				       "two (\"DE\") and variants, in this order";
			waits = false;
		}
		any = str_field(&rest, '-', &part);
	}
	return waits ? "something is missing behind a single letter" : NULL;
}

const char *langtag_fault(struct str tag)
{
	struct str rest = tag, part;
	const char *fault = check_characters(tag);
	if (fault || !tag.n || is_grandfathered(tag))
		return fault; // xml:lang="" takes the language back
	if (tag.s[tag.n - 1] == '-' || tag.s[0] == '-')
		return "a \"-\" is at its beginning or its end";
	bool any = str_field(&rest, '-', &part);
	if (part.n == 1 && (part.s[0] == 'x' || part.s[0] == 'X'))
		return check_rest(rest, part, any);
	if (!all_letters(part) || part.n < 2)
		return "it begins with a language of two or three letters, such as \"de\"";
	if (part.n > 3)
		return "a language has two or three letters, such as \"de\" for German";
	any = str_field(&rest, '-', &part);
	for (int i = 0; i < 3 && any && part.n == 3 && all_letters(part); i++)
		any = str_field(&rest, '-', &part); // "zh-cmn"
	if (any && part.n == 4 && all_letters(part))
		any = str_field(&rest, '-', &part);
	if (any && ((part.n == 2 && all_letters(part)) || (part.n == 3 && all_digits(part))))
		any = str_field(&rest, '-', &part);
	return check_rest(rest, part, any);
}
