// inline.c: what a form says by itself, inside a text

#include "encode/inline.h"

#include <string.h>

#include "core/date.h"
#include "core/sixteen.h"
#include "encode/bracket.h"
#include "encode/clock.h"
#include "encode/when.h"

// The next thing of each kind, looked for again when the writing has passed its beginning.
struct scan {
	struct tei *w;
	struct str text;
	const struct inline_rules *rules;
	size_t at; // written up to here
	bool has_date, has_clock, has_bracket;
	struct date_found date;
	struct clock_found clock;
	struct bracket bracket;
};

// What a text may hold: most hold nothing that a rule reads, and looking closer costs.
enum { MAY_BE_DATED = 1, MAY_BE_TIMED = 2, MAY_BE_BRACKETED = 4 };

// The next digit or "[" at or behind `at`, or text.n.
static size_t next_form(struct str text, size_t at)
{
	for (; at + SIXTEEN <= text.n; at += SIXTEEN) {
		sixteen_bytes b = sixteen_load(text.s + at);
		sixteen_bytes forms = sixteen_within(b, '0', '9') | sixteen_equal(b, '[');
		if (sixteen_any(forms))
			return at + sixteen_first(forms);
	}
	while (at < text.n && !ascii_is_digit(text.s[at]) && text.s[at] != '[')
		at++;
	return at;
}

// Whether the number before `at` may be a time, by what comes behind it: 10:30, 10 a.m.; of four
// digits 1117 hours, 1300 to 1500 (in one of the languages of clock.c).
static bool may_be_time(struct str text, size_t at, size_t digits)
{
	if (at < text.n && text.s[at] == ':')
		return digits <= 2;
	bool blank = at < text.n && text.s[at] == ' ';
	at += blank;
	if (at == text.n)
		return false;
	char c = (char)(text.s[at] | 0x20);
	if (digits <= 2)
		return c == 'a' || c == 'p';
	return blank && (c == 'h' || c == 'u' || c == 't' || c == 'a' || c == 'b' || c == 'd' ||
	                 (text.s[at] & 0x80));
}

// What the run of digits at `at` may be; moves *at behind it.
static unsigned number_form(struct str text, size_t *at)
{
	size_t from = *at;
	while (*at < text.n && ascii_is_digit(text.s[*at]))
		(*at)++;
	size_t digits = *at - from;
	unsigned forms = digits == 4 ? MAY_BE_DATED : 0;
	if ((digits == 4 || digits <= 2) && may_be_time(text, *at, digits))
		forms |= MAY_BE_TIMED;
	return forms;
}

static unsigned forms_in(struct str text)
{
	unsigned forms = 0;
	for (size_t at = 0; (at = next_form(text, at)) < text.n;) {
		if (text.s[at] != '[') {
			forms |= number_form(text, &at);
		} else {
			forms |= MAY_BE_BRACKETED;
			at++;
		}
	}
	return forms;
}

static void refresh(struct scan *s)
{
	if (s->has_date && s->date.from < s->at)
		s->has_date = date_find(s->text, s->at, false, &s->date);
	if (s->has_clock && s->clock.time.from < s->at)
		s->has_clock = clock_find(s->text, s->at, &s->clock);
	if (s->has_bracket && s->bracket.from < s->at)
		s->has_bracket = bracket_find(s->text, s->at, s->rules, &s->bracket);
}

static void put_until(struct scan *s, size_t to)
{
	tei_text(s->w, str_from_to(s->text, s->at, to));
	s->at = to;
}

static void put_date_as(struct scan *s, const struct date_found *found, struct str printed)
{
	char iso[16];
	struct str when = when_iso(&found->date, iso);
	struct setting *setting = s->rules->setting;
	if (setting && !setting->date.n && str_eq(when, setting->iso))
		setting->date = printed;
	tei_inline(s->w, "date");
	tei_attribute(s->w, "when", when);
	tei_text(s->w, printed);
	tei_close(s->w);
}

static void put_date(struct scan *s)
{
	put_until(s, s->date.from);
	put_date_as(s, &s->date, str_from_to(s->text, s->date.from, s->date.to));
	s->at = s->date.to;
}

static void put_time(struct scan *s, const struct clock_time *time)
{
	char iso[16];
	put_until(s, time->from);
	clock_iso(time, iso);
	tei_inline(s->w, "time");
	tei_attribute(s->w, "when", str_from(iso));
	put_until(s, time->to);
	tei_close(s->w);
}

static void put_clock(struct scan *s)
{
	const struct clock_found *c = &s->clock;
	put_time(s, &c->time);
	if (!c->span)
		return;
	put_time(s, &c->until);
	struct setting *setting = s->rules->setting;
	if (setting && !setting->clock.n) {
		setting->clock = str_from_to(s->text, c->time.from, c->until.to);
		clock_iso(&c->time, setting->from);
		clock_iso(&c->until, setting->to);
	}
}

