// htmllines.c: the lines of an HTML page as they are written

#include "clean/htmllines.h"

#include <string.h>

const char *const html_kept[HTML_KEPT] = {"b", "i", "u", "sup"};

static void put_blank_line(const struct html_lines *l)
{
	struct buf *out = l->layout.out;
	if (out->n > l->begin && !(out->n > l->begin + 1 && out->s[out->n - 2] == '\n'))
		buf_putc(out, '\n');
}

// A line of links before all text or behind it: "Home | Next".
static bool is_way(const struct html_lines *l)
{
	bool outside = l->node <= l->survey.first || l->node > l->survey.last + 1;
	return outside && l->links > 2 && l->linked * 10 >= l->layout.line.n * 7;
}

// Whether the line is outside of the main text of a page that has one: behind it, or a link before
// it. Other lines before it may tell the date and who is there.
static bool is_chrome(const struct html_lines *l)
{
	bool links = l->linked * 10 >= l->layout.line.n * 7;
	if (l->chrome || is_way(l))
		return true;
	if (!l->survey.main || l->main)
		return false;
	return l->node > l->survey.main || (links && !l->head);
}

static void put_hints(struct html_lines *l)
{
	struct layout *line = &l->layout;
	struct buf behind = line->hints;
	line->hints = (struct buf){0};
	if (is_chrome(l))
		layout_hint(line, "fw", STR(""));
	if (l->note.n)
		layout_hint(line, "note", l->note);
	if (l->head)
		layout_hint(line, l->head, STR(""));
	else if (l->item)
		layout_hint(line, "li", STR(""));
	else if (l->row)
		layout_hint(line, "tr", STR(""));
	if (l->quote)
		layout_hint(line, "quote", STR(""));
	if (l->centre && !l->head)
		layout_hint(line, "center", STR(""));
	buf_put(&line->hints, buf_str(&behind));
	line->hints.failed = line->hints.failed || behind.failed;
	buf_free(&behind);
	if (l->style[0])
		layout_hint(line, "style", str_from(l->style));
}

// Ends the line if it has text and opens in the next what goes on: bold over a <br>.
void html_end_line(struct html_lines *l)
{
	struct layout *line = &l->layout;
	if (!l->text) {
		buf_clear(&line->line);
		line->n = 0;
	} else {
		if (l->gap)
			put_blank_line(l);
		put_hints(l);
		layout_end(line);
		l->gap = l->item = l->row = false;
		l->note = (struct str){0};
	}
	for (size_t i = 0; i < HTML_KEPT; i++)
		if (l->open[i])
			layout_open(line, html_kept[i], STR(""));
	l->text = l->blank = l->broken = false;
	l->cell = l->links = l->linked = 0;
}

static bool is_no_break(struct str s)
{
	while (str_starts(s, STR("\xc2\xa0")))
		s = str_after(s, 2);
	return s.n == 0;
}

void html_put_flowing(struct html_lines *l, struct str s)
{
	struct layout *line = &l->layout;
	for (size_t at = 0; at < s.n;) {
		size_t end = at;
		while (end < s.n && !ascii_is_space(s.s[end]))
			end++;
		if (end > at && l->row && is_no_break(str_from_to(s, at, end))) {
			l->blank = true; // fills an empty cell
		} else if (end > at) {
			if (l->blank && l->text && line->line.n > l->cell)
				layout_text(line, STR(" "));
			size_t from = line->line.n;
			layout_text(line, str_from_to(s, at, end));
			for (size_t i = from; i < line->line.n && !l->text; i++)
				l->text = line->line.s[i] != ' ';
			l->blank = l->broken = l->cut = false;
		}
		while (end < s.n && ascii_is_space(s.s[end])) {
			l->blank = true;
			end++;
		}
		at = end;
	}
}

// Lines of <pre>, blank ones among them.
void html_put_pre(struct html_lines *l, struct str s)
{
	if (l->pre_begins && s.n && s.s[0] == '\n')
		s = str_after(s, 1); // behind the tag it is no line
	l->pre_begins = l->pre_begins && s.n == 0;
	while (s.n) {
		size_t end = str_find_char(s, '\n');
		struct str piece = str_from_to(s, 0, end);
		layout_text(&l->layout, piece);
		for (size_t i = 0; i < piece.n && !l->text; i++)
			l->text = piece.s[i] != ' ';
		if (end < s.n) {
			if (l->text) {
				html_end_line(l);
			} else {
				buf_clear(&l->layout.line);
				l->layout.n = 0;
				buf_putc(l->layout.out, '\n');
			}
		}
		s = str_after(s, end + 1);
	}
}

// A line break: in headings and rows a blank, a second one in turn the end of a paragraph.
void html_settle_blank(struct html_lines *l)
{
	if (l->blank && l->text && !l->pre) {
		layout_text(&l->layout, STR(" "));
		l->blank = false;
	}
}

void html_put_break(struct html_lines *l)
{
	if (l->pre) {
		html_put_pre(l, STR("\n"));
	} else if (l->head || (l->row && !l->broken)) {
		l->blank = l->broken = true;
	} else if (l->text) {
		html_end_line(l);
	} else {
		html_end_line(l);
		l->gap |= !l->cut;
		l->cut = false;
	}
}

static void put_meta(struct html_lines *l, struct str key, struct str value)
{
	struct layout *line = &l->layout;
	layout_hint(line, "meta", key);
	html_put_flowing(l, value);
	if (line->line.n)
		layout_end(line);
	buf_clear(&line->line);
	buf_clear(&line->hints);
	l->text = l->blank = false;
}

void html_put_metadata(struct html_lines *l)
{
	const struct html_meta *meta = &l->survey.meta;
	struct str title = str_trim(buf_str(&l->survey.title));
	put_meta(l, STR("title"), title);
	for (size_t i = 0; i < meta->n; i++)
		if (str_find(title, meta->items[i].value) == title.n || title.n == 0)
			put_meta(l, meta->items[i].key, meta->items[i].value);
}
