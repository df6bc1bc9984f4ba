// rows.c: the rows that a plan asks for

#include "mark/rows.h"

#include <stdlib.h>

#include "core/date.h"
#include "core/unicode.h"

enum { GROUPS_MAX = 16 };

struct writing {
	struct plan *plan;
	struct scribe *scribe;
	struct arena *arena; // the transcript's
	bool *described;     // people whose name and office have been told
	bool in_speech;
	bool verse;     // the speech at hand is in verse
	bool text_open; // the last line of text did not end a sentence
	bool interrupted; // page furniture stands between that line and this one
	size_t i;         // the line at hand
};

static struct str none(void)
{
	return (struct str){0};
}

static const struct line *line_at(const struct writing *w)
{
	return &w->plan->page->items[w->i];
}

// Text of a speech or of narration, its stage directions in rows of their own.
static struct row *write_text(struct writing *w, enum mark mark, struct str args, struct str text)
{
	struct match m;
	struct row *first = NULL;
	size_t at = 0;
	const struct rule *rule;
	while ((rule = profile_match(w->plan->profile, RULE_ASIDE, text, at, &m)) && m.to > m.from) {
		struct str before = str_from_to(text, at, m.from);
		if (str_trim(before).n) {
			struct row *row = scribe_text(w->scribe, at ? MARK_CONT : mark,
			                              at ? none() : args, before);
			first = first ? first : row;
		} else if (!first && mark != MARK_CONT) {
			// The block begins with the direction: it must be open before.
			first = scribe_text(w->scribe, mark, args, none());
		}
		struct str type = str_is(rule->argument, "-") ? none()
		                                              : arena_str(w->arena, rule->argument);
		size_t from = str_trim(before).n ? m.from : at;
		scribe_text(w->scribe, MARK_STAGE, type, str_from_to(text, from, m.to));
		at = m.to;
	}
	struct str rest = str_after(text, at);
	if (rest.n || !at) {
		struct row *row =
			scribe_text(w->scribe, at ? MARK_CONT : mark, at ? none() : args, rest);
		first = first ? first : row;
	}
	w->text_open = !is_sentence_end(str_trim(text));
	w->interrupted = false;
	return first ? first : &w->scribe->nowhere;
}

// Blanks in a value are written "_".
static void put_value(struct buf *out, const char *key, struct str value)
{
	value = str_trim(value);
	if (!value.n)
		return;
	buf_printf(out, " %s=", key);
	for (size_t i = 0; i < value.n; i++)
		buf_putc(out, ascii_is_space(value.s[i]) ? '_' : value.s[i]);
}

// The name that teiencode would read off the label by itself.
static struct str plain_name(struct str printed)
{
	printed = str_from_to(printed, 0, str_find_char(printed, '('));
	while (printed.n && (ascii_is_space(printed.s[printed.n - 1]) ||
	                     printed.s[printed.n - 1] == ':' || printed.s[printed.n - 1] == '.'))
		printed.n--;
	return printed;
}

// "suslov", and once for each person what the label tells of him.
static struct str speaker_args(struct writing *w, const struct label *label)
{
	struct str name = label->name.n ? label->name : label->office;
	size_t person = people_add(&w->plan->people, name, false);
	struct buf args = {0};
	if (person == PEOPLE_NONE)
		return none();
	buf_put(&args, w->plan->people.items[person].id);
	if (!w->described[person]) {
		w->described[person] = true;
		if (!str_eq(plain_name(label->printed), plain_name(name)))
			put_value(&args, "name", plain_name(name));
		if (label->name.n)
			put_value(&args, "office", label->office);
		put_value(&args, "party", label->party);
		put_value(&args, "country", label->country);
	}
	put_value(&args, "n", label->number);
	struct str made = arena_str(w->arena, buf_str(&args));
	buf_free(&args);
	return made;
}

static bool begins_upper(struct str s)
{
	size_t at = 0;
	while (at < s.n) {
		int32_t c = utf8_next(s, &at);
		if (unicode_is_letter(c))
			return unicode_is_upper(c);
	}
	return false;
}

