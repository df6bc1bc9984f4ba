// xsdregextable.c: running the automaton of a regular expression, and the table that makes it fast

#include <stdlib.h>
#include <utf8proc.h>

#include "core/unicode.h"
#include "relaxng/xsdregex.h"
#include "relaxng/xsdregexparts.h"
#include "relaxng/xsdregexrun.h"

// A set of steps: those that wait for a character, or the end.
struct front {
	uint32_t *items;
	size_t n;
};

// What it takes to go from front to front. `marks` tells by step in which round it was met.
struct runner {
	const struct xsd_regex *regex;
	uint32_t *memory, *stack, *marks;
	struct front now, next;
	uint32_t round;
	size_t effort; // how many steps were looked at
};

static bool open_runner(struct runner *run, const struct xsd_regex *r)
{
	size_t n = r->n_steps;
	*run = (struct runner){.regex = r, .memory = calloc(n * 5, sizeof *run->memory)};
	if (!run->memory)
		return false;
	run->marks = run->memory;
	run->now.items = run->memory + n;
	run->next.items = run->memory + 2 * n;
	run->stack = run->memory + 3 * n; // a fork puts two there, each once met
	return true;
}

// Adds a step to the next front, and instead of a fork those that it leads to.
static void reach(struct runner *run, uint32_t first)
{
	size_t n = 0;
	run->stack[n++] = first;
	while (n) {
		uint32_t at = run->stack[--n];
		run->effort++;
		const struct step *step = &run->regex->steps[at];
		if (run->marks[at] == run->round)
			continue;
		run->marks[at] = run->round;
		if (step->kind != STEP_FORK) {
			run->next.items[run->next.n++] = at;
			continue;
		}
		run->stack[n++] = step->other;
		run->stack[n++] = step->to;
	}
}

static void turn(struct runner *run)
{
	struct front old = run->now;
	run->now = run->next;
	run->next = (struct front){old.items, 0};
}

static void start(struct runner *run)
{
	run->round++;
	reach(run, 0);
	turn(run);
}

static void advance(struct runner *run, size_t class)
{
	const struct xsd_regex *r = run->regex;
	if (++run->round == 0) { // after 2^32 characters
		memset(run->marks, 0, r->n_steps * sizeof *run->marks);
		run->round = 1;
	}
	for (size_t i = 0; i < run->now.n; i++) {
		const struct step *step = &r->steps[run->now.items[i]];
		if (step->kind == STEP_SET && r->has[step->set * r->n_classes + class])
			reach(run, step->to);
	}
	turn(run);
}

static bool is_end(const struct xsd_regex *r, const uint32_t *items, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (r->steps[items[i]].kind == STEP_END)
			return true;
	return false;
}

static int by_number(const void *a, const void *b)
{
	uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
	return (one > other) - (one < other);
}

// The fronts met so far, which are the states of the table.
struct states {
	struct {
		size_t at, n;
		uint32_t hash;
	} items[STATES_MAX + 1];
	bool accepts[STATES_MAX + 1];
	size_t n;
	uint32_t *steps;
	size_t n_steps, cap;
};

static uint32_t hash_of(const struct front *front)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < front->n; i++)
		hash = (hash ^ front->items[i]) * 16777619u;
	return hash;
}

enum found { FOUND, FULL, NO_MEMORY };

static enum found find_state(struct states *s, struct front *front, uint16_t *state)
{
	*state = 0;
	if (!front->n)
		return FOUND;
	qsort(front->items, front->n, sizeof *front->items, by_number);
	uint32_t hash = hash_of(front);
	for (size_t i = 1; i <= s->n; i++) {
		if (s->items[i].hash == hash && s->items[i].n == front->n &&
		    memcmp(s->steps + s->items[i].at, front->items,
		           front->n * sizeof *front->items) == 0) {
			*state = (uint16_t)i;
			return FOUND;
		}
	}
	if (s->n == STATES_MAX)
		return FULL;
	s->items[++s->n].at = s->n_steps;
	s->items[s->n].n = front->n;
	s->items[s->n].hash = hash;
	for (size_t i = 0; i < front->n; i++) {
		if (!array_grow((void **)&s->steps, &s->cap, s->n_steps, sizeof *s->steps))
			return NO_MEMORY;
		s->steps[s->n_steps++] = front->items[i];
	}
	*state = (uint16_t)s->n;
	return FOUND;
}

