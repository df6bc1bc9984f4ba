// labels.c: where speeches begin, and how sure that is

#include "mark/labels.h"

#include <stdlib.h>

#include "core/unicode.h"
#include "mark/hints.h"
#include "mark/traits.h"
#include "mark/unnamed.h"

enum {
	LABEL_LINE_MAX = 600, // bytes of a line in which a label is looked for
	STRETCH_LINES = 5,    // that a label with its stage direction may take
};

// Below this a shape is taken for a coincidence.
static const double QUALITY_MIN = 0.4;

// What labels in the midst of long lines are worth, and turns without labels.
static const double WITHIN_QUALITY = 0.6;

void labels_free(struct labels *labels)
{
	free(labels->items);
	free(labels->looks);
	free(labels->picks);
	free(labels->keys);
	free(labels->shapes);
	table_free(&labels->by_key);
	arena_free(&labels->arena);
	*labels = (struct labels){0};
}

// What a document is looked through with.
struct search {
	const struct page *page;
	const bool *taken;
	const struct profile *profile;
	const struct words *words;
	const struct people *people;
	uint64_t marked, first; // candidates for lines with markup alone, that begin blocks alone
};

static size_t key_of(struct labels *labels, struct str name, const struct words *words,
                     const struct people *people)
{
	struct buf folded = {0};
	size_t key = 0;
	people_key(words, name, &folded);
	if (!folded.failed && table_get(&labels->by_key, buf_str(&folded), &key)) {
		buf_free(&folded);
		return key;
	}
	struct str kept = arena_str(&labels->arena, buf_str(&folded));
	key = labels->keys_n;
	if (folded.failed || !kept.s ||
	    !array_grow((void **)&labels->keys, &labels->keys_cap, key, sizeof *labels->keys) ||
	    !table_set(&labels->by_key, kept, key)) {
		labels->failed = true;
	} else {
		size_t person = people ? people_find(people, name) : PEOPLE_NONE;
		labels->keys[labels->keys_n++] = (struct label_key){
			.folded = kept,
			.rostered = person != PEOPLE_NONE && people->items[person].rostered,
			.crowd = words_have(words, "crowd", name, NULL),
		};
	}
	buf_free(&folded);
	return key;
}

static struct str group_of(const struct match *m, const char *name)
{
	return str_trim(match_group(m, name));
}

static struct str without_stop(struct str number)
{
	return str_ends(number, STR(".")) ? str_from_to(number, 0, number.n - 1) : number;
}

static bool has_condition(const struct rule *rule, enum condition condition)
{
	return rule->conditions >> condition & 1;
}

// A line alone in its block that text follows, in the same block or in the next.
static bool leads(const struct page *page, size_t i)
{
	size_t next = page_next(page, i + 1);
	return next < page->n && next - i <= 2;
}

static bool conditions_hold(const struct rule *rule, const struct page *page, size_t i)
{
	const struct line *line = &page->items[i];
	if (has_condition(rule, CONDITION_BLOCK) && !page_begins(page, i))
		return false;
	if (has_condition(rule, CONDITION_CUED) && !page->cued)
		return false;
	if (has_condition(rule, CONDITION_FOLLOWED) && line->last)
		return false;
	if (has_condition(rule, CONDITION_LEADS) && !leads(page, i))
		return false;
	return true;
}

// "label bold,bold": the pattern is held against what the markup sets in bold (or in italics) at the
// beginning of the line alone, "heading" against the heading that the line is, "directed" against what
// stands before the first words in italics. False when the line is not so.
static bool cut_to_markup(const struct rule *rule, const struct line *line, struct str *text)
{
	size_t from, to, indent = line->text.n - line->body.n;
	bool italic = has_condition(rule, CONDITION_ITALIC),
	     directed = has_condition(rule, CONDITION_DIRECTED);
	const char *word = has_condition(rule, CONDITION_BOLD) ? "b"
	                   : italic || directed                ? "i"
	                                                       : NULL;
	if (has_condition(rule, CONDITION_HEADING))
		return hints_heading(line->hints) > 0;
	if (!word)
		return true;
	if (!line->hints.n || !hints_range(line->hints, word, line->text, 0, &from, &to))
		return false;
	if (directed) {
		*text = str_from_to(*text, 0, from);
		return from > indent;
	}
	*text = str_from_to(*text, 0, to);
	// A line in italics and nothing else is no label.
	return from <= indent && (!italic || to < line->text.n);
}

