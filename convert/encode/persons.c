// persons.c: the people of marked lines and of the user's table, each told to the other

#include "encode/persons.h"

#include <stdlib.h>
#include <string.h>

#include "core/unicode.h"
#include "encode/arguments.h"
#include "encode/survey.h"

// Whether two wordings differ in case, diacritics and blanks alone.
static bool is_alike(struct str a, struct str b)
{
	struct buf one = {0}, other = {0};
	bool alike = unicode_fold(&one, str_trim(a)) && unicode_fold(&other, str_trim(b)) &&
	             str_eq(buf_str(&one), buf_str(&other));
	buf_free(&one);
	buf_free(&other);
	return alike;
}

static struct str org_name(const struct participants *p, size_t org)
{
	return org ? p->orgs[org - 1].name : (struct str){0};
}

static void put_value(struct buf *args, const char *key, struct str value)
{
	buf_printf(args, " %s=", key);
	for (size_t i = 0; i < value.n; i++)
		buf_putc(args, ascii_is_space(value.s[i]) ? '_' : value.s[i]);
}

// What the table says of a person beyond what the document does.
static void put_news(struct buf *args, const struct participants *p, const struct participant *who,
                     const struct str cells[COLUMN_COUNT])
{
	struct str role = cells[COLUMN_ROLE], affiliation = cells[COLUMN_AFFILIATION];
	if (!str_eq(cells[COLUMN_NAME], who->name))
		put_value(args, "name", cells[COLUMN_NAME]);
	if (role.n && !is_alike(role, who->role) && !is_alike(role, who->office))
		put_value(args, "role", role);
	if (affiliation.n && !is_alike(affiliation, org_name(p, who->org)) &&
	    !is_alike(affiliation, org_name(p, who->affiliation)) &&
	    !is_alike(affiliation, org_name(p, who->party)) &&
	    !is_alike(affiliation, org_name(p, who->country)))
		put_value(args, "affiliation", affiliation);
	if (cells[COLUMN_REFERENCE].n && !str_eq(cells[COLUMN_REFERENCE], who->ref))
		put_value(args, "ref", cells[COLUMN_REFERENCE]);
	if (cells[COLUMN_SEX].n && !str_eq(cells[COLUMN_SEX], who->sex))
		put_value(args, "sex", cells[COLUMN_SEX]);
}

// Moves the rows from `from` on back by those that were added behind them.
static void move_up(struct transcript *t, size_t from, size_t old_n)
{
	size_t added = t->n - old_n;
	struct row *settings = calloc(added ? added : 1, sizeof *settings);
	if (!settings) {
		t->arena.failed = true;
		return;
	}
	memcpy(settings, t->items + old_n, added * sizeof *settings);
	memmove(t->items + from + added, t->items + from, (old_n - from) * sizeof *t->items);
	memcpy(t->items + from, settings, added * sizeof *settings);
	free(settings);
}

bool persons_tell(struct transcript *t, const struct people_table *table, struct reporter *reporter)
{
	struct reporter silent = {0};
	struct survey s;
	size_t old_n = t->n, listed;
	survey_read(&s, t, NULL, NULL, &silent);
	bool good = !s.failed;
	for (size_t i = 0; i < s.people.n && good; i++) {
		struct buf args = {0};
		const struct participant *who = &s.people.items[i];
		if (!table_get(&table->by_id, who->id, &listed))
			continue;
		put_news(&args, &s.people, who, table->items[listed].cells);
		struct row row = {
			.mark = MARK_META,
			.joined = true,
			.args = arena_printf(&t->arena, "person %.*s%.*s", STR_ARG(who->id),
		                             STR_ARG(buf_str(&args))),
		};
		good = !args.failed && row.args.s && (!args.n || transcript_add(t, row));
		buf_free(&args);
	}
	if (good && t->n > old_n)
		move_up(t, s.settings, old_n);
	survey_free(&s);
	if (!good || t->arena.failed)
		report_memory(reporter);
	return good && !t->arena.failed;
}

// What the rows of speeches say of a person.
struct voice {
	struct buf aliases;
	size_t turns;
	bool certain; // named by a row that leaves no doubt
};

