// text.c: the <text>: rows in, regions, divisions, speeches and blocks out

#include "encode/text.h"

#include "encode/arguments.h"
#include "encode/encoder.h"

void encoder_cert(struct encoder *e, const struct row *row, bool argument)
{
	if (row->doubt)
		tei_attribute(e->w, "cert", STR("low"));
	else if (argument)
		tei_attribute(e->w, "cert", STR("medium"));
}

// A letter, then letters, digits, and signs that names of XML may have.
static bool is_word(struct str word)
{
	for (size_t i = 0; i < word.n; i++) {
		char c = word.s[i];
		bool inside = ascii_is_digit(c) || c == '-' || c == '_' || c == '.';
		if (!ascii_is_alpha(c) && !(inside && i))
			return false;
	}
	return word.n > 0;
}

void encoder_word(struct encoder *e, struct str attribute, struct str word)
{
	if (word.n)
		tei_put_attribute(e->w, attribute,
		                  is_word(word) ? word : ids_from(&e->s->ids, word));
}

void encoder_who(struct encoder *e, const struct row *row, bool *doubt)
{
	struct str args = row->args, id;
	buf_clear(&e->label);
	while (arguments_next(&args, &id, doubt)) {
		id = participants_id(&e->s->people, id);
		if (!id.n)
			continue;
		buf_puts(&e->label, e->label.n ? " #" : "#");
		buf_put(&e->label, id);
	}
	e->w->out->failed |= e->label.failed;
	if (e->label.n)
		tei_attribute(e->w, "who", buf_str(&e->label));
}

void encoder_point(struct encoder *e, size_t point)
{
	tei_pointer_number(e->w, "synch", e->s->time_prefix, point);
}

void encoder_note(struct encoder *e, size_t note)
{
	tei_pointer_number(e->w, "target", e->s->note_prefix, note);
}

// Text in a row whose mark takes none is kept as a paragraph.
static void keep_text(struct encoder *e, const struct row *row)
{
	if (!str_trim(row->label).n && !str_trim(row->text).n)
		return;
	survey_warn(e->s, e->row, "text-misplaced",
	            "a row '%s' has no text of its own; its text becomes a paragraph of narration",
	            mark_word(row->mark));
	words_paragraph(e, row);
}

// A blank line parts words where a block goes on across it.
static void put_blank(struct encoder *e, const struct row *row)
{
	if (block_top(e))
		block_continue(e, row);
	keep_text(e, row);
}

static void put_region(struct encoder *e, const struct row *row)
{
	outline_region(e, row);
	keep_text(e, row);
}

static void put_end(struct encoder *e, const struct row *row)
{
	outline_end(e, row);
	keep_text(e, row);
}

// What each mark does.
static void (*const handlers[MARK_COUNT])(struct encoder *e, const struct row *row) = {
	[MARK_BLANK] = put_blank,      [MARK_FW] = aside_row,          [MARK_PB] = aside_row,
	[MARK_TITLE] = matter_title,   [MARK_META] = matter_meta,      [MARK_KEY] = matter_key,
	[MARK_FRONT] = put_region,     [MARK_BODY] = put_region,       [MARK_BACK] = put_region,
	[MARK_DIV] = outline_division, [MARK_END] = put_end,           [MARK_CAST] = group_cast,
	[MARK_ITEM] = group_item,      [MARK_SP] = speech_row,         [MARK_MORE] = words_more,
	[MARK_CONT] = words_continue,  [MARK_P] = words_paragraph,     [MARK_SAID] = words_said,
	[MARK_L] = words_verse,        [MARK_STAGE] = aside_row,       [MARK_NOTE] = aside_row,
	[MARK_REF] = words_inline,     [MARK_TIME] = aside_row,        [MARK_CUE] = aside_row,
	[MARK_QUOTE] = group_quote,    [MARK_LIST] = group_list,       [MARK_TABLE] = group_table,
	[MARK_DATE] = words_inline,    [MARK_SUPPLIED] = words_inline, [MARK_GLOSS] = words_inline,
	[MARK_PLAIN] = words_inline,
};

// The points that cues name, before everything that refers to them.
static void put_timeline(struct encoder *e)
{
	const struct survey *s = e->s;
	struct tei *w = e->w;
	if (!s->points)
		return;
	tei_block(w, "timeline");
	tei_attribute(w, "unit", STR("s"));
	tei_pointer_number(w, "origin", s->time_prefix, 0);
	tei_block(w, "when");
	tei_attribute_number(w, "xml:id", s->time_prefix, 0);
	tei_close(w);
	size_t point = 0;
	for (size_t i = 0; i < s->cues.n; i++) {
		if (s->cues.items[i].when == point || !s->cues.items[i].when)
			continue;
		point = s->cues.items[i].when;
		tei_block(w, "when");
		tei_attribute_number(w, "xml:id", s->time_prefix, point);
		tei_attribute(w, "interval", s->cues.items[i].seconds);
		tei_pointer_number(w, "since", s->time_prefix, 0);
		tei_close(w);
	}
	tei_close(w);
}

static void put_rows(struct encoder *e)
{
	const struct transcript *t = e->s->transcript;
	for (e->row = e->s->settings; e->row < t->n && !e->w->out->failed; e->row++) {
		size_t replaced = e->w->replaced, row = e->row;
		handlers[t->items[row].mark](e, &t->items[row]);
		if (e->w->replaced > replaced)
			survey_warn(
				e->s, row, "illegal-character",
				"XML has no room for a character of this row, or the row is not "
				"UTF-8; the edition has U+FFFD instead. Was the text cleaned?");
	}
}

bool text_write(struct tei *w, struct survey *s, struct settings *settings)
{
	struct encoder e = {.w = w, .s = s, .settings = settings};
	tei_block(w, "text");
	put_timeline(&e);
	put_rows(&e);
	outline_finish(&e);
	tei_close(w);
	buf_free(&e.label);
	buf_free(&e.text);
	return !w->out->failed && !s->ids.failed && !s->ids.arena.failed;
}