static bool needs_markup(const struct rule *rule)
{
	return has_condition(rule, CONDITION_BOLD) || has_condition(rule, CONDITION_ITALIC) ||
	       has_condition(rule, CONDITION_DIRECTED) || has_condition(rule, CONDITION_HEADING);
}

// A colon or a full stop right behind the marked label belongs to it.
static size_t behind_colon(struct str text, size_t at)
{
	struct str rest = str_after(text, at);
	if (str_starts(rest, STR(":")) || str_starts(rest, STR(".")))
		return at + 1;
	return str_starts(rest, STR("：")) ? at + STR("：").n : at;
}

// Where a label with a direction in italics ends: behind its colon or stop, in one of the next lines if
// the italics go on there. False when it has none.
static bool put_direction(const struct page *page, struct label *label)
{
	const struct line *line = &page->items[label->line];
	size_t from, to;
	if (!hints_range(line->hints, "i", line->text, 0, &from, &to))
		return false;
	label->direction = str_from_to(line->text, from, to);
	while (to == line->text.n && !str_ends(line->text, STR(":")) &&
	       label->more + 1 < STRETCH_LINES && label->line + label->more + 1 < page->n) {
		line = &page->items[label->line + ++label->more];
		if (!line->hints.n || !hints_range(line->hints, "i", line->text, 0, &from, &to) ||
		    from > line->text.n - line->body.n)
			return false;
	}
	label->text_at = behind_colon(line->text, to);
	return label->text_at > to || str_ends(str_from_to(line->text, 0, to), STR(":"));
}

enum { SUFFIX_MAX = 4 }; // characters

// Scripts without blanks put the title behind the name: "陳志全議員".
static bool ends_with_title(const struct words *words, struct str name)
{
	size_t at = name.n;
	for (size_t i = 0; i < SUFFIX_MAX && at; i++) {
		do
			at--;
		while (at && (name.s[at] & 0xc0) == 0x80);
		struct str suffix = str_after(name, at);
		if (suffix.n > 1 && (suffix.s[0] & 0x80) &&
		    (words_have(words, "title", suffix, NULL) ||
		     words_have(words, "office", suffix, NULL) ||
		     words_have(words, "chair", suffix, NULL)))
			return true;
	}
	return false;
}

static bool begins_with_title(const struct words *words, struct str name)
{
	struct str first = str_word(&name);
	return name.n && (words_have(words, "title", first, NULL) ||
	                  words_have(words, "chair", first, NULL) ||
	                  words_have(words, "office", first, NULL));
}

// Text that a label is looked for in: a line, or a line and those that it goes on in.
struct stretch {
	struct str text;
	size_t more;                  // how many later lines
	size_t begins[STRETCH_LINES]; // the byte of text where each line begins
};

// The part of a view of the stretch that stands in its first line, as a view of that line.
static struct str in_first_line(const struct stretch *stretch, const struct line *line,
                                struct str view)
{
	if (!stretch->more || !view.n)
		return view;
	size_t from = (size_t)(view.s - stretch->text.s), to = from + view.n;
	return str_from_to(line->text, from, to < line->text.n ? to : line->text.n);
}

// Where the label ends: in which line of the stretch, and at which byte of it.
static void put_end(const struct stretch *stretch, size_t to, struct label *label)
{
	size_t last = stretch->more;
	while (last && to < stretch->begins[last])
		last--;
	label->more = last;
	label->text_at = to - stretch->begins[last];
}

