// xpathpool.c: memory of intermediate results, and sequences in it

#include <stdalign.h>
#include <stdlib.h>

#include "schematron/xpathrun.h"

struct pool_block {
	struct pool_block *next;
	size_t size;
	alignas(max_align_t) char bytes[];
};

enum { POOL_BLOCK = 32 * 1024 };

static struct pool_block *next_block(struct xpath_run *run, struct pool *pool, size_t size)
{
	struct pool_block **to = pool->now ? &pool->now->next : &pool->first;
	while (*to && (*to)->size < size) {
		struct pool_block *small = *to;
		*to = small->next;
		pool->total -= small->size;
		free(small);
	}
	if (!*to) {
		size_t room = size > POOL_BLOCK ? size : POOL_BLOCK;
		if (pool->total + room > XPATH_MEMORY_MAX) {
			run->is_spent = true;
			xpath_fail(run, "its intermediate results take more than %d MiB",
			           XPATH_MEMORY_MAX >> 20);
			return NULL;
		}
		*to = malloc(sizeof **to + room);
		if (!*to) {
			run->failed = true;
			xpath_fail(run, "memory ran out");
			return NULL;
		}
		**to = (struct pool_block){.size = room};
		pool->total += room;
	}
	return *to;
}

void *pool_take(struct xpath_run *run, struct pool *pool, size_t size)
{
	size_t align = alignof(max_align_t);
	size = (size + align - 1) / align * align;
	if (!pool->now || pool->now->size - pool->used < size) {
		struct pool_block *block = next_block(run, pool, size);
		if (!block)
			return NULL;
		pool->now = block;
		pool->used = 0;
	}
	void *p = pool->now->bytes + pool->used;
	pool->used += size;
	return p;
}

void *pool_alloc(struct xpath_run *run, size_t size)
{
	return pool_take(run, &run->scratch, size);
}

struct pool_mark pool_mark(const struct pool *pool)
{
	return (struct pool_mark){pool->now, pool->used};
}

void pool_release(struct pool *pool, struct pool_mark mark)
{
	pool->now = mark.now;
	pool->used = mark.used;
}

bool pool_keep(struct xpath_run *run, struct pool *pool, const struct seq *value, struct seq *out)
{
	*out = (struct seq){0};
	if (!value->n)
		return true;
	struct item *items = pool_take(run, pool, value->n * sizeof *items);
	if (!items)
		return false;
	for (uint32_t i = 0; i < value->n; i++) {
		items[i] = value->items[i];
		struct str text = items[i].kind == ITEM_STRING ? items[i].text : (struct str){0};
		char *copy = text.n ? pool_take(run, pool, text.n) : NULL;
		if (text.n && !copy)
			return false;
		if (copy)
			items[i].text.s = memcpy(copy, text.s, text.n);
	}
	*out = (struct seq){items, value->n, value->n};
	return true;
}

struct str pool_str(struct xpath_run *run, struct str s)
{
	char *p = s.n ? pool_alloc(run, s.n) : NULL;
	if (!p)
		return (struct str){0};
	memcpy(p, s.s, s.n);
	return (struct str){p, s.n};
}

void pool_reset(struct pool *pool)
{
	pool->now = pool->first;
	pool->used = 0;
}

void pool_free(struct pool *pool)
{
	while (pool->first) {
		struct pool_block *block = pool->first;
		pool->first = block->next;
		free(block);
	}
	*pool = (struct pool){0};
}

bool seq_add(struct xpath_run *run, struct seq *to, struct item item)
{
	if (to->n == to->cap) {
		uint32_t cap = to->cap ? to->cap * 2 : 4;
		if (cap < to->cap)
			return xpath_fail(run, "it gives more items than can be counted");
		struct item *items = pool_alloc(run, cap * sizeof *items);
		if (!items)
			return false;
		if (to->n)
			memcpy(items, to->items, to->n * sizeof *items);
		to->items = items;
		to->cap = cap;
	}
	to->items[to->n++] = item;
	return true;
}

bool seq_add_node(struct xpath_run *run, struct seq *to, uint32_t node)
{
	return seq_add(run, to, (struct item){.kind = ITEM_NODE, .node = node});
}

bool seq_add_string(struct xpath_run *run, struct seq *to, struct str s)
{
	return seq_add(run, to, (struct item){.kind = ITEM_STRING, .text = s});
}

bool seq_add_number(struct xpath_run *run, struct seq *to, double number)
{
	return seq_add(run, to, (struct item){.kind = ITEM_NUMBER, .number = number});
}

bool seq_add_boolean(struct xpath_run *run, struct seq *to, bool boolean)
{
	return seq_add(run, to, (struct item){.kind = ITEM_BOOLEAN, .boolean = boolean});
}

static int by_order(const void *a, const void *b)
{
	const struct item *x = a, *y = b;
	return x->node < y->node ? -1 : x->node > y->node;
}

void seq_order(struct seq *seq)
{
	bool ordered = true;
	for (uint32_t i = 1; i < seq->n && ordered; i++)
		ordered = seq->items[i - 1].node < seq->items[i].node;
	if (ordered)
		return;
	qsort(seq->items, seq->n, sizeof *seq->items, by_order);
	uint32_t n = 1;
	for (uint32_t i = 1; i < seq->n; i++)
		if (seq->items[i].node != seq->items[n - 1].node)
			seq->items[n++] = seq->items[i];
	seq->n = n;
}
