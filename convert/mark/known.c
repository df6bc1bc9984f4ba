// known.c: which printed name is which person of the user's table

#include "mark/known.h"

#include <stdlib.h>

#include "core/unicode.h"
#include "mark/people.h"

static bool add_key(struct known *k, struct str key, size_t person, struct str name)
{
	size_t at;
	if (table_get(&k->by_key, key, &at)) {
		if (k->items[at].person != person) {
			k->items[at].other = person;
			k->items[at].name = name;
		}
		return true;
	}
	key = arena_str(&k->arena, key);
	if (!key.s || !ARRAY_ROOM(k) || !table_set(&k->by_key, key, k->n))
		return false;
	k->items[k->n++] = (struct known_key){.person = person, .other = person, .name = name};
	return true;
}

// "=" and the whole printing, folded, without the stop behind it.
static bool put_whole(struct buf *key, struct str name)
{
	name = str_trim(name);
	while (name.n && (name.s[name.n - 1] == ':' || name.s[name.n - 1] == '.'))
		name.n--;
	buf_putc(key, '=');
	return unicode_fold(key, name);
}

static bool add_name(struct known *k, size_t person, struct str name)
{
	struct buf key = {0}, whole = {0};
	bool good = people_key(k->words, name, &key) && add_key(k, buf_str(&key), person, name) &&
	            put_whole(&whole, name) && add_key(k, buf_str(&whole), person, name);
	buf_free(&key);
	buf_free(&whole);
	return good;
}

bool known_init(struct known *k, const struct people_table *table, const struct words *words,
                struct reporter *reporter)
{
	*k = (struct known){.table = table, .words = words};
	bool good = true;
	for (size_t i = 0; i < table->n && good; i++) {
		struct str rest = table->items[i].cells[COLUMN_ALIASES], alias;
		good = add_name(k, i, table->items[i].cells[COLUMN_NAME]);
		while (good && people_table_alias(&rest, &alias))
			good = add_name(k, i, alias);
	}
	if (!good)
		report_memory(reporter);
	return good;
}

void known_free(struct known *k)
{
	free(k->items);
	table_free(&k->by_key);
	arena_free(&k->arena);
	*k = (struct known){0};
}

size_t known_find(struct known *k, struct str name, bool tell)
{
	struct buf key = {0}, whole = {0};
	size_t at, person = KNOWN_NONE;
	if (!k)
		return KNOWN_NONE;
	struct known_key *found = NULL;
	people_key(k->words, name, &key);
	put_whole(&whole, name);
	if (table_get(&k->by_key, buf_str(&whole), &at))
		found = &k->items[at];
	if ((!found || found->person != found->other) && table_get(&k->by_key, buf_str(&key), &at))
		found = &k->items[at];
	if (found)
		person = found->person == found->other ? found->person : KNOWN_SEVERAL;
	if (found && tell && person == KNOWN_SEVERAL)
		found->met = true;
	buf_free(&key);
	buf_free(&whole);
	return person;
}

struct str known_id(const struct known *k, size_t person)
{
	return k->table->items[person].cells[COLUMN_ID];
}

struct str known_role(const struct known *k, size_t person)
{
	return k->table->items[person].cells[COLUMN_ROLE];
}

bool known_has_id(const struct known *k, struct str id)
{
	size_t at;
	return k && table_get(&k->table->by_id, id, &at);
}

void known_report(struct known *k, struct reporter *reporter)
{
	for (size_t i = 0; k && i < k->n; i++) {
		struct known_key *key = &k->items[i];
		if (!key->met)
			continue;
		key->met = false;
		const struct table_person *one = &k->table->items[key->person],
					  *other = &k->table->items[key->other];
		struct place place = {.file = k->table->file, .line = other->line};
		report(reporter, SEVERITY_WARNING, &place, "several-people",
		       "'%.*s' is '%.*s' here and '%.*s' in line %zu, so the table does not "
		       "decide who it is; take it away from one of them, or name the people in "
		       "the marked lines",
		       STR_ARG(key->name), STR_ARG(other->cells[COLUMN_ID]),
		       STR_ARG(one->cells[COLUMN_ID]), one->line);
	}
}
