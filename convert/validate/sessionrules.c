// sessionrules.c: rules on the order of divisions and on the days of sessions

#include "validate/sessionrules.h"

#include <stdio.h>
#include <stdlib.h>

#include "validate/dates.h"
#include "validate/numberfix.h"
#include "validate/numbers.h"

enum {
	SERIES_MAX = 16, // kinds of divisions beside each other that are followed
	PLACES = 8,      // places of a series that can be out of order
	VALUE_MAX = 32,  // bytes of a date
};

// A date as it stands in the document.
struct dated {
	struct when when;
	size_t at;
	char value[VALUE_MAX];
};

// Elements of a kind beside each other: sessions of a volume, speeches of a session.
struct series {
	size_t depth;
	struct str kind;       // "session", "sp"
	bool numbered;         // the last number is known
	size_t last, meant;    // the last number, and what it was to be
	char written[24];      // that number as it stands there, cut
	size_t skipped;        // elements of the kind without number since
	bool gap;              // the text says that something is missing since
	struct number_run run; // for --fix
	struct dated day;      // of the last that is dated
	unsigned ascents, descents;
	struct {
		struct dated day, before;
	} places[PLACES];
};

// A division that is open.
struct division {
	size_t depth;
	size_t series;  // in the stack of series, or SIZE_MAX
	bool speech;    // somebody speaks in it
	bool utterance; // in <u>, which no play has
	struct dated day;
};

struct session_rules {
	struct {
		struct series *items;
		size_t n, cap;
	} series;
	struct {
		struct division *items;
		size_t n, cap;
	} divisions;
	int64_t first, last; // days of the document, by its header; first > last: none
	bool dated;
	bool numbered; // some speech is
	struct arena arena;
};

struct session_rules *sessionrules_new(void)
{
	return calloc(1, sizeof(struct session_rules));
}

void sessionrules_free(struct session_rules *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->series.n; i++)
		free(s->series.items[i].run.items);
	free(s->series.items);
	free(s->divisions.items);
	arena_free(&s->arena);
	free(s);
}

// The series of a kind at this depth; it is made where there is none yet. NULL: no memory (then
// *failed), or too many of them.
static struct series *series_of(struct rules *r, struct str kind, bool make, bool *failed)
{
	struct session_rules *s = r->sessions;
	size_t depth = rule_depth(r), beside = 0;
	for (size_t i = s->series.n; i-- > 0 && s->series.items[i].depth == depth; beside++)
		if (str_eq(s->series.items[i].kind, kind))
			return &s->series.items[i];
	if (!make || beside >= SERIES_MAX)
		return NULL;
	struct str kept = arena_str(&s->arena, kind);
	*failed = !kept.s || !ARRAY_ROOM(&s->series);
	if (*failed)
		return NULL;
	r->open.items[depth >= 2 ? depth - 2 : 0].watched |= WATCH_SESSIONS;
	struct series *made = &s->series.items[s->series.n++];
	*made = (struct series){.depth = depth, .kind = kept};
	return made;
}

static void keep_number(struct rules *r, const struct xml_element *e, struct series *series,
                        const struct numbering *n, size_t finding)
{
	if (!findings_mends(r->findings, FIX_NUMBER_ORDER))
		return;
	bool plain = n && !n->part && n->from == n->to && !series->gap;
	if (!ARRAY_ROOM(&series->run))
		r->findings->failed = true;
	else
		series->run.items[series->run.n++] =
			(struct numbered){plain ? n->from : NUMBER_NONE, e->at, finding};
}

