// survey.c: what the header and the pointers of the text have to know before a word is written

#include "encode/survey.h"

#include <stdlib.h>

#include "encode/arguments.h"
#include "encode/flow.h"
#include "encode/pass.h"
#include "encode/when.h"

void survey_warn(const struct survey *s, size_t row, const char *rule, const char *format, ...)
{
	struct place place = {.file = s->file, .line = row + 1, .column = 1};
	struct buf text = {0};
	va_list args;
	va_start(args, format);
	buf_vprintf(&text, format, args);
	va_end(args);
	report(s->reporter, SEVERITY_WARNING, &place, rule, "%.*s", STR_ARG(buf_str(&text)));
	buf_free(&text);
}

static void complain(const struct pass *p, struct complaint c)
{
	if (c.rule)
		survey_warn(p->s, p->row, c.rule, "'%.*s' %s", STR_ARG(c.what), c.message);
}

// The value of a row with the rows that go on in it right behind.
static struct str whole_value(struct pass *p, bool with_label)
{
	const struct transcript *t = p->s->transcript;
	buf_clear(&p->a);
	if (with_label)
		buf_put(&p->a, pass_row(p)->label);
	buf_put(&p->a, pass_row(p)->text);
	for (size_t i = p->row + 1; i < t->n; i++) {
		const struct row *r = &t->items[i];
		if (r->mark != MARK_CONT && !(r->joined && flow_is_inline(r->mark)))
			break;
		if (!r->joined)
			buf_putc(&p->a, '\n');
		buf_put(&p->a, r->label);
		buf_put(&p->a, r->text);
	}
	p->s->failed |= p->a.failed;
	return buf_str(&p->a);
}

static void read_division(struct pass *p)
{
	struct survey *s = p->s;
	struct div_arguments a = arguments_div(pass_row(p));
	struct division d = {0};
	if (a.date.n && when_is_date(a.date))
		d.date = a.date;
	else if (a.date.n)
		survey_warn(s, p->row, "bad-date", "'%.*s' %s", STR_ARG(a.date), complaint_no_date);
	if (a.surplus.n)
		survey_warn(s, p->row, "unknown-argument",
		            "'%.*s' is one argument too many; expected a type, a number and a date",
		            STR_ARG(a.surplus));
	if (a.number.n)
		d.id = arena_printf(&s->ids.arena, "%.*s-%.*s", STR_ARG(a.type), STR_ARG(a.number));
	else if (d.date.n)
		d.id = a.type;
	if (!ARRAY_ROOM(&s->divisions))
		s->failed = true;
	else
		s->divisions.items[s->divisions.n++] = d;
}

static void read_note(struct pass *p)
{
	struct survey *s = p->s;
	struct str number = arguments_note(pass_row(p)).number;
	size_t first;
	if (!number.n)
		return;
	if (!ARRAY_ROOM(&s->notes)) {
		s->failed = true;
		return;
	}
	size_t at = s->notes.n++;
	s->notes.items[at] = (struct numbered_note){.number = number, .due = at + 1};
	if (!table_get(&s->note_numbers, number, &first)) {
		if (!table_set(&s->note_numbers, number, at))
			s->failed = true;
		return;
	}
	// The first note's `due` serves as the tail of the chain until the survey is done.
	s->notes.items[s->notes.items[first].due - 1].next = at + 1;
	s->notes.items[first].due = at + 1;
}

static void read_cue(struct pass *p)
{
	struct survey *s = p->s;
	struct str args = pass_row(p)->args, start = {0}, end = {0};
	struct cue cue = {0};
	bool doubt = false;
	arguments_next(&args, &start, &doubt);
	arguments_next(&args, &end, &doubt);
	bool good = when_seconds(start, &cue.start) && (!end.n || when_seconds(end, &cue.end));
	bool ordered = !cue.end || cue.end > cue.start;
	if (!ordered)
		cue.end = 0;
	if (!start.n)
		survey_warn(s, p->row, "bad-seconds",
		            "a cue row needs the place in the recording as its "
		            "argument, in seconds: 62.5");
	else if (!good || !ordered)
		survey_warn(s, p->row, "bad-seconds",
		            "'%.*s%s%.*s' is no place in a recording; write "
		            "seconds as 62.5, and the end behind the start",
		            STR_ARG(start), end.n ? " " : "", STR_ARG(end));
	if (!ARRAY_ROOM(&s->cues)) {
		s->failed = true;
		return;
	}
	if (good) {
		const struct cue *last = s->cues.n ? &s->cues.items[s->cues.n - 1] : NULL;
		cue.seconds = start;
		cue.when =
			last && last->when && last->start == cue.start ? s->points : s->points + 1;
		s->points = cue.when;
	}
	s->cues.items[s->cues.n++] = cue;
}

