// needs.c: what a text must have for a pattern to match it, told without trying the pattern

#include "mark/needs.h"

#include <stdlib.h>
#include <string.h>

#include "core/unicode.h"

enum { DEEP_MAX = 60, CHARACTER_MAX = 4 };

#define UPPER_CASE UINT64_C(0x07fffffe) // in bytes.ascii[1]; none of them has a sign
#define MOST_MAX (SIZE_MAX / 4)         // bytes of a match: without bound

// What is known of a part of a pattern.
struct piece {
	struct needs needs; // at_begin: the part itself says so, ^; at_end likewise, $
	struct bytes all;   // bytes of a match
	bool empty;         // may match nothing
};

struct parser {
	struct str rest;
	struct list_needs *lists;
	bool caseless;
	bool failed; // something stands there that is not understood
	unsigned deep;
};

static void add_byte(struct bytes *b, unsigned char c)
{
	if (c < 0x80)
		b->ascii[c >> 6] |= UINT64_C(1) << (c & 63);
	else if (c == 0xef)
		b->wide = true;
	else
		b->beyond = true;
}

static void add_range(struct bytes *b, unsigned char from, unsigned char to)
{
	for (unsigned c = from; c <= to; c++)
		add_byte(b, (unsigned char)c);
}

static void add_bytes(struct bytes *b, struct bytes other)
{
	b->ascii[0] |= other.ascii[0];
	b->ascii[1] |= other.ascii[1];
	b->wide |= other.wide;
	b->beyond |= other.beyond;
}

static void remove_byte(struct bytes *b, unsigned char c)
{
	b->ascii[c >> 6] &= ~(UINT64_C(1) << (c & 63));
}

static struct bytes without(struct bytes b)
{
	return (struct bytes){{~b.ascii[0], ~b.ascii[1]}, true, true};
}

bool bytes_have(const struct bytes *b, unsigned char c)
{
	return c < 0x80 ? b->ascii[c >> 6] >> (c & 63) & 1 : c == 0xef ? b->wide : b->beyond;
}

// Sixteen bytes at once, which most processors have instructions for. A comparison gives 0xff or 0
// for each byte.
typedef unsigned char sixteen __attribute__((vector_size(16)));

#define SIGN_BITS(NAME, cost, is) ((sixteen)(is) & (unsigned char)(1u << SIGN_##NAME)) |

static sixteen signs_of_sixteen(const char *from, size_t n)
{
	sixteen c = {0};
	memcpy(&c, from, n);
	return SIGNS(SIGN_BITS)(sixteen){0};
}

#undef SIGN_BITS

uint8_t signs_of(struct str text)
{
	sixteen signs = {0};
	uint64_t halves[2];
	size_t at = 0;
	for (; at + sizeof signs <= text.n; at += sizeof signs)
		signs |= signs_of_sixteen(text.s + at, sizeof signs);
	if (at < text.n)
		signs |= signs_of_sixteen(text.s + at, text.n - at);
	memcpy(halves, &signs, sizeof halves);
	halves[0] |= halves[1];
	halves[0] |= halves[0] >> 32;
	halves[0] |= halves[0] >> 16;
	return (uint8_t)(halves[0] | halves[0] >> 8);
}

static uint8_t signs_of_byte(char c)
{
	return signs_of((struct str){&c, 1});
}

// The signs that bytes of the set have. *covered: each byte of the set has one.
static uint8_t signs_in(const struct bytes *b, bool *covered)
{
	uint8_t signs = b->beyond ? 1u << SIGN_BEYOND : 0;
	if (b->wide)
		signs |= 1u << SIGN_WIDE;
	*covered = true;
	for (unsigned half = 0; half < 2; half++) {
		for (uint64_t left = b->ascii[half]; left; left &= left - 1) {
			unsigned c = half * 64 + (unsigned)__builtin_ctzll(left);
			uint8_t one = signs_of_byte((char)c);
			*covered = *covered && one;
			signs |= one;
		}
	}
	return signs;
}

// The more often a line has one of these signs, the less it tells.
static unsigned cost_of(uint8_t signs)
{
	static const uint8_t costs[] = {
#define SIGN_COST(NAME, cost, is) cost,
		SIGNS(SIGN_COST)
#undef SIGN_COST
	};
	unsigned cost = 0;
	for (unsigned i = 0; i < SIGN_COUNT; i++)
		cost += signs >> i & 1 ? costs[i] : 0;
	return cost;
}

static void add_need(struct needs *n, uint8_t signs)
{
	if (n->signs_n < NEEDS_MAX) {
		n->signs[n->signs_n++] = signs;
		return;
	}
	size_t worst = 0;
	for (size_t i = 1; i < NEEDS_MAX; i++)
		if (cost_of(n->signs[i]) > cost_of(n->signs[worst]))
			worst = i;
	if (cost_of(signs) < cost_of(n->signs[worst]))
		n->signs[worst] = signs;
}

