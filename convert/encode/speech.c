// speech.c: rows that begin a speech

#include "encode/arguments.h"
#include "encode/encoder.h"

// The point in time that the speech begins at: a cue before it, or right behind its label.
static size_t find_synch(struct encoder *e, const struct row *row)
{
	const struct transcript *t = e->s->transcript;
	size_t at = e->row + 1, when = e->synch;
	e->synch = 0;
	if (when || row->text.n)
		return when;
	while (at < t->n && t->items[at].mark == MARK_BLANK)
		at++;
	if (at < t->n && t->items[at].mark == MARK_CUE)
		when = e->s->cues.items[e->cue_at].when;
	return when;
}

// What the arguments of a speech say of the speech.
static void put_speech_arguments(struct encoder *e, const struct row *row)
{
	size_t category;
	struct str ana = {0}, n = {0};
	if (arguments_have_keys(row)) {
		ana = row_value(row, "ana");
		n = row_value(row, "n");
	}
	if (n.n)
		tei_attribute(e->w, "n", n);
	else
		tei_attribute_number(e->w, "n", (struct str){0}, e->speech_n);
	if (ana.n && table_get(&e->s->category_names, ana, &category))
		tei_pointer(e->w, "ana", e->s->categories.items[category].id);
}

static void open_speech(struct encoder *e, const struct row *row)
{
	struct tei *w = e->w;
	bool doubt = false;
	size_t synch = find_synch(e, row);
	e->in_speech = true;
	e->speech_filled = false;
	e->speech_depth = w->depth;
	e->speech_n++;
	tei_block(w, "sp");
	encoder_who(e, row, &doubt);
	tei_attribute_number(w, "xml:id", e->s->speech_prefix, e->speech_n);
	put_speech_arguments(e, row);
	if (synch)
		encoder_point(e, synch);
	encoder_cert(e, row, doubt);
}

// Whether the words in parentheses that begin at `open` name the language.
static size_t language_end(struct str label, size_t open, struct str language)
{
	size_t close = open + str_find_char(str_after(label, open), ')');
	struct str inside = str_from_to(label, open, close);
	for (size_t at = 0; close < label.n && at + language.n <= inside.n; at++) {
		size_t i = 0;
		while (i < language.n &&
		       (ascii_lower(inside.s[at + i]) == ascii_lower(language.s[i]) ||
		        (inside.s[at + i] == ' ' && language.s[i] == '_')))
			i++;
		if (i == language.n)
			return close + 1;
	}
	return 0;
}

// "Mr. X (France) (interpretation from French): ": the words about the language are a note.
static void put_label(struct encoder *e, const struct row *row)
{
	struct str label = row->label, language = {0};
	if (arguments_have_keys(row))
		language = row_value(row, "language");
	for (size_t open = 0, end; language.n && open < label.n && open < 1000; open++) {
		if (label.s[open] != '(' || !(end = language_end(label, open, language)))
			continue;
		block_put_plain(e, str_from_to(label, 0, open));
		block_lead(e, (struct str){0});
		tei_inline(e->w, "note");
		tei_attribute(e->w, "type", STR("interpretation"));
		tei_text(e->w, str_from_to(label, open, end));
		tei_close(e->w);
		label = str_after(label, end);
		break;
	}
	block_put_plain(e, label);
}

void speech_row(struct encoder *e, const struct row *row)
{
	outline_close_speech(e);
	outline_place(e, true);
	open_speech(e, row);
	if (str_trim(row->label).n) {
		block_open(e, BLOCK_SPEAKER, STR("speaker"));
		put_label(e, row);
	}
	if (str_trim(row->text).n) {
		words_open_in_speech(e);
		block_put(e, row->text);
	}
}
