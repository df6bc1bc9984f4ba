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

enum { NUMBER_MAX = 6, NAME_MAX = 60 }; // digits, bytes

size_t unnamed_number(struct str text, struct str *number, struct str *name)
{
	size_t from = text.n - str_trim_left(text).n, at = from;
	while (at < text.n && ascii_is_digit(text.s[at]))
		at++;
	*name = (struct str){0};
	*number = str_from_to(text, from, at);
	if (at == from || at - from > NUMBER_MAX || !str_starts(str_after(text, at), STR(". ")))
		return 0;
	at++;
	struct str rest = str_trim_left(str_after(text, at));
	size_t close = str_find_char(str_from_to(rest, 0, NAME_MAX), ')');
	if (str_starts(rest, STR("(")) && close < rest.n && close < NAME_MAX) {
		*name = str_from_to(rest, 1, close);
		at = text.n - rest.n + close + 1;
	}
	return at;
}

size_t unnamed_answer(struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		if (text.s[i] != '?')
			continue;
		struct str rest = str_trim_left(str_after(text, i + 1));
		if (str_starts(rest, STR("—")) || str_starts(rest, STR("–")) ||
		    str_starts(rest, STR("--")))
			return i + 1;
	}
	return text.n;
}

// Numbered paragraphs, most with a question and its answer.
static bool is_evidence(const struct page *page, const bool *taken)
{
	size_t numbers = 0, answers = 0;
	bool open = false;
	struct str number, name;
	for (size_t i = 0; i < page->n; i++) {
		const struct line *line = &page->items[i];
		if (line_is_blank(line) || (taken && taken[i]))
			continue;
		if (unnamed_number(line->body, &number, &name)) {
			numbers++;
			open = true;
		}
		if (open && unnamed_answer(line->body) < line->body.n) {
			answers++;
			open = false;
		}
	}
	return answers >= TURNS_MIN && answers * 10 >= numbers * 7;
}

static bool has_voice(const struct line *line)
{
	struct str name;
	size_t to;
	return line->hints.n && hints_voice(line->hints, line->text, 0, &name, &to);
}

bool unnamed_has_voices(const struct page *page)
{
	for (size_t i = 0; page->cued && i < page->n; i++)
		if (has_voice(&page->items[i]))
			return true;
	return false;
}

enum unnamed unnamed_find(const struct page *page, const bool *taken)
{
	if (is_dialogue(page, taken))
		return UNNAMED_DASHES;
	if (is_evidence(page, taken))
		return UNNAMED_NUMBERS;
	return is_interview(page, taken) ? UNNAMED_BOLD : UNNAMED_NONE;
}

bool unnamed_begins(const struct page *page, enum unnamed how, size_t i, bool *in_answer)
{
	const struct line *line = &page->items[i];
	struct str number, name;
	if (how == UNNAMED_VOICES)
		return has_voice(line);
	if (how == UNNAMED_NUMBERS)
		return unnamed_number(line->body, &number, &name) > 0;
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