// "SENATOR RICHARD B." breaks off behind an initial, "Präsident Dr." behind a title; the stop is no
// label's.
static bool breaks_off(const struct words *words, const struct label *label, struct str name)
{
	struct str word, last = {0};
	size_t count = 0, at = 0;
	if (!str_ends(label->printed, STR(".")) || label->direction.n)
		return false;
	while ((word = str_word(&name)).n) {
		last = word;
		count++;
	}
	if (!count)
		return false;
	utf8_next(last, &at);
	if (at == last.n)
		return count > 1 && !ascii_is_digit(last.s[0]);
	return words_have(words, "title", last, NULL) &&
	       words_have(words, "abbreviation", last, NULL);
}

// "President: Mr. Okello ........ (Uganda)" is a line of a table.
static bool has_leaders(struct str text)
{
	return str_find(text, STR(".....")) < text.n || str_find(text, STR(". . . .")) < text.n;
}

static bool read_label(struct labels *labels, const struct search *search, size_t i,
                       const struct stretch *stretch, const struct rule *rule, struct label *label)
{
	const struct line *line = &search->page->items[i];
	struct str text = stretch->text;
	struct match m, other;
	if (!conditions_hold(rule, search->page, i) || !cut_to_markup(rule, line, &text) ||
	    !pattern_match(&rule->pattern, text, 0, &m))
		return false;
	*label = (struct label){
		.line = i,
		.rule = rule,
		.name = group_of(&m, "name"),
		.office = group_of(&m, "office"),
		.party = group_of(&m, "party"),
		.country = group_of(&m, "country"),
		.number = without_stop(group_of(&m, "number")),
		.time = group_of(&m, "time"),
		.clock = group_of(&m, "clock").n > 0,
		.direction = in_first_line(stretch, line, group_of(&m, "direction")),
	};
	if (label->clock)
		label->time = group_of(&m, "clock");
	put_end(stretch, m.to, label);
	if (has_condition(rule, CONDITION_DIRECTED)) {
		if (!put_direction(search->page, label))
			return false;
	} else if (!stretch->more && text.n < line->text.n && m.to == text.n) {
		label->text_at = behind_colon(line->text, m.to);
	}
	if (stretch->more)
		label->printed = str_trim(str_from_to(stretch->text, m.from, m.to));
	else
		label->printed = str_trim(str_from_to(
			line->text, m.from, label->more ? line->text.n : label->text_at));
	struct str name = label->name.n ? label->name : label->office;
	bool named = people_is_name(search->words, name) || has_condition(rule, CONDITION_ANY) ||
	             words_have(search->words, "crowd", name, NULL) ||
	             words_have(search->words, "unknown", name, NULL);
	if (!named || has_leaders(stretch->text) || breaks_off(search->words, label, name) ||
	    profile_match(search->profile, RULE_NOTLABEL, subject_of(label->printed), 0, &other))
		return false;
	label->strong = label->office.n || label->party.n || label->country.n || label->number.n ||
	                label->time.n || has_condition(rule, CONDITION_STRONG) ||
	                begins_with_title(search->words, name) ||
	                ends_with_title(search->words, name);
	label->key = key_of(labels, name, search->words, search->people);
	return !labels->failed;
}

// Whether the line opens a bracket, or an underscore, that it does not close.
static bool is_open(struct str text)
{
	size_t round = 0, square = 0, underscores = 0;
	for (size_t i = 0; i < text.n; i++) {
		round += text.s[i] == '(';
		square += text.s[i] == '[';
		underscores += text.s[i] == '_';
		round -= round && text.s[i] == ')';
		square -= square && text.s[i] == ']';
	}
	return round || square || underscores % 2;
}

// "CARLO BELLINI, Sottosegretario di Stato per le infrastrutture": two words in capitals.
static bool begins_in_capitals(struct str text)
{
	for (size_t i = 0; i < 2; i++) {
		struct str word = str_word(&text);
		size_t at = 0;
		if (word.n < 2)
			return false;
		while (at < word.n)
			if (unicode_is_lower(utf8_next(word, &at)))
				return false;
	}
	return true;
}

