// markrules.c: rules on marks in the text that TEI has elements for

#include "validate/markrules.h"

#include <stdlib.h>

#include "core/unicode.h"

enum {
	MARK_MAX = 40, // bytes in brackets
	TAG_MAX = 60,
	TEMPLATE_MAX = 100,
	BRACKETS_MAX = 8,
	TURNED_MAX = 30, // bytes of what is printed above or below its verse
};

// Brackets that are open since the last division.
struct mark_rules {
	size_t n, open[BRACKETS_MAX]; // 0: it may stay open
};

struct mark_rules *markrules_new(void)
{
	return calloc(1, sizeof(struct mark_rules));
}

void markrules_free(struct mark_rules *m)
{
	free(m);
}

struct mark {
	const char *word, *element;
};

// What stands in brackets, folded.
static const char *element_for(struct str inside)
{
	static const struct mark marks[] = {
		{"sic", "<sic>"},
		{"sic!", "<sic>"},
		{"!", "<sic>"},
		{"?", "<unclear>, or cert"},
		{"??", "<unclear>, or cert"},
		{"???", "<unclear>, or cert"},
		{"illegible", "<gap reason=\"illegible\"/>"},
		{"unleserlich", "<gap reason=\"illegible\"/>"},
		{"illisible", "<gap reason=\"illegible\"/>"},
		{"ilegible", "<gap reason=\"illegible\"/>"},
		{"illeggibile", "<gap reason=\"illegible\"/>"},
		{"неразборчиво", "<gap reason=\"illegible\"/>"},
		{"нрзб", "<gap reason=\"illegible\"/>"},
		{"нрзб.", "<gap reason=\"illegible\"/>"},
		{"inaudible", "<gap reason=\"inaudible\"/>"},
		{"unverstandlich", "<gap reason=\"inaudible\"/>"},
		{"unintelligible", "<gap reason=\"inaudible\"/>"},
		{"unclear", "<unclear>"},
		{"unsicher", "<unclear>"},
		{"lacuna", "<gap reason=\"lost\"/>"},
		{"missing", "<gap reason=\"lost\"/>"},
		{"...", "<gap/>"},
		{"....", "<gap/>"},
		{"…", "<gap/>"},
		{". . .", "<gap/>"},
	};
	struct buf folded = {0};
	const char *element = NULL;
	if (unicode_casefold(&folded, str_trim(inside)))
		for (size_t i = 0; i < LENGTH(marks) && !element; i++)
			if (str_is(buf_str(&folded), marks[i].word))
				element = marks[i].element;
	buf_free(&folded);
	return element;
}

static void check_bracket(struct rules *r, struct str s, size_t at)
{
	size_t n = str_find_char(str_from_to(s, 0, MARK_MAX), ']');
	if (n >= s.n || n >= MARK_MAX)
		return;
	const char *element = element_for(str_from_to(s, 1, n));
	enum rule rule = element && strcmp(element, "<gap/>") == 0 ? RULE_GAP : RULE_MARK;
	if (element)
		rule_tell(r, rule, rule_run_place(r, at),
		          "\"%.*s\" is an editor's mark in the text: TEI has %s for it",
		          STR_ARG(str_from_to(s, 0, n + 1)), element);
}

static size_t letters_of(struct str s)
{
	size_t n = 0;
	while (n < s.n && ascii_is_alpha(s.s[n]))
		n++;
	return n;
}

static bool is_tag_name(struct str name)
{
	static const char *const names[] = {
		"a",     "b",    "big",   "br",       "center",    "div",     "em",    "font",
		"h",     "head", "hi",    "hr",       "i",         "img",     "l",     "lb",
		"li",    "note", "ol",    "p",        "pb",        "s",       "sc",    "seg",
		"small", "span", "stage", "strong",   "sub",       "sup",     "table", "td",
		"tr",    "u",    "ul",    "persName", "placeName", "speaker", "sp",    "ref",
	};
	for (size_t i = 0; i < LENGTH(names); i++)
		if (str_is(name, names[i]))
			return true;
	return false;
}

// "<i>", "</p>", "<br/>", "<font size=…>": a tag that was escaped. The ">" may have been, too.
static void check_tag(struct rules *r, struct str s, size_t at)
{
	struct str tag = str_after(s, 1);
	str_take(&tag, '/');
	size_t n = letters_of(tag), digits = n < tag.n && ascii_is_digit(tag.s[n]);
	if (!is_tag_name(str_from_to(tag, 0, n)))
		return;
	tag = str_after(tag, n + digits);
	size_t end = str_find_char(str_from_to(tag, 0, TAG_MAX), '>');
	bool escaped = end == tag.n && str_starts(str_after(r->text->utf8, at + s.n), STR("&gt;"));
	if (!escaped && (end >= tag.n || end == TAG_MAX))
		return;
	struct str rest = str_from_to(tag, 0, end);
	if (rest.n && rest.s[0] != '/' && str_find_char(rest, '=') == rest.n && str_trim(rest).n)
		return; // "a < b and c > d"
	rule_tell(r, RULE_MARK, rule_run_place(r, at),
	          "\"%.*s>\" is a tag that was written as text: make it an element",
	          STR_ARG(str_from_to(s, 0, s.n - tag.n + rest.n)));
}