// Divisions of a type and speeches, where they are numbered, count on from the one before.
static void check_number(struct rules *r, const struct xml_element *e, struct series *series)
{
	struct numbering n;
	size_t finding = FINDING_NONE;
	if (!numbering_read(rule_value(r, ATTRIBUTE_N), &n)) {
		series->skipped++;
		keep_number(r, e, series, NULL, finding);
		return;
	}
	bool follows = n.from == series->last + 1 ||
	               (n.from > series->last && n.from <= series->last + 1 + series->skipped) ||
	               (n.from > series->last && series->gap) ||
	               (n.from == series->last && n.part); // 1a after 1, 1b after 1a
	// One that is wrong is told once: what comes next may follow what it was to be.
	follows |= n.from == series->meant + 1;
	series->meant = follows ? n.to : series->last + 1;
	if (series->numbered && !follows)
		finding = rule_tell(r, RULE_NUMBER_ORDER, rule_value_at(r, ATTRIBUTE_N),
		                    "<%s n=\"%.*s\"> follows n=\"%s\": %s", (const char *)e->local,
		                    STR_ARG(rule_value(r, ATTRIBUTE_N)), series->written,
		                    n.from == series->last  ? "the number is there twice"
		                    : n.from < series->last ? "the numbers are out of order"
		                                            : "a number is left out");
	if (!series->numbered)
		series->meant = n.to;
	keep_number(r, e, series, &n, finding);
	series->numbered = true;
	struct str written = rule_value(r, ATTRIBUTE_N);
	snprintf(series->written, sizeof series->written, "%.*s", STR_ARG(written));
	series->last = n.to;
	series->skipped = 0;
	series->gap = false;
}

// A day in @when of the last start tag is that of a division.
static void set_day(const struct rules *r, struct division *division)
{
	struct str value = rule_value(r, ATTRIBUTE_WHEN);
	struct when when = when_read(value);
	if (value.n >= VALUE_MAX || (when.form != WHEN_DAY && when.form != WHEN_SECOND) ||
	    when_unreal(&when, true))
		return;
	division->day = (struct dated){.when = when, .at = rule_frame(r)->at};
	memcpy(division->day.value, value.s, value.n);
}

static bool start_division(struct rules *r, const struct xml_element *e)
{
	struct session_rules *s = r->sessions;
	bool failed = false;
	struct str kind = rule_value(r, ATTRIBUTE_TYPE);
	struct series *series = kind.n ? series_of(r, kind, true, &failed) : NULL;
	if (failed || !ARRAY_ROOM(&s->divisions))
		return false;
	if (series && rule_holds(r, RULE_NUMBER_ORDER))
		check_number(r, e, series);
	struct division *made = &s->divisions.items[s->divisions.n++];
	rule_frame(r)->watched |= WATCH_SESSIONS;
	*made = (struct division){
		.depth = rule_depth(r),
		.series = series ? (size_t)(series - s->series.items) : SIZE_MAX,
	};
	set_day(r, made);
	return true;
}

static bool start_speech(struct rules *r, const struct xml_element *e)
{
	struct session_rules *s = r->sessions;
	if (s->divisions.n) {
		struct division *inner = &s->divisions.items[s->divisions.n - 1];
		inner->speech = true;
		inner->utterance |= e->local[0] == 'u';
	}
	bool failed = false, numbered = rule_has(r, ATTRIBUTE_N);
	s->numbered |= numbered;
	if (!rule_holds(r, RULE_NUMBER_ORDER) || !s->numbered)
		return true;
	struct series *series = series_of(r, xml_str(e->local), numbered, &failed);
	if (series)
		check_number(r, e, series);
	return !failed;
}

// A date in the heading of a division, on the way to its first speech, is the division's.
static void read_day(struct rules *r)
{
	struct session_rules *s = r->sessions;
	uint32_t inside = rule_frame(r)->inside;
	if (!s->divisions.n || !(inside & HEADING) || inside & (ASIDE | SPEECH))
		return;
	struct division *inner = &s->divisions.items[s->divisions.n - 1];
	if (!inner->speech && !inner->day.when.form)
		set_day(r, inner);
}

// The header tells from when to when there was talk.
static bool read_range(struct rules *r)
{
	struct session_rules *s = r->sessions;
	for (unsigned kind = ATTRIBUTE_WHEN; kind <= ATTRIBUTE_NOT_AFTER; kind++) {
		struct when when = when_read(rule_value(r, kind));
		if (!when_is_date(&when) || when_unreal(&when, true))
			continue;
		int64_t first = when_first_day(&when), last = when_last_day(&when);
		// An end that is left open is not known.
		if (kind == ATTRIBUTE_FROM || kind == ATTRIBUTE_NOT_BEFORE)
			last = rule_has(r, kind + 1) || rule_has(r, ATTRIBUTE_NOT_AFTER)
			               ? last
			               : INT64_MAX;
		if (kind == ATTRIBUTE_TO || kind == ATTRIBUTE_NOT_AFTER)
			first = rule_has(r, kind - 1) || rule_has(r, ATTRIBUTE_FROM) ||
			                        rule_has(r, ATTRIBUTE_NOT_BEFORE)
			                ? first
			                : INT64_MIN;
		s->first = !s->dated || first < s->first ? first : s->first;
		s->last = !s->dated || last > s->last ? last : s->last;
		s->dated = true;
	}
	return true;
}