// The line and those below it in which what it opens is closed; or, where it could be the first part
// of a long label, the line below. False when it goes on in none.
static bool stretch_over(struct labels *labels, const struct search *search, size_t i,
                         struct stretch *stretch)
{
	const struct page *page = search->page;
	bool bracket = page->items[i].signs >> SIGN_BRACKET & 1;
	bool open = bracket && is_open(page->items[i].text);
	struct buf whole = {0};
	*stretch = (struct stretch){0};
	struct str body = page->items[i].body;
	if (!open &&
	    (!page->wrapped || !(people_is_name(search->words, body) || begins_in_capitals(body))))
		return false;
	buf_put(&whole, page->items[i].text);
	for (size_t k = i + 1; stretch->more + 1 < STRETCH_LINES && k < page->n; k++) {
		if (line_is_blank(&page->items[k]) || (search->taken && search->taken[k]))
			break;
		buf_putc(&whole, ' ');
		stretch->begins[++stretch->more] = whole.n;
		buf_put(&whole, page->items[k].text);
		if (!open || !is_open(buf_str(&whole)))
			break;
	}
	stretch->text =
		stretch->more ? arena_str(&labels->arena, buf_str(&whole)) : (struct str){0};
	buf_free(&whole);
	return stretch->more && stretch->text.s;
}

static void pick(struct labels *labels, size_t look)
{
	if (!array_grow((void **)&labels->picks, &labels->picks_cap, labels->picks_n,
	                sizeof *labels->picks)) {
		labels->failed = true;
		return;
	}
	labels->keys[labels->looks[look].key].count++;
	labels->picks[labels->picks_n++] = look;
}

// The looks that were picked last are the labels.
static void take_picks(struct labels *labels)
{
	labels->n = 0;
	for (size_t i = 0; i < labels->picks_n; i++) {
		if (!ARRAY_ROOM(labels)) {
			labels->failed = true;
			return;
		}
		labels->items[labels->n++] = labels->looks[labels->picks[i]];
	}
}

// "The Minister of Works": an office, after an article.
static bool is_office(const struct words *words, struct str name)
{
	struct str word;
	while ((word = str_word(&name)).n)
		if (!words_have(words, "article", word, NULL))
			break;
	return words_have(words, "office", word, NULL) || words_have(words, "chair", word, NULL);
}

// What a label ends in, as a bit.
static unsigned end_of(const struct label *label)
{
	static const struct str ends[] = {STR(":"), STR("："), STR("."),
	                                  STR("-"), STR("–"),  STR("—")};
	for (unsigned i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(label->printed, ends[i]))
			return i < 2 ? 1u : i < 3 ? 2u : 4u;
	return 8;
}

// A shape that was dropped may still have labels of people who speak elsewhere, of offices or of
// crowds ("The Clerk:", "Several Members:") with words behind them.
static bool is_rescued(const struct labels *labels, const struct search *search,
                       const struct label *label)
{
	if (has_condition(label->rule, CONDITION_KNOWN))
		return labels->keys[label->key].known;
	if (has_condition(label->rule, CONDITION_WEAK) || !(labels->ends & end_of(label)))
		return false;
	if (labels->keys[label->key].known ||
	    (label->strong && !has_condition(label->rule, CONDITION_STRONG)))
		return true;
	return is_office(search->words, label->name) ||
	       words_have(search->words, "crowd", label->name, NULL);
}

static void add_look(struct labels *labels, const struct label *label)
{
	if (!array_grow((void **)&labels->looks, &labels->looks_cap, labels->looks_n,
	                sizeof *labels->looks))
		labels->failed = true;
	else
		labels->looks[labels->looks_n++] = *label;
	if (!labels->failed)
		labels->keys[label->key].looks++;
}

