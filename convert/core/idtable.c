// idtable.c: the names that a document gives to its elements

#include "core/idtable.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

// Eight bytes at a time, multiplied and folded. The seed keeps a hostile document from choosing
// names that fall all into one slot.
static uint32_t hash(const struct idtable *ids, struct str s)
{
	uint64_t h = ids->seed ^ s.n;
	while (s.n) {
		uint64_t eight = 0;
		size_t n = s.n < 8 ? s.n : 8;
		memcpy(&eight, s.s, n);
		h = (h ^ eight) * UINT64_C(0x9e3779b97f4a7c15);
		h ^= h >> 29 ^ ids->seed;
		s = str_after(s, n);
	}
	h *= UINT64_C(0xbf58476d1ce4e5b9);
	return (uint32_t)(h >> 32);
}

struct str idtable_name(const struct idtable *ids, uint32_t index)
{
	return str_from(ids->names.s + ids->items[index].name);
}

// The slot in which `name` is, or would be put. There is always a free one.
static size_t slot_of(const struct idtable *ids, struct str name, uint32_t h)
{
	size_t mask = ids->n_slots - 1;
	for (size_t i = h & mask;; i = (i + 1) & mask) {
		uint32_t slot = ids->slots[i];
		if (slot == 0)
			return i;
		if (ids->items[slot - 1].hash == h && str_eq(idtable_name(ids, slot - 1), name))
			return i;
	}
}

static bool grow(struct idtable *ids)
{
	if (!ids->seed) {
		if (getentropy(&ids->seed, sizeof ids->seed))
			ids->seed = (uint64_t)(uintptr_t)ids;
		ids->seed |= 1;
	}
	size_t n_slots = ids->n_slots ? ids->n_slots * 2 : 64;
	uint32_t *slots = calloc(n_slots, sizeof *slots);
	if (!slots)
		return false;
	for (size_t i = 0; i < ids->n; i++) {
		size_t at = ids->items[i].hash & (n_slots - 1);
		while (slots[at])
			at = (at + 1) & (n_slots - 1);
		slots[at] = (uint32_t)i + 1;
	}
	free(ids->slots);
	ids->slots = slots;
	ids->n_slots = n_slots;
	return true;
}

uint32_t idtable_find(const struct idtable *ids, struct str name)
{
	if (ids->n_slots == 0)
		return ID_NONE;
	uint32_t slot = ids->slots[slot_of(ids, name, hash(ids, name))];
	return slot ? slot - 1 : ID_NONE;
}

uint32_t idtable_add(struct idtable *ids, struct str name)
{
	if (ids->n + 1 > ids->n_slots / 4 * 3 && !grow(ids))
		return ID_NONE;
	uint32_t h = hash(ids, name);
	size_t at = slot_of(ids, name, h);
	if (ids->slots[at])
		return ids->slots[at] - 1;
	size_t from = ids->names.n;
	buf_put(&ids->names, name);
	buf_putc(&ids->names, '\0');
	if (ids->names.failed || from > UINT32_MAX || ids->n >= ID_NONE - 1 || !ARRAY_ROOM(ids))
		return ID_NONE;
	ids->items[ids->n] = (struct idtable_entry){ID_UNSEEN, (uint32_t)from, h};
	ids->slots[at] = (uint32_t)ids->n + 1;
	return (uint32_t)ids->n++;
}

void idtable_free(struct idtable *ids)
{
	free(ids->items);
	free(ids->slots);
	buf_free(&ids->names);
	*ids = (struct idtable){0};
}
