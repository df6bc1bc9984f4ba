// table.c: a hash table from text to a number, open addressing with linear probing

#include "core/table.h"

#include <stdlib.h>

// FNV-1a, 64 bits folded to 32. A hostile document can make keys collide; what it gains is one
// slow document, and limits on time are the caller's.
static uint32_t hash_of(struct str s)
{
	uint64_t h = UINT64_C(14695981039346656037);
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.s[i]) * UINT64_C(1099511628211);
	return (uint32_t)(h ^ h >> 32);
}

static struct table_slot *find(const struct table *t, struct str key, uint32_t hash)
{
	size_t at = hash & (t->cap - 1);
	for (;;) {
		struct table_slot *slot = &t->slots[at];
		if (!slot->key.s || (slot->hash == hash && str_eq(slot->key, key)))
			return slot;
		at = (at + 1) & (t->cap - 1);
	}
}

// The key of the empty view must not look like a free slot.
static struct str as_key(struct str key)
{
	return key.s ? key : STR("");
}

bool table_get(const struct table *t, struct str key, size_t *value)
{
	if (!t->cap)
		return false;
	key = as_key(key);
	const struct table_slot *slot = find(t, key, hash_of(key));
	if (!slot->key.s)
		return false;
	*value = slot->value;
	return true;
}

static bool grow(struct table *t)
{
	struct table larger = {.cap = t->cap ? t->cap * 2 : 64, .n = t->n};
	larger.slots = calloc(larger.cap, sizeof *larger.slots);
	if (!larger.slots)
		return false;
	for (size_t i = 0; i < t->cap; i++)
		if (t->slots[i].key.s)
			*find(&larger, t->slots[i].key, t->slots[i].hash) = t->slots[i];
	free(t->slots);
	*t = larger;
	return true;
}

bool table_set(struct table *t, struct str key, size_t value)
{
	if (t->n * 4 >= t->cap * 3 && !grow(t))
		return false;
	key = as_key(key);
	uint32_t hash = hash_of(key);
	struct table_slot *slot = find(t, key, hash);
	if (!slot->key.s) {
		*slot = (struct table_slot){.key = key, .hash = hash};
		t->n++;
	}
	slot->value = value;
	return true;
}

void table_free(struct table *t)
{
	free(t->slots);
	*t = (struct table){0};
}
