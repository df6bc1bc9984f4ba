// rows.c: the rows that a plan asks for

#include "mark/rows.h"

#include <stdlib.h>

#include "core/date.h"
#include "core/unicode.h"
#include "mark/clock.h"
#include "mark/hints.h"
#include "mark/unnamed.h"

enum { GROUPS_MAX = 16, NAME_MAX = 80 };

struct writing {
	struct plan *plan;
	struct scribe *scribe;
	struct arena *arena; // the transcript's
	bool *described;     // people whose name and office have been told
	bool in_speech;
	bool verse;         // the speech at hand is in verse
	bool set_in;        // its first line ends a line of verse that another began
	bool next_set_in;   // its last line is ended by another
	size_t end;         // the line of the next speech or division
	bool text_open;     // the last line of text did not end a sentence
	bool interrupted;   // page furniture stands between that line and this one
	struct str speaker; // the first id of the speech at hand
	bool listed;        // a list has been begun by markup; its last line
	size_t list_line;
	bool voiced;        // the markup has told a voice
	bool question;      // a numbered question goes on; its answer follows a dash
	bool letters;       // some speak as "Q." and some as "A."
	size_t examiner;    // who asks and who answers, as headings tell; PEOPLE_NONE
	size_t witness;
	bool in_aside;    // a stage direction goes on that an earlier line began
	char aside_close; // what closes it
	struct str aside; // its type
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

// What stands aside in a text.
struct aside {
	size_t from, to;         // bytes of the text
	const struct rule *rule; // NULL: words that the markup sets in italics, or
	struct str anchor;       // the number of a footnote whose anchor they are
	struct match match;
};

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
	return plan->parentheses == PARENTHESES_SPEECH ? begins || !is_statement(inside)
	                                               : !is_sentence_end(inside);
}

