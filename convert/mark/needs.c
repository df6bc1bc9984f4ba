// needs.c: what a text must have for a pattern to match it, told without trying the pattern

#include "mark/needs.h"

#include <stdlib.h>

#include "core/unicode.h"
#include "mark/piece.h"

enum { DEEP_MAX = 60 };

struct parser {
	struct str rest;
	struct list_needs *lists;
	bool caseless;
	bool failed; // something stands there that is not understood
	unsigned deep;
};

static bool take(struct parser *in, struct str token)
{
	if (!str_starts(in->rest, token))
		return false;
	in->rest = str_after(in->rest, token.n);
	return true;
}

static void add_letters(struct bytes *b, bool upper, bool lower)
{
	if (upper)
		bytes_add_range(b, 'A', 'Z');
	if (lower)
		bytes_add_range(b, 'a', 'z');
	b->wide = b->beyond = true;
}

// "{Lu}" behind \p.
static bool add_property(struct parser *in, struct bytes *b)
{
	if (take(in, STR("{L}")))
		add_letters(b, true, true);
	else if (take(in, STR("{Lu}")))
		add_letters(b, true, in->caseless);
	else if (take(in, STR("{Ll}")))
		add_letters(b, in->caseless, true);
	else if (take(in, STR("{N}")))
		bytes_add_range(b, '0', '9');
	else if (!take(in, STR("{Han}")) && !take(in, STR("{Katakana}")) &&
	         !take(in, STR("{Hiragana}")))
		return false;
	b->wide = b->beyond = true;
	return true;
}

// What a backslash stands before, as a set. False when it is no character.
static bool add_escape(struct parser *in, struct bytes *b, bool *literal)
{
	char c = in->rest.n ? in->rest.s[0] : '\0';
	struct bytes set = {0};
	in->rest = str_after(in->rest, 1);
	*literal = false;
	switch (c) {
	case 'p':
		return add_property(in, b);
	case 'h':
		bytes_add(&set, ' ');
		bytes_add(&set, '\t');
		set.beyond = true;
		break;
	case 's':
	case 'S':
		bytes_add_range(&set, '\t', '\r');
		bytes_add(&set, ' ');
		set.beyond = true;
		break;
	case 'w':
	case 'W':
		add_letters(&set, true, true);
		bytes_add(&set, '_');
		bytes_add_range(&set, '0', '9');
		break;
	case 'd':
	case 'D':
		bytes_add_range(&set, '0', '9');
		set.wide = set.beyond = true;
		break;
	default:
		if (!c || (unsigned char)c >= 0x80 || ascii_is_alpha(c) || ascii_is_digit(c))
			return false;
		*literal = true;
		bytes_add(&set, (unsigned char)c);
	}
	bytes_add_all(b, c == 'S' || c == 'W' || c == 'D' ? bytes_without(set) : set);
	return true;
}

// One character as it stands, also of several bytes. Gives its first byte.
static unsigned char take_literal(struct parser *in)
{
	unsigned char c = (unsigned char)in->rest.s[0];
	size_t n = 1;
	while (c >= 0xc0 && n < in->rest.n && utf8_is_tail(in->rest.s[n]))
		n++;
	in->rest = str_after(in->rest, n);
	return c;
}

// The end of a range, "-z", behind its first character.
static void take_range(struct parser *in, struct bytes *set, unsigned char from)
{
	if (in->rest.n < 2 || in->rest.s[0] != '-' || in->rest.s[1] == ']')
		return;
	in->rest = str_after(in->rest, 1);
	in->failed |= in->rest.s[0] == '\\' || in->rest.s[0] == '[';
	unsigned char to = take_literal(in);
	bytes_add_range(set, from, to < 0x80 ? to : 0x7f);
	if (to >= 0x80)
		set->wide = set->beyond = true;
}

// A class behind its "[".
static struct bytes take_class(struct parser *in)
{
	struct bytes set = {0};
	bool negated = take(in, STR("^")), begin = true, literal, other = false;
	while (in->rest.n && !in->failed && (begin || in->rest.s[0] != ']')) {
		char c = in->rest.s[0];
		begin = false;
		if (c == '\\') {
			in->rest = str_after(in->rest, 1);
			in->failed |= !add_escape(in, &set, &literal);
			other |= !literal;
			// "[\(-\)]" is a range that nobody writes.
			in->failed |= literal && in->rest.n > 1 && in->rest.s[0] == '-' &&
			              in->rest.s[1] != ']';
			continue;
		}
		// "[[:alpha:]]"
		in->failed |= c == '[';
		unsigned char from = take_literal(in);
		bytes_add(&set, from);
		if (from < 0x80)
			take_range(in, &set, from);
		else if (in->rest.n > 1 && in->rest.s[0] == '-' && in->rest.s[1] != ']')
			in->failed = true;
	}
	in->failed |= !take(in, STR("]"));
	// What a property is without regard to case, its complement is not.
	if (negated && in->caseless && other)
		return bytes_without((struct bytes){0});
	if (in->caseless)
		bytes_add_cases(&set, negated);
	return negated ? bytes_without(set) : set;
}

