// numberfix.c: numbers of divisions and speeches that can be no other
//
// One number is mended where its neighbours leave no other for it: the first 4 in 1 2 4 4 5 is 3. What may
// as well be a session that is lost, or a number that was printed so, is left to people.

#include "validate/numberfix.h"

#include <stdint.h>
#include <stdio.h>

#include "core/unicode.h"

enum {
	PLAIN_MIN = 4,   // so many siblings show how they are numbered
	HEAD_MAX = 2000, // bytes in which a head has to end
};

static void put_roman(struct buf *out, size_t number)
{
	static const struct {
		size_t value;
		const char *letters;
	} parts[] = {{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"},
	             {9, "IX"},  {5, "V"},   {4, "IV"}, {1, "I"}};
	for (size_t i = 0; i < LENGTH(parts); i++)
		for (; number >= parts[i].value; number -= parts[i].value)
			buf_puts(out, parts[i].letters);
}

static bool is_letter_or_digit(char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c) || (c & 0x80);
}

// The number that a word is, in digits or in Roman ones; 0: none. C and L may be the name of somebody.
static size_t number_of(struct str word)
{
	static const char letters[] = "IVXLC";
	static const size_t values[] = {1, 5, 10, 50, 100};
	size_t number = 0;
	if (str_number(word, &number))
		return number;
	number = 0;
	for (size_t i = 0; i < word.n; i++) {
		const char *letter = strchr(letters, word.s[i]);
		const char *next = i + 1 < word.n ? strchr(letters, word.s[i + 1]) : NULL;
		if (!letter || !*letter)
			return 0;
		number += next && next > letter ? -values[letter - letters]
		                                : values[letter - letters];
	}
	struct buf roman = {0};
	if (number < 400)
		put_roman(&roman, number);
	bool same = str_eq(buf_str(&roman), word) && strcmp(roman.s, "C") && strcmp(roman.s, "L");
	buf_free(&roman);
	return same ? number : 0;
}

// Whether a text that names numbers has another than the right one.
static bool names_another(struct str text, size_t right)
{
	bool any = false;
	for (size_t i = 0, n; i < text.n; i += n + !n) {
		for (n = 0; i + n < text.n && is_letter_or_digit(text.s[i + n]); n++)
			;
		size_t number = n ? number_of(str_from_to(text, i, i + n)) : 0;
		if (number == right)
			return false;
		any |= number > 0;
	}
	return any;
}

// Whether another number is printed at the head of a division: then people must look.
static bool is_printed_otherwise(const struct rules *r, const struct numbered *one, size_t right)
{
	static const char *const ends[] = {"<div", "</div", "<sp", "<u "};
	struct str text = str_after(r->text->utf8, one->at);
	text = str_after(text, str_find_char(text, '>'));
	text = str_from_to(text, 0, HEAD_MAX);
	for (size_t i = 0; i < LENGTH(ends); i++)
		text = str_from_to(text, 0, str_find(text, str_from(ends[i])));
	struct str rest = str_after(text, str_find(text, STR("<head")));
	rest = str_after(rest, str_find_char(rest, '>'));
	return names_another(str_from_to(rest, 0, str_find(rest, STR("</head"))), right);
}

// Writes a number as wide as the old one ("03").
static void mend(struct rules *r, const struct numbered *one, size_t number, size_t finding)
{
	size_t from, to, width;
	if (!xml_text_span(r->text, one->at, "n", &from, &to))
		return;
	struct str old = str_from_to(r->text->utf8, from, to), digits = str_trim(old);
	from += (size_t)(str_trim_left(old).n ? old.n - str_trim_left(old).n : 0);
	if (!str_number(digits, &width) || width != one->number)
		return;
	width = digits.n && digits.s[0] == '0' ? digits.n : 0;
	char new[64];
	int n = snprintf(new, sizeof new, "%0*zu", (int)(width < 32 ? width : 32), number);
	findings_edit(r->findings, finding, from, digits.n, (struct str){new, (size_t)n});
}

// How many do not count on from the one before.
static size_t count_jumps(const struct numbered *items, size_t n)
{
	size_t jumps = 0;
	for (size_t i = 1; i < n; i++)
		jumps += items[i].number != items[i - 1].number + 1;
	return jumps;
}

// Whether a number stands between two which leave room for one other.
static bool is_between(const struct number_run *run, size_t i)
{
	const struct numbered *items = run->items;
	return i > 0 && i + 1 < run->n && items[i + 1].number == items[i - 1].number + 2 &&
	       items[i].number != items[i - 1].number + 1;
}

// 1 5 3 7 leaves open which two are right.
static void mend_between(struct rules *r, const struct number_run *run, bool speeches)
{
	const struct numbered *items = run->items;
	size_t n = run->n;
	bool plain = speeches || (n >= PLAIN_MIN && count_jumps(items, n) == 2);
	for (size_t i = 1; plain && i + 1 < n; i++)
		if (is_between(run, i) && !is_between(run, i - 1) && !is_between(run, i + 1) &&
		    (speeches || !is_printed_otherwise(r, &items[i], items[i - 1].number + 1)))
			mend(r, &items[i], items[i - 1].number + 1, items[i].finding);
}

// The first and the last speech, where all between them are in order: a number that comes again.
static void mend_ends(struct rules *r, const struct number_run *run, bool speeches)
{
	const struct numbered *items = run->items;
	size_t n = run->n;
	if (!speeches || n < PLAIN_MIN || count_jumps(items, n) != 1)
		return;
	if (items[0].number >= items[1].number && items[1].number > 1)
		mend(r, &items[0], items[1].number - 1, items[1].finding);
	else if (items[n - 1].number <= items[n - 2].number)
		mend(r, &items[n - 1], items[n - 2].number + 1, items[n - 1].finding);
}

void numberfix_run(struct rules *r, const struct number_run *run, bool speeches)
{
	mend_between(r, run, speeches);
	mend_ends(r, run, speeches);
}
