// peoplerules.c: rules on people: whether two of them are one

#include "validate/peoplerules.h"

#include <stdlib.h>

#include "core/table.h"
#include "core/unicode.h"
#include "validate/twins.h"

enum {
	PEOPLE_MAX = 50 * 1000, // names that are compared
	NAME_MAX_BYTES = 200,
};

struct people_rules {
	size_t person; // depth of the person that is being read; 0: none
	size_t name;   // depth of the name; 0: none
	bool named;    // a whole name was read: others are in other languages, or of other times
	struct twin now;
	struct buf text, key;
	struct {
		struct twin *items;
		size_t n, cap;
	} people;
	struct arena arena;
};

struct people_rules *peoplerules_new(void)
{
	return calloc(1, sizeof(struct people_rules));
}

void peoplerules_free(struct people_rules *p)
{
	if (!p)
		return;
	buf_free(&p->text);
	buf_free(&p->key);
	free(p->people.items);
	arena_free(&p->arena);
	free(p);
}

static bool begin_person(struct rules *r)
{
	struct people_rules *p = r->people;
	struct str id = rule_value(r, ATTRIBUTE_ID);
	p->person = 0;
	p->name = 0;
	p->named = false;
	if (!id.n || rule_has(r, ATTRIBUTE_FILLS) || p->people.n >= PEOPLE_MAX)
		return true;
	p->person = rule_depth(r);
	buf_clear(&p->text);
	p->now = (struct twin){
		.id = arena_str(&p->arena, id),
		.at = rule_frame(r)->at,
		.group = (uintptr_t)rule_frame(r)->kind,
	};
	// All that is said of somebody but the id.
	for (unsigned kind = 0; kind < 32; kind++) {
		if (!(r->has >> kind & 1) || kind == ATTRIBUTE_ID)
			continue;
		struct str value = rule_value(r, kind);
		for (size_t i = 0; i < value.n; i++)
			p->now.facts = p->now.facts * 31 + (unsigned char)value.s[i];
	}
	return p->now.id.s != NULL;
}

bool peoplerules_start(struct rules *r)
{
	struct people_rules *p = r->people;
	struct frame *frame = rule_frame(r);
	uint32_t is = frame->kind->is;
	if (!(frame->inside & PEOPLE) || !rule_holds(r, RULE_PERSON_TWIN))
		return true;
	if (is & (PERSON | CAST_ROLE)) {
		if (!begin_person(r))
			return false;
		if (is & CAST_ROLE && p->person)
			p->name = p->person;
		return true;
	}
	if (p->person && !p->name && !p->named)
		p->name = rule_depth(r);
	return true;
}

bool peoplerules_text(struct rules *r, struct str run)
{
	struct people_rules *p = r->people;
	if (!p->name)
		return true;
	if (p->text.n < NAME_MAX_BYTES) {
		buf_putc(&p->text, ' ');
		buf_put(&p->text, run);
	}
	return !p->text.failed;
}

static bool end_person(struct people_rules *p)
{
	p->person = 0;
	p->name = 0;
	struct str name = str_trim(buf_str(&p->text));
	if (!name.n || name.n > NAME_MAX_BYTES)
		return true;
	if (!twin_key(&p->key, name))
		return false;
	if (!p->key.n)
		return true;
	p->now.key = arena_str(&p->arena, buf_str(&p->key));
	p->now.name = arena_str(&p->arena, name);
	if (!p->now.key.s || !p->now.name.s || !ARRAY_ROOM(&p->people))
		return false;
	p->people.items[p->people.n++] = p->now;
	return true;
}

bool peoplerules_end(struct rules *r)
{
	struct people_rules *p = r->people;
	size_t depth = rule_depth(r);
	if (p->person == depth)
		return end_person(p);
	if (p->name == depth) {
		p->name = 0;
		// Forenames and surnames without <persName> are one name all together.
		p->named = strchr("pn", rule_frame(r)->kind->local[0]) != NULL;
	}
	return true;
}

static void tell(void *context, const struct twin *a, const struct twin *b, bool same)
{
	struct rules *r = context;
	rule_tell(r, RULE_PERSON_TWIN, b->at,
	          "\"%.*s\" (%.*s) %s \"%.*s\" (%.*s): if both are one person, one id is enough",
	          STR_ARG(b->name), STR_ARG(b->id),
	          same ? "has the name of" : "is named nearly like", STR_ARG(a->name),
	          STR_ARG(a->id));
}

void peoplerules_finish(struct rules *r)
{
	struct people_rules *p = r->people;
	r->findings->failed |= !twins_find(p->people.items, p->people.n, tell, r);
}
