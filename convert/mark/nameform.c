// nameform.c: whether a text has the form of a name

#include "mark/people.h"

#include "core/unicode.h"
#include "mark/page.h"

enum { NAME_WORDS_MAX = 12, NAME_BYTES_MAX = 120 };

static bool is_apostrophe(int32_t c)
{
	return c == '\'' || c == 0x2019;
}

// "d’Edat", "l'Eure": a small word has lost its vowel before a name.
static bool is_elided(struct str word)
{
	size_t at = 0, letters = 0;
	while (at < word.n && letters < 5) {
		int32_t c = utf8_next(word, &at);
		if (is_apostrophe(c))
			return letters && at < word.n && unicode_is_upper(utf8_next(word, &at));
		letters++;
	}
	return false;
}

static bool is_name_word(const struct words *words, struct str word)
{
	size_t at = 0;
	while (at < word.n) {
		int32_t c = utf8_next(word, &at);
		if (unicode_is_letter(c)) {
			// A letter of a script without case begins a name as well as a capital does.
			return !unicode_is_lower(c) || is_elided(word) ||
			       words_have(words, "particle", word, NULL) ||
			       words_have(words, "title", word, NULL) ||
			       words_have(words, "article", word, NULL);
		}
		if (unicode_is_digit(c))
			return true;
	}
	return true; // a sign between words, as in "CDU / CSU"
}

static bool begins_upper(struct str word)
{
	size_t at = 0;
	return word.n && !unicode_is_lower(utf8_next(word, &at));
}

static bool is_roman(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (str_find_char(STR("IVX."), s.s[i]) == 4)
			return false;
	return true;
}

static bool is_han(int32_t c)
{
	return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3040 && c <= 0x30ff);
}

enum { HAN_MAX = 16, ENDING_MAX = 3 }; // characters

// A clause of a script without blanks: long, or ending in a word that no name ends in ("… as follows").
static bool is_clause(const struct words *words, struct str name)
{
	size_t starts[ENDING_MAX] = {0}, at = 0, han = 0;
	while (at < name.n) {
		size_t begin = at;
		if (is_han(utf8_next(name, &at)))
			starts[han++ % ENDING_MAX] = begin;
	}
	for (size_t i = 0; i < ENDING_MAX && i < han; i++)
		if (words_have(words, "notlast", str_after(name, starts[i]), NULL))
			return true;
	return han > HAN_MAX;
}

// A quotation mark between letters is a sign of abbreviation in Hebrew.
static bool is_quote(struct str s, size_t i)
{
	return s.s[i] == '"' && !(i && i + 1 < s.n && (s.s[i - 1] & 0x80) && (s.s[i + 1] & 0x80));
}

bool people_is_name(const struct words *words, struct str name)
{
	if (name.n == 0 || name.n > NAME_BYTES_MAX || !has_letters(name) || is_clause(words, name))
		return false;
	for (size_t i = 0; i < name.n; i++)
		if (name.s[i] == '!' || name.s[i] == '?' || name.s[i] == ';' || is_quote(name, i))
			return false;
	struct str rest = name, word, first = {0}, last = {0};
	size_t count = 0, proper = 0;
	bool office = false;
	while ((word = str_word(&rest)).n) {
		if (!count)
			first = word;
		last = word;
		office = office || words_have(words, "office", word, NULL);
		if (++count > NAME_WORDS_MAX || (!office && !is_name_word(words, word)))
			return false;
		proper += begins_upper(word) || !words_have(words, "particle", word, NULL);
	}
	// "RE:" is a person's initials in one document and "regarding" in another; that it recurs
	// will tell.
	// "Ministr zdravotnictví ČR Jan Blatný" ends as a name does; "the minister said" does not. "M. le
	// président" is called so.
	// "De voorzitter": what is a particle elsewhere may be an article.
	bool titled = words_have(words, "title", first, NULL) ||
	              words_have(words, "article", first, NULL) ||
	              words_have(words, "particle", first, NULL);
	bool chairs = titled && count > 1 &&
	              (words_have(words, "chair", last, NULL) ||
	               words_have(words, "office", last, NULL) ||
	               words_have(words, "chair", people_without_article(words, name), NULL));
	if (!(begins_upper(last) || is_elided(last) || chairs) || (count == 1 && is_roman(name)))
		return false;
	const char *never = people_is_initials(name) ? "noteword" : "notlabel";
	return proper > 0 && !words_own(words, never, name) && !words_own(words, "notfirst", first);
}
