// participants.c: the people, groups and organisations of a document

#include "encode/participants.h"

#include <stdlib.h>

#include "core/unicode.h"

void participants_free(struct participants *p)
{
	free(p->items);
	free(p->orgs);
	table_free(&p->by_argument);
	table_free(&p->by_org);
	*p = (struct participants){0};
}

struct str value_words(struct arena *arena, struct str value)
{
	struct str words = arena_str(arena, value);
	char *s = (char *)words.s;
	for (size_t i = 0; i < words.n; i++)
		if (s[i] == '_')
			s[i] = ' ';
	return str_trim(words);
}

// "lio-tamm" as "Lio Tamm".
static struct str name_from_id(struct arena *arena, struct str id)
{
	struct str name = arena_str(arena, id);
	char *s = (char *)name.s;
	for (size_t i = 0; i < name.n; i++) {
		if (s[i] == '-' || s[i] == '_')
			s[i] = ' ';
		else if ((i == 0 || s[i - 1] == ' ') && s[i] >= 'a' && s[i] <= 'z')
			s[i] = (char)(s[i] - 'a' + 'A');
	}
	return name;
}

static size_t make(struct participants *p, struct str id)
{
	if (!ARRAY_ROOM(p)) {
		p->failed = true;
		return PARTICIPANT_NONE;
	}
	id = ids_unique(p->ids, id);
	p->items[p->n] = (struct participant){.id = id, .name = name_from_id(&p->ids->arena, id)};
	return p->n++;
}

size_t participants_add(struct participants *p, struct str argument, bool *repaired)
{
	size_t person;
	*repaired = false;
	if (table_get(&p->by_argument, argument, &person))
		return person;
	struct str id = ids_from(p->ids, argument);
	*repaired = !str_eq(id, argument);
	if (!*repaired || !table_get(&p->by_argument, id, &person)) {
		person = make(p, id);
		if (person == PARTICIPANT_NONE || !table_set(&p->by_argument, id, person))
			p->failed = true;
	}
	if (!table_set(&p->by_argument, argument, person))
		p->failed = true;
	return p->failed ? PARTICIPANT_NONE : person;
}

struct str participants_id(const struct participants *p, struct str argument)
{
	size_t person;
	if (!table_get(&p->by_argument, argument, &person))
		return (struct str){0};
	return p->items[person].id;
}

void participants_name(struct participants *p, size_t person, struct str name,
                       enum name_source source)
{
	struct participant *who = &p->items[person];
	if (name.n == 0 || who->name_source >= source)
		return;
	who->name = name;
	who->name_source = source;
}

static void describe(struct participants *p, const struct row *row, const char *key,
                     struct str *value)
{
	if (value->n)
		return;
	struct str given = row_value(row, key);
	if (given.n)
		*value = value_words(&p->ids->arena, given);
}

static void describe_org(struct participants *p, const struct row *row, const char *key,
                         const char *role, size_t *org)
{
	struct str given = row_value(row, key);
	if (*org || !given.n)
		return;
	struct str name = value_words(&p->ids->arena, given);
	*org = participants_org(p, name, name, role);
}

void participants_describe(struct participants *p, size_t person, const struct row *row)
{
	struct participant *who = &p->items[person];
	struct str name = {0};
	describe(p, row, "name", &name);
	participants_name(p, person, name, NAME_GIVEN);
	describe(p, row, "office", &who->office);
	describe(p, row, "ref", &who->ref);
	describe(p, row, "sex", &who->sex);
	describe(p, row, "role", &who->role);
	describe_org(p, row, "affiliation", NULL, &who->affiliation);
	describe_org(p, row, "party", "party", &who->party);
	describe_org(p, row, "country", "country", &who->country);
	if (str_is(row_value(row, "kind"), "group"))
		who->group = true;
}

void participants_overrule(struct participants *p, size_t person, const struct row *row)
{
	struct participant before = p->items[person], *who = &p->items[person];
	*who = (struct participant){
		.id = before.id,
		.name = before.name,
		.org = before.org,
		.rostered = before.rostered,
		.group = before.group,
	};
	participants_describe(p, person, row);
	// What the setting does not tell stays.
	struct str *now[] = {&who->role, &who->office, &who->ref, &who->sex};
	struct str then[] = {before.role, before.office, before.ref, before.sex};
	for (size_t i = 0; i < sizeof now / sizeof *now; i++)
		if (!now[i]->n)
			*now[i] = then[i];
	who->affiliation = who->affiliation ? who->affiliation : before.affiliation;
	who->party = who->party ? who->party : before.party;
	who->country = who->country ? who->country : before.country;
}

