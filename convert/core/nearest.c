// nearest.c: the known word that a misspelt one probably means

#include "core/nearest.h"

enum { WORD_MAX = 64 };

struct nearest nearest_to(struct str wanted)
{
	size_t n = wanted.n;
	size_t slips = n < 2 ? 0 : n < 5 ? 1 : n < 9 ? 2 : 3;
	return (struct nearest){.wanted = wanted, .distance = slips + 1};
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

// The distance of two words, or `limit` if it is at least that.
static size_t distance(struct str a, struct str b, size_t limit)
{
	size_t rows[3][WORD_MAX + 1];
	size_t *before = rows[0], *last = rows[1], *now = rows[2];
	for (size_t j = 0; j <= b.n; j++)
		last[j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		size_t lowest = now[0] = i;
		char ca = ascii_lower(a.s[i - 1]);
		for (size_t j = 1; j <= b.n; j++) {
			char cb = ascii_lower(b.s[j - 1]);
			size_t d = least(least(last[j], now[j - 1]) + 1, last[j - 1] + (ca != cb));
			if (i > 1 && j > 1 && ca == ascii_lower(b.s[j - 2]) &&
			    cb == ascii_lower(a.s[i - 2]))
				d = least(d, before[j - 2] + 1);
			now[j] = d;
			lowest = least(lowest, d);
		}
		if (lowest >= limit)
			return limit;
		size_t *oldest = before;
		before = last;
		last = now;
		now = oldest;
	}
	return least(last[b.n], limit);
}

bool nearest_consider(struct nearest *n, struct str candidate)
{
	struct str a = n->wanted, b = candidate;
	size_t gap = a.n > b.n ? a.n - b.n : b.n - a.n;
	if (a.n > WORD_MAX || b.n > WORD_MAX || b.n == 0 || gap >= n->distance)
		return false;
	size_t d = distance(a, b, n->distance);
	if (d >= n->distance)
		return false;
	n->distance = d;
	n->best = candidate;
	return true;
}
