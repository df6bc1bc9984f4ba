// bracket.c: what an editor's square brackets are, by their form

#include "encode/bracket.h"

#include "core/unicode.h"

// A bracket that begins with one of these is a remark about the text. Folded to lower case.
static const char *const remarks[] = {
	"editor",      "editors",     "ed.",         "eds.",       "ed:",          "translator",
	"translators", "trans.",      "transl.",     "tr.",        "note",         "footnote",
	"n.b.",        "nb:",         "illegible",   "inaudible",  "unclear",      "unreadable",
	"indistinct",  "crossed out", "handwritten", "underlined", "marginal",     "anmerkung",
	"anm.",        "unleserlich", "n.d.l.r.",    "illisible",  "неразборчиво", "примечание",
	"прим.",
};

static bool has_letter(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (ascii_is_alpha(s.s[i]) || (s.s[i] & 0x80))
			return true;
	return false;
}

static bool starts_folded(struct str s, struct str lower)
{
	if (s.n < lower.n)
		return false;
	for (size_t i = 0; i < lower.n; i++)
		if (ascii_lower(s.s[i]) != lower.s[i])
			return false;
	return true;
}

static bool is_remark(struct str words)
{
	for (size_t i = 0; i < LENGTH(remarks); i++) {
		struct str remark = str_from(remarks[i]);
		if (starts_folded(words, remark) &&
		    (words.n == remark.n ||
		     !(ascii_is_alpha(words.s[remark.n]) || (words.s[remark.n] & 0x80))))
			return true;
	}
	return false;
}

static bool is_sic(struct str words)
{
	return starts_folded(words, STR("sic")) &&
	       (words.n == 3 || (words.n == 4 && (words.s[3] == '?' || words.s[3] == '!')));
}

static bool is_ellipsis(struct str s)
{
	size_t dots = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.s[i] == '.')
			dots++;
		else if (str_starts(str_after(s, i), STR("…")))
			dots += 3, i += 2;
		else if (s.s[i] != ' ')
			return false;
	}
	return dots >= 2;
}

// "Almarin", "Alma Van Dorn": up to four words, each with a capital.
static bool is_name(struct str words)
{
	size_t n = 0;
	struct str word;
	while ((word = str_word(&words)).n) {
		if (++n > 4 || !unicode_begins_upper(word))
			return false;
	}
	return n > 0;
}

// A remark of its own: from a capital to a full stop, over several words.
static bool is_sentence(struct str words)
{
	if (words.n < 3 || !unicode_begins_upper(words))
		return false;
	char last = words.s[words.n - 1];
	size_t blanks = 0;
	for (size_t i = 0; i < words.n; i++)
		blanks += words.s[i] == ' ';
	return (last == '.' || last == '!') && blanks >= 2;
}

// The word before `at` over one blank; empty when the bracket stands right behind something.
static struct str word_before(struct str text, size_t at, struct str line_before)
{
	struct str s = str_from_to(text, 0, at);
	if (str_trim(s).n == 0)
		s = line_before;
	else if (s.s[s.n - 1] != ' ')
		return (struct str){0};
	s = str_trim_right(s);
	size_t from = s.n;
	while (from && s.n - from < 100 && s.s[from - 1] != ' ')
		from--;
	return str_after(s, from);
}

// Whether a name in brackets explains the name before it rather than being a part of one.
static bool explains(struct str text, const struct bracket *b, struct str line_before)
{
	struct str word = word_before(text, b->open, line_before);
	if (word.n < 4 || !unicode_begins_upper(word) ||
	    !(ascii_is_alpha(word.s[word.n - 1]) || (word.s[word.n - 1] & 0x80)))
		return false;
	struct str behind = str_trim_left(str_after(text, b->to));
	return !unicode_begins_upper(behind);
}

// Whether [?] stands where a sentence ends without its mark.
static bool ends_question(struct str text, const struct bracket *b)
{
	struct str before = str_trim_right(str_from_to(text, 0, b->open));
	struct str behind = str_trim_left(str_after(text, b->to));
	char last = before.n ? before.s[before.n - 1] : '.';
	if (last == '.' || last == '?' || last == '!' || last == ',')
		return false;
	return behind.n == 0 || unicode_begins_upper(behind) || behind.s[0] == '"' ||
	       behind.s[0] == '(';
}

static bool is_year(struct str s)
{
	size_t year;
	return s.n == 4 && str_number(s, &year) && year >= 1000 && year <= 2100;
}

// Whether "[1953?]" follows a year at or behind `least`; sets where that year begins and ends.
static bool corrects_year(struct str text, struct bracket *b, size_t least)
{
	size_t end = b->open;
	if (end && text.s[end - 1] == ' ')
		end--;
	if (end < least + 4 || !is_year(str_from_to(text, end - 4, end)))
		return false;
	if (end > 4 && (ascii_is_digit(text.s[end - 5]) || ascii_is_alpha(text.s[end - 5])))
		return false;
	b->from = end - 4;
	b->year_to = end;
	return true;
}

static enum bracket_kind kind_of(struct str text, struct bracket *b, size_t least,
                                 struct str line_before)
{
	struct str words = str_trim(str_from_to(text, b->open + 1, b->to - 1));
	if (str_is(words, "?"))
		return ends_question(text, b) ? BRACKET_QUESTION : BRACKET_DOUBT;
	if (is_ellipsis(words))
		return BRACKET_OMISSION;
	if (is_sic(words))
		return BRACKET_SIC;
	b->doubt = words.n && words.s[words.n - 1] == '?';
	if (b->doubt)
		words = str_trim_right(str_from_to(words, 0, words.n - 1));
	if (is_year(words))
		return corrects_year(text, b, least) ? BRACKET_YEAR : BRACKET_SUPPLIED;
	if (!has_letter(words))
		return BRACKET_TEXT;
	if (is_remark(words) || is_sentence(words))
		return BRACKET_NOTE;
	if (is_name(words) && explains(text, b, line_before))
		return BRACKET_GLOSS;
	return BRACKET_SUPPLIED;
}

static int32_t last_char(struct str s)
{
	if (!s.n)
		return 0;
	size_t at = utf8_begin(s, s.n - 1);
	return utf8_next(s, &at);
}

static int32_t first_char(struct str s)
{
	size_t at = 0;
	return s.n ? utf8_next(s, &at) : 0;
}

// Among stage directions, brackets at a letter are an editor's: "Quié[n]".
static bool is_at_letter(struct str text, size_t open, size_t to)
{
	return unicode_is_letter(last_char(str_from_to(text, 0, open))) ||
	       unicode_is_letter(first_char(str_after(text, to)));
}

bool bracket_find(struct str text, size_t from, const struct inline_rules *rules,
                  struct bracket *found)
{
	if (rules->brackets == BRACKETS_PLAIN)
		return false;
	size_t open = text.n;
	for (size_t at = from + str_find_char(str_after(text, from), '['); at < text.n; at++) {
		if (text.s[at] == '[') {
			open = at;
		} else if (text.s[at] == ']' && open < at) {
			*found = (struct bracket){.from = open, .open = open, .to = at + 1};
			if (rules->brackets == BRACKETS_EDITORIAL)
				found->kind = kind_of(text, found, from, rules->before);
			else if (has_letter(str_from_to(text, open, at)))
				found->kind = is_at_letter(text, open, at + 1) ? BRACKET_SUPPLIED
				                                               : BRACKET_STAGE;
			if (found->kind != BRACKET_TEXT)
				return true;
			open = text.n;
		}
	}
	return false;
}
