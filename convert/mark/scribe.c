// scribe.c: rows of marked lines, written so that the source comes back to the byte

#include "mark/scribe.h"

void scribe_line(struct scribe *s, struct str hints)
{
	s->hints = hints;
	s->begun = false;
}

// Takes blanks off the end of what the line has so far; they lie right before the next piece.
static size_t take_blanks(struct scribe *s)
{
	if (!s->begun || !s->out->n)
		return 0;
	struct row *last = &s->out->items[s->out->n - 1];
	struct str *end = last->text.n ? &last->text : &last->label;
	size_t n = end->n;
	*end = str_trim_right(*end);
	return n - end->n;
}

static struct row *add(struct scribe *s, struct row row)
{
	size_t blanks = take_blanks(s);
	struct str *begin = row.label.n ? &row.label : &row.text;
	if (blanks && begin->n) {
		begin->s -= blanks;
		begin->n += blanks;
	} else if (blanks) {
		// A row without text cannot carry them: give them back.
		struct row *last = &s->out->items[s->out->n - 1];
		struct str *end = last->text.n ? &last->text : &last->label;
		end->n += blanks;
	}
	row.joined = s->begun;
	// A region or a division without text is no part of the line; its first words take the hints.
	if (row.label.n || row.text.n || !mark_is_structure(row.mark)) {
		row.hints = s->hints;
		s->hints = (struct str){0};
	}
	s->begun = true;
	if (!transcript_add(s->out, row)) {
		s->failed = true;
		return &s->nowhere;
	}
	return &s->out->items[s->out->n - 1];
}

struct row *scribe_text(struct scribe *s, enum mark mark, struct str args, struct str text)
{
	if (mark_takes_label(mark))
		return scribe_label(s, mark, args, (struct str){0}, text);
	return add(s, (struct row){.mark = mark, .args = args, .text = text});
}

struct row *scribe_label(struct scribe *s, enum mark mark, struct str args, struct str label,
                         struct str text)
{
	return add(s, (struct row){.mark = mark,
	                           .args = args,
	                           .labelled = label.n || mark_takes_label(mark),
	                           .label = label,
	                           .text = text});
}

void scribe_setting(struct scribe *s, struct str args)
{
	if (!transcript_add(s->out, (struct row){.mark = MARK_META, .joined = true, .args = args}))
		s->failed = true;
}
