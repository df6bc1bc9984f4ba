// align.c: which lines of two texts are the same
//
// Patience: lines that are equal and occur once on both sides are the fixed points, as many of them as
// stand in the same order; between two fixed points the same is done again. Where nothing is unique,
// equal lines are taken from both ends.

#include "mark/align.h"

#include <stdlib.h>

#include "core/table.h"

enum { LOOK_AHEAD = 40 }; // changed lines are looked for among so many

struct side {
	const struct str *lines;
	size_t from, to;
};

struct aligning {
	struct alignment *a;
	const struct str *lines, *other;
	// Scratch, a place for each line of the first text.
	struct pair *pairs, *chain;
	size_t *best, *before;
	bool failed;
};

// A line that occurs once on both sides.
struct pair {
	size_t i, j;
};

// How often a text occurs in a range, and where.
struct count {
	size_t n, m, i, j;
};

void align_free(struct alignment *a)
{
	free(a->to);
	*a = (struct alignment){0};
}

static void join(struct aligning *g, size_t i, size_t j)
{
	g->a->to[i] = j;
}

// Joins equal lines at both ends of the ranges and moves the ends past them.
static void join_ends(struct aligning *g, struct side *x, struct side *y)
{
	while (x->from < x->to && y->from < y->to && str_eq(x->lines[x->from], y->lines[y->from]))
		join(g, x->from++, y->from++);
	while (x->from < x->to && y->from < y->to &&
	       str_eq(x->lines[x->to - 1], y->lines[y->to - 1]))
		join(g, --x->to, --y->to);
}

static struct count *count_of(struct table *table, struct count *counts, size_t *n, struct str line,
                              bool *failed)
{
	size_t at;
	if (table_get(table, line, &at))
		return &counts[at];
	if (!table_set(table, line, *n))
		*failed = true;
	counts[*n] = (struct count){0};
	return &counts[(*n)++];
}

// The pairs of lines that occur once on both sides, in the order of the first.
static size_t find_unique(struct aligning *g, const struct side *x, const struct side *y)
{
	struct table table = {0};
	struct count *counts = calloc(x->to - x->from + y->to - y->from + 1, sizeof *counts);
	size_t n = 0, found = 0, at;
	g->failed |= !counts;
	for (size_t i = x->from; i < x->to && !g->failed; i++) {
		struct count *count = count_of(&table, counts, &n, x->lines[i], &g->failed);
		count->n++;
		count->i = i;
	}
	for (size_t j = y->from; j < y->to && !g->failed; j++) {
		struct count *count = count_of(&table, counts, &n, y->lines[j], &g->failed);
		count->m++;
		count->j = j;
	}
	for (size_t i = x->from; i < x->to && !g->failed; i++)
		if (table_get(&table, x->lines[i], &at) && counts[at].n == 1 && counts[at].m == 1)
			g->pairs[found++] = (struct pair){i, counts[at].j};
	table_free(&table);
	free(counts);
	return found;
}

// The longest run of pairs whose lines ascend on both sides, left in g->chain.
static size_t find_chain(struct aligning *g, size_t n)
{
	size_t length = 0;
	for (size_t k = 0; k < n; k++) {
		size_t low = 0, high = length;
		while (low < high) {
			size_t middle = (low + high) / 2;
			if (g->pairs[g->best[middle]].j < g->pairs[k].j)
				low = middle + 1;
			else
				high = middle;
		}
		g->before[k] = low ? g->best[low - 1] : ALIGN_NONE;
		g->best[low] = k;
		length += low == length;
	}
	size_t k = length ? g->best[length - 1] : ALIGN_NONE;
	for (size_t i = length; i-- > 0; k = g->before[k])
		g->chain[i] = g->pairs[k];
	return length;
}

static void align_range(struct aligning *g, struct side x, struct side y, unsigned depth)
{
	enum { DEPTH_MAX = 12 };
	join_ends(g, &x, &y);
	if (x.from == x.to || y.from == y.to || depth == DEPTH_MAX || g->failed)
		return;
	size_t n = find_chain(g, find_unique(g, &x, &y));
	struct pair *chain = n ? malloc(n * sizeof *chain) : NULL;
	if (n && !chain)
		g->failed = true;
	for (size_t k = 0; chain && k < n; k++)
		chain[k] = g->chain[k];
	for (size_t k = 0; chain && k < n && !g->failed; k++) {
		struct side left = {x.lines, x.from, chain[k].i},
			    right = {y.lines, y.from, chain[k].j};
		// What an earlier range took from its end stays taken.
		join(g, chain[k].i, chain[k].j);
		align_range(g, left, right, depth + 1);
		x.from = chain[k].i + 1;
		y.from = chain[k].j + 1;
	}
	if (chain)
		align_range(g, x, y, depth + 1);
	free(chain);
}

size_t align_prefix(struct str a, struct str b)
{
	size_t n = 0;
	while (n < a.n && n < b.n && a.s[n] == b.s[n])
		n++;
	return n;
}

size_t align_suffix(struct str a, struct str b, size_t prefix)
{
	size_t n = 0;
	while (n + prefix < a.n && n + prefix < b.n && a.s[a.n - n - 1] == b.s[b.n - n - 1])
		n++;
	return n;
}

static bool is_akin(struct str a, struct str b)
{
	size_t prefix = align_prefix(a, b), longer = a.n > b.n ? a.n : b.n;
	return longer && (prefix + align_suffix(a, b, prefix)) * 2 >= longer;
}

// Joins lines that have become a little different, between those that are equal.
static void join_akin(struct aligning *g, size_t n, size_t m)
{
	size_t *end = g->best, j = 0; // where the next line that is equal stands
	for (size_t i = n, next = m; i-- > 0;) {
		next = g->a->to[i] == ALIGN_NONE ? next : g->a->to[i];
		end[i] = next;
	}
	for (size_t i = 0; i < n; i++) {
		if (g->a->to[i] != ALIGN_NONE) {
			j = g->a->to[i] + 1;
			g->a->same++;
			continue;
		}
		for (size_t k = j; k < end[i] && k < j + LOOK_AHEAD; k++) {
			if (!is_akin(g->lines[i], g->other[k]))
				continue;
			join(g, i, k);
			g->a->changed++;
			j = k + 1;
			break;
		}
	}
}

bool align_lines(struct alignment *a, const struct str *lines, size_t n, const struct str *other,
                 size_t m)
{
	struct aligning g = {.a = a, .lines = lines, .other = other};
	*a = (struct alignment){.to = malloc((n + 1) * sizeof *a->to)};
	g.pairs = malloc((n + 1) * sizeof *g.pairs);
	g.chain = malloc((n + 1) * sizeof *g.chain);
	g.best = malloc((n + 1) * sizeof *g.best);
	g.before = malloc((n + 1) * sizeof *g.before);
	g.failed = !a->to || !g.pairs || !g.chain || !g.best || !g.before;
	for (size_t i = 0; i < n && !g.failed; i++)
		a->to[i] = ALIGN_NONE;
	if (!g.failed)
		align_range(&g, (struct side){lines, 0, n}, (struct side){other, 0, m}, 0);
	if (!g.failed)
		join_akin(&g, n, m);
	free(g.pairs);
	free(g.chain);
	free(g.best);
	free(g.before);
	if (g.failed)
		align_free(a);
	return !g.failed;
}
