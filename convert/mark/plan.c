// plan.c: what each line of the document is taken for, by rules that look at a line alone

#include "mark/plan.h"

#include <stdlib.h>

#include "core/date.h"
#include "core/unicode.h"
#include "mark/clock.h"
#include "mark/hints.h"
#include "mark/unnamed.h"

bool plan_init(struct plan *plan, const struct page *page, const struct profile *profile,
               const struct words *words)
{
	*plan = (struct plan){.page = page,
	                      .profile = profile,
	                      .words = words,
	                      .closing = page->n,
	                      .back = page->n};
	people_init(&plan->people, words);
	plan->items = calloc(page->n ? page->n : 1, sizeof *plan->items);
	return plan->items != NULL;
}

void plan_free(struct plan *plan)
{
	free(plan->items);
	people_free(&plan->people);
	labels_free(&plan->labels);
	arena_free(&plan->arena);
	*plan = (struct plan){0};
}

struct decision *plan_decide(struct plan *plan, size_t i, enum mark mark, const struct rule *rule)
{
	struct decision *d = &plan->items[i];
	if (!d->decided)
		*d = (struct decision){.decided = true, .mark = mark, .rule = rule};
	return d;
}

// A number printed as digits, as a Roman numeral or as an ordinal word; 0 when it is none.
static size_t number_of(const struct plan *plan, struct str text)
{
	size_t n = 0;
	struct str value, digits = text;
	while (digits.n && !ascii_is_digit(digits.s[digits.n - 1]))
		digits.n--; // "2nd", "2.", "2ª"
	if (str_number(digits, &n))
		return n;
	if (words_have(plan->words, "ordinal", text, &value) && str_number(value, &n))
		return n;
	static const char letters[] = "ivxlc";
	static const size_t values[] = {1, 5, 10, 50, 100};
	size_t before = 0, total = 0;
	while (text.n && text.s[text.n - 1] == '.')
		text.n--;
	for (size_t i = text.n; i-- > 0;) {
		size_t at = str_find_char(STR("ivxlc"), ascii_lower(text.s[i]));
		if (at >= sizeof letters - 1)
			return 0;
		total = values[at] < before ? total - values[at] : total + values[at];
		before = values[at];
	}
	return total;
}

struct str plan_heading(struct plan *plan, const struct rule *rule, const struct match *m)
{
	struct buf args = {0};
	struct date_found found;
	struct str date = match_group(m, "date");
	size_t n = number_of(plan, str_trim(match_group(m, "n")));
	buf_put(&args, rule->argument);
	if (n)
		buf_printf(&args, " %zu", n);
	if (date_find(date.n ? date : m->line, 0, false, &found)) {
		buf_putc(&args, ' ');
		date_put_iso(&args, found.date);
	}
	struct str made = arena_str(&plan->arena, buf_str(&args));
	buf_free(&args);
	return made;
}

// "{meta=dc.creator}" by our own names of metadata (word list metakey). A key that we have no name for
// is a note: the text is kept, the header does without.
static void decide_marked_meta(struct plan *plan, size_t i, struct str key)
{
	struct str ours, value = plan->page->items[i].body;
	struct date_found found;
	struct buf args = {0}, word = {0};
	// Word lists write a blank as "_".
	for (size_t c = 0; c < key.n; c++)
		buf_putc(&word, key.s[c] == '_' ? ' ' : key.s[c]);
	bool known = words_have(plan->words, "metakey", buf_str(&word), &ours);
	buf_free(&word);
	if (!known) {
		plan_decide(plan, i, MARK_NOTE, NULL);
		return;
	}
	buf_put(&args, ours);
	if (str_ends(ours, STR("date")) && date_find(value, 0, true, &found)) {
		buf_putc(&args, ' ');
		date_put_iso(&args, found.date);
	}
	plan_decide(plan, i, str_is(ours, "title") ? MARK_TITLE : MARK_META, NULL)->args =
		str_is(ours, "title") ? (struct str){0} : arena_str(&plan->arena, buf_str(&args));
	buf_free(&args);
}