static void put_year(struct scan *s, size_t from, size_t to)
{
	tei_inline(s->w, "date");
	tei_attribute(s->w, "when", str_from_to(s->text, from, to));
	tei_text(s->w, str_from_to(s->text, from, to));
	tei_close(s->w);
}

// "1955 [1953?]", "20 June 1955 [1953?]". The blank goes with the correction, so that what was
// printed reads on without it.
static void put_correction(struct scan *s)
{
	const struct bracket *b = &s->bracket;
	tei_inline(s->w, "choice");
	tei_inline(s->w, "sic");
	if (s->has_date && s->date.to == b->year_to)
		put_date_as(s, &s->date, str_from_to(s->text, s->date.from, s->date.to));
	else
		put_year(s, b->from, b->year_to);
	tei_close(s->w);
	tei_inline(s->w, "corr");
	if (b->doubt)
		tei_attribute(s->w, "cert", STR("low"));
	size_t year = b->open + 1;
	while (!ascii_is_digit(s->text.s[year]))
		year++;
	tei_text(s->w, str_from_to(s->text, b->year_to, year));
	put_year(s, year, year + 4);
	tei_text(s->w, str_from_to(s->text, year + 4, b->to));
	tei_close(s->w);
	tei_close(s->w);
}

static void open_note(struct tei *w, const char *type, const char *subtype)
{
	tei_inline(w, "note");
	tei_attribute(w, "type", str_from(type));
	if (subtype)
		tei_attribute(w, "subtype", str_from(subtype));
}

static void open_bracket(struct tei *w, const struct bracket *b)
{
	switch (b->kind) {
	case BRACKET_GLOSS:
		open_note(w, "gloss", NULL);
		break;
	case BRACKET_SIC:
		open_note(w, "editorial", "sic");
		break;
	case BRACKET_DOUBT:
	case BRACKET_NOTE:
		open_note(w, "editorial", NULL);
		break;
	case BRACKET_STAGE:
		tei_inline(w, "stage");
		break;
	default:
		tei_inline(w, "supplied");
		break;
	}
	if (b->kind == BRACKET_QUESTION)
		tei_attribute(w, "cert", STR("medium"));
	else if (b->doubt && b->kind != BRACKET_STAGE)
		tei_attribute(w, "cert", STR("low"));
}

static void put_bracket(struct scan *s)
{
	const struct bracket *b = &s->bracket;
	size_t from = b->from;
	if (b->kind == BRACKET_YEAR && s->has_date && s->date.to == b->year_to)
		from = s->date.from;
	put_until(s, from);
	struct str group = str_from_to(s->text, b->open, b->to);
	if (b->kind == BRACKET_YEAR) {
		put_correction(s);
	} else if (b->kind == BRACKET_OMISSION) {
		tei_text(s->w, group);
		tei_inline(s->w, "gap");
		tei_attribute(s->w, "reason", STR("editorial"));
		tei_close(s->w);
	} else {
		struct inline_rules inside = {.setting = s->rules->setting};
		open_bracket(s->w, b);
		inline_text(s->w, group, &inside);
		tei_close(s->w);
	}
	s->at = b->to;
}

// Whether the date is the one that the bracket corrects, and so belongs to it.
static bool is_corrected(const struct scan *s)
{
	return s->has_bracket && s->bracket.kind == BRACKET_YEAR &&
	       s->date.to == s->bracket.year_to;
}

static void put_forms(struct tei *w, struct str text, const struct inline_rules *rules,
                      unsigned forms)
{
	struct scan s = {.w = w, .text = text, .rules = rules};
	s.has_date = (forms & MAY_BE_DATED) && date_find(text, 0, false, &s.date);
	s.has_clock = (forms & MAY_BE_TIMED) && clock_find(text, 0, &s.clock);
	s.has_bracket = (forms & MAY_BE_BRACKETED) && bracket_find(text, 0, rules, &s.bracket);
	while (s.has_date || s.has_clock || s.has_bracket) {
		size_t date = s.has_date && !is_corrected(&s) ? s.date.from : text.n;
		size_t clock = s.has_clock ? s.clock.time.from : text.n;
		size_t bracket = s.has_bracket ? s.bracket.from : text.n;
		if (bracket < date && bracket < clock)
			put_bracket(&s);
		else if (date < clock)
			put_date(&s);
		else
			put_clock(&s);
		refresh(&s);
	}
	put_until(&s, text.n);
}

void inline_text(struct tei *w, struct str text, const struct inline_rules *rules)
{
	unsigned forms = forms_in(text);
	if (forms)
		put_forms(w, text, rules, forms);
	else
		tei_text(w, text);
}