// All shapes at one line. A label of several lines ends in the last of them.
static bool look_at(struct labels *labels, const struct search *search, size_t i,
                    const struct stretch *stretch)
{
	bool found = false;
	const struct line *line = &search->page->items[i];
	const struct subject subject = stretch->more
	                                       ? subject_of(stretch->text)
	                                       : (struct subject){stretch->text, line->signs,
	                                                          stretch->text.n < line->text.n};
	uint64_t candidates = profile_candidates(search->profile, RULE_LABEL, subject, 0) &
	                      ~(line->hints.n ? 0 : search->marked) &
	                      ~(page_begins(search->page, i) ? 0 : search->first);
	for (size_t s = 0; (s = profile_next(candidates, s)) < labels->shapes_n && !labels->failed;
	     s++) {
		struct label label;
		if (!read_label(labels, search, i, stretch, labels->shapes[s].rule, &label) ||
		    (stretch->more && (!label.more || label.more < stretch->more)))
			continue;
		label.shape = s;
		labels->shapes[s].looks++;
		add_look(labels, &label);
		found = true;
	}
	return found;
}

// At most n bytes, whole characters.
static struct str first_bytes(struct str text, size_t n)
{
	if (text.n <= n)
		return text;
	while (n && (text.s[n] & 0xc0) == 0x80)
		n--;
	return str_from_to(text, 0, n);
}

// Everything that looks like a label under any shape. The document is searched once; which of the
// looks are labels is decided by counting afterwards.
static void look(struct labels *labels, const struct search *search)
{
	for (size_t i = 0; i < search->page->n && !labels->failed; i++) {
		const struct line *line = &search->page->items[i];
		if ((search->taken && search->taken[i]) || line_is_blank(line))
			continue;
		struct stretch stretch = {.text = first_bytes(line->text, LABEL_LINE_MAX)};
		if (!look_at(labels, search, i, &stretch) && line->first && !line->last &&
		    stretch_over(labels, search, i, &stretch))
			look_at(labels, search, i, &stretch);
	}
}

enum { KNOWN_LOOKS = 3 };

// "Марина. Гусак: го-го!" is Marina's, who speaks elsewhere, though a shape before takes more of it.
static bool is_better(const struct labels *labels, size_t look, size_t than)
{
	const struct label *a = &labels->looks[look], *b = &labels->looks[than];
	return labels->keys[b->key].looks == 1 && labels->keys[a->key].looks >= KNOWN_LOOKS &&
	       a->name.n > 4 && str_starts(b->name, a->name);
}

// Picks one label at most for each line, of the first active shape that fits; when rescuing, else of the
// first dropped one.
static void collect(struct labels *labels, const struct search *search, bool rescue)
{
	labels->picks_n = 0;
	for (size_t k = 0; k < labels->keys_n; k++)
		labels->keys[k].count = 0;
	for (size_t i = 0; i < labels->looks_n && !labels->failed;) {
		const struct label *first = &labels->looks[i];
		size_t end = i, found = labels->looks_n;
		while (end < labels->looks_n && labels->looks[end].line == first->line)
			end++;
		for (size_t k = i; k < end; k++)
			if (labels->shapes[labels->looks[k].shape].active &&
			    (found == labels->looks_n || is_better(labels, k, found)))
				found = k;
		for (size_t k = i; k < end && found == labels->looks_n && rescue; k++)
			if (is_rescued(labels, search, &labels->looks[k]))
				found = k;
		if (found < labels->looks_n)
			pick(labels, found);
		i = end;
	}
}

static bool recurs(const struct labels *labels, const struct label *label)
{
	const struct label_key *key = &labels->keys[label->key];
	return key->count > 1 || key->rostered;
}

// A glossary explains in small letters; who speaks begins a sentence.
static bool begins_lower(const struct page *page, const struct label *label)
{
	struct str rest = page->items[label->line + label->more].text;
	size_t at = 0;
	rest = str_trim(str_after(rest, label->text_at));
	return rest.n && unicode_is_lower(utf8_next(rest, &at));
}