// "{cue=0.0-4.1}" before the line that prints it.
static void decide_cue(struct plan *plan, size_t i)
{
	struct str rest = hints_value(plan->page->items[i].hints, "cue"), start;
	if (!str_field(&rest, '-', &start))
		return;
	plan_decide(plan, i, MARK_CUE, NULL)->args =
		arena_printf(&plan->arena, "%.*s %.*s", STR_ARG(start), STR_ARG(rest));
}

void plan_hints(struct plan *plan)
{
	for (size_t i = 0; i < plan->page->n; i++) {
		const struct line *line = &plan->page->items[i];
		if (!line->hints.n || line_is_blank(line))
			continue;
		struct str key = hints_value(line->hints, "meta");
		if (key.n)
			decide_marked_meta(plan, i, key);
		else if (hints_value(line->hints, "cue").n)
			decide_cue(plan, i);
		else if (hints_have(line->hints, "fw"))
			plan_decide(plan, i, MARK_FW, NULL);
	}
}

// The lowest level among the headings that are left, so that the divisions begin at level 1. The
// first heading of all, if it is the only one of its level, is the title.
static unsigned lowest_level(const struct plan *plan, size_t *title)
{
	unsigned lowest = 10, first = 0, level;
	size_t same = 0;
	*title = plan->page->n;
	for (size_t i = 0; i < plan->page->n; i++) {
		if (plan->items[i].decided || !(level = hints_heading(plan->page->items[i].hints)))
			continue;
		if (!first) {
			first = level;
			*title = i;
		}
		same += level == first;
	}
	if (same > 1)
		*title = plan->page->n;
	for (size_t i = 0; i < plan->page->n; i++) {
		level = hints_heading(plan->page->items[i].hints);
		if (!plan->items[i].decided && i != *title && level && level < lowest)
			lowest = level;
	}
	return lowest;
}

void plan_marked_headings(struct plan *plan)
{
	size_t title;
	unsigned lowest = lowest_level(plan, &title);
	for (size_t i = 0; i < plan->page->n; i++) {
		const struct line *line = &plan->page->items[i];
		unsigned level = line->hints.n ? hints_heading(line->hints) : 0;
		if (!level || plan->items[i].decided || line_is_blank(line))
			continue;
		struct decision *d = plan_decide(plan, i, i == title ? MARK_TITLE : MARK_DIV, NULL);
		if (i == title)
			continue;
		d->args = STR("section");
		d->level = level - lowest + 1;
	}
}

static void decide_time(struct plan *plan, size_t i, enum mark mark, const struct rule *rule,
                        struct str printed)
{
	struct buf time = {0};
	bool good = mark == MARK_TIME ? clock_put_iso(&time, printed)
	                              : clock_put_seconds(&time, printed);
	if (good)
		plan_decide(plan, i, mark, rule)->args = arena_str(&plan->arena, buf_str(&time));
	buf_free(&time);
}

void plan_furniture(struct plan *plan)
{
	struct match m;
	const struct rule *rule;
	for (size_t i = 0; i < plan->page->n; i++) {
		const struct line *line = &plan->page->items[i];
		if (line_is_blank(line) || plan->items[i].decided)
			continue;
		if ((rule = profile_match(plan->profile, RULE_FW, line_body(line), 0, &m))) {
			plan_decide(plan, i, MARK_FW, rule);
		} else if ((rule = profile_match(plan->profile, RULE_PAGE, line_text(line), 0,
		                                 &m))) {
			struct decision *d = plan_decide(plan, i, MARK_PB, rule);
			d->args = arena_str(&plan->arena, match_group(&m, "n"));
		} else if ((rule = profile_match(plan->profile, RULE_CLOCK, line_body(line), 0,
		                                 &m))) {
			decide_time(plan, i, MARK_TIME, rule, match_group(&m, "time"));
		} else if ((rule = profile_match(plan->profile, RULE_CUE, line_body(line), 0,
		                                 &m))) {
			decide_time(plan, i, MARK_CUE, rule, match_group(&m, "time"));
		}
	}
}