static void check_argument(const struct pass *p)
{
	const struct row *row = pass_row(p);
	struct str args = row->args, word;
	bool doubt = false;
	char iso[24];
	if (!arguments_next(&args, &word, &doubt))
		return;
	if (row->mark == MARK_TIME && !when_time(word, iso))
		survey_warn(p->s, p->row, "bad-time",
		            "'%.*s' is no time of day; write it as 13:00 or "
		            "13:00:00",
		            STR_ARG(word));
	else if (row->mark == MARK_DATE && !when_is_date(word))
		survey_warn(p->s, p->row, "bad-date", "'%.*s' %s", STR_ARG(word),
		            complaint_no_date);
	else if (row->mark == MARK_L && !str_is(word, "I") && !str_is(word, "M") &&
	         !str_is(word, "F"))
		survey_warn(p->s, p->row, "bad-part",
		            "'%.*s' is no part of a line of verse; expected "
		            "I (initial), M (middle) or F (final)",
		            STR_ARG(word));
}

// Reads a row; returns the number of rows read.
static size_t read_row(struct pass *p)
{
	struct survey *s = p->s;
	const struct row *row = pass_row(p);
	switch (row->mark) {
	case MARK_CAST:
		return roll_cast(p);
	case MARK_ITEM:
		roll_item(p);
		return 1;
	case MARK_CONT:
		if (p->in_cast && !(s->flow[p->row] & FLOW_INSIDE))
			roll_entries(p, row->text);
		return 1;
	case MARK_META:
		complain(p, facts_add(&s->facts, row, whole_value(p, false)));
		break;
	case MARK_TITLE:
		facts_put(&s->facts, METADATA_TITLE, whole_value(p, true), (struct str){0});
		break;
	case MARK_SP:
		roll_speech(p);
		break;
	case MARK_SAID:
		roll_said(p);
		break;
	case MARK_DIV:
		read_division(p);
		break;
	case MARK_NOTE:
		read_note(p);
		break;
	case MARK_CUE:
		read_cue(p);
		break;
	case MARK_TIME:
	case MARK_DATE:
	case MARK_L:
		check_argument(p);
		break;
	default:
		break;
	}
	if (row->mark != MARK_BLANK && (!flow_interrupts(row->mark) || row->mark == MARK_STAGE) &&
	    !(s->flow[p->row] & FLOW_INSIDE))
		p->in_cast = false;
	return 1;
}

static void read_settings(struct pass *p)
{
	const struct transcript *t = p->s->transcript;
	for (; p->row < t->n && facts_is_setting(pass_row(p)); p->row++)
		complain(p, facts_set(&p->s->facts, pass_row(p)));
	p->s->settings = p->row;
	p->s->ids.translit.japanese = str_starts(p->s->facts.lang, STR("ja"));
}

static void name_notes(struct survey *s)
{
	for (size_t i = 0; i < s->note_numbers.cap; i++)
		if (s->note_numbers.slots[i].key.s)
			s->notes.items[s->note_numbers.slots[i].value].due =
				s->note_numbers.slots[i].value + 1;
}

// Ids in the order of their rank: people, organisations, categories, what the user's header has,
// divisions, and the numbered families.
static void give_ids(struct survey *s, const struct table *reserved)
{
	struct ids *ids = &s->ids;
	size_t taken;
	participants_finish(&s->people);
	for (size_t i = 0; i < s->categories.n; i++) {
		struct category *c = &s->categories.items[i];
		c->id = ids_unique(ids, ids_from(ids, c->name));
	}
	for (size_t i = 0; reserved && i < reserved->cap; i++) {
		struct str id = reserved->slots[i].key;
		if (id.s && !table_get(&ids->used, id, &taken))
			ids_unique(ids, id);
	}
	for (size_t i = 0; i < s->divisions.n; i++) {
		struct division *d = &s->divisions.items[i];
		if (d->id.n || d->date.n)
			d->id = ids_unique(ids, ids_from(ids, d->id.n ? d->id : STR("div")));
	}
	s->speech_prefix = ids_prefix(ids, STR("sp-"));
	s->time_prefix = ids_prefix(ids, STR("t"));
	s->note_prefix = ids_prefix(ids, STR("note-"));
	name_notes(s);
}

void survey_read(struct survey *s, const struct transcript *t, const char *file,
                 const struct table *reserved, struct reporter *reporter)
{
	*s = (struct survey){.transcript = t, .file = file, .reporter = reporter};
	s->people.ids = &s->ids;
	s->flow = malloc(t->n + 1);
	if (!s->flow) {
		s->failed = true;
		return;
	}
	flow_read(t, s->flow);
	struct pass p = {.s = s};
	read_settings(&p);
	while (p.row < t->n && !s->failed) {
		s->has_text |= pass_row(&p)->text.n || pass_row(&p)->label.n;
		p.row += read_row(&p);
	}
	if (!s->failed)
		roll_settings(&p);
	buf_free(&p.a);
	buf_free(&p.b);
	if (!s->failed)
		give_ids(s, reserved);
	s->failed |= s->facts.failed || s->people.failed || s->ids.failed || s->ids.arena.failed;
}

void survey_free(struct survey *s)
{
	facts_free(&s->facts);
	participants_free(&s->people);
	ids_free(&s->ids);
	free(s->flow);
	free(s->divisions.items);
	free(s->cues.items);
	free(s->notes.items);
	free(s->categories.items);
	table_free(&s->note_numbers);
	table_free(&s->category_names);
}