static struct piece take_alternatives(struct parser *in);

// A group behind its "(".
static struct piece take_group(struct parser *in)
{
	bool caseless = in->caseless, ahead = false, ignored = false;
	if (take(in, STR("?="))) {
		ahead = true;
	} else if (take(in, STR("?!")) || take(in, STR("?<=")) || take(in, STR("?<!"))) {
		ignored = true;
	} else if (take(in, STR("?<"))) {
		in->rest = str_after(in->rest, str_find_char(in->rest, '>') + 1);
	} else if (take(in, STR("?i:"))) {
		in->caseless = true;
	} else if (!take(in, STR("?:"))) {
		in->failed |= str_starts(in->rest, STR("?")) || str_starts(in->rest, STR("*"));
	}
	struct piece inside = take_alternatives(in), empty = piece_nothing();
	in->caseless = caseless;
	in->failed |= !take(in, STR(")"));
	for (size_t i = 0; ahead && i < inside.needs.signs_n; i++)
		piece_need(&empty, inside.needs.signs[i]);
	empty.needs.impossible = ahead && inside.needs.impossible;
	return ahead || ignored ? empty : inside;
}

static struct piece take_escape(struct parser *in)
{
	struct bytes set = {0};
	bool literal;
	if (take(in, STR("b")) || take(in, STR("B")))
		return piece_nothing();
	in->failed |= !add_escape(in, &set, &literal);
	return piece_character(set);
}

// One character of a word, in either case.
static struct piece letter_of(struct str word, size_t *at)
{
	struct bytes set = {0};
	bytes_add(&set, (unsigned char)word.s[*at]);
	utf8_next(word, at);
	bytes_add_cases(&set, false);
	return piece_character(set);
}

// A word of a list: a blank is any blanks, a final stop may be missing.
static struct piece word_piece(struct str word)
{
	struct piece all = piece_nothing();
	for (size_t at = 0; at < word.n;) {
		struct piece one = letter_of(word, &at);
		if (word.s[at - 1] == ' ') {
			one.all.beyond = one.needs.last.beyond = one.needs.first.beyond = true;
			bytes_add(&one.all, '\t');
			bytes_add(&one.needs.last, '\t');
			one.needs.most = MOST_MAX;
			one.needs.signs_n = 0;
		} else if (word.s[at - 1] == '.' && at == word.n) {
			piece_repeat(&one, 0, 1);
		}
		piece_append(&all, &one);
	}
	return all;
}

// Letters and digits that stand next to each other in a pattern, as far as there is room.
struct run {
	char s[60];
	size_t n;
};

// Whether the document cannot have the letters of the run, which ends here.
static bool end_run(struct run *run, const struct parser *in)
{
	struct str letters = {run->s, run->n};
	run->n = 0;
	return letters.n && !met_has(&in->lists->words->met, letters, false);
}

static bool is_quantifier(char c)
{
	return c == '?' || c == '*' || c == '+' || c == '{';
}

// Adds to the run what stands next in the pattern. True when it ends, and cannot be in the document.
static bool read_run(struct run *run, const struct parser *in)
{
	char c = in->rest.s[0];
	bool letter = ascii_is_alpha(c) || ascii_is_digit(c);
	bool repeated = in->rest.n > 1 && is_quantifier(in->rest.s[1]);
	if (!letter || repeated || run->n == sizeof run->s)
		return end_run(run, in);
	run->s[run->n++] = c;
	return false;
}

static struct piece list_piece(const struct words *words, struct str name)
{
	// Of no word nothing matches: not even a byte is one that a match begins with.
	struct piece all = piece_character((struct bytes){0});
	all.needs.impossible = true;
	size_t count = 0;
	for (size_t i = 0; i < words->n; i++) {
		if (!str_eq(words->items[i].category, name))
			continue;
		struct piece one = word_piece(words->items[i].word);
		if (count++)
			piece_alternate(&all, &one);
		else
			all = one;
	}
	return all;
}

// "%{title}" behind its "%{".
static struct piece take_list(struct parser *in)
{
	struct list_needs *lists = in->lists;
	size_t end = str_find_char(in->rest, '}'), at;
	struct str name = str_from_to(in->rest, 0, end);
	in->rest = str_after(in->rest, end + 1);
	if (table_get(&lists->by_name, name, &at))
		return lists->items[at];
	struct str kept = words_list(lists->words, name);
	struct piece made = list_piece(lists->words, name);
	if (kept.n && ARRAY_ROOM(lists) && table_set(&lists->by_name, kept, lists->n))
		lists->items[lists->n++] = made;
	return made;
}

