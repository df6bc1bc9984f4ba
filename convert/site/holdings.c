// holdings.c: what the pages of a site know of all documents

#include "site/holdings.h"

#include <stdlib.h>

#include "core/id.h"
#include "core/unicode.h"
#include "core/uri.h"
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

bool voice_read(struct str line, struct voice_row *v)
{
	bool is_one = str_is(cell(&line), "V");
	v->who = cell(&line);
	v->name = cell(&line);
	v->speeches = cell(&line);
	v->words = cell(&line);
	v->first = cell(&line);
	v->reference = line;
	return is_one && v->name.n;
}

// The hash keeps apart what folds to the same letters in Latin script.
void person_file(struct buf *out, struct str name, struct str reference)
{
	struct buf key = {0}, id = {0};
	struct translit t = {0};
	if (!unicode_fold(&key, reference.n ? reference : name) ||
	    !id_from_name(&t, &id, reference.n ? uri_base(buf_str(&key)) : buf_str(&key)))
		out->failed = true;
	struct str stem = str_from_to(buf_str(&id), 0, 60);
	buf_printf(out, "%.*s-%08x.html", STR_ARG(stem),
	           word_hash(reference.n ? reference : buf_str(&key)));
	translit_free(&t);
	buf_free(&key);
	buf_free(&id);
}

static size_t add_person(struct holdings *c, const struct voice_row *v, struct str language)
{
	struct buf file = {0};
	person_file(&file, v->name, v->reference);
	c->failed = c->failed || file.failed || !ARRAY_ROOM(&c->people);
	if (!c->failed)
		c->people.items[c->people.n++] =
			(struct person){.name = arena_str(&c->arena, v->name),
		                        .key = folded(c, v->name),
		                        .reference = arena_str(&c->arena, v->reference),
		                        .language = language,
		                        .file = arena_str(&c->arena, buf_str(&file))};
	buf_free(&file);
	return c->people.n - 1;
}

// The first character parts the two kinds of keys.
static bool find_person(struct holdings *c, const struct voice_row *v, struct str language,
                        size_t *index)
{
	struct buf key = {0};
	buf_putc(&key, v->reference.n ? '=' : '~');
	if (v->reference.n)
		buf_put(&key, v->reference);
	else
		c->failed = !unicode_fold(&key, v->name) || c->failed;
	if (!table_get(&c->by_key, buf_str(&key), index)) {
		*index = add_person(c, v, language);
		struct str kept = arena_str(&c->arena, buf_str(&key));
		c->failed = c->failed || !table_set(&c->by_key, kept, *index);
	}
	buf_free(&key);
	return !c->failed;
}

static void take_voice(struct holdings *c, size_t document, const struct voice_row *v)
{
	struct appearance a = {.document = document};
	struct str language = c->documents[document].language;
	if (!find_person(c, v, language, &a.person) || !ARRAY_ROOM(&c->appearances)) {
		c->failed = true;
		return;
	}
	struct person *p = &c->people.items[a.person];
	str_number(v->speeches, &a.speeches);
	str_number(v->words, &a.words);
	a.first = arena_str(&c->arena, v->first);
	a.name = str_eq(v->name, p->name) ? p->name : arena_str(&c->arena, v->name);
	// Two voices of one name in one document: each is an appearance, the document counts once.
	a.before = p->last;
	if (!p->last || c->appearances.items[p->last - 1].document != document)
		p->documents++;
	if (!str_eq(p->language, language))
		p->language = (struct str){0};
	p->speeches += a.speeches;
	p->words += a.words;
	c->appearances.items[c->appearances.n++] = a;
	p->last = c->appearances.n;
}

void holdings_take(struct holdings *c, size_t document, struct str name, struct str rows)
{
	struct str line;
	struct document *d = &c->documents[document];
	while (str_field(&rows, '\n', &line)) {
		struct str whole = line, kind = cell(&line);
		struct voice_row v;
		if (voice_read(whole, &v))
			take_voice(c, document, &v);
		if (!str_is(kind, "D"))
			continue;
		d->made = true;
		d->name = arena_str(&c->arena, name);
		d->title = arena_str(&c->arena, cell(&line));
		d->key = folded(c, d->title.n ? d->title : name);
		d->date = arena_str(&c->arena, cell(&line));
		d->printed = arena_str(&c->arena, cell(&line));
		d->language = arena_str(&c->arena, cell(&line));
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
