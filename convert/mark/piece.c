// piece.c: what is known of a part of a pattern, and of parts put together

#include "mark/piece.h"

enum { CHARACTER_MAX = 4 };

// The more often a line has one of these signs, the less it tells.
static unsigned cost_of(uint16_t signs)
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

void piece_need(struct piece *p, uint16_t signs)
{
	struct needs *n = &p->needs;
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

static uint16_t best_need(const struct needs *n)
{
	uint16_t best = n->signs_n ? n->signs[0] : 0;
	for (size_t i = 1; i < n->signs_n; i++)
		if (cost_of(n->signs[i]) < cost_of(best))
			best = n->signs[i];
	return best;
}

struct piece piece_nothing(void)
{
	return (struct piece){.needs = {.blank = true}, .empty = true};
}

static size_t at_most(size_t n)
{
	return n < MOST_MAX ? n : MOST_MAX;
}

// One character of the set.
struct piece piece_character(struct bytes set)
{
	struct piece p = {.needs = {.least = 1, .most = 1, .first = set, .last = set}, .all = set};
	bool covered;
	if (set.wide || set.beyond) {
		p.all.beyond = p.needs.last.beyond = true;
		p.needs.last.wide = false; // the last byte of a character is never 0xef
		p.needs.most = CHARACTER_MAX;
	}
	p.needs.blank = bytes_have(&set, ' ') || bytes_have(&set, '\t');
	bytes_remove(&p.needs.first, ' ');
	bytes_remove(&p.needs.first, '\t');
	// Letters in both cases, which word lists are made of, are told from the rest at once.
	if (set.ascii[1] & BYTES_UPPER_CASE)
		return p;
	uint16_t signs = bytes_signs(&set, &covered);
	if (covered)
		piece_need(&p, signs);
	return p;
}

void piece_append(struct piece *a, const struct piece *b)
{
	if (a->needs.blank)
		bytes_add_all(&a->needs.first, b->needs.first);
	if (!b->empty)
		a->needs.last = b->needs.last;
	else
		bytes_add_all(&a->needs.last, b->needs.last);
	bytes_add_all(&a->all, b->all);
	a->needs.impossible |= b->needs.impossible;
	a->needs.blank = a->needs.blank && b->needs.blank;
	a->empty = a->empty && b->empty;
	a->needs.at_begin |= b->needs.at_begin;
	a->needs.at_end |= b->needs.at_end;
	a->needs.least = at_most(a->needs.least + b->needs.least);
	a->needs.most = at_most(a->needs.most + b->needs.most);
	for (size_t i = 0; i < b->needs.signs_n; i++)
		piece_need(a, b->needs.signs[i]);
}

void piece_alternate(struct piece *a, const struct piece *b)
{
	uint16_t one = best_need(&a->needs), other = best_need(&b->needs);
	a->needs.signs_n = 0;
	if (one && other)
		piece_need(a, one | other);
	bytes_add_all(&a->needs.first, b->needs.first);
	bytes_add_all(&a->needs.last, b->needs.last);
	bytes_add_all(&a->all, b->all);
	a->needs.impossible &= b->needs.impossible;
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

void piece_repeat(struct piece *p, size_t min, size_t max)
{
	p->needs.least = times(p->needs.least, min);
	p->needs.most = times(p->needs.most, max);
	if (min)
		return;
	p->empty = p->needs.blank = true;
	p->needs.at_begin = p->needs.at_end = p->needs.impossible = false;
	p->needs.signs_n = 0;
}
