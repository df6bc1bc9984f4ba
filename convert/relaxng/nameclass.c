// nameclass.c: which names an element or an attribute of a schema may have, and names as numbers

#include "relaxng/nameclass.h"

#include <stdlib.h>

// "local\nuri". No name has a line feed.
static void put_key(struct buf *key, struct str uri, struct str local)
{
	buf_put(key, local);
	buf_putc(key, '\n');
	buf_put(key, uri);
}

static bool add(struct symbols *s, struct str uri, struct str local)
{
	struct buf key = {0};
	size_t there;
	put_key(&key, uri, local);
	bool good = !key.failed;
	if (good && !table_get(&s->table, buf_str(&key), &there)) {
		struct str kept = arena_str(&s->arena, buf_str(&key));
		good = kept.s && ARRAY_ROOM(s) && table_set(&s->table, kept, s->n);
		if (good)
			s->items[s->n++] = (struct symbol_name){
				.uri = str_after(kept, local.n + 1),
				.local = str_from_to(kept, 0, local.n),
			};
	}
	buf_free(&key);
	return good;
}

bool symbols_init(struct symbols *s)
{
	*s = (struct symbols){0};
	if (!ARRAY_ROOM(s))
		return false;
	s->items[s->n++] = (struct symbol_name){.open_uri = true};
	return true;
}

bool symbols_add(struct symbols *s, const struct name_class *names)
{
	if (!names)
		return true;
	switch (names->kind) {
	case NAME_CLASS_NAME:
		return add(s, names->uri, (struct str){0}) && add(s, names->uri, names->local);
	case NAME_CLASS_NS:
		return add(s, names->uri, (struct str){0}) && symbols_add(s, names->left);
	default:
		return symbols_add(s, names->left) && symbols_add(s, names->right);
	}
}

symbol symbols_find(const struct symbols *s, struct str uri, struct str local)
{
	struct buf key = {0};
	size_t at = 0;
	put_key(&key, uri, local);
	if (!key.failed && !table_get(&s->table, buf_str(&key), &at)) {
		buf_clear(&key);
		put_key(&key, uri, (struct str){0});
		table_get(&s->table, buf_str(&key), &at);
	}
	buf_free(&key);
	return (symbol)at;
}

void symbols_free(struct symbols *s)
{
	free(s->items);
	table_free(&s->table);
	arena_free(&s->arena);
	*s = (struct symbols){0};
}

bool name_class_has(const struct name_class *c, const struct symbol_name *name)
{
	for (; c->kind == NAME_CLASS_CHOICE; c = c->right)
		if (name_class_has(c->left, name))
			return true;
	switch (c->kind) {
	case NAME_CLASS_NAME:
		return name->local.n && str_eq(c->local, name->local) && str_eq(c->uri, name->uri);
	case NAME_CLASS_NS:
		return !name->open_uri && str_eq(c->uri, name->uri) &&
		       !(c->left && name_class_has(c->left, name));
	default:
		return !(c->left && name_class_has(c->left, name));
	}
}

// Two name classes can only tell apart the names and namespaces that one of them speaks of: to try those,
// and a name that none speaks of, is to try all.
static bool overlap_at(const struct name_class *a, const struct name_class *b,
                       const struct name_class *at)
{
	if (!at)
		return false;
	struct symbol_name name = {.uri = at->uri, .local = at->local}, other = {.uri = at->uri};
	switch (at->kind) {
	case NAME_CLASS_NAME:
		return (name_class_has(a, &name) && name_class_has(b, &name)) ||
		       (name_class_has(a, &other) && name_class_has(b, &other));
	case NAME_CLASS_NS:
		return (name_class_has(a, &other) && name_class_has(b, &other)) ||
		       overlap_at(a, b, at->left);
	default:
		return overlap_at(a, b, at->left) || overlap_at(a, b, at->right);
	}
}

bool name_class_overlap(const struct name_class *a, const struct name_class *b)
{
	const struct symbol_name any = {.open_uri = true};
	return (name_class_has(a, &any) && name_class_has(b, &any)) || overlap_at(a, b, a) ||
	       overlap_at(a, b, b);
}

bool name_class_is_open(const struct name_class *c)
{
	for (; c->kind == NAME_CLASS_CHOICE; c = c->right)
		if (name_class_is_open(c->left))
			return true;
	return c->kind != NAME_CLASS_NAME;
}