static uint8_t best_need(const struct needs *n)
{
	uint8_t best = n->signs_n ? n->signs[0] : 0;
	for (size_t i = 1; i < n->signs_n; i++)
		if (cost_of(n->signs[i]) < cost_of(best))
			best = n->signs[i];
	return best;
}

static struct piece nothing(void)
{
	return (struct piece){.needs = {.blank = true}, .empty = true};
}

static size_t at_most(size_t n)
{
	return n < MOST_MAX ? n : MOST_MAX;
}

// One character of the set.
static struct piece character(struct bytes set)
{
	struct piece p = {.needs = {.least = 1, .most = 1, .first = set, .last = set}, .all = set};
	bool covered;
	if (set.wide || set.beyond) {
		p.all.beyond = p.needs.last.beyond = true;
		p.needs.last.wide = false; // the last byte of a character is never 0xef
		p.needs.most = CHARACTER_MAX;
	}
	p.needs.blank = bytes_have(&set, ' ') || bytes_have(&set, '\t');
	remove_byte(&p.needs.first, ' ');
	remove_byte(&p.needs.first, '\t');
	// Letters in both cases, which word lists are made of, are told from the rest at once.
	if (set.ascii[1] & UPPER_CASE)
		return p;
	uint8_t signs = signs_in(&set, &covered);
	if (covered)
		add_need(&p.needs, signs);
	return p;
}

static void append(struct piece *a, const struct piece *b)
{
	if (a->needs.blank)
		add_bytes(&a->needs.first, b->needs.first);
	if (!b->empty)
		a->needs.last = b->needs.last;
	else
		add_bytes(&a->needs.last, b->needs.last);
	add_bytes(&a->all, b->all);
	a->needs.blank = a->needs.blank && b->needs.blank;
	a->empty = a->empty && b->empty;
	a->needs.at_begin |= b->needs.at_begin;
	a->needs.at_end |= b->needs.at_end;
	a->needs.least = at_most(a->needs.least + b->needs.least);
	a->needs.most = at_most(a->needs.most + b->needs.most);
	for (size_t i = 0; i < b->needs.signs_n; i++)
		add_need(&a->needs, b->needs.signs[i]);
}

static void alternate(struct piece *a, const struct piece *b)
{
	uint8_t one = best_need(&a->needs), other = best_need(&b->needs);
	a->needs.signs_n = 0;
	if (one && other)
		add_need(&a->needs, one | other);
	add_bytes(&a->needs.first, b->needs.first);
	add_bytes(&a->needs.last, b->needs.last);
	add_bytes(&a->all, b->all);
	a->needs.blank |= b->needs.blank;
	a->empty |= b->empty;
	a->needs.at_begin &= b->needs.at_begin;
	a->needs.at_end &= b->needs.at_end;
	if (b->needs.least < a->needs.least)
		a->needs.least = b->needs.least;
	if (b->needs.most > a->needs.most)
		a->needs.most = b->needs.most;
}

static size_t times(size_t n, size_t count)
{
	return n && count > MOST_MAX / n ? MOST_MAX : n * count;
}

static void repeat(struct piece *p, size_t min, size_t max)
{
	p->needs.least = times(p->needs.least, min);
	p->needs.most = times(p->needs.most, max);
	if (min)
		return;
	p->empty = p->needs.blank = true;
	p->needs.at_begin = p->needs.at_end = false;
	p->needs.signs_n = 0;
}

static bool take(struct parser *in, struct str token)
{
	if (!str_starts(in->rest, token))
		return false;
	in->rest = str_after(in->rest, token.n);
	return true;
}

// The letters in both cases. A set that is complemented must not be made too large.
static void add_cases(struct bytes *b, bool negated)
{
	const uint64_t letters = UPPER_CASE;
	uint64_t cases = (b->ascii[1] | b->ascii[1] >> 32) & letters;
	b->ascii[1] |= cases | cases << 32;
	if (negated)
		return;
	// The Kelvin sign and the long s are k and s.
	if (bytes_have(b, 'k') || bytes_have(b, 's'))
		b->beyond = true;
	if (!b->beyond && !b->wide)
		return;
	add_byte(b, 'k');
	add_byte(b, 'K');
	add_byte(b, 's');
	add_byte(b, 'S');
}

static void add_letters(struct bytes *b, bool upper, bool lower)
{
	if (upper)
		add_range(b, 'A', 'Z');
	if (lower)
		add_range(b, 'a', 'z');
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
		add_range(b, '0', '9');
	else if (!take(in, STR("{Han}")))
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
		add_byte(&set, ' ');
		add_byte(&set, '\t');
		set.beyond = true;
		break;
	case 's':
	case 'S':
		add_range(&set, '\t', '\r');
		add_byte(&set, ' ');
		set.beyond = true;
		break;
	case 'w':
	case 'W':
		add_letters(&set, true, true);
		add_byte(&set, '_');
		add_range(&set, '0', '9');
		break;
	case 'd':
	case 'D':
		add_range(&set, '0', '9');
		set.wide = set.beyond = true;
		break;
	default:
		if (!c || (unsigned char)c >= 0x80 || ascii_is_alpha(c) || ascii_is_digit(c))
			return false;
		*literal = true;
		add_byte(&set, (unsigned char)c);
	}
	add_bytes(b, c == 'S' || c == 'W' || c == 'D' ? without(set) : set);
	return true;
}