static void count(struct labels *labels, const struct page *page)
{
	for (size_t s = 0; s < labels->shapes_n; s++)
		labels->shapes[s] = (struct shape){.rule = labels->shapes[s].rule,
		                                   .looks = labels->shapes[s].looks,
		                                   .best = labels->shapes[s].best,
		                                   .active = labels->shapes[s].active};
	for (size_t k = 0; k < labels->keys_n; k++)
		labels->keys[k].seen = false;
	labels->recurring = labels->speakers = labels->turns = 0;
	size_t before = labels->keys_n; // nobody
	for (size_t i = 0; i < labels->picks_n; i++) {
		const struct label *label = &labels->looks[labels->picks[i]];
		struct shape *shape = &labels->shapes[label->shape];
		// Subtitles print the name again for each cue.
		if (page->cued && label->key == before)
			continue;
		shape->found++;
		shape->begins += page->items[label->line].first;
		shape->strong += label->strong;
		shape->lower += begins_lower(page, label);
		if (!recurs(labels, label))
			continue;
		shape->recurring++;
		labels->recurring++;
		labels->turns += label->key != before;
		shape->speakers += !labels->keys[label->key].seen;
		labels->speakers += !labels->keys[label->key].seen;
		labels->keys[label->key].seen = true;
		before = label->key;
	}
}

// How much the labels of all shapes together look like turns, 0 to 1: they are several, of several
// speakers, and change from one to the next.
static double turning_of(const struct labels *labels)
{
	if (!labels->recurring)
		return 0;
	double recurring = (double)labels->recurring;
	double several = labels->speakers >= 2 ? 1 : 0.4;
	double enough = recurring >= 4 ? 1 : recurring / 4;
	return (0.4 + 0.6 * (double)labels->turns / recurring) * several * enough;
}

enum { STRONG_MIN = 4, FEW = 3 };

// 0 to 1. Labels that recur among turns are labels; a few words before a colon that never come again
// are prose, unless an office, a party or a number says what they are. In a short text without
// recurrence, density speaks instead.
static double quality_of(const struct shape *shape, double turning, size_t strong, size_t blocks)
{
	if (!shape->found)
		return 0;
	double found = (double)shape->found;
	double recurrence = (double)shape->recurring / found;
	double strength = (double)shape->strong / found;
	double begins = (double)shape->begins / found;
	double density = blocks ? found / (double)blocks : 0;
	double by_recurrence =
		(recurrence > 0.8 * strength ? recurrence : 0.8 * strength) * turning;
	double by_density = density >= 0.5 && begins > 0.9 && found >= 2 && found <= 12 &&
	                                    shape->lower * 4 <= shape->found
	                            ? 0.5 * density
	                            : 0;
	double best = by_recurrence > by_density ? by_recurrence : by_density;
	// In a short record each may speak once; offices and countries say that they do.
	if (strong >= STRONG_MIN && strength > 0.7 && begins > 0.9 && best < 0.6 * strength)
		best = 0.6 * strength;
	return best > 1 ? 1 : best * (0.8 + 0.2 * begins);
}

static size_t count_blocks(const struct page *page)
{
	size_t blocks = 0;
	for (size_t i = 0; i < page->n; i++)
		blocks += page->items[i].first;
	return blocks;
}

// Weighs the active shapes. A shape marked weak ("label alone,weak") looks like much that is no
// label; it counts only where it has at least half as many lines as the strongest other shape.
static void weigh(struct labels *labels, const struct page *page, size_t blocks)
{
	size_t most = 0, strong = 0;
	count(labels, page);
	double turning = turning_of(labels);
	for (size_t s = 0; s < labels->shapes_n; s++)
		strong += labels->shapes[s].strong;
	for (size_t s = 0; s < labels->shapes_n; s++) {
		struct shape *shape = &labels->shapes[s];
		bool too_many = has_condition(shape->rule, CONDITION_FEW) &&
		                (shape->speakers < 2 || shape->speakers > FEW);
		shape->quality = shape->active && !too_many
		                         ? quality_of(shape, turning, strong, blocks)
		                         : 0;
		if (shape->quality >= QUALITY_MIN && !has_condition(shape->rule, CONDITION_WEAK) &&
		    shape->recurring > most)
			most = shape->recurring;
	}
	for (size_t s = 0; s < labels->shapes_n; s++) {
		struct shape *shape = &labels->shapes[s];
		if (has_condition(shape->rule, CONDITION_WEAK) && shape->recurring * 2 < most)
			shape->quality = 0;
	}
}

