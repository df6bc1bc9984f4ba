// narration.c: speech that is reported inside narration

#include "mark/plan.h"

#include "core/unicode.h"

static bool is_word_char(char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c) || (c & 0x80) || c == '\'' || c == '-';
}

static struct str next_word(struct str *rest)
{
	size_t from = 0, to;
	while (from < rest->n && !is_word_char(rest->s[from]))
		from++;
	to = from;
	while (to < rest->n && is_word_char(rest->s[to]))
		to++;
	struct str word = str_from_to(*rest, from, to);
	*rest = str_after(*rest, to);
	return word;
}

enum { REPORTING_DISTANCE = 7 }; // words from the reporting word to the colon

// The clause that leads to a colon names someone who takes part and ends in a word of reporting:
// "Following further discussion of the topic Deng declared". The person named last before the
// colon is the one who speaks. "He recalled that they had spoken of two things:" reports no words.
static size_t reporter_in(const struct plan *plan, struct str clause)
{
	struct str word;
	size_t person = PEOPLE_NONE;
	size_t since = REPORTING_DISTANCE;
	while ((word = next_word(&clause)).n) {
		since++;
		if (words_have(plan->words, "reporting", word, NULL))
			since = 0;
		else if (words_have(plan->words, "that", word, NULL))
			since = REPORTING_DISTANCE;
		if (!unicode_begins_upper(word) || words_have(plan->words, "article", word, NULL))
			continue;
		size_t named = people_find(&plan->people, word);
		if (named != PEOPLE_NONE)
			person = named;
	}
	return since < REPORTING_DISTANCE ? person : PEOPLE_NONE;
}

// Where the sentence that holds byte `at` begins.
static size_t sentence_begin(struct str text, size_t at)
{
	while (at > 1) {
		char end = text.s[at - 2];
		if (text.s[at - 1] == ' ' && (end == '.' || end == '!' || end == '?') &&
		    !(at >= 3 && ascii_is_alpha(text.s[at - 3]) &&
		      (at == 3 || text.s[at - 4] == ' ')))
			return at;
		at--;
	}
	return 0;
}

bool plan_reported(const struct plan *plan, struct str text, size_t *at, size_t *person)
{
	size_t begin = 0;
	for (;;) {
		size_t colon = begin + str_find_char(str_after(text, begin), ':');
		if (colon + 1 >= text.n)
			return false;
		if (text.s[colon + 1] == ' ') {
			size_t from = sentence_begin(text, colon);
			*person = reporter_in(plan, str_from_to(text, from, colon));
			if (*person != PEOPLE_NONE) {
				*at = colon + 1;
				return true;
			}
		}
		begin = colon + 1;
	}
}

enum { REPORTS_MIN = 2 };

// A record that narrates reports speech now and then: "The next accusation by Deng: …". One that does
// not has speeches of several paragraphs.
void plan_narration(struct plan *plan)
{
	size_t reports = 0, at, person;
	if (!profile_has(plan->profile, SETTING_AFTER_TURN, "narration"))
		return;
	for (size_t i = 0; i < plan->page->n && reports < REPORTS_MIN; i++) {
		const struct line *line = &plan->page->items[i];
		reports += line->first && !plan->items[i].decided &&
		           plan_reported(plan, line->text, &at, &person);
	}
	plan->narrated = reports >= REPORTS_MIN;
}
