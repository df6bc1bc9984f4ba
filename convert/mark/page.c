// page.c: the cleaned text as lines and blocks

#include "mark/page.h"

#include <stdlib.h>

#include "core/transcript.h"
#include "core/unicode.h"
#include "mark/hints.h"

bool line_is_blank(const struct line *line)
{
	return line->body.n == 0;
}

struct subject line_text(const struct line *line)
{
	return (struct subject){line->text, line->signs, false};
}

struct subject line_body(const struct line *line)
{
	return (struct subject){line->body, line->signs, false};
}

static bool add_line(struct page *p, struct str whole)
{
	if (!ARRAY_ROOM(p))
		return false;
	struct line *line = &p->items[p->n++];
	*line = (struct line){.hints = line_hints(whole)};
	line->text = line->hints.n ? str_after(whole, line->hints.n + 1) : whole;
	line->body = str_trim_left(line->text);
	line->signs = signs_of(line->body);
	p->cued = p->cued || (line->hints.n && hints_value(line->hints, "cue").n);
	return true;
}

static void find_blocks(struct page *p)
{
	for (size_t i = 0; i < p->n; i++) {
		struct line *line = &p->items[i];
		if (line_is_blank(line))
			continue;
		line->first = i == 0 || line_is_blank(&p->items[i - 1]);
		line->last = i + 1 == p->n || line_is_blank(&p->items[i + 1]);
	}
}

enum { WIDTH_MAX = 400, MARGIN_MAX = 110 };

// The width that 19 of 20 lines keep to, and the number of lines that another follows in their block.
static size_t margin_of(const struct page *p, size_t *lines)
{
	size_t count[WIDTH_MAX + 1] = {0};
	size_t all = 0;
	*lines = 0;
	for (size_t i = 0; i < p->n; i++) {
		const struct line *line = &p->items[i];
		if (line_is_blank(line))
			continue;
		count[line->text.n < WIDTH_MAX ? line->text.n : WIDTH_MAX]++;
		*lines += !line->last;
		all++;
	}
	size_t width = 0;
	for (size_t seen = 0; width < WIDTH_MAX; width++) {
		seen += count[width];
		if (seen * 20 >= all * 19)
			break;
	}
	return width;
}

// Only the first word counts: without a letter in it, a line does not begin in upper case.
static bool begins_upper(struct str body)
{
	return unicode_first_is_upper(str_from_to(body, 0, str_find_char(body, ' ')));
}

static void find_layout(struct page *p)
{
	size_t lines, full = 0, going_on = 0, upper = 0;
	size_t margin = margin_of(p, &lines);
	for (size_t i = 0; i < p->n; i++) {
		const struct line *line = &p->items[i];
		if (line_is_blank(line))
			continue;
		if (!line->last && line->text.n * 10 >= margin * 7)
			full++;
		if (!line->first && !is_sentence_end(p->items[i - 1].body)) {
			going_on++;
			upper += begins_upper(line->body);
		}
	}
	p->wrapped = lines >= 3 && margin <= MARGIN_MAX && margin >= 30 && full * 2 >= lines;
	p->verse = going_on >= 4 && upper * 10 >= going_on * 7;
}

// The digits and blanks that a numbered line begins with: " 4    Text"; 0 when it has none.
static size_t margin_width(struct str text, size_t *number)
{
	size_t at = 0;
	while (at < text.n && text.s[at] == ' ')
		at++;
	size_t digits = at;
	while (at < text.n && ascii_is_digit(text.s[at]))
		at++;
	if (at == digits || at - digits > 3 || digits > 5 ||
	    !str_number(str_from_to(text, digits, at), number))
		return 0;
	bool alone = at == text.n;
	bool apart = at + 2 <= text.n && text.s[at] == ' ' && text.s[at + 1] == ' ';
	return alone || apart ? at : 0;
}

// Court reporters number the lines of each page: most lines begin with a number one more than that
// of the line before, or with 1.
static void find_margins(struct page *p)
{
	size_t lines = 0, counted = 0, before = 0, number;
	for (size_t i = 0; i < p->n; i++) {
		if (line_is_blank(&p->items[i]))
			continue;
		lines++;
		if (margin_width(p->items[i].text, &number)) {
			counted += number == before + 1 || number == 1;
			before = number;
		}
	}
	if (counted < 10 || counted * 10 < lines * 7)
		return;
	for (size_t i = 0; i < p->n; i++) {
		struct line *line = &p->items[i];
		size_t width = margin_width(line->text, &number);
		// A number alone and set in is that of the page.
		if (!width || (width == line->text.n && line->text.n - line->body.n > 4))
			continue;
		line->margin = str_from_to(line->text, 0, width);
		line->text = str_after(line->text, width);
		line->body = str_trim_left(line->text);
		line->signs = signs_of(line->body);
	}
}

