// ids.c: xml:id values, each used once in the document

#include "encode/ids.h"

#include "core/id.h"
#include "core/unicode.h"

void ids_free(struct ids *ids)
{
	table_free(&ids->used);
	arena_free(&ids->arena);
	translit_free(&ids->translit);
	*ids = (struct ids){0};
}

static struct str take(struct ids *ids, struct str id)
{
	struct str kept = arena_str(&ids->arena, id);
	if (ids->arena.failed || !table_set(&ids->used, kept, 2))
		ids->failed = true;
	return kept;
}

struct str ids_unique(struct ids *ids, struct str wanted)
{
	size_t number;
	if (!table_get(&ids->used, wanted, &number))
		return take(ids, wanted);
	struct str stem = arena_str(&ids->arena, wanted), id;
	size_t other;
	do
		id = arena_printf(&ids->arena, "%.*s-%zu", STR_ARG(stem), number++);
	while (table_get(&ids->used, id, &other) && !ids->arena.failed);
	if (ids->arena.failed || !table_set(&ids->used, stem, number))
		ids->failed = true;
	return take(ids, id);
}

struct str ids_from(struct ids *ids, struct str words)
{
	if (unicode_is_id(words))
		return words;
	struct buf id = {0};
	if (!utf8_is_valid(words))
		buf_putc(&id, 'x');
	else if (!id_from_name(&ids->translit, &id, words))
		ids->failed = true;
	struct str kept = arena_str(&ids->arena, buf_str(&id));
	buf_free(&id);
	return kept;
}

// Whether an id is the prefix and digits alone.
static bool is_taken(const struct ids *ids, struct str prefix)
{
	for (size_t i = 0; i < ids->used.cap; i++) {
		struct str id = ids->used.slots[i].key;
		if (!id.s || !str_starts(id, prefix))
			continue;
		size_t at = prefix.n;
		while (at < id.n && ascii_is_digit(id.s[at]))
			at++;
		if (at == id.n)
			return true;
	}
	return false;
}

struct str ids_prefix(struct ids *ids, struct str wanted)
{
	while (is_taken(ids, wanted) && !ids->arena.failed)
		wanted = arena_printf(&ids->arena, "%.*s-", STR_ARG(wanted));
	return wanted;
}