bool sessionrules_start(struct rules *r, const struct xml_element *e)
{
	struct session_rules *s = r->sessions;
	struct frame *frame = rule_frame(r);
	uint32_t is = frame->kind->is;
	if (is & DOCUMENT)
		s->dated = false;
	if (is & DIVISION)
		return start_division(r, e);
	if (is & SPEECH)
		return start_speech(r, e);
	if (is & PRINTED_DATE && frame->inside & HEADER) {
		if (frame->inside & DATES_DOCUMENT)
			return read_range(r);
	} else if (is & PRINTED_DATE) {
		read_day(r);
	} else if (is & GAP) {
		for (size_t i = s->series.n; i-- > 0 && s->series.items[i].depth == rule_depth(r);)
			s->series.items[i].gap = true;
	}
	return true;
}

static void check_outside(struct rules *r, const struct dated *day)
{
	struct session_rules *s = r->sessions;
	if (!s->dated ||
	    (when_last_day(&day->when) >= s->first && when_first_day(&day->when) <= s->last))
		return;
	rule_tell(r, RULE_DATE_OUTSIDE, xml_text_value(r->text, day->at, "when", (struct str){0}),
	          "%s lies outside the days that the header gives for what is said here (in "
	          "profileDesc or recordingStmt): one of them is wrong",
	          day->value);
}

static void follow_day(struct series *series, const struct dated *day)
{
	if (series->day.when.form) {
		if (when_last_day(&day->when) >= when_first_day(&series->day.when)) {
			series->ascents++;
		} else {
			if (series->descents < PLACES) {
				series->places[series->descents].day = *day;
				series->places[series->descents].before = series->day;
			}
			series->descents++;
		}
	}
	series->day = *day;
}

// Where most go down they were put so on purpose.
static void end_series(struct rules *r, struct series *series)
{
	numberfix_run(r, &series->run, str_is(series->kind, "sp") || str_is(series->kind, "u"));
	free(series->run.items);
	series->run = (struct number_run){0};
	if (series->descents > 1 && series->descents > series->ascents)
		return;
	for (size_t i = 0; i < series->descents && i < PLACES; i++)
		rule_tell(
			r, RULE_DATE_SEQUENCE,
			xml_text_value(r->text, series->places[i].day.at, "when", (struct str){0}),
			"%s comes after %s, the day of the %.*s before: the days are out of order, "
			"or "
			"one of them is wrong",
			series->places[i].day.value, series->places[i].before.value,
			STR_ARG(series->kind));
}

// What a play calls its parts: the day of an act is one of the play's, whenever that was written.
static bool is_of_play(struct str kind)
{
	static const char *const kinds[] = {"act",     "acte", "acto",     "akt",      "scene",
	                                    "tableau", "part", "prologue", "epilogue", "play"};
	for (size_t i = 0; i < LENGTH(kinds); i++)
		if (str_is(kind, kinds[i]))
			return true;
	return false;
}

static void end_division(struct rules *r)
{
	struct session_rules *s = r->sessions;
	struct division d = s->divisions.items[--s->divisions.n];
	if (d.speech && s->divisions.n) {
		s->divisions.items[s->divisions.n - 1].speech = true;
		s->divisions.items[s->divisions.n - 1].utterance |= d.utterance;
	}
	if (!d.speech || !d.day.when.form)
		return;
	struct series *series = d.series == SIZE_MAX ? NULL : &s->series.items[d.series];
	if (series ? is_of_play(series->kind) : !d.utterance)
		return;
	check_outside(r, &d.day);
	if (series && rule_holds(r, RULE_DATE_SEQUENCE))
		follow_day(series, &d.day);
}

bool sessionrules_end(struct rules *r)
{
	struct session_rules *s = r->sessions;
	size_t depth = rule_depth(r);
	while (s->series.n && s->series.items[s->series.n - 1].depth > depth)
		end_series(r, &s->series.items[--s->series.n]);
	if (s->divisions.n && s->divisions.items[s->divisions.n - 1].depth == depth)
		end_division(r);
	return true;
}
