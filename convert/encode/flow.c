// flow.c: what interrupts a block, and whether the block goes on behind it

#include "encode/flow.h"

bool flow_interrupts(enum mark mark)
{
	switch (mark) {
	case MARK_FW:
	case MARK_PB:
	case MARK_STAGE:
	case MARK_NOTE:
	case MARK_TIME:
	case MARK_CUE:
		return true;
	default:
		return false;
	}
}

bool flow_is_inline(enum mark mark)
{
	switch (mark) {
	case MARK_SAID:
	case MARK_DATE:
	case MARK_SUPPLIED:
	case MARK_GLOSS:
	case MARK_PLAIN:
	case MARK_REF:
		return true;
	default:
		return false;
	}
}

// How many brackets are open behind the text, when `open` are before it.
static size_t open_brackets(struct str s, size_t open)
{
	static const struct str full_open = STR("（"), full_close = STR("）");
	for (size_t i = 0; i < s.n; i++) {
		char c = s.s[i];
		if (c == '(' || c == '[' ||
		    (c == full_open.s[0] && str_starts(str_after(s, i), full_open)))
			open++;
		else if (c == ')' || c == ']' ||
		         (c == full_close.s[0] && str_starts(str_after(s, i), full_close)))
			open -= open > 0;
	}
	return open;
}

// "cont stage": the row itself says that the interruption goes on.
static bool names_interruption(const struct row *row)
{
	struct str args = row->args;
	enum mark mark;
	bool doubt;
	return args.n && mark_parse(row_argument(&args, &doubt), &mark) && flow_interrupts(mark);
}

// Whether a row goes on in the interruption that began at row `from`, and how many brackets are open
// before it: rows up to *counted are counted already.
static bool goes_on_inside(const struct transcript *t, size_t at, size_t *counted, size_t *open)
{
	const struct row *row = &t->items[at];
	bool inline_row = row->joined && flow_is_inline(row->mark);
	if (row->mark != MARK_CONT && !inline_row)
		return false;
	if (row->mark == MARK_CONT && row->args.n)
		return names_interruption(row);
	for (; *counted < at; ++*counted) {
		const struct row *before = &t->items[*counted];
		*open = open_brackets(before->text, open_brackets(before->label, *open));
	}
	return *open > 0;
}

// What a row is to the rows before it, in one byte: its kind, of flow.h, or PASSED where it is none of
// them; and whether it goes on in an interruption.
enum { PASSED = FLOW_MARK };

static unsigned kind_of(const struct row *row)
{
	if (flow_interrupts(row->mark) || (row->mark == MARK_BLANK && !row->text.n))
		return PASSED;
	if (row->mark == MARK_CONT)
		return FLOW_GOES_ON | (row->labelled ? FLOW_LABEL : 0);
	if (flow_is_inline(row->mark))
		return row->joined ? FLOW_GOES_ON : row->mark == MARK_SAID ? MARK_P : MARK_MORE;
	return row->mark == MARK_P && row->joined ? FLOW_NARRATION : row->mark;
}

// Each row's own kind, and whether it goes on in an interruption.
static void read_rows(const struct transcript *t, unsigned char *flow)
{
	size_t open = 0, counted = 0;
	bool interrupted = false;
	for (size_t i = 0; i < t->n; i++) {
		flow[i] = (unsigned char)kind_of(&t->items[i]);
		if (flow_interrupts(t->items[i].mark)) {
			interrupted = true;
			open = 0;
			counted = i;
		} else if (interrupted) {
			interrupted = goes_on_inside(t, i, &counted, &open);
			if (interrupted)
				flow[i] |= FLOW_INSIDE;
		}
	}
}

void flow_read(const struct transcript *t, unsigned char *flow)
{
	read_rows(t, flow);
	unsigned next = MARK_COUNT;
	for (size_t i = t->n; i-- > 0;) {
		unsigned own = flow[i], inside = own & FLOW_INSIDE;
		flow[i] = (unsigned char)(next | inside);
		if (!inside && own != PASSED)
			next = own;
	}
}
