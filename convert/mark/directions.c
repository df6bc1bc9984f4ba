// directions.c: what stands aside in a text: directions, anchors, times

#include "mark/writing.h"

#include "core/unicode.h"
#include "mark/clock.h"
#include "mark/hints.h"

static bool find_italics(const struct writing *w, struct str text, size_t at, struct aside *found)
{
	const struct line *line = line_at(w);
	size_t offset = (size_t)(text.s - line->text.s), from = offset + at, to;
	if (!line->hints.n || !profile_has(w->plan->profile, SETTING_ITALICS, "stage"))
		return false;
	while (hints_range(line->hints, "i", line->text, from, &from, &to) &&
	       to <= offset + text.n) {
		if (is_direction(str_from_to(line->text, from, to))) {
			*found = (struct aside){.from = from - offset, .to = to - offset};
			return true;
		}
		from = to;
	}
	return false;
}

enum { DIRECTION_WORDS = 15 };

// A short plain sentence: "(She takes the boy by the collar.)"
static bool is_statement(struct str inside)
{
	size_t words = 0, at = 0;
	if (!inside.n || !str_ends(inside, STR(".")) || !unicode_is_upper(utf8_next(inside, &at)) ||
	    str_find_char(inside, '?') < inside.n || str_find_char(inside, '!') < inside.n)
		return false;
	while (str_word(&inside).n)
		words++;
	return words <= DIRECTION_WORDS;
}

// Words in parentheses that the document's manner makes a part of the speech; `begins` if no words
// of the speech stand before them in the line.
static bool is_spoken(const struct plan *plan, struct str aside, bool begins)
{
	struct str inside = aside.n > 2 ? str_from_to(aside, 1, aside.n - 1) : aside;
	if (plan->parentheses == PARENTHESES_STAGE || !str_starts(aside, STR("(")))
		return false;
	return (begins && plan->parentheses == PARENTHESES_SPEECH) || !is_statement(inside);
}

// The anchor of a footnote that the markup tells: "{fn35-36=1}".
static bool find_anchor(const struct writing *w, struct str text, size_t at, struct aside *found)
{
	const struct line *line = line_at(w);
	size_t offset = (size_t)(text.s - line->text.s), from, to;
	struct str number;
	if (!line->hints.n ||
	    !hints_anchor(line->hints, line->text, offset + at, &from, &to, &number) ||
	    to > offset + text.n)
		return false;
	*found = (struct aside){.from = from - offset, .to = to - offset, .anchor = number};
	return true;
}

// Whether no word of the speech stands before byte `at` of the text in its line.
static bool begins_words(const struct writing *w, struct str text, size_t at)
{
	const struct decision *d = &w->plan->items[w->i];
	const struct line *line = line_at(w);
	size_t from = !d->decided                         ? 0
	              : d->tail                           ? d->split
	              : d->mark == MARK_SP && !d->unnamed ? w->plan->labels.items[d->label].text_at
	                                                  : 0;
	return !str_trim(str_from_to(line->text, from, (size_t)(text.s - line->text.s) + at)).n;
}

// Words in parentheses that are spoken, or a direction in square brackets, which teiencode finds by
// itself.
static bool is_no_aside(const struct writing *w, const struct rule *rule, const struct match *m)
{
	struct str aside = str_from_to(m->line, m->from, m->to);
	if (str_starts(aside, STR("[")))
		return str_is(rule->argument, "-") &&
		       profile_has(w->plan->profile, SETTING_BRACKETS, "stage");
	return is_spoken(w->plan, aside, begins_words(w, m->line, m->from));
}

