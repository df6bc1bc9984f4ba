// roll.c: who takes part, from the rows that name people

#include "encode/arguments.h"
#include "encode/castlist.h"
#include "encode/pass.h"

static size_t add_person(struct pass *p, struct str argument)
{
	bool repaired;
	size_t person = participants_add(&p->s->people, argument, &repaired);
	if (repaired && person != PARTICIPANT_NONE)
		survey_warn(p->s, p->row, "bad-id",
		            "'%.*s' has not the form of an id (lower-case Latin letters, digits, - "
		            "and _, a letter first); the edition has '%.*s'",
		            STR_ARG(argument), STR_ARG(p->s->people.items[person].id));
	return person;
}

static void check_keys(const struct pass *p)
{
	static const char *const known[] = {"name", "party", "office",   "country",
	                                    "n",    "kind",  "role",     "ref",
	                                    "sex",  "ana",   "language", "affiliation"};
	struct str args = pass_row(p)->args, key, value;
	while (arguments_next_key(&args, &key, &value)) {
		size_t i = 0;
		while (i < sizeof known / sizeof *known && !str_is(key, known[i]))
			i++;
		if (i == sizeof known / sizeof *known)
			survey_warn(p->s, p->row, "unknown-argument",
			            "'%.*s=' is no argument of %s; the edition does not have it",
			            STR_ARG(key), mark_word(pass_row(p)->mark));
	}
}

// Lists a person in the roster.
static void enrol(struct pass *p, size_t person, struct str name, struct str role)
{
	struct participants *people = &p->s->people;
	if (person == PARTICIPANT_NONE)
		return;
	struct participant *who = &people->items[person];
	participants_name(people, person, name, NAME_FROM_ROSTER);
	if (!who->rostered)
		who->org = p->org;
	who->rostered = true;
	if (!who->role.n && role.n)
		who->role = arena_str(&people->ids->arena, role);
}

void roll_entries(struct pass *p, struct str text)
{
	struct cast_entry entry;
	while (cast_next(&text, &entry)) {
		if (!entry.name.n)
			continue;
		struct str name = folded_blanks(&p->s->ids.arena, entry.name);
		size_t person = add_person(p, ids_from(&p->s->ids, name));
		enrol(p, person, name, cast_role_words(entry.role));
	}
}

// Returns the number of rows read.
size_t roll_cast(struct pass *p)
{
	struct str args = pass_row(p)->args, org;
	bool doubt = false;
	size_t end = cast_collect(p->s->transcript, p->row, &p->a, &p->b);
	p->s->failed |= p->a.failed || p->b.failed;
	p->s->has_text |= p->b.n > 0;
	p->in_cast = true;
	p->org = 0;
	if (arguments_next(&args, &org, &doubt))
		p->org = participants_org(&p->s->people, org,
		                          label_name(&p->s->ids.arena, buf_str(&p->a)), NULL);
	roll_entries(p, buf_str(&p->b));
	return end - p->row;
}

void roll_item(struct pass *p)
{
	const struct row *row = pass_row(p);
	struct str args = row->args, id;
	bool doubt = false;
	if (!p->in_cast)
		return;
	struct cast_entry entry = cast_row(row->text);
	if (row->label.n)
		entry = (struct cast_entry){.name = cast_row(row->label).name,
		                            .role = str_trim(row->text)};
	struct str name = folded_blanks(&p->s->ids.arena, entry.name);
	if (!arguments_next(&args, &id, &doubt)) {
		if (!name.n)
			return;
		id = ids_from(&p->s->ids, name);
	}
	size_t person = add_person(p, id);
	if (person != PARTICIPANT_NONE)
		participants_describe(&p->s->people, person, row);
	enrol(p, person, name, cast_role_words(entry.role));
	check_keys(p);
}

static void read_category(struct pass *p, struct str name)
{
	struct survey *s = p->s;
	size_t seen;
	if (!name.n || table_get(&s->category_names, name, &seen))
		return;
	if (!table_set(&s->category_names, name, s->categories.n) || !ARRAY_ROOM(&s->categories))
		s->failed = true;
	else
		s->categories.items[s->categories.n++] = (struct category){.name = name};
}

// "Brandt, Minister of Lamps" without the office that the row names.
static struct str without_office(struct arena *arena, struct str name, struct str office)
{
	if (!office.n)
		return name;
	size_t at = str_find(name, value_words(arena, office));
	return at && at < name.n ? label_name(arena, str_from_to(name, 0, at)) : name;
}

// The label of a speech, which may go on in the row behind.
static struct str speech_label(struct pass *p)
{
	const struct transcript *t = p->s->transcript;
	const struct row *row = pass_row(p), *behind = row + 1;
	struct arena *arena = &p->s->ids.arena;
	if (row->text.n || p->row + 1 == t->n || behind->mark != MARK_CONT || !behind->label.n)
		return label_name(arena, row->label);
	buf_clear(&p->a);
	buf_put(&p->a, row->label);
	buf_putc(&p->a, ' ');
	buf_put(&p->a, behind->label);
	return label_name(arena, buf_str(&p->a));
}

void roll_speech(struct pass *p)
{
	struct survey *s = p->s;
	const struct row *row = pass_row(p);
	struct str args = row->args, id, first = {0};
	enum { DESCRIBED_MAX = 16 }; // more than these do not speak at a time
	size_t n = 0, person = PARTICIPANT_NONE;
	bool doubt = false, keys = arguments_have_keys(row);
	s->speeches++;
	while (arguments_next(&args, &id, &doubt)) {
		person = add_person(p, id);
		if (person == PARTICIPANT_NONE)
			return;
		if (n++ == 0)
			first = id;
		if (keys && n <= DESCRIBED_MAX)
			participants_describe(&s->people, person, row);
	}
	if (n == 1 && first.n && s->people.items[person].name_source < NAME_FROM_LABEL)
		participants_name(
			&s->people, person,
			without_office(&s->ids.arena, speech_label(p), row_value(row, "office")),
			NAME_FROM_LABEL);
	if (keys) {
		check_keys(p);
		read_category(p, row_value(row, "ana"));
	}
}

void roll_said(struct pass *p)
{
	struct str args = pass_row(p)->args, id;
	bool doubt = false;
	while (arguments_next(&args, &id, &doubt))
		add_person(p, id);
}

void roll_settings(struct pass *p)
{
	for (p->row = 0; p->row < p->s->settings; p->row++) {
		struct str args = pass_row(p)->args, key = str_word(&args), id = {0};
		bool doubt = false;
		size_t person;
		if (!str_is(key, "person"))
			continue;
		arguments_next(&args, &id, &doubt);
		if (table_get(&p->s->people.by_argument, id, &person)) {
			participants_overrule(&p->s->people, person, pass_row(p));
			check_keys(p);
		} else {
			survey_warn(p->s, p->row, "nobody",
			            "nobody in the text has the id '%.*s', so the header does not "
			            "have this person; take the row away or give the id to a row",
			            STR_ARG(id));
		}
	}
}
