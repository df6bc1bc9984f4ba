// columns.c: whether plain text is printed in two columns side by side

#include "clean/columns.h"

#include <string.h>

#include "core/transcript.h"
#include "core/unicode.h"

enum {
	LINES_MAX = 50000,
	STRETCH = 60,     // lines that are looked at together
	STRETCH_MIN = 12, // so many with columns are the least
	GAP = 3,          // blanks between the columns
	WIDTH_MAX = 250,
	WORDS = 4, // on each side, on the average
};

// A line with text on both sides of a wide gap.
struct pair {
	size_t at;          // column where the right side begins, from 0; 0: there is no gap
	size_t left, right; // words
	bool left_goes_on, right_goes_on; // begins in mid-sentence
};

struct stretch {
	struct pair pairs[STRETCH];
	size_t n, first; // lines of text; the number of the first
};

static size_t count_words(struct str s)
{
	size_t n = 0;
	while (str_word(&s).n)
		n++;
	return n;
}

static bool begins_low(struct str s)
{
	size_t at = 0;
	s = str_trim_left(s);
	return s.n && !unicode_is_upper(utf8_next(s, &at)) &&
	       !(ascii_is_digit(s.s[0]) || memchr("-*.([\"", s.s[0], 6));
}

// The widest gap of the line that has text before it.
static struct pair read_pair(struct str line)
{
	struct pair pair = {0};
	size_t from = 0, widest = GAP - 1, left = 0, right = 0;
	while (from < line.n && line.s[from] == ' ')
		from++;
	for (size_t at = from; at < line.n;) {
		size_t gap = at + str_find_char(str_after(line, at), ' '), end = gap;
		while (end < line.n && line.s[end] == ' ')
			end++;
		if (end - gap > widest && end < line.n) {
			widest = end - gap;
			left = gap;
			right = end;
		}
		at = end > at ? end : at + 1;
	}
	if (!right || right > WIDTH_MAX)
		return pair;
	pair.at = utf8_count(str_from_to(line, 0, right));
	pair.left = count_words(str_from_to(line, 0, left));
	pair.right = count_words(str_after(line, right));
	pair.left_goes_on = begins_low(line);
	pair.right_goes_on = begins_low(str_after(line, right));
	return pair;
}

// The column where most right sides begin.
static size_t find_column(const struct stretch *s)
{
	size_t count[WIDTH_MAX + 2] = {0}, best = 0;
	for (size_t i = 0; i < s->n; i++)
		if (s->pairs[i].at && s->pairs[i].at <= WIDTH_MAX)
			count[s->pairs[i].at]++;
	for (size_t c = 1; c <= WIDTH_MAX; c++)
		if (count[c] + count[c + 1] > count[best] + count[best + 1])
			best = c;
	return count[best] ? best : best + 1;
}

// Half of the lines have running text on both sides, and some of it begins in mid-sentence.
static void judge(struct stretch *s, struct columns *found)
{
	size_t column = find_column(s), n = 0, left = 0, right = 0, lefts_on = 0, rights_on = 0;
	for (size_t i = 0; i < s->n; i++) {
		const struct pair *p = &s->pairs[i];
		if (!p->at || p->at < column || p->at > column + 1)
			continue;
		n++;
		left += p->left;
		right += p->right;
		lefts_on += p->left_goes_on;
		rights_on += p->right_goes_on;
	}
	if (n >= STRETCH_MIN && n * 2 >= s->n && left >= n * WORDS && right >= n * WORDS &&
	    lefts_on * 4 >= n && rights_on * 4 >= n) {
		if (!found->line)
			*found = (struct columns){.line = s->first, .column = column + 1};
		found->lines += n;
	}
	s->n = 0;
}

struct columns columns_find(struct str text)
{
	struct columns found = {0};
	struct stretch stretch = {0};
	struct str line;
	for (size_t number = 1; number <= LINES_MAX && str_field(&text, '\n', &line); number++) {
		struct str hints = line_hints(line);
		line = str_after(line, hints.n ? hints.n + 1 : 0);
		if (line.n == 0)
			continue;
		if (stretch.n == 0)
			stretch.first = number;
		stretch.pairs[stretch.n++] = read_pair(line);
		if (stretch.n == STRETCH)
			judge(&stretch, &found);
	}
	judge(&stretch, &found);
	return found;
}