// Drops the shapes that have no label, which changes nothing for the others.
static void drop_empty(struct labels *labels)
{
	for (size_t s = 0; s < labels->shapes_n; s++)
		if (!labels->shapes[s].looks)
			labels->shapes[s].active = false;
}

// Drops the worst of the active shapes that are not good enough. False when all are.
static bool drop_worst(struct labels *labels)
{
	struct shape *worst = NULL;
	drop_empty(labels);
	for (size_t s = 0; s < labels->shapes_n; s++) {
		struct shape *shape = &labels->shapes[s];
		if (shape->active && shape->quality < QUALITY_MIN &&
		    (!worst || shape->quality < worst->quality))
			worst = shape;
	}
	if (worst) {
		worst->best = worst->quality;
		worst->active = false;
	}
	return worst != NULL;
}

// A name met once is a speaker where the shape leaves little doubt; else the turn is doubtful.
static void judge_single(struct labels *labels, const struct words *words)
{
	for (size_t i = 0; i < labels->n; i++) {
		struct label *label = &labels->items[i];
		if (recurs(labels, label))
			continue;
		label->doubt = !label->strong && !is_office(words, label->name) &&
		               !words_have(words, "crowd", label->name, NULL);
	}
}

enum { WITHIN_MAX = 60 }; // bytes of a label within a paragraph

// "…, M." ends no sentence.
static bool ends_in_title(const struct words *words, struct str text)
{
	size_t at = text.n;
	while (at && text.n - at < WITHIN_MAX && !ascii_is_space(text.s[at - 1]))
		at--;
	return words_have(words, "abbreviation", str_after(text, at), NULL);
}

// Where the name that ends at `colon` may begin: behind the end of a sentence and a blank, or, with
// `gaps`, behind two blanks.
static bool name_before(const struct words *words, struct str text, size_t from, size_t colon,
                        bool gaps, size_t *begin)
{
	size_t at = colon;
	while (at > from + 1 && colon - at < WITHIN_MAX) {
		at--;
		if (text.s[at - 1] != ' ')
			continue;
		// A title's stop ends no sentence: the longest name wins, so go on while it is one.
		struct str before = str_trim_right(str_from_to(text, 0, at));
		bool gap = gaps && at >= 2 && text.s[at - 2] == ' ';
		if (gap || (is_sentence_end(before) && !str_ends(before, STR(":")) &&
		            !ends_in_title(words, before)))
			*begin = at;
		else if (*begin < colon)
			break;
	}
	// One endless line begins with a label, too.
	if (gaps && !from && *begin == colon && colon < WITHIN_MAX)
		*begin = 0;
	return *begin < colon;
}

// What looks like a label in the midst of a text, from byte `from` on: "…? MAJOR PLIMSOLL: The …".
static bool next_within(const struct words *words, struct str text, size_t from, bool gaps,
                        size_t *begin, size_t *end)
{
	for (size_t colon = from; colon + 1 < text.n; colon++) {
		colon += str_find_char(str_after(text, colon), ':');
		if (colon + 1 >= text.n || text.s[colon + 1] != ' ')
			continue;
		*begin = colon;
		if (!name_before(words, text, from, colon, gaps, begin))
			continue;
		struct str name = str_from_to(text, *begin, colon);
		if (str_starts(name, STR("(")) || str_starts(name, STR("[")) ||
		    !people_is_name(words, name))
			continue;
		*end = colon + 1;
		return true;
	}
	return false;
}

enum { LONG_LINE = 1000, OFTEN_WITHIN = 3, SPEAKERS_WITHIN = 2 };

