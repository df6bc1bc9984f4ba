// persons.c: the people of marked lines and of the user's table, each told to the other

#include "encode/persons.h"

#include <stdlib.h>
#include <string.h>

#include "core/id.h"
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

// What the table says of a person beyond what the document does.
static void put_news(struct buf *args, const struct participants *p, const struct participant *who,
                     const struct str cells[COLUMN_COUNT])
{
	struct str role = cells[COLUMN_ROLE], affiliation = cells[COLUMN_AFFILIATION];
	if (!str_eq(cells[COLUMN_NAME], who->name))
		row_put_value(args, "name", cells[COLUMN_NAME]);
	if (role.n && !is_alike(role, who->role) && !is_alike(role, who->office))
		row_put_value(args, "role", role);
	if (affiliation.n && !is_alike(affiliation, org_name(p, who->org)) &&
	    !is_alike(affiliation, org_name(p, who->affiliation)) &&
	    !is_alike(affiliation, org_name(p, who->party)) &&
	    !is_alike(affiliation, org_name(p, who->country)))
		row_put_value(args, "affiliation", affiliation);
	if (!str_eq(cells[COLUMN_REFERENCE], who->ref))
		row_put_value(args, "ref", cells[COLUMN_REFERENCE]);
	if (!str_eq(cells[COLUMN_SEX], who->sex))
		row_put_value(args, "sex", cells[COLUMN_SEX]);
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

static bool is_id_of(struct ids *ids, struct str id, struct str name)
{
	struct buf made = {0};
	id_from_name(&ids->translit, &made, name);
	bool alike = str_eq(buf_str(&made), id);
	buf_free(&made);
	return alike;
}

// "hale" for "hale-2", the second of that name; empty for an id without a number.
static struct str without_number(struct str id)
{
	size_t n = id.n;
	while (n && ascii_is_digit(id.s[n - 1]))
		n--;
	return n > 1 && n < id.n && id.s[n - 1] == '-' ? str_from_to(id, 0, n - 1)
	                                               : (struct str){0};
}

static struct str find_words(struct ids *ids, struct str printed, struct str id)
{
	enum { PRINTED_MAX = 200 };
	printed = str_trim(printed);
	for (struct str from = printed; from.n && printed.n <= PRINTED_MAX;) {
		struct str rest = from, word;
		while ((word = str_word(&rest)).n) {
			struct str words = str_from_to(from, 0, (size_t)(word.s + word.n - from.s));
			if (is_id_of(ids, id, words))
				return words;
		}
		str_word(&from);
		from = str_trim_left(from);
	}
	return (struct str){0};
}

// The words of a printed label or entry that the id was made from; empty where it was made from others.
static struct str words_of_id(struct ids *ids, struct str printed, struct str id)
{
	struct str words = find_words(ids, printed, id), bare = without_number(id);
	return words.n || !bare.n ? words : find_words(ids, printed, bare);
}

// The name that a speech was given to its person by: what the row says, what the id was made from, or
// the label.
static struct str name_of(struct survey *s, const struct row *row, struct str id)
{
	struct str name = row_value(row, "name");
	if (name.n)
		return value_words(&s->ids.arena, name);
	name = label_name(&s->ids.arena, row->label);
	struct str words = words_of_id(&s->ids, row->label, id);
	while (words.n && str_find_char(STR(".:,"), words.s[words.n - 1]) < 3)
		words.n--;
	return words.n && !words_of_id(&s->ids, name, id).n ? words : name;
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
	const struct participant *who = &s->people.items[person];
	voices[person].certain = true;
	add_alias(&voices[person], who, name_of(s, row, who->id));
}

// An entry of a roster may print another name than the one that is shown.
static void read_item(struct survey *s, const struct row *row, struct voice *voices)
{
	struct str args = row->args, id;
	bool doubt = row->doubt;
	size_t person;
	if (arguments_next(&args, &id, &doubt) && !doubt &&
	    table_get(&s->people.by_argument, id, &person)) {
		struct str words = words_of_id(&s->ids, row->label.n ? row->label : row->text, id);
		while (words.n && str_find_char(STR(".:,"), words.s[words.n - 1]) < 3)
			words.n--;
		if (!str_ends(s->people.items[person].name, words))
			add_alias(&voices[person], &s->people.items[person], words);
	}
}

static void draft_person(struct survey *s, const struct participant *who, struct voice *voice,
                         struct people_table *table)
{
	const struct participants *p = &s->people;
	struct str affiliation = org_name(p, who->org);
	const size_t others[] = {who->affiliation, who->party, who->country};
	for (size_t i = 0; i < sizeof others / sizeof *others && !affiliation.n; i++)
		affiliation = org_name(p, others[i]);
	// A longer entry of a roster: "ROWERS and townsfolk". A title before the name is no matter.
	struct str words = words_of_id(&s->ids, who->name, who->id);
	if (!str_ends(who->name, words))
		add_alias(voice, who, words);
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
		.remark = !voice->certain && (voice->turns || !who->rostered),
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
		else if (t->items[i].mark == MARK_ITEM)
			read_item(&s, &t->items[i], voices);
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
