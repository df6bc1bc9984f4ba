// hashes.c: a number for each of very many names, told apart by hashes of 64 bits

#include "batch/hashes.h"

#include <stdlib.h>

#include "batch/checksum.h"

enum { SLOTS_FIRST = 1024 };

uint64_t hash_of(struct str name)
{
	struct checksum sum = checksum_of(name);
	uint64_t hash = 0;
	for (size_t i = 0; i < sizeof hash; i++)
		hash = hash << 8 | sum.bytes[i];
	return hash ? hash : 1;
}

static struct hash_slot *slot_of(struct hash_slot *slots, size_t cap, uint64_t hash)
{
	size_t i = (size_t)hash & (cap - 1);
	while (slots[i].hash && slots[i].hash != hash)
		i = (i + 1) & (cap - 1);
	return &slots[i];
}

static bool grow(struct hashes *h)
{
	size_t cap = h->cap ? 2 * h->cap : SLOTS_FIRST;
	struct hash_slot *slots = calloc(cap, sizeof *slots);
	if (!slots)
		return false;
	for (size_t i = 0; i < h->cap; i++)
		if (h->slots[i].hash)
			*slot_of(slots, cap, h->slots[i].hash) = h->slots[i];
	free(h->slots);
	h->slots = slots;
	h->cap = cap;
	return true;
}

uint64_t *hashes_at(struct hashes *h, uint64_t hash)
{
	if (4 * h->n >= 3 * h->cap && !grow(h))
		return NULL;
	struct hash_slot *slot = slot_of(h->slots, h->cap, hash);
	h->n += !slot->hash;
	slot->hash = hash;
	return &slot->value;
}

uint64_t hashes_find(const struct hashes *h, uint64_t hash)
{
	return h->n ? slot_of(h->slots, h->cap, hash)->value : 0;
}

bool hashes_each(const struct hashes *h, bool (*each)(void *context, uint64_t hash, uint64_t value),
                 void *context)
{
	for (size_t i = 0; i < h->cap; i++)
		if (h->slots[i].hash && !each(context, h->slots[i].hash, h->slots[i].value))
			return false;
	return true;
}

void hashes_free(struct hashes *h)
{
	free(h->slots);
	*h = (struct hashes){0};
}