// One character as it stands, also of several bytes. Gives its first byte.
static unsigned char take_literal(struct parser *in)
{
	unsigned char c = (unsigned char)in->rest.s[0];
	size_t n = 1;
	while (c >= 0xc0 && n < in->rest.n && ((unsigned char)in->rest.s[n] & 0xc0) == 0x80)
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
	add_range(set, from, to < 0x80 ? to : 0x7f);
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
		add_byte(&set, from);
		if (from < 0x80)
			take_range(in, &set, from);
		else if (in->rest.n > 1 && in->rest.s[0] == '-' && in->rest.s[1] != ']')
			in->failed = true;
	}
	in->failed |= !take(in, STR("]"));
	// What a property is without regard to case, its complement is not.
	if (negated && in->caseless && other)
		return without((struct bytes){0});
	if (in->caseless)
		add_cases(&set, negated);
	return negated ? without(set) : set;
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
	struct piece inside = take_alternatives(in), empty = nothing();
	in->caseless = caseless;
	in->failed |= !take(in, STR(")"));
	for (size_t i = 0; ahead && i < inside.needs.signs_n; i++)
		add_need(&empty.needs, inside.needs.signs[i]);
	return ahead || ignored ? empty : inside;
}

static struct piece take_escape(struct parser *in)
{
	struct bytes set = {0};
	bool literal;
	if (take(in, STR("b")) || take(in, STR("B")))
		return nothing();
	in->failed |= !add_escape(in, &set, &literal);
	return character(set);
}

// One character of a word, in either case.
static struct piece letter_of(struct str word, size_t *at)
{
	struct bytes set = {0};
	add_byte(&set, (unsigned char)word.s[*at]);
	utf8_next(word, at);
	add_cases(&set, false);
	return character(set);
}

// A word of a list: a blank is any blanks, a final stop may be missing.
static struct piece word_piece(struct str word)
{
	struct piece all = nothing();
	for (size_t at = 0; at < word.n;) {
		struct piece one = letter_of(word, &at);
		if (word.s[at - 1] == ' ') {
			one.all.beyond = one.needs.last.beyond = one.needs.first.beyond = true;
			add_byte(&one.all, '\t');
			add_byte(&one.needs.last, '\t');
			one.needs.most = MOST_MAX;
			one.needs.signs_n = 0;
		} else if (word.s[at - 1] == '.' && at == word.n) {
			repeat(&one, 0, 1);
		}
		append(&all, &one);
	}
	return all;
}

static struct piece list_piece(const struct words *words, struct str name)
{
	struct piece all = nothing();
	size_t count = 0;
	for (size_t i = 0; i < words->n; i++) {
		if (!str_eq(words->items[i].category, name))
			continue;
		struct piece one = word_piece(words->items[i].word);
		if (count++)
			alternate(&all, &one);
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
	struct piece p = nothing();
	struct bytes set = {0};
	if (take(in, STR("("))) {
		return take_group(in);
	} else if (take(in, STR("%{"))) {
		return take_list(in);
	} else if (take(in, STR("["))) {
		return character(take_class(in));
	} else if (take(in, STR("\\"))) {
		return take_escape(in);
	} else if (take(in, STR("^"))) {
		p.needs.at_begin = true;
		return p;
	} else if (take(in, STR("$"))) {
		p.needs.at_end = true;
		return p;
	} else if (take(in, STR("."))) {
		add_byte(&set, '\n');
		return character(without(set));
	}
	unsigned char c = take_literal(in);
	in->failed |= c == '{' || c == '*' || c == '+' || c == '?';
	add_byte(&set, c);
	if (in->caseless)
		add_cases(&set, false);
	return character(set);
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
	repeat(p, min, max);
}

static struct piece take_sequence(struct parser *in)
{
	struct piece all = nothing();
	while (in->rest.n && !in->failed && in->rest.s[0] != '|' && in->rest.s[0] != ')') {
		struct piece one = take_atom(in);
		take_quantifier(in, &one);
		append(&all, &one);
	}
	return all;
}

static struct piece take_alternatives(struct parser *in)
{
	in->failed |= ++in->deep > DEEP_MAX;
	struct piece all = take_sequence(in);
	while (!in->failed && take(in, STR("|"))) {
		struct piece one = take_sequence(in);
		alternate(&all, &one);
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
	needs->never = (uint8_t)~signs_in(&all.all, &covered);
	if (all.all.wide || all.all.beyond)
		needs->never &= (uint8_t) ~(1u << SIGN_BEYOND | 1u << SIGN_WIDE);
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

bool needs_hold(const struct needs *needs, uint8_t signs, bool part)
{
	for (size_t i = 0; i < needs->signs_n; i++)
		if (!(signs & needs->signs[i]))
			return false;
	return part || !(signs & needs->never);
}
