// officenotes.c: what an office file has beside its paragraphs: notes, text boxes, targets of links

#include <stdio.h>
#include <string.h>

#include "clean/officetext.h"

void office_add_aside(struct office_text *t, struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		buf_putc(&t->lines.aside, ascii_is_space(text.s[i]) ? ' ' : text.s[i]);
}

void office_begin_aside(struct office_text *t, bool note)
{
	t->aside = t->depth;
	t->is_note = note;
	if (!note)
		buf_putc(&t->lines.aside, '\n'); // no mark
}

void office_part_aside(struct office_text *t)
{
	office_add_aside(t, STR(" "));
	if (!t->is_note)
		buf_puts(&t->lines.aside, "\n\n");
}

void office_put_anchor(struct office_text *t, struct str mark)
{
	struct layout *l = &t->lines.layout;
	if (mark.n)
		layout_range(l, "fn", mark, l->line.n, l->line.n);
}

// "12", or "xii" as endnotes are numbered.
static void write_number(char *to, size_t size, size_t number, bool roman)
{
	static const struct {
		size_t value;
		const char *letters;
	} parts[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
	             {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
	             {5, "v"},    {4, "iv"},   {1, "i"}};
	size_t n = 0;
	if (!roman || number >= 4000) {
		snprintf(to, size, "%zu", number);
		return;
	}
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		for (; number >= parts[i].value && n + 3 < size; number -= parts[i].value)
			n += (size_t)snprintf(to + n, size - n, "%s", parts[i].letters);
}

void office_note_number(struct office_text *t, struct str id, bool end, bool anchor,
                        char number[32])
{
	char(*ids)[12] = end ? t->end_ids : t->note_ids;
	size_t *count = end ? &t->ends_n : &t->notes_n, i = 0;
	number[0] = '\0';
	while (i < *count && !str_is(id, ids[i]))
		i++;
	if (i == *count && (!anchor || i == NOTES_MAX || id.n == 0))
		return;
	if (i == *count)
		office_copy(ids[(*count)++], sizeof *ids, id);
	write_number(number, 32, i + 1, end);
}

void office_take_relationship(struct office_text *t, const xmlChar **atts, int n)
{
	struct str target = office_attribute(atts, n, "Target");
	if (t->links_n == LINKS_MAX || !str_is(office_attribute(atts, n, "TargetMode"), "External"))
		return;
	office_copy(t->links[t->links_n].id, sizeof t->links->id, office_attribute(atts, n, "Id"));
	t->links[t->links_n++].target = arena_str(&t->arena, target);
}

struct str office_find_link(const struct office_text *t, struct str id)
{
	for (size_t i = 0; id.n && i < t->links_n; i++)
		if (str_is(id, t->links[i].id))
			return t->links[i].target;
	return (struct str){0};
}
