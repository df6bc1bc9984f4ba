// register.c: who stands under which name

#include "site/register.h"

#include <stdlib.h>

#include "core/unicode.h"

static int by_key(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = str_cmp(x->key, y->key);
	return order ? order : (x->person > y->person) - (x->person < y->person);
}

static bool enter(struct register_of_names *r, struct str name, size_t person)
{
	struct buf key = {0};
	bool good = unicode_fold(&key, name) && ARRAY_ROOM(r);
	if (good)
		r->items[r->n++] = (struct entry){arena_str(&r->arena, buf_str(&key)), person};
	buf_free(&key);
	return good && !r->arena.failed;
}

bool register_make(struct register_of_names *r, struct holdings *c)
{
	bool good = true;
	for (size_t i = 0; i < c->people.n && good; i++)
		good = enter(r, c->people.items[i].name, i);
	for (size_t i = 0; i < c->appearances.n && good; i++) {
		const struct appearance *a = &c->appearances.items[i];
		if (!str_eq(a->name, c->people.items[a->person].name))
			good = enter(r, a->name, a->person);
	}
	if (r->n)
		qsort(r->items, r->n, sizeof *r->items, by_key);
	for (size_t i = 1; i < r->n; i++) {
		const struct entry *a = &r->items[i - 1], *b = &r->items[i];
		if (a->person != b->person && str_eq(a->key, b->key))
			c->people.items[a->person].shares_name =
				c->people.items[b->person].shares_name = true;
	}
	return good;
}

static void add(struct others *others, size_t person)
{
	for (size_t i = 0; i < others->n; i++)
		if (others->items[i] == person)
			return;
	if (person != others->person && others->n < OTHERS_MAX)
		others->items[others->n++] = person;
}

void register_find(const struct register_of_names *r, struct str name, struct others *others)
{
	struct buf key = {0};
	size_t low = 0, high = r->n;
	if (!unicode_fold(&key, name))
		high = 0;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_cmp(r->items[middle].key, buf_str(&key)) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < r->n && str_eq(r->items[low].key, buf_str(&key)); low++)
		add(others, r->items[low].person);
	buf_free(&key);
}

void register_free(struct register_of_names *r)
{
	free(r->items);
	arena_free(&r->arena);
	*r = (struct register_of_names){0};
}
