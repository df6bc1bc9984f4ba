// tally.c: how often each of many names was met

#include "report/tally.h"

#include <stdlib.h>

size_t tally_add(struct tally *t, struct str name, enum severity severity)
{
	uint32_t index = idtable_add(&t->names, name);
	if (index == ID_NONE)
		return TALLY_NONE;
	while (index >= t->n) {
		if (!ARRAY_ROOM(t))
			return TALLY_NONE;
		t->items[t->n++] = (struct tally_item){0};
	}
	t->items[index].count[severity]++;
	return index;
}

struct str tally_name(const struct tally *t, size_t index)
{
	return idtable_name(&t->names, (uint32_t)index);
}

size_t tally_count(const struct tally *t, size_t index)
{
	size_t all = 0;
	for (int s = 0; s <= SEVERITY_FATAL; s++)
		all += t->items[index].count[s];
	return all;
}

struct ranked {
	size_t index, count;
};

static int by_count(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return x->index < y->index ? -1 : 1;
}

size_t *tally_order(const struct tally *t)
{
	size_t *order = calloc(t->n + 1, sizeof *order);
	struct ranked *ranked = calloc(t->n + 1, sizeof *ranked);
	for (size_t i = 0; ranked && i < t->n; i++)
		ranked[i] = (struct ranked){i, tally_count(t, i)};
	if (ranked)
		qsort(ranked, t->n, sizeof *ranked, by_count);
	for (size_t i = 0; order && ranked && i < t->n; i++)
		order[i] = ranked[i].index;
	if (!ranked) {
		free(order);
		order = NULL;
	}
	free(ranked);
	return order;
}

void tally_free(struct tally *t)
{
	idtable_free(&t->names);
	free(t->items);
	*t = (struct tally){0};
}