// The row of a state. The table has room for it.
static enum found fill_row(struct xsd_regex *r, struct runner *run, struct states *s, size_t state)
{
	for (size_t class = 0; class < r->n_classes; class ++) {
		run->now.n = s->items[state].n;
		memcpy(run->now.items, s->steps + s->items[state].at,
		       run->now.n * sizeof *run->now.items);
		run->effort += run->now.n;
		advance(run, class);
		uint16_t next;
		enum found found = find_state(s, &run->now, &next);
		if (found != FOUND)
			return found;
		r->table[state * r->n_classes + class] = next;
	}
	s->accepts[state] = is_end(r, s->steps + s->items[state].at, s->items[state].n);
	return run->effort > EFFORT_MAX ? FULL : FOUND;
}

static enum found fill_table(struct xsd_regex *r, struct runner *run, struct states *s)
{
	size_t rows = 0;
	uint16_t first;
	start(run);
	enum found found = find_state(s, &run->now, &first);
	for (size_t state = 1; state <= s->n && found == FOUND; state++) {
		if (state >= rows) {
			rows = rows ? rows * 2 : 16;
			if (rows * r->n_classes > TABLE_MAX)
				return FULL;
			uint16_t *table = realloc(r->table, rows * r->n_classes * sizeof *r->table);
			if (!table)
				return NO_MEMORY;
			memset(r->table ? table + rows / 2 * r->n_classes : table, 0,
			       (r->table ? rows / 2 : rows) * r->n_classes * sizeof *table);
			r->table = table;
		}
		found = fill_row(r, run, s, state);
	}
	return found;
}

// With a table, the steps are no longer needed.
static bool keep_table(struct xsd_regex *r, const struct states *states)
{
	r->accepts = calloc(states->n + 1, sizeof *r->accepts);
	if (!r->accepts)
		return false;
	memcpy(r->accepts, states->accepts, (states->n + 1) * sizeof *r->accepts);
	free(r->steps);
	free(r->has);
	r->steps = NULL;
	r->has = NULL;
	return true;
}

bool xsd_regex_tabulate(struct xsd_regex *r)
{
	struct runner run;
	if (!open_runner(&run, r))
		return false;
	struct states *states = calloc(1, sizeof *states);
	enum found found = states ? fill_table(r, &run, states) : NO_MEMORY;
	if (found == FOUND && !keep_table(r, states))
		found = NO_MEMORY;
	if (found != FOUND) {
		free(r->table);
		r->table = NULL;
	}
	if (states)
		free(states->steps);
	free(states);
	free(run.memory);
	return found != NO_MEMORY;
}

static size_t class_beyond(const struct xsd_regex *r, int32_t c)
{
	size_t low = 0, high = r->n_cuts;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (r->cuts[middle] <= c)
			low = middle + 1;
		else
			high = middle;
	}
	return r->wide[low * CATEGORY_COUNT + (unsigned)utf8proc_category(c)];
}

static size_t next_class(const struct xsd_regex *r, struct str text, size_t *at)
{
	if (!(text.s[*at] & 0x80))
		return r->narrow[(unsigned char)text.s[(*at)++]];
	int32_t c = utf8_next(text, at);
	return class_beyond(r, c < 0 ? 0xfffd : c);
}

static bool run_steps(const struct xsd_regex *r, struct str text)
{
	struct runner run;
	if (!open_runner(&run, r))
		return true; // no fault is told that was not found
	start(&run);
	for (size_t at = 0; at < text.n && run.now.n;)
		advance(&run, next_class(r, text, &at));
	bool matches = is_end(r, run.now.items, run.now.n);
	free(run.memory);
	return matches;
}

bool xsd_regex_matches(const struct xsd_regex *r, struct str text)
{
	if (!r->table)
		return run_steps(r, text);
	size_t state = 1, n = r->n_classes;
	for (size_t at = 0; at < text.n && state;)
		state = r->table[state * n + next_class(r, text, &at)];
	return r->accepts[state];
}
