// regions.c: the matter before and behind the transcript, and the metadata in it

#include "core/date.h"
#include "core/unicode.h"
#include "mark/plan.h"

enum { TITLE_MAX = 300, FRONT_MAX = 400 };

static bool is_one_line(const struct line *line)
{
	return line->first && line->last;
}

// The whole line is a date and nothing else.
static bool is_date_line(struct str body, struct date *date)
{
	struct date_found found;
	if (body.n > 60 || !date_find(body, 0, true, &found))
		return false;
	struct str before = str_from_to(body, 0, found.from), after = str_after(body, found.to);
	for (size_t i = 0; i < before.n; i++)
		if (before.s[i] != '(' && before.s[i] != '[' && before.s[i] != ' ')
			return false;
	for (size_t i = 0; i < after.n; i++)
		if (ascii_is_alpha(after.s[i]) || ascii_is_digit(after.s[i]))
			return false;
	*date = found.date;
	return true;
}

// "rights" or "date 2011-11-20": a key and, for dates and tags, the normalised value.
static struct str meta_args(struct plan *plan, struct str key, struct str value)
{
	struct buf args = {0};
	struct date_found found;
	buf_put(&args, key);
	if (str_ends(key, STR("date")) && date_find(value, 0, true, &found)) {
		buf_putc(&args, ' ');
		date_put_iso(&args, found.date);
	}
	struct str made = arena_str(&plan->arena, buf_str(&args));
	buf_free(&args);
	return made;
}

// A line of metadata by a rule; its printed introduction, before the group value, is its label.
static bool decide_meta(struct plan *plan, size_t i)
{
	struct match m;
	const struct line *line = &plan->page->items[i];
	const struct rule *rule = profile_match(plan->profile, RULE_META, line_text(line), 0, &m);
	if (!rule)
		return false;
	struct str value = match_group(&m, "value");
	struct decision *d = plan_decide(plan, i, MARK_META, rule);
	d->args = meta_args(plan, rule->argument, value.n ? value : line->body);
	if (value.n && value.s > line->text.s + (line->text.n - line->body.n))
		d->split = (size_t)(value.s - line->text.s);
	return true;
}

enum { HEAD_LINES = 60 };

// "Date: 5 May 1990" and the like, before labels are looked for: they would look like turns. Only
// rules that tell the value from its printed name are tried.
void plan_metadata(struct plan *plan)
{
	struct match m;
	for (size_t i = 0; i < plan->page->n && i < HEAD_LINES; i++) {
		const struct line *line = &plan->page->items[i];
		if (line_is_blank(line) || plan->items[i].decided)
			continue;
		if (profile_match(plan->profile, RULE_META, line_text(line), 0, &m) &&
		    match_group(&m, "value").n)
			decide_meta(plan, i);
	}
}

static bool decide_date(struct plan *plan, size_t i, const char *key)
{
	struct date date;
	if (!is_date_line(plan->page->items[i].body, &date))
		return false;
	plan_decide(plan, i, MARK_META, NULL)->args =
		meta_args(plan, str_from(key), plan->page->items[i].body);
	return true;
}

// A line that could be a title: alone, short, no sentence, with a letter.
static bool is_title(const struct line *line)
{
	if (!is_one_line(line) || line->body.n > TITLE_MAX || is_sentence_end(line->body))
		return false;
	size_t at = 0;
	while (at < line->body.n)
		if (unicode_is_letter(utf8_next(line->body, &at)))
			return true;
	return false;
}

enum { OPENING_MAX = 600 }; // lines

void plan_publisher(struct plan *plan)
{
	struct match m;
	const struct page *page = plan->page;
	for (size_t i = 0; i < page->n && i < OPENING_MAX; i++)
		if (profile_match(plan->profile, RULE_OPENING, line_body(&page->items[i]), 0, &m))
			plan->opening = page_block_end(page, i);
	for (size_t i = page->n; i > plan->opening && i + OPENING_MAX > page->n; i--)
		if (profile_match(plan->profile, RULE_CLOSING, line_body(&page->items[i - 1]), 0,
		                  &m))
			plan->closing = i - 1;
}

enum { TITLE_AGAIN = 24 }; // lines

// A title printed twice is no speaker who recurs.
void plan_titles(struct plan *plan)
{
	const struct page *page = plan->page;
	size_t first = page_next(page, plan->opening);
	if (first == page->n || plan->items[first].decided || !is_title(&page->items[first]) ||
	    str_find_char(page->items[first].body, ':') < page->items[first].body.n)
		return;
	size_t again = page->n, times = 0;
	for (size_t i = first + 1; i < page->n && times < 2; i++) {
		if (!str_eq(page->items[i].body, page->items[first].body))
			continue;
		times++;
		again = i;
	}
	// What is printed more often is a label.
	if (times != 1 || again >= first + TITLE_AGAIN || plan->items[again].decided ||
	    !is_title(&page->items[again]))
		return;
	plan_decide(plan, first, MARK_TITLE, NULL);
	plan_decide(plan, again, MARK_TITLE, NULL);
}