// "Note: …" at the beginning of a block is the editor's, whoever speaks around it.
void plan_notes(struct plan *plan)
{
	for (size_t i = 0; i < plan->page->n; i++) {
		const struct line *line = &plan->page->items[i];
		struct str body = line->body;
		struct str word =
			str_from_to(body, 0, str_find_char(str_from_to(body, 0, 40), ':'));
		if (!line->first || plan->items[i].decided || word.n == body.n || word.n >= 40 ||
		    !words_have(plan->words, "noteword", str_trim(word), NULL))
			continue;
		plan_decide(plan, i, MARK_NOTE, NULL);
		for (size_t k = i + 1; plan->page->wrapped && k < page_block_end(plan->page, i);
		     k++)
			plan_decide(plan, k, MARK_CONT, NULL);
	}
}

static bool is_item(struct str body)
{
	size_t digits = 0;
	while (digits < body.n && ascii_is_digit(body.s[digits]))
		digits++;
	if (digits && digits < 3)
		return str_starts(str_after(body, digits), STR(". ")) ||
		       str_starts(str_after(body, digits), STR(") "));
	return str_starts(body, STR("- ")) || str_starts(body, STR("• ")) ||
	       str_starts(body, STR("* ")) || str_starts(body, STR("– "));
}

// A paragraph that ends in a colon and two numbered lines or more behind it, before anyone speaks.
void plan_lists(struct plan *plan)
{
	bool in_speech = false;
	for (size_t i = 0; i + 2 < plan->page->n; i++) {
		const struct decision *d = &plan->items[i];
		if (d->decided && (d->mark == MARK_SP || d->mark == MARK_DIV))
			in_speech = d->mark == MARK_SP;
		struct str body = plan->page->items[i].body;
		if (in_speech || d->decided || !str_ends(body, STR(":")))
			continue;
		size_t at = page_next(plan->page, i + 1), items = 0;
		for (size_t k = at; k < plan->page->n && !plan->items[k].decided; k++) {
			if (!is_item(plan->page->items[k].body))
				break;
			items++;
		}
		if (items < 2)
			continue;
		plan_decide(plan, i, MARK_LIST, NULL);
		for (size_t k = at; k < at + items; k++)
			plan_decide(plan, k, MARK_ITEM, NULL);
	}
}

enum { HEADING_MAX = 300 }; // bytes

// The rule that a short line follows which nothing has decided yet, or NULL.
static const struct rule *match_short(const struct plan *plan, size_t i, enum rule_kind kind,
                                      struct match *m)
{
	const struct line *line = &plan->page->items[i];
	if (line_is_blank(line) || plan->items[i].decided || line->body.n > HEADING_MAX)
		return NULL;
	return profile_match(plan->profile, kind, line_body(line), 0, m);
}

// "BY MR. JONES:" alone says who asks from here on; it is no label.
void plan_examiners(struct plan *plan)
{
	struct match m;
	for (size_t i = plan->opening; i < plan->closing; i++)
		if (match_short(plan, i, RULE_EXAMINER, &m))
			plan_decide(plan, i, MARK_STAGE, NULL);
}

void plan_headings(struct plan *plan)
{
	struct match m;
	for (size_t i = plan->opening; i < plan->closing; i++) {
		const struct rule *rule = match_short(plan, i, RULE_HEADING, &m);
		if (rule)
			plan_decide(plan, i, MARK_DIV, rule)->args = plan_heading(plan, rule, &m);
	}
}