// The anchor of a footnote that the markup tells: "{fn35-36=1}".
static bool find_anchor(const struct writing *w, struct str text, size_t at, struct aside *found)
{
	const struct line *line = line_at(w);
	size_t offset = (size_t)(text.s - line->text.s), from, to;
	struct str number;
	if (!line->hints.n || !hints_anchor(line->hints, line->text, offset + at, &from, &to, &number) ||
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
static bool find_aside(const struct writing *w, struct str text, size_t at, struct aside *found)
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
static void write_aside(struct writing *w, const struct aside *aside, struct str text)
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

// The first piece of text opens the block, the others go on with it.
static void write_piece(struct writing *w, bool *open, enum mark mark, struct str args, bool doubt,
                        struct str text)
{
	if (*open)
		scribe_text(w->scribe, MARK_CONT, none(), text);
	else
		scribe_text(w->scribe, mark, args, text)->doubt = doubt;
	*open = true;
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
static size_t begins_aside(struct writing *w, struct str text, size_t from)
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

// Whether the text goes on in the next paragraph: it does not end as a sentence does, or it ends in
// a title ("… Mr.").
static bool is_open(const struct writing *w, struct str text)
{
	text = str_trim(text);
	if (!is_sentence_end(text))
		return true;
	size_t begin = text.n;
	while (begin && !ascii_is_space(text.s[begin - 1]))
		begin--;
	struct str last = str_after(text, begin);
	return str_ends(last, STR(".")) && words_own(w->plan->words, "title", last);
}

// Text of a speech or of narration; what stands aside in it is in rows of its own. A direction
// before the first word stands before the block, not in it.
static void write_words(struct writing *w, enum mark mark, struct str args, bool doubt,
                        struct str text)
{
	struct aside aside;
	bool open = false;
	size_t at = 0;
	if (w->in_aside) {
		size_t close = str_find_char(text, w->aside_close);
		at = close < text.n ? close + 1 : text.n;
		scribe_text(w->scribe, MARK_STAGE, w->aside, str_from_to(text, 0, at));
		w->in_aside = close == text.n;
	}
	while (find_aside(w, text, at, &aside)) {
		struct str before = str_from_to(text, at, aside.from);
		bool words = str_trim(before).n > 0;
		size_t from = words ? aside.from : at;
		if (words)
			write_piece(w, &open, mark, args, doubt, before);
		write_aside(w, &aside, str_from_to(text, from, aside.to));
		at = aside.to;
	}
	size_t begin = begins_aside(w, text, at);
	if (begin > at || (!at && begin == text.n))
		write_piece(w, &open, mark, args, doubt, str_from_to(text, at, begin));
	if (begin < text.n)
		scribe_text(w->scribe, MARK_STAGE, w->aside, str_after(text, begin));
	w->text_open = is_open(w, text);
	w->interrupted = false;
}

static struct str speaker_args(struct writing *w, const struct label *label, bool *sure);
static struct str party_args(struct writing *w, size_t person, struct str number);

// Whether the arguments of a speech have no id.
static bool names_nobody(struct str args)
{
	struct str first = str_word(&args);
	return str_find_char(first, '=') < first.n || !first.n;
}

// Text in which others may begin to speak: "… between them? MAJOR PLIMSOLL: The War Department …"
static void write_text(struct writing *w, enum mark mark, struct str args, bool doubt,
                       struct str text)
{
	struct label label;
	size_t begin, end, at = 0, answer = w->question ? unnamed_answer(text) : text.n;
	if (answer < text.n) {
		w->question = false;
		write_words(w, mark, args, doubt, str_from_to(text, 0, answer));
		scribe_label(w->scribe, MARK_SP, party_args(w, w->witness, none()), none(),
		             str_after(text, answer))
			->doubt = w->witness == PEOPLE_NONE;
		return;
	}
	bool sure, turns = mark != MARK_L && (w->in_speech || w->plan->labels.within);
	while (turns &&
	       labels_within(&w->plan->labels, w->plan->words, text, at, &label, &begin, &end)) {
		if (begin > at)
			write_words(w, mark, args, doubt, str_from_to(text, at, begin));
		args = speaker_args(w, &label, &sure);
		while (end < text.n && text.s[end] == ' ')
			end++;
		scribe_label(w->scribe, MARK_SP, args, str_from_to(text, begin, end), none())
			->doubt = names_nobody(args);
		w->in_speech = true;
		mark = MARK_MORE;
		args = none();
		doubt = false;
		at = end;
	}
	if (at < text.n || !at)
		write_words(w, mark, args, doubt, str_after(text, at));
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
		put_value(args, "name", plain_name(name));
	put_value(args, "office", office);
	put_value(args, "party", party);
	put_value(args, "country", label->country);
	if (w->plan->people.items[person].group)
		put_value(args, "kind", STR("group"));
}

enum { SPEAKERS_MAX = 8 };

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

// "suslov", and once for each person what the label tells of him. `sure` unless the name alone had to do.
static struct str speaker_args(struct writing *w, const struct label *label, bool *sure)
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
		put_value(&args, "ana", str_from(part));
	put_value(&args, "n", label->number);
	struct str made = arena_str(w->arena, str_trim_left(buf_str(&args)));
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

// The line of the next speech or division behind line i, of the back matter, or page->n.
static size_t speech_end(const struct writing *w, size_t i)
{
	const struct page *page = w->plan->page;
	for (i++; i < page->n && i != w->plan->back; i++) {
		const struct decision *d = &w->plan->items[i];
		if (d->decided && (d->mark == MARK_SP || d->mark == MARK_DIV))
			break;
	}
	return i;
}

enum { SPLIT_INDENT = 4, VERSE_WIDTH = 85 };

// Whether the first words of the speech at line i are set in: they end the verse that another began.
static bool is_set_in(const struct writing *w, size_t i)
{
	const struct decision *d = &w->plan->items[i];
	if (i >= w->plan->page->n || !d->decided || d->mark != MARK_SP || d->unnamed ||
	    w->plan->labels.items[d->label].more)
		return false;
	struct str rest =
		str_after(w->plan->page->items[i].text, w->plan->labels.items[d->label].text_at);
	return rest.n - str_trim_left(rest).n > SPLIT_INDENT;
}

// A speech is verse when its lines are short of the margin, and each begins with a capital where
// prose is broken into lines too. One line is verse when it shares a line of verse with another
// speech, or in a document that is mostly verse.
static bool is_verse(const struct writing *w)
{
	const struct page *page = w->plan->page;
	if (!profile_has(w->plan->profile, SETTING_VERSE, "detect"))
		return false;
	size_t lines = 0, upper = 0, within = 0, end = speech_end(w, w->i);
	bool wide = false;
	for (size_t i = w->i + 1; i < end; i++) {
		const struct line *line = &page->items[i];
		if (w->plan->items[i].decided || line_is_blank(line))
			continue;
		lines++;
		upper += begins_upper(line->body);
		within += !line->first;
		wide = wide || line->body.n > VERSE_WIDTH;
	}
	if (lines == 0)
		return is_set_in(w, w->i) || is_set_in(w, end) ||
		       (page->verse && line_at(w)->body.n <= VERSE_WIDTH);
	// Lines that blank ones part are paragraphs.
	if (wide || (!within && !page->verse))
		return false;
	return !page->wrapped || upper * 10 >= lines * 8;
}

// I, M or F for a line that is shared with the speech before or behind, else empty.
static struct str verse_part(const struct writing *w, bool first, bool last)
{
	bool before = first && w->set_in, behind = last && w->next_set_in;
	return before && behind ? STR("M") : before ? STR("F") : behind ? STR("I") : none();
}

static bool is_last_line(const struct writing *w)
{
	for (size_t i = w->i + 1; i < w->end; i++)
		if (!w->plan->items[i].decided && !line_is_blank(&w->plan->page->items[i]))
			return false;
	return true;
}

// "Марина (наливает стакан).": the direction stands behind the speaker, not in the label.
static void write_directed(struct writing *w, struct str args, struct str printed, struct str text)
{
	const struct decision *d = &w->plan->items[w->i];
	size_t from = (size_t)(w->plan->labels.items[d->label].direction.s - printed.s);
	scribe_label(w->scribe, MARK_SP, args, str_from_to(printed, 0, from), none())->doubt =
		d->doubt;
	scribe_text(w->scribe, MARK_STAGE, none(), str_after(printed, from));
	if (text.n)
		write_text(w, MARK_MORE, none(), false, text);
}

// A label and the first words behind it (both may be empty); where the label has a time before or
// behind the name, the time is a cue of its own.
static void write_label(struct writing *w, struct str args, struct str printed, struct str text)
{
	const struct decision *d = &w->plan->items[w->i];
	const struct label *label = &w->plan->labels.items[d->label];
	struct buf seconds = {0};
	bool timed = label->time.n && clock_put_seconds(&seconds, label->time);
	struct str cue = arena_str(w->arena, buf_str(&seconds));
	size_t from = (size_t)(label->time.s - printed.s), to = from + label->time.n;
	buf_free(&seconds);
	while (timed && from && (printed.s[from - 1] == '[' || printed.s[from - 1] == '('))
		from--;
	while (timed && to < printed.n && (printed.s[to] == ']' || printed.s[to] == ')'))
		to++;
	if (timed && label->time.s < label->name.s) {
		scribe_text(w->scribe, MARK_CUE, cue, str_from_to(printed, 0, to));
		printed = str_after(printed, to);
		timed = false;
	}
	if (label->direction.n) {
		write_directed(w, args, printed, text);
		return;
	}
	if (!timed) {
		scribe_label(w->scribe, MARK_SP, args, printed, text)->doubt = d->doubt;
		return;
	}
	scribe_label(w->scribe, MARK_SP, args, str_from_to(printed, 0, from), none())->doubt =
		d->doubt;
	scribe_text(w->scribe, MARK_CUE, cue, str_after(printed, from));
	if (text.n)
		write_text(w, MARK_MORE, none(), false, text);
}

// A line of verse; a direction in square brackets that it begins with stands before it.
static void write_verse(struct writing *w, struct str part, struct str text)
{
	struct str body = str_trim_left(text);
	size_t close = str_find_char(body, ']');
	if (profile_has(w->plan->profile, SETTING_BRACKETS, "stage") &&
	    str_starts(body, STR("[")) && close < body.n) {
		size_t cut = text.n - body.n + close + 1;
		scribe_text(w->scribe, MARK_STAGE, none(), str_from_to(text, 0, cut));
		text = str_after(text, cut);
	}
	if (text.n)
		write_text(w, MARK_L, part, false, text);
}

// Subtitles print the name again for each cue; while the same person speaks, that is furniture.
static bool goes_on_speaking(struct writing *w, struct str args, struct str printed,
                             struct str rest)
{
	struct str ids = args, now = str_word(&ids), before = w->speaker;
	w->speaker = now;
	if (!w->in_speech || names_nobody(args) || !str_eq(now, before) || !w->plan->page->cued)
		return false;
	scribe_text(w->scribe, MARK_FW, none(), printed);
	write_text(w, MARK_CONT, none(), false, rest);
	return true;
}

static void write_speech(struct writing *w)
{
	const struct line *line = line_at(w);
	struct decision *d = &w->plan->items[w->i];
	const struct label *label = &w->plan->labels.items[d->label];
	bool sure;
	struct str args = speaker_args(w, label, &sure);
	size_t text_at = label->more ? line->text.n : label->text_at;
	struct str rest = str_after(line->text, text_at);
	size_t blanks = rest.n - str_trim_left(rest).n;
	if (!label->more && goes_on_speaking(w, args, str_from_to(line->text, 0, text_at), rest))
		return;
	// People who are all known by themselves leave no doubt; who is nobody does.
	d->doubt = (d->doubt && !sure) || names_nobody(args);
	w->end = speech_end(w, w->i);
	w->verse = is_verse(w);
	w->set_in = is_set_in(w, w->i);
	w->next_set_in = is_set_in(w, w->end);
	w->in_speech = true;
	w->text_open = false;
	w->interrupted = false;
	struct aside aside;
	struct label inner;
	size_t at, to;
	bool direction = find_aside(w, rest, 0, &aside);
	if (labels_within(&w->plan->labels, w->plan->words, rest, 0, &inner, &at, &to)) {
		// Others speak in the same paragraph.
		write_label(w, args, str_from_to(line->text, 0, text_at + blanks), none());
		write_text(w, MARK_MORE, none(), false, str_after(rest, blanks));
		return;
	}
	if (!rest.n || direction || w->verse) {
		struct str printed = str_from_to(line->text, 0, text_at);
		bool starts = direction && !str_trim(str_from_to(rest, 0, aside.from)).n;
		if (!direction || w->verse || starts) {
			write_label(w, args, printed, none());
			if (rest.n && w->verse)
				write_verse(w, verse_part(w, true, is_last_line(w)), rest);
			else if (rest.n)
				write_text(w, MARK_MORE, none(), false, rest);
			return;
		}
	}
	struct str printed = str_from_to(line->text, 0, text_at + blanks);
	rest = str_after(rest, blanks);
	if (direction) {
		// The words before the direction open the speech, the rest goes on.
		find_aside(w, rest, 0, &aside);
		write_label(w, args, printed, str_from_to(rest, 0, aside.from));
		write_text(w, MARK_CONT, none(), false, str_after(rest, aside.from));
	} else {
		write_label(w, args, printed, rest);
		w->text_open = is_open(w, rest);
	}
}

static struct str party_args(struct writing *w, size_t person, struct str number)
{
	struct buf args = {0};
	if (person != PEOPLE_NONE) {
		buf_put(&args, w->plan->people.items[person].id);
		if (!w->described[person])
			put_value(&args, "name", w->plan->people.items[person].name);
		w->described[person] = true;
	}
	put_value(&args, "n", number);
	struct str made = arena_str(w->arena, str_trim_left(buf_str(&args)));
	buf_free(&args);
	return made;
}

// "4105. (Sir John Cardew.) You have had …?—We have.": who asks goes on asking until another does.
static void write_question(struct writing *w)
{
	struct str text = line_at(w)->text, number, name;
	size_t at = unnamed_number(text, &number, &name);
	if (people_is_name(w->plan->words, name))
		w->examiner = people_add(&w->plan->people, name, false);
	w->question = true;
	while (at < text.n && text.s[at] == ' ')
		at++;
	scribe_label(w->scribe, MARK_SP, party_args(w, w->examiner, number),
	             str_from_to(text, 0, at), none())
		->doubt = w->examiner == PEOPLE_NONE;
	write_text(w, MARK_MORE, none(), false, str_after(text, at));
}

// The voices of a line of subtitles; while one goes on, its speech does.
static void write_voices(struct writing *w)
{
	const struct line *line = line_at(w);
	size_t at = 0, to;
	struct str name;
	while (hints_voice(line->hints, line->text, at, &name, &to)) {
		struct str after;
		size_t next;
		bool last = !hints_voice(line->hints, line->text, to, &after, &next);
		struct str piece = str_from_to(line->text, at, last ? line->text.n : to);
		size_t person = people_add(&w->plan->people, name, false);
		struct str id = person == PEOPLE_NONE ? none() : w->plan->people.items[person].id;
		if (w->voiced && str_eq(id, w->speaker))
			write_words(w, MARK_CONT, none(), false, piece);
		else
			scribe_label(w->scribe, MARK_SP, party_args(w, person, none()), none(),
			             piece);
		w->voiced = true;
		w->speaker = id;
		at = to;
	}
}

// A turn whose speaker is not named.
static void write_unnamed(struct writing *w)
{
	struct str text = line_at(w)->text;
	w->in_speech = true;
	w->verse = false;
	w->interrupted = false;
	w->end = speech_end(w, w->i);
	w->text_open = is_open(w, text);
	if (w->plan->labels.unnamed == UNNAMED_NUMBERS)
		write_question(w);
	else if (w->plan->labels.unnamed == UNNAMED_VOICES)
		write_voices(w);
	else
		scribe_label(w->scribe, MARK_SP, none(), none(), text)->doubt = true;
}

// A label goes on in this line, or the direction in it does; its first words may follow.
static void write_tail(struct writing *w)
{
	const struct line *line = line_at(w);
	const struct decision *d = &w->plan->items[w->i];
	struct str head = str_from_to(line->text, 0, d->split),
		   rest = str_after(line->text, d->split);
	if (w->plan->labels.items[d->label].direction.n)
		scribe_text(w->scribe, MARK_STAGE, none(), head);
	else
		scribe_label(w->scribe, MARK_CONT, none(), head, none());
	if (rest.n && w->verse)
		write_verse(w, verse_part(w, true, is_last_line(w)), rest);
	else if (rest.n)
		write_text(w, MARK_MORE, none(), false, rest);
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
		struct str args =
			arena_printf(w->arena, "%.*s?", STR_ARG(w->plan->people.items[person].id));
		scribe_text(w->scribe, MARK_SAID, args, str_after(text, at));
		return;
	}
	write_text(w, MARK_P, none(), after_turn, text);
}

// What is seen between speeches, in a document that tells it.
static void write_action(struct writing *w, struct str text)
{
	bool goes_on = !line_at(w)->first && !w->in_speech;
	w->in_speech = false;
	scribe_text(w->scribe, goes_on ? MARK_CONT : MARK_STAGE, none(), text);
}

// An item that the markup tells; the first of a list opens it.
static void write_item(struct writing *w)
{
	bool goes_on = w->listed && page_next(w->plan->page, w->list_line + 1) == w->i;
	if (!goes_on)
		scribe_text(w->scribe, MARK_LIST, none(), none());
	scribe_text(w->scribe, MARK_ITEM, none(), line_at(w)->text);
	w->listed = true;
	w->list_line = w->i;
}

// The byte where the cell that begins at byte `at` or behind it ends; text.n when none does.
static size_t cell_end(struct str hints, struct str text, size_t at)
{
	static const char *const words[] = {"td", "th"};
	size_t end = text.n, first = text.n, from, to;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (hints_range(hints, words[i], text, at, &from, &to) && from < first) {
			first = from;
			end = to;
		}
	}
	return end;
}

// A row of a table, a piece for each cell.
static void write_cells(struct writing *w)
{
	const struct line *line = line_at(w);
	size_t at = 0;
	do {
		size_t end = cell_end(line->hints, line->text, at);
		if (cell_end(line->hints, line->text, end) == line->text.n &&
		    !str_trim(str_after(line->text, end)).n)
			end = line->text.n;
		scribe_text(w->scribe, MARK_TABLE, none(), str_from_to(line->text, at, end));
		at = end;
	} while (at < line->text.n);
}

// Notes, quotations, items and rows of tables, as the markup tells. False when it tells none.
static bool write_laid_out(struct writing *w)
{
	const struct line *line = line_at(w);
	struct str number = hints_value(line->hints, "note");
	if (number.n || hints_have(line->hints, "note"))
		scribe_text(w->scribe, MARK_NOTE, arena_str(w->arena, number), line->text);
	else if (hints_have(line->hints, "quote"))
		scribe_text(w->scribe, MARK_QUOTE, none(), line->text);
	else if (hints_have(line->hints, "li"))
		write_item(w);
	else if (hints_have(line->hints, "tr"))
		write_cells(w);
	else
		return false;
	return true;
}

// A line that no rule decided: it goes on with what is there, or begins a paragraph.
static void write_undecided(struct writing *w)
{
	const struct line *line = line_at(w);
	if (line->hints.n && write_laid_out(w))
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
		write_verse(w, verse_part(w, false, is_last_line(w)), line->text);
	else if (acts && (line->first || !w->in_speech) && w->i >= w->plan->front_end)
		write_action(w, line->text);
	else if (goes_on || (acts && w->in_speech))
		write_text(w, MARK_CONT, none(), false, line->text);
	else if (w->in_speech && !narrates)
		write_text(w, MARK_MORE, none(), false, line->text);
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
			write_unnamed(w);
		else
			write_speech(w);
		return;
	case MARK_CONT:
		if (d->tail) {
			write_tail(w);
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

static bool has_label(const struct plan *plan, const char *category)
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
static void notice_parties(struct writing *w)
{
	const struct decision *d = &w->plan->items[w->i];
	if ((!w->letters && w->plan->labels.unnamed != UNNAMED_NUMBERS) ||
	    (d->decided && d->mark == MARK_SP))
		return;
	notice(w, RULE_EXAMINER, &w->examiner);
	notice(w, RULE_WITNESS, &w->witness);
}

void rows_write(struct plan *plan, struct scribe *scribe)
{
	struct writing w = {.plan = plan,
	                    .scribe = scribe,
	                    .arena = &scribe->out->arena,
	                    .examiner = PEOPLE_NONE,
	                    .witness = PEOPLE_NONE};
	size_t first_session = find_first_session(plan);
	w.letters = has_label(plan, "question") && has_label(plan, "answer");
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
		notice_parties(&w);
		if (plan->items[w.i].decided)
			write_decided(&w);
		else
			write_undecided(&w);
	}
	free(w.described);
}