// A whole conversation in one line, or in few: names that recur before colons, behind sentences.
static void look_within(struct labels *labels, const struct search *search)
{
	size_t begin, end, speakers = 0;
	for (size_t i = 0; i < search->page->n; i++) {
		struct str text = search->page->items[i].text;
		if (text.n < LONG_LINE || (search->taken && search->taken[i]))
			continue;
		for (size_t at = 0; next_within(search->words, text, at, true, &begin, &end);
		     at = end) {
			size_t key = key_of(labels, str_from_to(text, begin, end - 1),
			                    search->words, search->people);
			if (labels->failed)
				return;
			labels->keys[key].within++;
		}
	}
	for (size_t k = 0; k < labels->keys_n; k++)
		speakers += labels->keys[k].within >= OFTEN_WITHIN;
	labels->within = speakers >= SPEAKERS_WITHIN;
	for (size_t k = 0; labels->within && k < labels->keys_n; k++)
		labels->keys[k].known |= labels->keys[k].within >= OFTEN_WITHIN;
}

void labels_find(struct labels *labels, const struct page *page, const bool *taken,
                 const struct profile *profile, const struct words *words,
                 const struct people *people)
{
	*labels = (struct labels){0};
	if (unnamed_has_voices(page)) {
		labels->unnamed = UNNAMED_VOICES;
		return;
	}
	for (size_t i = 0; i < profile->n; i++) {
		if (profile->items[i].kind != RULE_LABEL)
			continue;
		if (!array_grow((void **)&labels->shapes, &labels->shapes_cap, labels->shapes_n,
		                sizeof *labels->shapes)) {
			labels->failed = true;
			return;
		}
		labels->shapes[labels->shapes_n++] = (struct shape){
			.rule = &profile->items[i],
			.active = !has_condition(&profile->items[i], CONDITION_KNOWN)};
	}
	struct search search = {page, taken, profile, words, people, 0, 0};
	for (size_t s = 0; s < labels->shapes_n && s < 63; s++) {
		const struct rule *rule = labels->shapes[s].rule;
		search.marked |= (uint64_t)needs_markup(rule) << s;
		search.first |= (uint64_t)has_condition(rule, CONDITION_BLOCK) << s;
	}
	look(labels, &search);
	size_t blocks = count_blocks(page);
	do {
		collect(labels, &search, false);
		weigh(labels, page, blocks);
	} while (!labels->failed && drop_worst(labels));
	if (labels_quality(labels) > 0) {
		for (size_t k = 0; k < labels->keys_n; k++)
			labels->keys[k].known = labels->keys[k].count > 0;
		for (size_t i = 0; i < labels->picks_n; i++)
			labels->ends |= end_of(&labels->looks[labels->picks[i]]);
		collect(labels, &search, true);
		take_picks(labels);
		traits_apply(labels, page, words);
	} else {
		take_picks(labels);
		look_within(labels, &search);
	}
	if (labels_quality(labels) <= 0)
		labels->unnamed = unnamed_find(page, taken);
	judge_single(labels, words);
}

double labels_quality(const struct labels *labels)
{
	double best = labels->within || labels->unnamed ? WITHIN_QUALITY : 0;
	for (size_t i = 0; i < labels->shapes_n; i++)
		if (labels->shapes[i].active && labels->shapes[i].quality > best)
			best = labels->shapes[i].quality;
	return best;
}

bool labels_within(const struct labels *labels, const struct words *words, struct str text,
                   size_t from, struct label *label, size_t *begin, size_t *end)
{
	for (size_t at = from; next_within(words, text, at, labels->within, begin, end);
	     at = *end) {
		struct str name = str_from_to(text, *begin, *end - 1);
		struct buf key = {0};
		size_t known = 0;
		people_key(words, name, &key);
		bool found = table_get(&labels->by_key, buf_str(&key), &known) &&
		             labels->keys[known].known;
		buf_free(&key);
		if (!found)
			continue;
		*label = (struct label){
			.name = name, .key = known, .printed = str_from_to(text, *begin, *end)};
		return true;
	}
	return false;
}