// Where "LADY MACBETH" and "MACBETH" both speak, they are two, whoever speaks first.
static void part_epithets(struct plan *plan, const struct label *label)
{
	const struct labels *labels = &plan->labels;
	struct str rest = labels->keys[label->key].folded, name = label->name;
	struct str first = str_word(&rest);
	size_t bare;
	rest = str_trim_left(rest);
	if (!rest.n || !words_have(plan->words, "epithet", first, NULL) ||
	    !table_get(&labels->by_key, rest, &bare) || labels->keys[bare].count < 2 ||
	    table_get(&plan->people.by_key, rest, &bare))
		return;
	str_word(&name);
	people_add(&plan->people, str_trim(name), true);
}

// Where "MRS. HIGGINS" and "HIGGINS" both recur, they are two as well.
static void part_women(struct plan *plan, const size_t *women)
{
	const struct labels *labels = &plan->labels;
	for (size_t i = 0; i < labels->n; i++) {
		const struct label *label = &labels->items[i];
		size_t all = labels->keys[label->key].count;
		if (women[label->key] >= 2 && all >= women[label->key] + 2 &&
		    people_sex(plan->words, label->name) != 'f')
			people_part(&plan->people, label->name);
	}
}

// Who is to be told apart before people are made of labels one by one.
static void part_people(struct plan *plan)
{
	const struct labels *labels = &plan->labels;
	size_t n = labels->keys_n ? labels->keys_n : 1;
	size_t *women = calloc(n, sizeof *women);
	bool *met = calloc(n, sizeof *met);
	for (size_t i = 0; women && met && i < labels->n; i++) {
		const struct label *label = &labels->items[i];
		// A name as long as its key has no title to tell the sex by.
		if (label->name.n > labels->keys[label->key].folded.n)
			women[label->key] += people_sex(plan->words, label->name) == 'f';
		if (!met[label->key])
			part_epithets(plan, label);
		met[label->key] = true;
	}
	if (women && met)
		part_women(plan, women);
	plan->arena.failed |= !women || !met;
	free(women);
	free(met);
}

static void decide_unnamed(struct plan *plan)
{
	bool in_answer = false;
	for (size_t i = plan->opening; i < plan->closing; i++) {
		if (line_is_blank(&plan->page->items[i]) || plan->items[i].decided ||
		    !unnamed_begins(plan->page, plan->labels.unnamed, i, &in_answer))
			continue;
		struct decision *d = plan_decide(plan, i, MARK_SP, NULL);
		d->unnamed = true;
		d->doubt = plan->labels.unnamed != UNNAMED_VOICES;
	}
}

void plan_labels(struct plan *plan)
{
	bool *taken = calloc(plan->page->n ? plan->page->n : 1, sizeof *taken);
	if (!taken) {
		plan->arena.failed = true;
		return;
	}
	for (size_t i = 0; i < plan->page->n; i++)
		taken[i] = plan->items[i].decided || i < plan->opening || i >= plan->closing;
	labels_find(&plan->labels, plan->page, taken, plan->profile, plan->words, &plan->people);
	for (size_t k = 0; k < plan->labels.n; k++) {
		const struct label *label = &plan->labels.items[k];
		struct decision *d = plan_decide(plan, label->line, MARK_SP, label->rule);
		d->label = k;
		d->doubt = label->doubt;
		for (size_t t = 1; t <= label->more; t++) {
			struct str text = plan->page->items[label->line + t].text;
			d = plan_decide(plan, label->line + t, MARK_CONT, label->rule);
			d->label = k;
			d->tail = true;
			d->split = t == label->more ? label->text_at : text.n;
		}
	}
	free(taken);
	part_people(plan);
	if (plan->labels.unnamed)
		decide_unnamed(plan);
}

static char closing(char c)
{
	return c == '[' ? ']' : c == '(' ? ')' : '\0';
}

static bool is_capitals(struct str s)
{
	size_t at = 0;
	while (at < s.n)
		if (unicode_is_lower(utf8_next(s, &at)))
			return false;
	return true;
}