size_t participants_org(struct participants *p, struct str key, struct str name, const char *role)
{
	size_t org;
	key = ids_from(p->ids, key);
	if (table_get(&p->by_org, key, &org)) {
		if (name.n && !p->orgs[org].name.n)
			p->orgs[org].name = name;
		return org + 1;
	}
	if (!array_grow((void **)&p->orgs, &p->orgs_cap, p->orgs_n, sizeof *p->orgs) ||
	    !table_set(&p->by_org, key, p->orgs_n)) {
		p->failed = true;
		return 0;
	}
	p->orgs[p->orgs_n] = (struct organisation){.id = key, .name = name, .role = role};
	return ++p->orgs_n;
}

void participants_finish(struct participants *p)
{
	for (size_t i = 0; i < p->orgs_n; i++) {
		struct organisation *org = &p->orgs[i];
		org->id = ids_unique(p->ids, org->id);
		if (!org->name.n)
			org->name = name_from_id(&p->ids->arena, org->id);
	}
}

// Brackets of Latin and of Chinese and Japanese print.
static const struct str pairs[][2] = {
	{STR("("), STR(")")},   {STR("["), STR("]")},   {STR("{"), STR("}")},
	{STR("（"), STR("）")}, {STR("【"), STR("】")}, {STR("［"), STR("］")},
};

// The end of a bracketed group at `at`, 0 where none begins or it has no end.
static size_t group_end(struct str s, size_t at)
{
	struct str rest = str_after(s, at);
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		if (!str_starts(rest, pairs[i][0]))
			continue;
		size_t close = str_find(rest, pairs[i][1]);
		return close < rest.n ? at + close + pairs[i][1].n : 0;
	}
	return 0;
}

// The label without bracketed groups, with white space folded.
static void put_outside(struct buf *out, struct str label)
{
	for (size_t at = 0; at < label.n;) {
		size_t end = group_end(label, at);
		if (end) {
			at = end;
			continue;
		}
		char c = label.s[at++];
		if (!ascii_is_space(c))
			buf_putc(out, c);
		else if (out->n && out->s[out->n - 1] != ' ')
			buf_putc(out, ' ');
	}
}

static bool is_name_char(int32_t c)
{
	return unicode_is_letter(c) || unicode_is_digit(c) || unicode_is_mark(c);
}

// A stop at the end belongs to an initial or to an abbreviation such as "Jr.".
static bool keeps_stop(struct str s)
{
	static const char *const kept[] = {"Jr", "Sr", "Esq", "jr", "sr"};
	size_t from = s.n;
	while (from && s.s[from - 1] != ' ' && s.s[from - 1] != '.')
		from--;
	struct str last = str_after(s, from);
	if (from == 0)
		return false;
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (str_is(last, kept[i]))
			return true;
	return utf8_count(last) == 1;
}

struct str label_name(struct arena *arena, struct str label)
{
	struct buf outside = {0};
	enum { NAME_MAX_BYTES = 400 }; // what is longer is a sentence
	if (label.n > NAME_MAX_BYTES || !utf8_is_valid(label))
		return (struct str){0};
	put_outside(&outside, label);
	struct str s = buf_str(&outside);
	// From the first letter to the last letter or digit.
	size_t from = s.n, to = 0;
	for (size_t at = 0; at < s.n;) {
		size_t start = at;
		int32_t c = utf8_next(s, &at);
		if (from == s.n && unicode_is_letter(c))
			from = start;
		if (is_name_char(c))
			to = at;
	}
	struct str name = str_from_to(s, from, to);
	if (to < s.n && s.s[to] == '.' && keeps_stop(name))
		name.n++;
	name = name.n > 1 ? arena_str(arena, name) : (struct str){0};
	if (outside.failed)
		arena->failed = true;
	buf_free(&outside);
	return name;
}
