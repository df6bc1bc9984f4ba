// asides.c: how a document prints stage directions within a speech

#include "core/unicode.h"
#include "mark/hints.h"
#include "mark/plan.h"

bool is_direction(struct str text)
{
	struct str rest = text;
	size_t at = 0;
	bool several = str_word(&rest).n && str_word(&rest).n;
	return is_sentence_end(text) || (several && unicode_is_upper(utf8_next(text, &at)));
}

// Italics by markup or between underscores.
static bool has_italics(const struct line *line)
{
	size_t from, to, open = str_find_char(line->body, '_');
	if (line->hints.n && hints_range(line->hints, "i", line->text, 0, &from, &to))
		return is_direction(str_from_to(line->text, from, to));
	if (open == line->body.n)
		return false;
	struct str inside = str_after(line->body, open + 1);
	return is_direction(str_from_to(inside, 0, str_find_char(inside, '_')));
}

enum { OTHERS_MIN = 5 };

// Where directions stand in italics or in square brackets, parentheses are spoken; in verse, which
// puts much in parentheses, a direction is a sentence.
void plan_parentheses(struct plan *plan)
{
	size_t others = 0, round = 0;
	if (!profile_has(plan->profile, SETTING_PARENTHESES, "weighed"))
		return;
	for (size_t i = 0; i < plan->page->n; i++) {
		const struct line *line = &plan->page->items[i];
		if (line_is_blank(line))
			continue;
		others += has_italics(line) || str_find_char(line->body, '[') < line->body.n;
		round += str_find_char(line->body, '(') < line->body.n;
	}
	if (others >= OTHERS_MIN && others * 3 >= round)
		plan->parentheses = PARENTHESES_SPEECH;
	else if (plan->page->verse)
		plan->parentheses = PARENTHESES_SENTENCE;
}