// A direction that opens a bracket at the beginning of a block and closes it at the end of a later
// line of the same block.
static size_t stage_end(const struct plan *plan, size_t i)
{
	const struct line *line = &plan->page->items[i];
	char close = line->body.n ? closing(line->body.s[0]) : '\0';
	if (!close || str_find_char(line->body, close) < line->body.n)
		return i + 1;
	for (size_t k = i + 1; k < plan->page->n && !plan->items[k].decided; k++) {
		struct str body = plan->page->items[k].body;
		if (body.n == 0)
			break;
		size_t at = str_find_char(body, close);
		if (at < body.n)
			return at + 2 >= body.n ? k + 1 : i + 1;
	}
	return i + 1;
}

// A sentence alone on an indented line, where speech is not indented.
static bool is_set_in(const struct plan *plan, size_t i)
{
	const struct line *line = &plan->page->items[i];
	return profile_has(plan->profile, SETTING_INDENTED, "stage") && line->first && line->last &&
	       line->text.n - line->body.n >= 4 &&
	       (is_sentence_end(line->body) || is_capitals(line->body));
}

// Parentheses inside a speech, in a document that speaks in them; those that are a paragraph of their
// own are a direction all the same.
static bool is_spoken(const struct plan *plan, size_t i, size_t end)
{
	const struct page *page = plan->page;
	return plan->parentheses == PARENTHESES_SPEECH &&
	       str_starts(page->items[i].body, STR("(")) &&
	       !(page->items[i].first && page->items[end - 1].last);
}

// A line that the markup sets in italics from end to end.
static bool is_in_italics(const struct plan *plan, size_t i)
{
	const struct line *line = &plan->page->items[i];
	size_t from, to;
	return line->hints.n && profile_has(plan->profile, SETTING_ITALICS, "stage") &&
	       hints_range(line->hints, "i", line->text, 0, &from, &to) &&
	       from <= line->text.n - line->body.n &&
	       !str_trim(str_trim_left(str_after(line->text, to))).n;
}

// "Enter, sir, the castle." in the midst of a paragraph, where each speech is a paragraph: only a
// bracket or italics make it a direction.
static bool is_in_speech(const struct plan *plan, size_t i)
{
	const struct line *line = &plan->page->items[i];
	char begin = line->body.s[0];
	return !page_begins(plan->page, i) && (plan->labels.common & 1u << TRAIT_BLOCK) &&
	       begin != '(' && begin != '[' && begin != '_' && !is_in_italics(plan, i);
}

void plan_stages(struct plan *plan)
{
	struct match m;
	for (size_t i = 0; i < plan->page->n; i++) {
		const struct line *line = &plan->page->items[i];
		if (line_is_blank(line) || plan->items[i].decided)
			continue;
		size_t end = stage_end(plan, i);
		// Several lines are matched as the one they would be.
		struct buf whole = {0};
		for (size_t k = i; k < end; k++) {
			buf_puts(&whole, k > i ? " " : "");
			buf_put(&whole, plan->page->items[k].body);
		}
		const struct rule *rule = profile_match(plan->profile, RULE_STAGE,
		                                        subject_of(buf_str(&whole)), 0, &m);
		if (rule && (is_spoken(plan, i, end) || is_in_speech(plan, i)))
			rule = NULL;
		if (rule || is_set_in(plan, i) || is_in_italics(plan, i)) {
			struct decision *d = plan_decide(plan, i, MARK_STAGE, rule);
			if (rule && !str_is(rule->argument, "-"))
				d->args = rule->argument;
			for (size_t k = i + 1; k < end; k++)
				plan_decide(plan, k, MARK_CONT, NULL);
		}
		buf_free(&whole);
	}
}

void plan_speeches(struct plan *plan)
{
	plan_hints(plan);
	plan_furniture(plan);
	plan_publisher(plan);
	plan_titles(plan);
	plan_rosters(plan);
	plan_metadata(plan);
	plan_notes(plan);
	plan_headings(plan);
	plan_examiners(plan);
	plan_scene_casts(plan);
	plan_labels(plan);
}
