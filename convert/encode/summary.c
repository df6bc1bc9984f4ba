// summary.c: what a person checks before trusting a conversion, counted

#include "encode/summary.h"

#include <stdlib.h>

#include "core/date.h"
#include "core/unicode.h"
#include "encode/arguments.h"

// Words are what blanks part, if there is a letter or a digit in them.
static void count_text(struct summary *s, enum share share, struct str text)
{
	bool word = false;
	for (size_t at = 0; at < text.n;) {
		int32_t c = utf8_next(text, &at);
		if (unicode_is_space(c)) {
			word = false;
			continue;
		}
		s->characters[share]++;
		if (!word && (unicode_is_letter(c) || unicode_is_digit(c))) {
			s->words[share]++;
			word = true;
		}
	}
}

static size_t count_dates(struct str text)
{
	struct date_found found;
	size_t n = 0;
	for (size_t at = 0; date_find(text, at, false, &found); at = found.to)
		n++;
	return n;
}

static bool count_division(struct summary *s, const struct row *row)
{
	struct str kind = arguments_div(row).type;
	kind = kind.n ? kind : STR("div");
	for (size_t i = 0; i < s->divisions.n; i++) {
		if (str_eq(s->divisions.items[i].kind, kind)) {
			s->divisions.items[i].n++;
			return true;
		}
	}
	if (!ARRAY_ROOM(&s->divisions))
		return false;
	s->divisions.items[s->divisions.n++] = (struct kind_count){kind, 1};
	return true;
}

static bool count_turn(struct summary *s, const struct row *row, size_t number, size_t line)
{
	struct str args = row->args, id;
	bool doubt = false, somebody = false;
	size_t person;
	while (arguments_next(&args, &id, &doubt)) {
		if (table_get(&s->survey.people.by_argument, id, &person))
			s->turns[person]++;
		somebody = true;
	}
	if (somebody)
		return true;
	if (!ARRAY_ROOM(&s->unassigned))
		return false;
	s->unassigned.items[s->unassigned.n++] =
		(struct unassigned){line, number, str_trim(row->label)};
	return true;
}

static void count_doubts(struct summary *s, const struct row *row)
{
	struct str args = row->args;
	bool doubt = false;
	s->doubts[row->mark] += row->doubt;
	while (row_argument(&args, &doubt).n)
		s->doubtful_arguments += doubt;
}

// What the words of a row belong to, after what came before.
static enum share share_of(const struct row *row, enum share before)
{
	switch (row->mark) {
	case MARK_SP:
	case MARK_MORE:
		return SHARE_SPEECH;
	case MARK_P:
	case MARK_SAID:
		return SHARE_NARRATION;
	case MARK_DIV:
	case MARK_FRONT:
	case MARK_BODY:
	case MARK_BACK:
	case MARK_TITLE:
	case MARK_META:
	case MARK_KEY:
	case MARK_CAST:
		return SHARE_OTHER;
	default:
		return before;
	}
}

static bool is_beside(enum mark mark)
{
	return mark == MARK_STAGE || mark == MARK_FW || mark == MARK_PB || mark == MARK_NOTE ||
	       mark == MARK_REF || mark == MARK_TIME || mark == MARK_CUE;
}

static bool count_rows(struct summary *s, const struct transcript *t)
{
	enum share share = SHARE_OTHER;
	size_t line = 0;
	bool good = true;
	for (size_t i = 0; i < t->n && good; i++) {
		const struct row *row = &t->items[i];
		line += !row->joined;
		count_doubts(s, row);
		share = share_of(row, share);
		count_text(s, is_beside(row->mark) ? SHARE_OTHER : share, row->text);
		count_text(s, row->mark == MARK_P || row->mark == MARK_SAID ? share : SHARE_OTHER,
		           row->label);
		s->dates += count_dates(row->text);
		if (row->mark == MARK_SP)
			good = count_turn(s, row, i + 1, line);
		else if (row->mark == MARK_DIV)
			good = count_division(s, row);
	}
	return good;
}

// Those with most turns first, else in the order of the document.
static void sort_people(struct summary *s)
{
	size_t n = s->survey.people.n;
	for (size_t i = 0; i < n; i++) {
		s->order[i] = i;
		s->speakers += s->turns[i] > 0;
	}
	// Bottom-up merging keeps what is equal in its order.
	size_t *from = s->order, *to = s->order + n;
	for (size_t width = 1; width < n; width *= 2) {
		for (size_t low = 0; low < n; low += 2 * width) {
			size_t middle = low + width < n ? low + width : n;
			size_t high = low + 2 * width < n ? low + 2 * width : n;
			size_t a = low, b = middle;
			for (size_t k = low; k < high; k++) {
				bool left = a < middle &&
				            (b >= high || s->turns[from[a]] >= s->turns[from[b]]);
				to[k] = left ? from[a++] : from[b++];
			}
		}
		size_t *other = from;
		from = to;
		to = other;
	}
	for (size_t i = 0; i < n && from != s->order; i++)
		s->order[i] = from[i];
}

bool summary_make(struct summary *s, const struct transcript *t, const char *file,
                  struct reporter *reporter)
{
	struct reporter silent = {0};
	*s = (struct summary){.file = file, .origin = origin_of(t)};
	survey_read(&s->survey, t, NULL, NULL, &silent);
	s->turns = calloc(s->survey.people.n + 1, sizeof *s->turns);
	s->order = calloc(2 * s->survey.people.n + 1, sizeof *s->order);
	bool good = s->turns && s->order && !s->survey.failed && count_rows(s, t);
	if (good)
		sort_people(s);
	else
		report_memory(reporter);
	return good;
}

void summary_free(struct summary *s)
{
	survey_free(&s->survey);
	free(s->turns);
	free(s->order);
	free(s->divisions.items);
	free(s->unassigned.items);
}
