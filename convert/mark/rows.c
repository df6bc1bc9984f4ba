// rows.c: the rows that a plan asks for

#include "mark/rows.h"

#include <stdlib.h>

#include "core/date.h"
#include "core/unicode.h"
#include "mark/unnamed.h"
#include "mark/writing.h"

enum { GROUPS_MAX = 16, NAME_MAX = 80 };

static void write_narration(struct writing *w)
{
	struct str text = line_at(w)->text;
	size_t at, person;
	bool after_turn = w->in_speech;
	w->in_speech = false;
	if (profile_has(w->plan->profile, SETTING_AFTER_TURN, "narration") &&
	    plan_reported(w->plan, text, &at, &person)) {
		scribe_text(w->scribe, MARK_P, none(), str_from_to(text, 0, at));
		struct str args =
			arena_printf(w->arena, "%.*s?", STR_ARG(w->plan->people.items[person].id));
		scribe_text(w->scribe, MARK_SAID, args, str_after(text, at));
		return;
	}
	writing_text(w, MARK_P, none(), after_turn, text);
}

// What is seen between speeches, in a document that tells it.
static void write_action(struct writing *w, struct str text)
{
	bool goes_on = !line_at(w)->first && !w->in_speech;
	w->in_speech = false;
	scribe_text(w->scribe, goes_on ? MARK_CONT : MARK_STAGE, none(), text);
}

// A line that no rule decided: it goes on with what is there, or begins a paragraph.
static void write_undecided(struct writing *w)
{
	const struct line *line = line_at(w);
	if (line->hints.n && writing_laid_out(w))
		return;
	size_t at, person;
	bool goes_on = (!line->first && w->plan->page->wrapped) || (w->interrupted && w->text_open);
	bool narrates = w->plan->narrated ||
	                (profile_has(w->plan->profile, SETTING_AFTER_TURN, "narration") &&
	                 plan_reported(w->plan, line->text, &at, &person));
	struct match m;
	if (w->in_speech && line->first &&
	    profile_match(w->plan->profile, RULE_NARRATION, line_body(line), 0, &m)) {
		w->in_speech = false;
		narrates = false;
		goes_on = false;
	}
	goes_on = goes_on || (w->in_speech && w->plan->page->cued);
	// Nothing can go on across the beginning of the transcript.
	goes_on = goes_on && w->i != w->plan->front_end;
	bool acts = profile_has(w->plan->profile, SETTING_AFTER_TURN, "stage");
	if (w->in_speech && w->verse)
		writing_verse(w, writing_verse_part(w, false, writing_is_last_line(w)), line->text);
	else if (acts && (line->first || !w->in_speech) && w->i >= w->plan->front_end)
		write_action(w, line->text);
	else if (goes_on || (acts && w->in_speech))
		writing_text(w, MARK_CONT, none(), false, line->text);
	else if (w->in_speech && !narrates)
		writing_text(w, MARK_MORE, none(), false, line->text);
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

// A direction; an interjection such as "(Mrs. Quill: Shame!)" tells whose it is.
static void write_stage(struct writing *w, struct str args)
{
	struct str text = line_at(w)->text, body = line_at(w)->body;
	size_t colon = str_find(body, STR(": "));
	struct str name = str_from_to(body, 1, colon);
	if (!str_is(args, "interjection") || colon == body.n || colon > NAME_MAX ||
	    !people_is_name(w->plan->words, name)) {
		scribe_text(w->scribe, MARK_STAGE, args, text);
		return;
	}
	size_t cut = text.n - body.n + colon + 1;
	size_t person = people_add(&w->plan->people, name, false);
	scribe_text(w->scribe, MARK_STAGE, args, str_from_to(text, 0, cut));
	scribe_text(w->scribe, MARK_SAID,
	            person == PEOPLE_NONE ? none()
	                                  : arena_str(w->arena, w->plan->people.items[person].id),
	            str_after(text, cut));
}

static void write_decided(struct writing *w)
{
	const struct line *line = line_at(w);
	const struct decision *d = &w->plan->items[w->i];
	struct str args = arena_str(w->arena, d->args);
	switch (d->mark) {
	case MARK_SP:
		if (d->unnamed)
			writing_unnamed(w);
		else
			writing_speech(w);
		return;
	case MARK_CONT:
		if (d->tail) {
			writing_tail(w);
			return;
		}
		break;
	case MARK_META:
		write_meta(w);
		return;
	case MARK_CAST:
		roster_write(w->plan, w->i, w->scribe);
		return;
	case MARK_DIV: {
		w->in_speech = false;
		struct row *row = scribe_text(w->scribe, MARK_DIV, args, line->text);
		unsigned level = d->rule ? d->rule->level : d->level;
		row->level = level > 1 ? level : 0;
		row->doubt = d->doubt;
		return;
	}
	case MARK_STAGE:
		write_stage(w, args);
		return;
	case MARK_FW:
	case MARK_PB:
	case MARK_TIME:
	case MARK_CUE:
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
		scribe_text(w->scribe, MARK_DIV, arena_str(w->arena, buf_str(&args)), none())
			->doubt = true;
		buf_free(&args);
	}
	if (w->i == plan->back) {
		w->in_speech = false;
		scribe_text(w->scribe, MARK_BACK, none(), none());
		const struct decision *d = &plan->items[w->i];
		if (d->mark != MARK_DIV)
			scribe_text(w->scribe, MARK_DIV,
			            d->mark == MARK_META ? STR("provenance") : STR("metadata"),
			            none());
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
		while (first < i &&
		       (plan->items[first].decided || line_is_blank(&plan->page->items[first])))
			first++;
		return str_is(type, "session") && str_is(number, "2") && first < i ? first : n;
	}
	return n;
}

void rows_write(struct plan *plan, struct scribe *scribe)
{
	struct writing w = {.plan = plan,
	                    .scribe = scribe,
	                    .arena = &scribe->out->arena,
	                    .examiner = PEOPLE_NONE,
	                    .witness = PEOPLE_NONE};
	size_t first_session = find_first_session(plan);
	w.letters = writing_has_label(plan, "question") && writing_has_label(plan, "answer");
	// Each line can add one person at most, by a label or an interjection.
	w.described = calloc(plan->people.n + plan->page->n + 1, sizeof *w.described);
	if (!w.described) {
		scribe->failed = true;
		return;
	}
	for (w.i = 0; w.i < plan->page->n && !scribe->failed; w.i++) {
		const struct line *line = line_at(&w);
		scribe_line(scribe, line->hints);
		if (line->margin.n)
			scribe_text(scribe, MARK_FW, none(), line->margin);
		if (line_is_blank(line)) {
			if (!line->margin.n)
				scribe_text(scribe, MARK_BLANK, none(), line->text);
			continue;
		}
		write_structure(&w, first_session);
		writing_notice_parties(&w);
		if (plan->items[w.i].decided)
			write_decided(&w);
		else
			write_undecided(&w);
	}
	free(w.described);
}