static bool has_alias(const struct voice *voice, struct str name)
{
	struct str rest = buf_str(&voice->aliases), alias;
	while (people_table_alias(&rest, &alias))
		if (is_alike(alias, name))
			return true;
	return false;
}

static void add_alias(struct voice *voice, const struct participant *who, struct str name)
{
	if (!name.n || str_find_char(name, '|') < name.n || is_alike(name, who->name) ||
	    has_alias(voice, name))
		return;
	buf_puts(&voice->aliases, voice->aliases.n ? "|" : "");
	buf_put(&voice->aliases, name);
}

static void read_speech(struct survey *s, const struct row *row, struct voice *voices)
{
	struct str args = row->args, id;
	bool doubt = row->doubt;
	size_t n = 0, person = 0;
	while (arguments_next(&args, &id, &doubt)) {
		if (!table_get(&s->people.by_argument, id, &person))
			continue;
		voices[person].turns++;
		n++;
	}
	if (n != 1 || doubt)
		return;
	struct str name = row_value(row, "name");
	name = name.n ? value_words(&s->ids.arena, name) : label_name(&s->ids.arena, row->label);
	voices[person].certain = true;
	add_alias(&voices[person], &s->people.items[person], name);
}

// Where the name as it stands would give another id, and not only for a title before it, the words of
// the id are what the person was called.
static void add_id_words(struct survey *s, const struct participant *who, struct voice *voice)
{
	struct buf natural = {0};
	struct str id = who->id;
	unicode_id(&natural, who->name);
	bool numbered = id.n && ascii_is_digit(id.s[id.n - 1]);
	if (!str_ends(buf_str(&natural), id) && !numbered) {
		struct buf words = {0};
		for (size_t i = 0; i < id.n; i++)
			buf_putc(&words, id.s[i] == '-' ? ' ' : id.s[i]);
		add_alias(voice, who, buf_str(&words));
		s->failed |= words.failed;
		buf_free(&words);
	}
	buf_free(&natural);
}

static void draft_person(struct survey *s, const struct participant *who, struct voice *voice,
                         struct people_table *table)
{
	const struct participants *p = &s->people;
	struct str affiliation = org_name(p, who->org);
	const size_t others[] = {who->affiliation, who->party, who->country};
	for (size_t i = 0; i < sizeof others / sizeof *others && !affiliation.n; i++)
		affiliation = org_name(p, others[i]);
	add_id_words(s, who, voice);
	if (!ARRAY_ROOM(table)) {
		s->failed = true;
		return;
	}
	table->items[table->n++] = (struct table_person){
		.cells = {[COLUMN_ID] = who->id,
	                  [COLUMN_NAME] = who->name,
	                  [COLUMN_ALIASES] = buf_str(&voice->aliases),
	                  [COLUMN_ROLE] = who->role.n ? who->role : who->office,
	                  [COLUMN_AFFILIATION] = affiliation,
	                  [COLUMN_REFERENCE] = who->ref,
	                  [COLUMN_SEX] = who->sex},
		.turns = voice->turns,
		.remark = !voice->certain && !who->rostered,
	};
}

bool persons_draft(const struct transcript *t, struct buf *out, struct reporter *reporter)
{
	struct reporter silent = {0};
	struct people_table table = {0};
	struct survey s;
	survey_read(&s, t, NULL, NULL, &silent);
	struct voice *voices = calloc(s.people.n ? s.people.n : 1, sizeof *voices);
	bool good = voices && !s.failed;
	for (size_t i = 0; good && i < t->n; i++)
		if (t->items[i].mark == MARK_SP)
			read_speech(&s, &t->items[i], voices);
	for (int rostered = 1; good && rostered >= 0; rostered--)
		for (size_t i = 0; i < s.people.n; i++)
			if (s.people.items[i].rostered == rostered)
				draft_person(&s, &s.people.items[i], &voices[i], &table);
	if (good)
		people_table_write(&table, out);
	good = good && !s.failed && !out->failed && !s.ids.arena.failed;
	for (size_t i = 0; voices && i < s.people.n; i++)
		buf_free(&voices[i].aliases);
	free(voices);
	people_table_free(&table);
	survey_free(&s);
	if (!good)
		report_memory(reporter);
	return good;
}
