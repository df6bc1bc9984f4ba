// officelines.c: the paragraphs of an office file as lines with hints

#include "clean/officelines.h"

#include <string.h>
#include <strings.h>

#include "core/unicode.h"

enum { TAB_STOP = 8 };

#define IN(word, list) is_in(word, list, sizeof(list) / sizeof *(list))

static bool is_in(const char *word, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcasecmp(word, list[i]) == 0)
			return true;
	return false;
}

// Styles that every document has and that say nothing.
static bool is_dull(const char *name)
{
	static const char *const names[] = {"",
	                                    "Normal",
	                                    "Standard",
	                                    "Text body",
	                                    "Body Text",
	                                    "Text_20_body",
	                                    "Default",
	                                    "Normal (Web)",
	                                    "Default Paragraph Font",
	                                    "Hyperlink",
	                                    "Internet link",
	                                    "Strong",
	                                    "Strong Emphasis",
	                                    "Emphasis",
	                                    "footnote reference",
	                                    "endnote reference",
	                                    "Footnote Anchor",
	                                    "Endnote Anchor",
	                                    "page number",
	                                    "Table Contents",
	                                    "Table Heading",
	                                    "Frame contents"};
	return IN(name, names);
}

static bool is_quotation(const char *name)
{
	static const char *const names[] = {"Quote", "Intense Quote", "Quotations", "Block Text"};
	return IN(name, names);
}

// "toc 1", "Contents 2": lines that the program made from the headings.
static bool is_index(const char *name)
{
	return (strncasecmp(name, "toc ", 4) == 0 && ascii_is_digit(name[4])) ||
	       (strncasecmp(name, "Contents ", 9) == 0 && ascii_is_digit(name[9])) ||
	       strcasecmp(name, "TOC Heading") == 0 || strcasecmp(name, "Contents Heading") == 0;
}

// Only what has several cells is a row; the cell of a paragraph is dropped.
static void drop_cells(struct layout *l)
{
	size_t n = 0;
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->ranges[i].word, "td") != 0)
			l->ranges[n++] = l->ranges[i];
	l->n = n;
}

static void put_paragraph_hints(struct office_lines *l)
{
	struct layout *line = &l->layout;
	struct office_style style = office_style_resolve(&l->styles, l->paragraph);
	int level = l->level ? l->level : style.level;
	if (l->index || is_index(style.name))
		layout_hint(line, "fw", STR(""));
	if (l->page)
		layout_hint(line, "pb", STR(""));
	if (l->note[0])
		layout_hint(line, "note", str_from(l->note));
	const char word[] = {'h', (char)('0' + level), '\0'};
	if (level)
		layout_hint(line, word, STR(""));
	if (l->item && !level)
		layout_hint(line, "li", STR(""));
	if (is_quotation(style.name))
		layout_hint(line, "quote", STR(""));
	if (style.centred || l->centred)
		layout_hint(line, "center", STR(""));
	if (!level && !is_dull(style.name))
		layout_hint(line, "style", str_from(style.name));
}

static void end_line(struct office_lines *l)
{
	struct layout *line = &l->layout;
	bool text = str_trim(buf_str(&line->line)).n > 0;
	if (l->cells > 1) {
		if (l->page)
			layout_hint(line, "pb", STR(""));
		layout_hint(line, "tr", STR(""));
	} else {
		drop_cells(line);
		if (text)
			put_paragraph_hints(l);
	}
	if (text || l->cells <= 1)
		layout_end(line);
	else
		buf_clear(&line->hints);
	l->page = l->page && !text;
	if (text)
		l->item = false;
	l->row_ended = l->in_row > 0;
	l->cells = l->cell = l->counted = l->columns = 0;
}

void office_begin_paragraph(struct office_lines *l, struct str style)
{
	if (l->cells && l->layout.line.n > l->cell) { // the second one of a cell
		end_line(l);
		buf_putc(l->layout.out, '\n');
	}
	l->paragraph[0] = '\0';
	l->level = 0;
	l->item = l->centred = false;
	office_copy(l->paragraph, sizeof l->paragraph, style);
	office_take_base(l);
}