// A speech is verse when its lines are short of the margin and each begins with a capital, also
// those that go on a sentence.
static bool is_verse(const struct writing *w)
{
	const struct page *page = w->plan->page;
	if (!profile_has(w->plan->profile, SETTING_VERSE, "detect"))
		return false;
	size_t lines = 0, upper = 0;
	for (size_t i = w->i + 1; i < page->n; i++) {
		const struct decision *d = &w->plan->items[i];
		if (d->decided && (d->mark == MARK_SP || d->mark == MARK_DIV))
			break;
		if (d->decided || line_is_blank(&page->items[i]))
			continue;
		lines++;
		upper += begins_upper(page->items[i].body);
	}
	if (lines == 0)
		return page->verse;
	return lines >= 2 ? upper * 10 >= lines * 8 : page->verse && upper == lines;
}

static void write_speech(struct writing *w)
{
	const struct line *line = line_at(w);
	const struct decision *d = &w->plan->items[w->i];
	const struct label *label = &w->plan->labels.items[d->label];
	struct str args = speaker_args(w, label);
	struct str rest = str_after(line->text, label->text_at);
	size_t blanks = rest.n - str_trim_left(rest).n;
	struct str printed = str_from_to(line->text, 0, label->text_at + blanks);
	rest = str_after(rest, blanks);
	w->verse = is_verse(w);
	w->in_speech = true;
	w->text_open = false;
	w->interrupted = false;
	struct match m;
	bool direction = profile_match(w->plan->profile, RULE_ASIDE, rest, 0, &m) != NULL;
	struct row *row;
	if (!rest.n || direction || w->verse) {
		row = scribe_label(w->scribe, MARK_SP, args, printed, none());
		row->doubt = d->doubt;
		if (rest.n)
			write_text(w, w->verse ? MARK_L : MARK_MORE, none(), rest);
	} else {
		row = scribe_label(w->scribe, MARK_SP, args, printed, rest);
		row->doubt = d->doubt;
		w->text_open = !is_sentence_end(rest);
	}
}

static void write_narration(struct writing *w)
{
	struct str text = line_at(w)->text;
	size_t at, person;
	bool after_turn = w->in_speech;
	w->in_speech = false;
	if (profile_has(w->plan->profile, SETTING_AFTER_TURN, "narration") &&
	    plan_reported(w->plan, text, &at, &person)) {
		scribe_text(w->scribe, MARK_P, none(), str_from_to(text, 0, at));
		struct str args = arena_printf(w->arena, "%.*s?",
		                               STR_ARG(w->plan->people.items[person].id));
		scribe_text(w->scribe, MARK_SAID, args, str_after(text, at));
		return;
	}
	struct row *row = write_text(w, MARK_P, none(), text);
	row->doubt = after_turn;
}

// A line that no rule decided: it goes on with what is there, or begins a paragraph.
static void write_undecided(struct writing *w)
{
	const struct line *line = line_at(w);
	bool goes_on = (!line->first && w->plan->page->wrapped) || (w->interrupted && w->text_open);
	bool narrates = profile_has(w->plan->profile, SETTING_AFTER_TURN, "narration");
	if (w->in_speech && w->verse)
		write_text(w, MARK_L, none(), line->text);
	else if (goes_on)
		write_text(w, MARK_CONT, none(), line->text);
	else if (w->in_speech && !narrates)
		write_text(w, MARK_MORE, none(), line->text);
	else
		write_narration(w);
}

// Metadata whose line has several parts by a split rule: a row for each, what stands between them
// is the printed introduction of the next.
static bool write_split(struct writing *w, struct str key)
{
	struct match m;
	const struct line *line = line_at(w);
	const struct profile *p = w->plan->profile;
	for (size_t r = 0; r < p->n; r++) {
		const char *names[GROUPS_MAX];
		struct str views[GROUPS_MAX];
		if (p->items[r].kind != RULE_SPLIT || !str_eq(p->items[r].argument, key) ||
		    !pattern_match(&p->items[r].pattern, line->text, 0, &m))
			continue;
		size_t n = match_groups(&m, names, views, GROUPS_MAX), at = 0;
		for (size_t g = 0; g < n; g++) {
			size_t from = (size_t)(views[g].s - line->text.s), to = from + views[g].n;
			struct str label = str_from_to(line->text, at, from);
			struct str args = arena_str(w->arena, str_from(names[g]));
			for (size_t c = 0; c < args.n; c++)
				if (args.s[c] == '_')
					((char *)(uintptr_t)args.s)[c] = '-';
			// The rest of the line goes with the last part.
			to = g + 1 == n ? line->text.n : to;
			bool introduced = str_trim(label).n > 0;
			scribe_label(w->scribe, MARK_META, args, introduced ? label : none(),
			             str_from_to(line->text, introduced ? from : at, to));
			at = to;
		}
		return n > 0;
	}
	return false;
}

