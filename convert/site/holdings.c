// holdings.c: what the pages of a site know of all documents

#include "site/holdings.h"

#include <stdlib.h>

#include "core/id.h"
#include "core/unicode.h"
#include "site/words.h"

bool holdings_begin(struct holdings *c, size_t n)
{
	c->documents = calloc(n ? n : 1, sizeof *c->documents);
	c->n = n;
	return c->documents != NULL;
}

static struct str cell(struct str *line)
{
	struct str field = {0};
	str_field(line, '\t', &field);
	return field;
}

static size_t number_cell(struct str *line)
{
	size_t number = 0;
	str_number(cell(line), &number);
	return number;
}

static struct str folded(struct holdings *c, struct str text)
{
	struct buf key = {0};
	c->failed = !unicode_fold(&key, text) || c->failed;
	struct str kept = arena_str(&c->arena, buf_str(&key));
	buf_free(&key);
	return kept;
}

// The hash keeps apart what folds to the same letters in Latin script.
void person_file(struct buf *out, struct str name)
{
	struct buf key = {0}, id = {0};
	struct translit t = {0};
	if (!unicode_fold(&key, name) || !id_from_name(&t, &id, buf_str(&key)))
		out->failed = true;
	struct str stem = str_from_to(buf_str(&id), 0, 60);
	buf_printf(out, "%.*s-%08x.html", STR_ARG(stem), word_hash(buf_str(&key)));
	translit_free(&t);
	buf_free(&key);
	buf_free(&id);
}

static struct person *find_person(struct holdings *c, struct str name, size_t *index)
{
	struct str key = folded(c, name);
	if (table_get(&c->by_key, key, index))
		return &c->people.items[*index];
	if (!ARRAY_ROOM(&c->people) || !table_set(&c->by_key, key, c->people.n)) {
		c->failed = true;
		return NULL;
	}
	struct buf file = {0};
	person_file(&file, name);
	*index = c->people.n;
	struct person *p = &c->people.items[c->people.n++];
	*p = (struct person){.name = arena_str(&c->arena, name),
	                     .key = key,
	                     .file = arena_str(&c->arena, buf_str(&file))};
	c->failed = c->failed || file.failed;
	buf_free(&file);
	return p;
}

static void take_voice(struct holdings *c, size_t document, struct str line)
{
	cell(&line); // whom @who points at, in that document
	struct str name = cell(&line);
	struct appearance a = {.document = document};
	a.speeches = number_cell(&line);
	a.words = number_cell(&line);
	a.first = arena_str(&c->arena, cell(&line));
	struct person *p = name.n ? find_person(c, name, &a.person) : NULL;
	if (!p)
		return;
	// Two voices of one name in one document: each is an appearance, the document counts once.
	a.before = p->last;
	if (!p->last || c->appearances.items[p->last - 1].document != document)
		p->documents++;
	p->speeches += a.speeches;
	p->words += a.words;
	if (!ARRAY_ROOM(&c->appearances)) {
		c->failed = true;
		return;
	}
	c->appearances.items[c->appearances.n++] = a;
	p->last = c->appearances.n;
}

void holdings_take(struct holdings *c, size_t document, struct str name, struct str rows)
{
	struct str line;
	struct document *d = &c->documents[document];
	while (str_field(&rows, '\n', &line)) {
		struct str kind = cell(&line);
		if (str_is(kind, "V"))
			take_voice(c, document, line);
		if (!str_is(kind, "D"))
			continue;
		d->made = true;
		d->name = arena_str(&c->arena, name);
		d->title = arena_str(&c->arena, cell(&line));
		d->key = folded(c, d->title);
		d->date = arena_str(&c->arena, cell(&line));
		d->printed = arena_str(&c->arena, cell(&line));
		cell(&line);
		d->speeches = number_cell(&line);
		d->words = number_cell(&line);
		c->made++;
		c->speeches += d->speeches;
		c->words += d->words;
	}
	c->failed = c->failed || c->arena.failed;
}

void holdings_free(struct holdings *c)
{
	free(c->documents);
	free(c->people.items);
	free(c->appearances.items);
	table_free(&c->by_key);
	arena_free(&c->arena);
	*c = (struct holdings){0};
}