void list_needs_free(struct list_needs *lists)
{
	free(lists->items);
	table_free(&lists->by_name);
	*lists = (struct list_needs){0};
}

static struct piece take_atom(struct parser *in)
{
	struct piece p = piece_nothing();
	struct bytes set = {0};
	if (take(in, STR("("))) {
		return take_group(in);
	} else if (take(in, STR("%{"))) {
		return take_list(in);
	} else if (take(in, STR("["))) {
		return piece_character(take_class(in));
	} else if (take(in, STR("\\"))) {
		return take_escape(in);
	} else if (take(in, STR("^"))) {
		p.needs.at_begin = true;
		return p;
	} else if (take(in, STR("$"))) {
		p.needs.at_end = true;
		return p;
	} else if (take(in, STR("."))) {
		bytes_add(&set, '\n');
		return piece_character(bytes_without(set));
	}
	unsigned char c = take_literal(in);
	in->failed |= is_quantifier((char)c);
	bytes_add(&set, c);
	if (in->caseless)
		bytes_add_cases(&set, false);
	return piece_character(set);
}

static size_t take_number(struct parser *in)
{
	size_t n = 0, digits = 0;
	while (digits < in->rest.n && ascii_is_digit(in->rest.s[digits]))
		digits++;
	in->failed |= !str_number(str_from_to(in->rest, 0, digits), &n);
	in->rest = str_after(in->rest, digits);
	return n;
}

static void take_quantifier(struct parser *in, struct piece *p)
{
	size_t min = 1, max = 1;
	if (take(in, STR("?"))) {
		min = 0;
	} else if (take(in, STR("*"))) {
		min = 0;
		max = MOST_MAX;
	} else if (take(in, STR("+"))) {
		max = MOST_MAX;
	} else if (take(in, STR("{"))) {
		min = max = take_number(in);
		if (take(in, STR(",")))
			max = str_starts(in->rest, STR("}")) ? MOST_MAX : take_number(in);
		in->failed |= !take(in, STR("}"));
	} else {
		return;
	}
	if (!take(in, STR("?")))
		take(in, STR("+"));
	piece_repeat(p, min, max);
}

static struct piece take_sequence(struct parser *in)
{
	struct piece all = piece_nothing();
	struct run run = {.n = 0};
	while (in->rest.n && !in->failed && in->rest.s[0] != '|' && in->rest.s[0] != ')') {
		all.needs.impossible |= read_run(&run, in);
		struct piece one = take_atom(in);
		take_quantifier(in, &one);
		piece_append(&all, &one);
	}
	all.needs.impossible |= end_run(&run, in);
	return all;
}

static struct piece take_alternatives(struct parser *in)
{
	in->failed |= ++in->deep > DEEP_MAX;
	struct piece all = take_sequence(in);
	while (!in->failed && take(in, STR("|"))) {
		struct piece one = take_sequence(in);
		piece_alternate(&all, &one);
	}
	in->deep--;
	return all;
}

void needs_read(struct needs *needs, struct str source, bool caseless, struct list_needs *lists)
{
	struct parser in = {.rest = source, .lists = lists, .caseless = caseless};
	struct piece all = take_alternatives(&in);
	bool covered;
	*needs = all.needs;
	needs->never = (uint16_t)~bytes_signs(&all.all, &covered);
	if (all.all.wide || all.all.beyond)
		needs->never &= (uint16_t) ~(1u << SIGN_BEYOND | 1u << SIGN_WIDE);
	if (!needs->at_begin || !needs->at_end)
		needs->never = 0; // the text is more than the match
	if (in.failed || in.rest.n)
		*needs = (struct needs){.blank = true, .most = MOST_MAX};
}

// The first byte that is no blank or tab, from the beginning.
static bool begins_well(const struct needs *needs, struct str text)
{
	size_t at = 0;
	while (at < text.n && (text.s[at] == ' ' || text.s[at] == '\t'))
		at++;
	return at < text.n && bytes_have(&needs->first, (unsigned char)text.s[at]);
}

static bool ends_well(const struct needs *needs, struct str text)
{
	unsigned char last = (unsigned char)text.s[text.n - 1];
	return last == '\n' || bytes_have(&needs->last, last);
}

bool needs_fit(const struct needs *needs, struct str text, size_t from)
{
	if (from > text.n || text.n - from < needs->least || (needs->at_begin && from))
		return false;
	if (needs->at_begin && !needs->blank && !begins_well(needs, text))
		return false;
	// A line feed may stand behind the end of a match.
	if (needs->at_begin && needs->at_end && text.n > needs->most + 1)
		return false;
	return !needs->at_end || !needs->least || ends_well(needs, text);
}

bool needs_hold(const struct needs *needs, uint16_t signs, bool part)
{
	for (size_t i = 0; i < needs->signs_n; i++)
		if (!(signs & needs->signs[i]))
			return false;
	return part || !(signs & needs->never);
}