static void write_meta(struct writing *w)
{
	const struct decision *d = &w->plan->items[w->i];
	struct str text = line_at(w)->text, rest = d->args, key = str_word(&rest);
	if (!d->split && write_split(w, key))
		return;
	scribe_label(w->scribe, MARK_META, arena_str(w->arena, d->args),
	             str_from_to(text, 0, d->split), str_after(text, d->split));
}

static void write_decided(struct writing *w)
{
	const struct line *line = line_at(w);
	const struct decision *d = &w->plan->items[w->i];
	struct str args = arena_str(w->arena, d->args);
	switch (d->mark) {
	case MARK_SP:
		write_speech(w);
		return;
	case MARK_META:
		write_meta(w);
		return;
	case MARK_CAST:
		scribe_label(w->scribe, MARK_CAST, args, str_from_to(line->text, 0, d->split),
		             str_after(line->text, d->split));
		return;
	case MARK_DIV: {
		w->in_speech = false;
		struct row *row = scribe_text(w->scribe, MARK_DIV, args, line->text);
		row->level = d->rule && d->rule->level > 1 ? d->rule->level : 0;
		row->doubt = d->doubt;
		return;
	}
	case MARK_FW:
	case MARK_PB:
	case MARK_TIME:
		w->interrupted = true;
		break;
	default:
		break;
	}
	scribe_text(w->scribe, d->mark, args, line->text)->doubt = d->doubt;
}

// Rows without text that stand before the line's own: the regions, and a first session that has no
// heading because the second says that it is the second.
static void write_structure(struct writing *w, size_t first_session)
{
	struct plan *plan = w->plan;
	if (w->i == plan->front_end && plan->front_has_text)
		scribe_text(w->scribe, MARK_BODY, none(), none());
	if (w->i == first_session) {
		struct date_found found;
		struct buf args = {0};
		buf_puts(&args, "session 1");
		if (date_find(line_at(w)->text, 0, false, &found)) {
			buf_putc(&args, ' ');
			date_put_iso(&args, found.date);
		}
		scribe_text(w->scribe, MARK_DIV, arena_str(w->arena, buf_str(&args)), none())->doubt =
			true;
		buf_free(&args);
	}
	if (w->i == plan->back) {
		w->in_speech = false;
		scribe_text(w->scribe, MARK_BACK, none(), none());
		const struct decision *d = &plan->items[w->i];
		if (d->mark != MARK_DIV)
			scribe_text(w->scribe, MARK_DIV,
			            d->mark == MARK_META ? STR("provenance") : STR("metadata"), none());
	}
}

// The line at which an unheaded first session begins, or page->n: the first heading of a session is
// number two, and something stands before it.
static size_t find_first_session(const struct plan *plan)
{
	size_t n = plan->page->n;
	if (!profile_has(plan->profile, SETTING_SESSIONS, "implicit"))
		return n;
	for (size_t i = plan->front_end; i < n; i++) {
		const struct decision *d = &plan->items[i];
		if (!d->decided || d->mark != MARK_DIV)
			continue;
		struct str args = d->args, type = str_word(&args), number = str_word(&args);
		size_t first = page_next(plan->page, plan->front_end);
		return str_is(type, "session") && str_is(number, "2") && first < i ? first : n;
	}
	return n;
}

void rows_write(struct plan *plan, struct scribe *scribe)
{
	struct writing w = {.plan = plan, .scribe = scribe, .arena = &scribe->out->arena};
	size_t first_session = find_first_session(plan);
	// Each label can add one person at most.
	w.described = calloc(plan->people.n + plan->labels.n + 1, sizeof *w.described);
	if (!w.described) {
		scribe->failed = true;
		return;
	}
	for (w.i = 0; w.i < plan->page->n && !scribe->failed; w.i++) {
		const struct line *line = line_at(&w);
		scribe_line(scribe, line->hints);
		if (line_is_blank(line)) {
			scribe_text(scribe, MARK_BLANK, none(), line->text);
			continue;
		}
		write_structure(&w, first_session);
		if (plan->items[w.i].decided)
			write_decided(&w);
		else
			write_undecided(&w);
	}
	free(w.described);
}