static bool is_entity(struct str name)
{
	static const char *const names[] = {"nbsp",   "amp",   "lt",     "gt",    "quot",  "apos",
	                                    "mdash",  "ndash", "hellip", "laquo", "raquo", "shy",
	                                    "szlig",  "copy",  "deg",    "sect",  "para",  "middot",
	                                    "thinsp", "ensp",  "emsp",   "bull",  "euro",  "times"};
	static const char *const endings[] = {"acute", "grave", "uml",   "circ", "tilde",
	                                      "cedil", "quo",   "slash", "ring", "elig"};
	for (size_t i = 0; i < LENGTH(names); i++)
		if (str_is(name, names[i]))
			return true;
	for (size_t i = 0; i < LENGTH(endings); i++)
		if (name.n > strlen(endings[i]) && str_ends(name, str_from(endings[i])))
			return true;
	return false;
}

// "&nbsp;", "&#8211;": a reference of which the "&" was escaped.
static void check_reference(struct rules *r, struct str s, size_t at)
{
	struct str name = str_after(s, 1);
	name = str_from_to(name, 0, str_find_char(str_from_to(name, 0, 12), ';'));
	if (name.n < 2 || name.n >= 12 || 1 + name.n >= s.n)
		return;
	bool number =
		name.s[0] == '#' && (ascii_is_digit(name.s[1]) || ascii_lower(name.s[1]) == 'x');
	if (number || (letters_of(name) == name.n && is_entity(name)))
		rule_tell(r, RULE_MARK, rule_run_place(r, at),
		          "\"&%.*s;\" is a reference that was escaped twice: type the character",
		          STR_ARG(name));
}

// "{{" with its "}}", not far behind.
static bool is_template(struct str s)
{
	struct str near = str_from_to(s, 0, TEMPLATE_MAX);
	return str_find(near, STR("}}")) < near.n;
}

// A word in capitals that editors leave for themselves.
static void check_word(struct rules *r, struct str text, size_t at, const char *word)
{
	size_t n = strlen(word), i = str_find(text, str_from(word));
	if (i == text.n)
		return;
	bool begins = !i || !ascii_is_alpha(text.s[i - 1]);
	bool alone = str_trim(text).n == n;
	if (rule_frame(r)->inside & HEADING)
		return; // of a list of what is to be done
	// "TODO" is a word of Spanish, too.
	bool sign = i + n < text.n && text.s[i + n] == ':';
	if (begins && (alone || sign || word[0] == 'F'))
		rule_tell(r, RULE_MARK, rule_run_place(r, at + i),
		          "\"%s\" was left in the text: do it, or take it away", word);
}

// "[Exit HAMLET.", also as a paragraph, and "[roche," at the end of a verse, what did not fit into the line below, are printed
// with one bracket.
static bool is_single(const struct rules *r, struct str rest, bool begins)
{
	if (rule_frame(r)->inside & DIRECTION || begins)
		return true;
	return rule_frame(r)->kind->is & VERSE && rest.n <= TURNED_MAX &&
	       str_find_char(rest, ']') == rest.n;
}

static void follow_brackets(struct rules *r, struct str rest, size_t at, bool begins)
{
	struct mark_rules *m = r->marks;
	if (rest.s[0] == '[') {
		if (m->n < BRACKETS_MAX)
			m->open[m->n] = is_single(r, rest, begins) ? 0 : rule_run_place(r, at);
		m->n++;
	} else if (m->n) {
		m->n--;
	} else if (!(rule_frame(r)->inside & DIRECTION)) {
		rule_tell(r, RULE_BRACKET, rule_run_place(r, at),
		          "\"]\" closes a bracket that was not opened in this division");
	}
}

void markrules_division(struct rules *r)
{
	struct mark_rules *m = r->marks;
	for (size_t i = 0; i < m->n && i < BRACKETS_MAX; i++)
		if (m->open[i])
			rule_tell(r, RULE_BRACKET, m->open[i],
			          "\"[\" opens a bracket that is not closed in this division");
	m->n = 0;
}

// Whether a text is one of the edition's, and may have no marks.
static bool is_text(const struct rules *r)
{
	const struct frame *frame = r->open.n ? rule_frame(r) : NULL;
	return frame && frame->inside & TEXT && !(frame->inside & VERBATIM) && frame->kind->tei;
}

static bool has_no_marks(const struct rules *r)
{
	return is_text(r) && !(rule_frame(r)->inside & EDITORIAL) &&
	       (rule_holds(r, RULE_MARK) || rule_holds(r, RULE_GAP));
}

static void check_sign(struct rules *r, struct str s, size_t at)
{
	if (s.s[0] == '[')
		check_bracket(r, s, at);
	else if (s.s[0] == '<')
		check_tag(r, s, at);
	else if (s.s[0] == '&')
		check_reference(r, s, at);
	else if (str_starts(s, STR("{{")) && is_template(s))
		rule_tell(r, RULE_MARK, rule_run_place(r, at),
		          "\"{{\" is left of a template of a wiki or a program: fill it in");
}

void markrules_text(struct rules *r, struct str text, size_t at)
{
	bool brackets = is_text(r) && rule_holds(r, RULE_BRACKET), marks = has_no_marks(r);
	for (size_t i = 0; i < text.n && (brackets || marks); i++) {
		char c = text.s[i];
		if (brackets && (c == '[' || c == ']'))
			follow_brackets(r, str_after(text, i), at + i,
			                !str_trim(str_from_to(text, 0, i)).n);
		if (marks && (c == '[' || c == '<' || c == '&' || c == '{'))
			check_sign(r, str_after(text, i), at + i);
	}
}

void markrules_words(struct rules *r, struct str text, size_t at)
{
	if (!has_no_marks(r))
		return;
	check_word(r, text, at, "TODO");
	check_word(r, text, at, "FIXME");
}
