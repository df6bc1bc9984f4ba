// unnamed.c: turns in a document that names no speaker

#include "mark/unnamed.h"

#include "mark/hints.h"

enum { TURNS_MIN = 6, QUESTIONS_MIN = 4 };

static bool begins_dash(const struct line *line)
{
	return str_starts(line->body, STR("– ")) || str_starts(line->body, STR("— ")) ||
	       str_starts(line->body, STR("- ")) || str_starts(line->body, STR("―"));
}

// A novel narrates between what is said; an interview does not: from the first dash to the last, nearly
// all paragraphs begin with one.
static bool is_dialogue(const struct page *page, const bool *taken)
{
	size_t dashes = 0, others = 0, pending = 0;
	for (size_t i = 0; i < page->n; i++) {
		const struct line *line = &page->items[i];
		if (line_is_blank(line) || !page_begins(page, i) || (taken && taken[i]))
			continue;
		if (begins_dash(line)) {
			others += dashes ? pending : 0;
			pending = 0;
			dashes++;
		} else {
			pending++;
		}
	}
	return dashes >= TURNS_MIN && others * 10 <= dashes;
}

// The whole line is in bold.
static bool is_bold(const struct line *line)
{
	size_t from, to;
	return line->hints.n && hints_range(line->hints, "b", line->text, 0, &from, &to) &&
	       from <= line->text.n - line->body.n && !str_trim(str_after(line->text, to)).n;
}

static bool is_question(struct str text)
{
	return str_ends(text, STR("?")) || str_ends(text, STR("？")) || str_ends(text, STR("؟"));
}

// Sentences in bold, most of them questions, with paragraphs between that are not in bold.
static bool is_interview(const struct page *page, const bool *taken)
{
	size_t bold = 0, questions = 0, sentences = 0, answered = 0;
	bool open = false;
	for (size_t i = 0; i < page->n; i++) {
		const struct line *line = &page->items[i];
		if (line_is_blank(line) || (taken && taken[i]))
			continue;
		if (is_bold(line)) {
			bold++;
			questions += is_question(line->body);
			sentences += is_sentence_end(line->body);
			open = true;
		} else {
			answered += open;
			open = false;
		}
	}
	return bold >= QUESTIONS_MIN && questions * 2 >= bold && sentences * 10 >= bold * 8 &&
	       answered * 10 >= bold * 8;
}

enum unnamed unnamed_find(const struct page *page, const bool *taken)
{
	if (is_dialogue(page, taken))
		return UNNAMED_DASHES;
	return is_interview(page, taken) ? UNNAMED_BOLD : UNNAMED_NONE;
}

bool unnamed_begins(const struct page *page, enum unnamed how, size_t i, bool *in_answer)
{
	const struct line *line = &page->items[i];
	if (how == UNNAMED_DASHES)
		return page_begins(page, i) && begins_dash(line);
	if (is_bold(line)) {
		*in_answer = true;
		return true;
	}
	bool begins = *in_answer;
	*in_answer = false;
	return begins;
}
