// rubrics.c: headings that no rule knows: short lines alone between speeches

#include <stdlib.h>

#include "core/unicode.h"
#include "mark/plan.h"

enum { RUBRIC_MAX = 120, LABELS_MIN = 4, TOGETHER_MAX = 8 };

static bool begins_heading(struct str body)
{
	size_t at = 0;
	int32_t c = utf8_next(body, &at);
	return unicode_is_digit(c) || (unicode_is_letter(c) && !unicode_is_lower(c));
}

// A paragraph of one short line that is no sentence.
static bool is_rubric(const struct plan *plan, size_t i)
{
	const struct line *line = &plan->page->items[i];
	return !plan->items[i].decided && line->first && line->last && line->body.n <= RUBRIC_MAX &&
	       !is_sentence_end(line->body) && !str_ends(line->body, STR(",")) &&
	       !str_ends(line->body, STR(";")) && !str_ends(line->body, STR("-")) &&
	       has_letters(line->body) && begins_heading(line->body);
}

static bool is_speech(const struct plan *plan, size_t i)
{
	return i < plan->page->n && plan->items[i].decided && plan->items[i].mark == MARK_SP;
}

// Whether a speech follows, behind other lines of the kind.
static bool leads_to_speech(const struct plan *plan, size_t i)
{
	size_t next = page_next(plan->page, i + 1), count = 0;
	while (next < plan->page->n && count++ < TOGETHER_MAX &&
	       (is_rubric(plan, next) ||
	        (plan->items[next].decided && plan->items[next].mark == MARK_DIV)))
		next = page_next(plan->page, next + 1);
	return is_speech(plan, next);
}

// Whether what stands above is complete: a sentence, or something else than speech.
static bool is_above_complete(const struct plan *plan, size_t i)
{
	while (i > 0 && line_is_blank(&plan->page->items[i - 1]))
		i--;
	return i > 0 && (is_sentence_end(plan->page->items[i - 1].body) || is_rubric(plan, i - 1) ||
	                 (plan->items[i - 1].decided && plan->items[i - 1].mark != MARK_SP));
}

// The level below the divisions that have headings known by a rule.
static unsigned level_of(const struct plan *plan)
{
	unsigned level = 1;
	for (size_t i = 0; i < plan->page->n; i++) {
		const struct decision *d = &plan->items[i];
		unsigned own = !d->decided || d->mark != MARK_DIV ? 0
		               : d->rule                          ? d->rule->level
		                                                  : d->level;
		if (own >= level)
			level = own + 1;
	}
	return level;
}

void plan_rubrics(struct plan *plan)
{
	const struct labels *labels = &plan->labels;
	if (!plan->page->spaced || plan->page->verse || labels->n < LABELS_MIN || labels->unnamed ||
	    profile_has(plan->profile, SETTING_AFTER_TURN, "stage"))
		return;
	bool *found = calloc(plan->page->n, sizeof *found);
	size_t count = 0;
	for (size_t i = labels->items[0].line + 1; found && i < plan->closing; i++) {
		found[i] = is_rubric(plan, i) && is_above_complete(plan, i) &&
		           leads_to_speech(plan, i);
		count += found[i];
	}
	// So many would be speech without full stops.
	unsigned level = level_of(plan);
	for (size_t i = 0; found && count * 3 <= labels->n && i < plan->page->n; i++) {
		if (!found[i])
			continue;
		struct decision *d = plan_decide(plan, i, MARK_DIV, NULL);
		d->args = STR("section");
		d->level = level;
		d->doubt = true;
	}
	plan->arena.failed |= !found;
	free(found);
}