// The first of what stands aside in the text, from byte `at` on.
bool writing_find_aside(const struct writing *w, struct str text, size_t at, struct aside *found)
{
	struct match m;
	const struct subject part = {text, line_at(w)->signs, true};
	const struct rule *rule = profile_nearest(w->plan->profile, RULE_ASIDE, part, at, &m);
	struct aside italics, anchor;
	while (rule && is_no_aside(w, rule, &m))
		rule = profile_nearest(w->plan->profile, RULE_ASIDE, part, m.to, &m);
	if (find_italics(w, text, at, &italics) && (!rule || italics.from <= m.from) &&
	    (!find_anchor(w, text, at, &anchor) || italics.from < anchor.from)) {
		*found = italics;
		return true;
	}
	if (find_anchor(w, text, at, &italics) && (!rule || italics.from <= m.from)) {
		*found = italics;
		return true;
	}
	if (rule)
		*found = (struct aside){m.from, m.to, rule, none(), m};
	return rule && m.to > m.from;
}

// What an aside rule found: a stage direction of a type, or another mark ("aside pb /…(?<n>…)…/").
void writing_put_aside(struct writing *w, const struct aside *aside, struct str text)
{
	enum mark mark;
	if (aside->anchor.n) {
		scribe_text(w->scribe, MARK_REF, arena_str(w->arena, aside->anchor), text);
		return;
	}
	struct str args = none(), type = aside->rule ? aside->rule->argument : STR("-");
	if (mark_parse(type, &mark) && mark != MARK_BLANK) {
		struct buf value = {0};
		struct str time = match_group(&aside->match, "time");
		if (mark == MARK_CUE)
			clock_put_seconds(&value, time);
		else if (mark == MARK_TIME)
			clock_put_iso(&value, time);
		else
			buf_put(&value, match_group(&aside->match, "n"));
		args = arena_str(w->arena, buf_str(&value));
		buf_free(&value);
	} else {
		mark = MARK_STAGE;
		if (!str_is(type, "-"))
			args = arena_str(w->arena, type);
	}
	scribe_text(w->scribe, mark, args, text);
}

enum { ASIDE_LINES = 8 };

// The bracket or underscore that the text opens last and does not close, from byte `from` on; text.n
// when there is none. *close gets what closes it.
static size_t open_aside(struct str text, size_t from, char *close)
{
	size_t begin = text.n;
	for (size_t i = from; i < text.n; i++) {
		char c = text.s[i];
		if (begin < text.n && c == *close) {
			begin = text.n;
		} else if (begin == text.n && (c == '(' || c == '[' || c == '_')) {
			begin = i;
			*close = c == '(' ? ')' : c == '[' ? ']' : '_';
		}
	}
	return begin;
}

// Where a direction begins that a later line of the block ends: "… (he looks\nat the door) …". Its
// type is kept for those lines. text.n when there is none.
size_t writing_open_aside(struct writing *w, struct str text, size_t from)
{
	const struct page *page = w->plan->page;
	bool bracket = line_at(w)->signs >> SIGN_BRACKET & 1;
	size_t begin = bracket ? open_aside(text, from, &w->aside_close) : text.n;
	struct buf whole = {0};
	w->in_aside = false;
	w->aside = none();
	if (begin == text.n)
		return begin;
	struct match m;
	const struct rule *rule = NULL;
	buf_put(&whole, str_after(text, begin));
	for (size_t i = w->i + 1; begin < text.n && i < page->n && i <= w->i + ASIDE_LINES; i++) {
		struct str body = page->items[i].body;
		if (w->plan->items[i].decided || !body.n)
			break;
		buf_putc(&whole, ' ');
		buf_put(&whole, body);
		if (str_find_char(body, w->aside_close) < body.n) {
			rule = profile_match(w->plan->profile, RULE_ASIDE,
			                     subject_of(buf_str(&whole)), 0, &m);
			break;
		}
	}
	w->in_aside =
		rule && m.from == 0 &&
		!is_spoken(w->plan, str_from_to(m.line, 0, m.to), begins_words(w, text, begin));
	w->aside = w->in_aside && !str_is(rule->argument, "-") ? arena_str(w->arena, rule->argument)
	                                                       : none();
	buf_free(&whole);
	return w->in_aside ? begin : text.n;
}