static bool is_begun(const struct plan *plan, size_t i)
{
	enum mark mark = plan->items[i].mark;
	return plan->items[i].decided &&
	       (mark == MARK_DIV || mark == MARK_SP || mark == MARK_STAGE || mark == MARK_TIME);
}

// The transcript begins with the first division or speech, or, behind a title or a roster, with the
// first paragraph that is a sentence.
static size_t find_front_end(struct plan *plan)
{
	const struct page *page = plan->page;
	size_t after_known = 0;
	bool known = false;
	for (size_t i = 0; i < page->n && i < plan->opening + FRONT_MAX; i++) {
		const struct line *line = &page->items[i];
		if (line_is_blank(line))
			continue;
		if (is_begun(plan, i))
			return i;
		enum mark mark = plan->items[i].mark;
		if (plan->items[i].decided && (mark == MARK_CAST || mark == MARK_ITEM)) {
			known = true;
			after_known = i + 1;
		} else if (!plan->items[i].decided && !decide_date(plan, i, "date") &&
		           !decide_meta(plan, i) && is_sentence_end(line->body) && known &&
		           i >= plan->opening) {
			return i;
		}
	}
	return known ? page_next(page, after_known) : 0;
}

static void decide_titles(struct plan *plan)
{
	struct str title = {0};
	bool subtitle = false;
	for (size_t i = 0; i < plan->front_end; i++) {
		const struct line *line = &plan->page->items[i];
		if (plan->items[i].decided && plan->items[i].mark == MARK_TITLE)
			title = line->body;
		if (line_is_blank(line) || plan->items[i].decided)
			continue;
		if (is_title(line) && (!title.n || str_eq(title, line->body))) {
			plan_decide(plan, i, MARK_TITLE, NULL);
			title = line->body;
		} else if (is_title(line) && !subtitle) {
			plan_decide(plan, i, MARK_META, NULL)->args = STR("subtitle");
			subtitle = true;
		} else {
			bool begins = line->first || !plan->page->wrapped;
			plan_decide(plan, i, begins ? MARK_P : MARK_CONT, NULL);
			plan->front_has_text = true;
		}
	}
}

enum { TRAILER_KEYS = 3 };

// A trailer is at least three printed names of metadata, each alone on its line, behind the last
// speech. Gives its first line, or page->n.
static size_t find_trailer(const struct plan *plan, size_t from)
{
	struct match m;
	size_t keys = 0, first = plan->page->n;
	for (size_t i = from; i < plan->page->n; i++) {
		const struct line *line = &plan->page->items[i];
		if (line_is_blank(line) || plan->items[i].decided || line->body.n > TITLE_MAX)
			continue;
		if (!profile_match(plan->profile, RULE_KEY, line_body(line), 0, &m))
			continue;
		if (!keys++)
			first = i;
	}
	return keys >= TRAILER_KEYS ? first : plan->page->n;
}

static size_t last_speech(const struct plan *plan)
{
	return plan->labels.n ? plan->labels.items[plan->labels.n - 1].line + 1 : plan->front_end;
}

// The line before i that is not blank, or page->n.
static size_t line_before(const struct plan *plan, size_t i)
{
	while (i > 0)
		if (!line_is_blank(&plan->page->items[--i]))
			return i;
	return plan->page->n;
}

// Stamps, dates and marks of provenance right before the trailer belong to the back as well.
static size_t extend_upwards(struct plan *plan, size_t from, size_t least)
{
	size_t i;
	while ((i = line_before(plan, from)) < plan->page->n && i >= least) {
		const struct line *line = &plan->page->items[i];
		bool heading = plan->items[i].decided && plan->items[i].mark == MARK_DIV &&
		               plan->items[i].rule &&
		               str_is(plan->items[i].rule->argument, "metadata");
		if (!heading && (plan->items[i].decided || !is_one_line(line)))
			break;
		if (!heading && !decide_date(plan, i, "origin-date") && !decide_meta(plan, i))
			break;
		from = i;
	}
	return from;
}

// Each value is metadata of the key printed above it.
static void decide_trailer(struct plan *plan, size_t from)
{
	struct match m;
	struct str key = {0};
	for (size_t i = from; i < plan->page->n; i++) {
		const struct line *line = &plan->page->items[i];
		if (line_is_blank(line) || plan->items[i].decided)
			continue;
		const struct rule *rule =
			profile_match(plan->profile, RULE_KEY, line_body(line), 0, &m);
		if (rule && line->body.n <= TITLE_MAX) {
			plan_decide(plan, i, MARK_KEY, rule);
			key = rule->argument;
		} else if (key.n && (line->first || !plan->page->wrapped)) {
			plan_decide(plan, i, MARK_META, rule)->args =
				meta_args(plan, key, line->body);
		} else {
			plan_decide(plan, i, key.n ? MARK_CONT : MARK_P, NULL);
		}
	}
}

void plan_regions(struct plan *plan)
{
	plan->front_end = find_front_end(plan);
	decide_titles(plan);
	size_t least = last_speech(plan);
	size_t trailer = find_trailer(plan, least);
	plan->back = plan->closing;
	if (trailer < plan->page->n) {
		decide_trailer(plan, trailer);
		plan->back = extend_upwards(plan, trailer, least);
	}
}
