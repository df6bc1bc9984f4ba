// laidout.c: lists, quotations, tables and notes as the markup tells

#include "mark/writing.h"

#include "mark/hints.h"

// An item that the markup tells; the first of a list opens it.
static void write_item(struct writing *w)
{
	bool goes_on = w->listed && page_next(w->plan->page, w->list_line + 1) == w->i;
	if (!goes_on)
		scribe_text(w->scribe, MARK_LIST, none(), none());
	scribe_text(w->scribe, MARK_ITEM, none(), line_at(w)->text);
	w->listed = true;
	w->list_line = w->i;
}

// The byte where the cell that begins at byte `at` or behind it ends; text.n when none does.
static size_t cell_end(struct str hints, struct str text, size_t at)
{
	static const char *const words[] = {"td", "th"};
	size_t end = text.n, first = text.n, from, to;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (hints_range(hints, words[i], text, at, &from, &to) && from < first) {
			first = from;
			end = to;
		}
	}
	return end;
}

// A row of a table, a piece for each cell.
static void write_cells(struct writing *w)
{
	const struct line *line = line_at(w);
	size_t at = 0;
	do {
		size_t end = cell_end(line->hints, line->text, at);
		if (cell_end(line->hints, line->text, end) == line->text.n &&
		    !str_trim(str_after(line->text, end)).n)
			end = line->text.n;
		scribe_text(w->scribe, MARK_TABLE, none(), str_from_to(line->text, at, end));
		at = end;
	} while (at < line->text.n);
}

// Notes, quotations, items and rows of tables, as the markup tells. False when it tells none.
bool writing_laid_out(struct writing *w)
{
	const struct line *line = line_at(w);
	struct str number = hints_value(line->hints, "note");
	if (number.n || hints_have(line->hints, "note"))
		scribe_text(w->scribe, MARK_NOTE, arena_str(w->arena, number), line->text);
	else if (hints_have(line->hints, "quote"))
		scribe_text(w->scribe, MARK_QUOTE, none(), line->text);
	else if (hints_have(line->hints, "li"))
		write_item(w);
	else if (hints_have(line->hints, "tr"))
		write_cells(w);
	else
		return false;
	return true;
}