void office_take_base(struct office_lines *l)
{
	struct office_style style = office_style_resolve(&l->styles, l->paragraph);
	l->base = (struct office_type){.bold = style.bold && !style.level && !l->level,
	                               .italic = style.italic,
	                               .underlined = style.underlined};
	l->type = l->base;
	l->item |= style.item;
}

void office_take_style(struct office_lines *l, const char *id)
{
	struct office_style style = office_style_resolve(&l->styles, id);
	l->type.bold |= style.bold;
	l->type.italic |= style.italic;
	l->type.underlined |= style.underlined;
	l->type.raised |= style.raised;
	if (!is_dull(style.name))
		memcpy(l->type.style, style.name, sizeof style.name);
}

void office_put_words(struct office_lines *l, struct str text)
{
	struct layout *line = &l->layout;
	size_t from = line->line.n;
	layout_text(line, from || !l->note[0] ? text : str_trim_left(text));
	size_t to = line->line.n;
	if (l->type.bold)
		layout_range(line, "b", STR(""), from, to);
	if (l->type.italic)
		layout_range(line, "i", STR(""), from, to);
	if (l->type.underlined)
		layout_range(line, "u", STR(""), from, to);
	if (l->type.raised)
		layout_range(line, "sup", STR(""), from, to);
	if (l->type.style[0])
		layout_range(line, "style", str_from(l->type.style), from, to);
}

void office_put_tab(struct office_lines *l)
{
	struct str text = buf_str(&l->layout.line);
	if (l->note[0] && l->layout.line.n == 0)
		return; // behind the number of a note
	l->columns += utf8_count(str_after(text, l->counted));
	do
		layout_text(&l->layout, STR(" "));
	while (++l->columns % TAB_STOP);
	l->counted = l->layout.line.n;
}

static bool is_one_line(struct office_lines *l)
{
	return l->cells || l->level || office_style_resolve(&l->styles, l->paragraph).level;
}

void office_put_break(struct office_lines *l)
{
	if (is_one_line(l))
		layout_text(&l->layout, STR(" "));
	else
		end_line(l);
}

void office_put_page(struct office_lines *l)
{
	if (str_trim(buf_str(&l->layout.line)).n)
		office_put_break(l);
	l->page = true;
}

void office_put_aside(struct office_lines *l)
{
	struct layout *line = &l->layout;
	struct str rest = buf_str(&l->aside), mark, text;
	while (str_field(&rest, '\n', &mark) && str_field(&rest, '\n', &text)) {
		if (str_trim(text).n == 0)
			continue;
		if (str_trim(mark).n)
			layout_hint(line, "note", str_trim(mark));
		layout_text(line, str_trim(text));
		layout_end(line);
		buf_putc(line->out, '\n');
	}
	buf_clear(&l->aside);
}

void office_end_paragraph(struct office_lines *l)
{
	if (l->cells)
		return; // the row's line goes on
	end_line(l);
	buf_putc(l->layout.out, '\n');
	office_put_aside(l);
}

// ---- rows -------------------------------------------------------------------------------------

void office_begin_row(struct office_lines *l)
{
	if (l->cells)
		end_line(l); // a table in a cell
	l->in_row++;
	l->row_ended = false;
}

void office_begin_cell(struct office_lines *l)
{
	struct layout *line = &l->layout;
	if (l->row_ended)
		return; // behind a cell of several paragraphs
	if (line->line.n && line->line.s[line->line.n - 1] != ' ')
		layout_text(line, STR(" "));
	l->cells++;
	l->cell = l->counted = line->line.n;
	l->columns = 0;
	layout_open(line, "td", STR(""));
}

void office_end_row(struct office_lines *l)
{
	l->in_row -= l->in_row > 0;
	if (l->cells) {
		end_line(l);
		office_put_aside(l);
	}
	l->row_ended = true;
}

void office_end_table(struct office_lines *l)
{
	struct buf *out = l->layout.out;
	if (!l->cells && out->n > 1 && out->s[out->n - 2] != '\n')
		buf_putc(out, '\n');
}
