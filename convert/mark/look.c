// look.c: what looks like a label under a shape

#include "mark/search.h"

#include "core/unicode.h"
#include "mark/hints.h"
#include "mark/names.h"

enum {
	LABEL_LINE_MAX = 600, // bytes of a line in which a label is looked for
	STRETCH_LINES = 5,    // that a label with its stage direction may take
};

static struct str group_of(const struct match *m, const char *name)
{
	return str_trim(match_group(m, name));
}

static struct str without_stop(struct str number)
{
	return str_ends(number, STR(".")) ? str_from_to(number, 0, number.n - 1) : number;
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

bool labels_needs_markup(const struct rule *rule)
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
		label->printed = str_trim(str_from_to(line->text, m.from,
		                                      label->more ? line->text.n : label->text_at));
	struct str name = label->name.n ? label->name : label->office;
	const struct name *told = names_get(search->words, name);
	if (!told) {
		labels->failed = true;
		return false;
	}
	bool named =
		told->named || has_condition(rule, CONDITION_ANY) || told->crowd || told->unknown;
	if (!named || has_leaders(stretch->text) || breaks_off(search->words, label, name) ||
	    profile_match(search->profile, RULE_NOTLABEL, subject_of(label->printed), 0, &other))
		return false;
	label->strong = label->office.n || label->party.n || label->country.n || label->number.n ||
	                label->time.n || has_condition(rule, CONDITION_STRONG) || told->titled;
	label->key = labels_key(labels, name, search->words, search->people);
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

// A glossary explains in small letters; who speaks begins a sentence.
static bool begins_lower(const struct page *page, const struct label *label)
{
	struct str rest = page->items[label->line + label->more].text;
	size_t at = 0;
	rest = str_trim(str_after(rest, label->text_at));
	return rest.n && unicode_is_lower(utf8_next(rest, &at));
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
	uint64_t never = (line->hints.n ? 0 : search->marked) |
	                 (page_begins(search->page, i) ? 0 : search->first);
	uint64_t candidates = profile_candidates(search->profile, RULE_LABEL, subject, 0, ~never);
	for (size_t s = 0; (s = profile_next(candidates, s)) < labels->shapes_n && !labels->failed;
	     s++) {
		struct label label;
		if (!read_label(labels, search, i, stretch, labels->shapes[s].rule, &label) ||
		    (stretch->more && (!label.more || label.more < stretch->more)))
			continue;
		label.shape = s;
		label.lower = begins_lower(search->page, &label);
		label.begins = line->first;
		labels->shapes[s].looks++;
		add_look(labels, &label);
		found = true;
	}
	return found;
}

// At most n bytes, whole characters.
static struct str first_bytes(struct str text, size_t n)
{
	return text.n <= n ? text : str_from_to(text, 0, utf8_begin(text, n));
}

// Everything that looks like a label under any shape. The document is searched once; which of the
// looks are labels is decided by counting afterwards.
void labels_look(struct labels *labels, const struct search *search)
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