enum { INDENT_MAX = 40 };

// The indentation that most lines have.
static void find_indent(struct page *p)
{
	size_t count[INDENT_MAX + 1] = {0};
	for (size_t i = 0; i < p->n; i++) {
		size_t indent = p->items[i].text.n - p->items[i].body.n;
		if (p->items[i].body.n && indent <= INDENT_MAX)
			count[indent]++;
	}
	for (size_t i = 0; i <= INDENT_MAX; i++)
		if (count[i] > count[p->indent])
			p->indent = i;
}

// Where lines are broken at a margin and no blank lines part the paragraphs, a line that is set in
// begins one.
static void find_set_in(struct page *p)
{
	for (size_t i = 1; p->wrapped && i < p->n; i++) {
		struct line *line = &p->items[i];
		size_t indent = line->text.n - line->body.n;
		size_t above = p->items[i - 1].text.n - p->items[i - 1].body.n;
		if (line->body.n && !line->first && indent > p->indent + 1 &&
		    above <= p->indent + 1 && indent > above + 1)
			line->first = true;
	}
}

// In broken lines a paragraph may be long: one blank line in a dozen lines parts them.
static void find_spacing(struct page *p)
{
	size_t lines = 0, begins = 0;
	for (size_t i = 0; i < p->n; i++) {
		lines += !line_is_blank(&p->items[i]);
		begins += p->items[i].first;
	}
	p->spaced = begins > 1 && begins * (p->wrapped ? 12 : 2) >= lines;
}

bool has_letters(struct str s)
{
	size_t at = 0;
	while (at < s.n)
		if (unicode_is_letter(utf8_next(s, &at)))
			return true;
	return false;
}

bool page_begins(const struct page *p, size_t i)
{
	// A clock or the number of a page may stand right above.
	if (p->items[i].first || p->spaced)
		return p->items[i].first || !has_letters(p->items[i - 1].body);
	return !p->wrapped || is_sentence_end(p->items[i - 1].body) ||
	       !has_letters(p->items[i - 1].body);
}

bool page_read(struct page *p, struct str text)
{
	*p = (struct page){0};
	struct str line;
	bool good = true;
	while (good && str_field(&text, '\n', &line))
		good = add_line(p, line);
	if (!good) {
		page_free(p);
		return false;
	}
	find_margins(p);
	find_blocks(p);
	find_layout(p);
	find_indent(p);
	find_set_in(p);
	find_spacing(p);
	return true;
}

void page_free(struct page *p)
{
	free(p->items);
	*p = (struct page){0};
}

size_t page_gap(const struct page *p, size_t i)
{
	size_t gap = 0;
	while (gap < i && line_is_blank(&p->items[i - gap - 1]))
		gap++;
	return gap;
}

size_t page_next(const struct page *p, size_t i)
{
	while (i < p->n && line_is_blank(&p->items[i]))
		i++;
	return i;
}

size_t page_block_end(const struct page *p, size_t i)
{
	while (i < p->n && !line_is_blank(&p->items[i]))
		i++;
	return i;
}

bool is_sentence_end(struct str text)
{
	static const struct str closers[] = {
		STR(")"), STR("]"), STR("\""), STR("'"),  STR("”"),  STR("’"),  STR("»"),
		STR("“"), STR("_"), STR("）"), STR("」"), STR("』"), STR("】"),
	};
	static const struct str ends[] = {
		STR("."),  STR("!"),  STR("?"), STR("…"), STR("。"),
		STR("！"), STR("？"), STR(":"), STR("—"), STR("："),
	};
	// Most lines end in a letter.
	if (text.n && (ascii_is_alpha(text.s[text.n - 1]) || text.s[text.n - 1] == ','))
		return false;
	if (text.n && text.s[text.n - 1] == '.')
		return true;
	bool cut = true;
	while (cut) {
		cut = false;
		for (size_t i = 0; i < sizeof closers / sizeof *closers; i++) {
			if (str_ends(text, closers[i])) {
				text.n -= closers[i].n;
				cut = true;
			}
		}
	}
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(text, ends[i]))
			return true;
	return false;
}
