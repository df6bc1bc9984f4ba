// speakers.c: whose a speech is, as the arguments of its row

#include "mark/writing.h"

// The name that teiencode would read off the label by itself.
static struct str plain_name(struct str printed)
{
	printed = str_from_to(printed, 0, str_find_char(printed, '('));
	while (printed.n && (ascii_is_space(printed.s[printed.n - 1]) ||
	                     printed.s[printed.n - 1] == ':' || printed.s[printed.n - 1] == '.'))
		printed.n--;
	return printed;
}

// What stands in parentheses behind a name: an office if a word of it says so, else a party.
static bool is_office(const struct writing *w, struct str text)
{
	struct str word;
	while ((word = str_word(&text)).n)
		if (words_have(w->plan->words, "office", word, NULL))
			return true;
	return false;
}

static void put_description(struct writing *w, const struct label *label, size_t person,
                            struct buf *args)
{
	struct str name = label->name.n ? label->name : label->office;
	struct str office = label->name.n ? label->office : none(), party = label->party;
	if (party.n && !office.n && is_office(w, party)) {
		office = party;
		party = none();
	}
	if (office.n)
		people_know_office(&w->plan->people, person, office);
	// A time in the label gets a row of its own, so that the name stands alone.
	if (!label->time.n && !str_eq(plain_name(label->printed), plain_name(name)))
		row_put_value(args, "name", plain_name(name));
	row_put_value(args, "office", office);
	row_put_value(args, "party", party);
	row_put_value(args, "country", label->country);
	if (w->plan->people.items[person].group)
		row_put_value(args, "kind", STR("group"));
}

// Who is meant by "Q." or "A.", and which of the two it is; PEOPLE_NONE where no heading has told.
static size_t party_of(const struct writing *w, struct str name, const char **part)
{
	if (!w->letters)
		return PEOPLE_NONE;
	if (words_own(w->plan->words, "question", name))
		*part = "question";
	else if (words_own(w->plan->words, "answer", name))
		*part = "answer";
	if (!*part)
		return PEOPLE_NONE;
	return **part == 'q' ? w->examiner : w->witness;
}

enum { SPEAKERS_MAX = 8 };

// "suslov", and once for each person what the label tells of him. `sure` unless the name alone had to do.
struct str writing_speaker(struct writing *w, const struct label *label, bool *sure)
{
	struct str name = label->name.n ? label->name : label->office;
	size_t people[SPEAKERS_MAX], n;
	struct buf args = {0};
	struct label named = *label;
	const char *part = NULL;
	people[0] = party_of(w, name, &part);
	if (people[0] != PEOPLE_NONE) {
		named.name = w->plan->people.items[people[0]].name;
		n = 1;
	} else {
		n = people_add_label(&w->plan->people, name, people, SPEAKERS_MAX);
	}
	for (size_t i = 0; i < n; i++) {
		buf_puts(&args, i ? " " : "");
		buf_put(&args, w->plan->people.items[people[i]].id);
	}
	// That it does not recur is no doubt where the user's table has the very name.
	*sure = n > 1 || (w->plan->labels.keys[label->key].count == 1 &&
	                  people_is_listed(&w->plan->people, name));
	if (n == 1 && !w->described[people[0]]) {
		w->described[people[0]] = true;
		put_description(w, &named, people[0], &args);
	}
	if (part)
		row_put_value(&args, "ana", str_from(part));
	row_put_value(&args, "n", label->number);
	struct str made = arena_str(w->arena, str_trim_left(buf_str(&args)));
	buf_free(&args);
	return made;
}

struct str writing_party(struct writing *w, size_t person, struct str number)
{
	struct buf args = {0};
	if (person != PEOPLE_NONE) {
		buf_put(&args, w->plan->people.items[person].id);
		if (!w->described[person])
			row_put_value(&args, "name", w->plan->people.items[person].name);
		w->described[person] = true;
	}
	row_put_value(&args, "n", number);
	struct str made = arena_str(w->arena, str_trim_left(buf_str(&args)));
	buf_free(&args);
	return made;
}

bool writing_has_label(const struct plan *plan, const char *category)
{
	for (size_t i = 0; i < plan->labels.n; i++)
		if (words_own(plan->words, category, plan->labels.items[i].name))
			return true;
	return false;
}

enum { QUESTION_NEAR = 3 }; // lines

// Whether a question follows, in one of the next lines.
static bool question_follows(const struct writing *w)
{
	const struct plan *plan = w->plan;
	size_t i = w->i;
	for (size_t k = 0; k < QUESTION_NEAR; k++) {
		i = page_next(plan->page, i + 1);
		if (i == plan->page->n)
			return false;
		const struct decision *d = &plan->items[i];
		if (d->decided && d->mark == MARK_SP && !d->unnamed)
			return words_own(plan->words, "question",
			                 plan->labels.items[d->label].name);
	}
	return false;
}

static void notice(struct writing *w, enum rule_kind kind, size_t *party)
{
	struct match m;
	if (kind == RULE_EXAMINER && !question_follows(w))
		return;
	if (!profile_match(w->plan->profile, kind, line_body(line_at(w)), 0, &m))
		return;
	struct str name = str_trim(match_group(&m, "name"));
	if (people_is_name(w->plan->words, name))
		*party = people_add(&w->plan->people, name, false);
}

// "BY MR. JONES:" and "RAYMOND OSGOOD, having been duly sworn, …" tell who the letters Q and A are.
void writing_notice_parties(struct writing *w)
{
	const struct decision *d = &w->plan->items[w->i];
	if ((!w->letters && w->plan->labels.unnamed != UNNAMED_NUMBERS) ||
	    (d->decided && d->mark == MARK_SP))
		return;
	notice(w, RULE_EXAMINER, &w->examiner);
	notice(w, RULE_WITNESS, &w->witness);
}
