// words.c: rows that are words: paragraphs, speeches, verse, reported speech, inline marks

#include "encode/arguments.h"
#include "encode/encoder.h"
#include "encode/when.h"

static void put_row(struct encoder *e, const struct row *row)
{
	block_put_plain(e, row->label);
	block_put(e, row->text);
}

static void leave_said(struct encoder *e, struct frame *frame)
{
	if (frame->said)
		tei_close_to(e->w, frame->said - 1);
	frame->said = 0;
}

static void open_paragraph(struct encoder *e, const struct row *row)
{
	outline_close_speech(e);
	outline_place(e, false);
	block_open(e, BLOCK_P, STR("p"));
	if (row)
		encoder_cert(e, row, false);
}

void words_paragraph(struct encoder *e, const struct row *row)
{
	if (row->joined && e->block.kind == BLOCK_P && !e->in_speech && !e->container) {
		block_close_aside(e);
		leave_said(e, &e->block);
	} else {
		open_paragraph(e, row);
	}
	put_row(e, row);
}

void words_open_in_speech(struct encoder *e)
{
	container_close(e);
	block_open(e, BLOCK_P, STR("p"));
	e->speech_filled = true;
}

void words_more(struct encoder *e, const struct row *row)
{
	if (e->in_speech) {
		words_open_in_speech(e);
		encoder_cert(e, row, false);
	} else {
		survey_warn(
			e->s, e->row, "more-without-speech",
			"there is no speech that could have more; the row becomes a paragraph of "
			"narration. Is an sp row missing before it?");
		open_paragraph(e, row);
	}
	put_row(e, row);
}

static bool is_interruption(const struct frame *frame)
{
	return frame->kind >= BLOCK_STAGE;
}

// The frame that a row goes on in: the interruption that the row belongs to, or the block; NULL
// when nothing is open.
static struct frame *frame_for(struct encoder *e, bool inside)
{
	struct frame *top = block_top(e);
	if (!top || (inside && is_interruption(top)))
		return top;
	block_close_aside(e);
	return e->block.kind ? &e->block : NULL;
}

// A label that was broken goes on, or its speech begins.
static void continue_speaker(struct encoder *e, const struct row *row)
{
	if (str_trim(row->label).n) {
		block_continue(e, row);
		block_put_plain(e, row->label);
	}
	if (str_trim(row->text).n) {
		words_open_in_speech(e);
		block_put(e, row->text);
	}
}

static void continue_nothing(struct encoder *e, const struct row *row)
{
	if (e->container == CONTAINER_CAST && !row->label.n) {
		group_cast_text(e, row->text);
		return;
	}
	if (e->in_speech) {
		words_open_in_speech(e);
	} else {
		survey_warn(e->s, e->row, "cont-without-block",
		            "nothing goes on here; the row becomes a paragraph of narration");
		open_paragraph(e, row);
	}
	put_row(e, row);
}

// Whether the row before is reported speech, or a quotation, in the same frame.
static bool follows_said(const struct encoder *e, const struct row *row)
{
	const unsigned char *flow = &e->s->flow[e->row];
	return e->row > e->s->settings &&
	       (row[-1].mark == MARK_SAID || row[-1].mark == MARK_QUOTE) &&
	       !((flow[0] ^ flow[-1]) & FLOW_INSIDE);
}

void words_continue(struct encoder *e, const struct row *row)
{
	bool inside = e->s->flow[e->row] & FLOW_INSIDE;
	struct frame *frame = frame_for(e, inside);
	if (!frame) {
		continue_nothing(e, row);
	} else if (frame->kind == BLOCK_SPEAKER) {
		continue_speaker(e, row);
	} else {
		// Right behind reported speech, what goes on is what was around it.
		if (row->joined && follows_said(e, row))
			leave_said(e, frame);
		block_continue(e, row);
		put_row(e, row);
	}
}

void words_verse(struct encoder *e, const struct row *row)
{
	struct str args = row->args, part;
	bool doubt = false;
	if (e->in_speech) {
		container_close(e);
		e->speech_filled = true;
	} else {
		outline_close_speech(e);
		outline_place(e, true);
	}
	block_open(e, BLOCK_L, STR("l"));
	if (arguments_next(&args, &part, &doubt) &&
	    (str_is(part, "I") || str_is(part, "M") || str_is(part, "F")))
		tei_attribute(e->w, "part", part);
	encoder_cert(e, row, doubt);
	put_row(e, row);
}

// Where an inline row goes: a block is open behind this.
static struct frame *open_for_inline(struct encoder *e, const struct row *row)
{
	bool inside = e->s->flow[e->row] & FLOW_INSIDE;
	struct frame *frame = row->joined ? frame_for(e, inside) : NULL;
	if (frame && frame->kind != BLOCK_SPEAKER)
		return frame;
	if (e->in_speech && (row->joined || row->mark != MARK_SAID)) {
		words_open_in_speech(e);
		return &e->block;
	}
	if (row->joined && row->mark == MARK_SAID)
		survey_warn(e->s, e->row, "said-outside-paragraph",
		            "reported speech stands in a paragraph; one is begun for it here");
	open_paragraph(e, NULL);
	return &e->block;
}

void words_said(struct encoder *e, const struct row *row)
{
	struct frame *frame = open_for_inline(e, row);
	bool doubt = false;
	if (frame->kind == BLOCK_FURNITURE || frame->kind == BLOCK_TITLE ||
	    frame->kind == BLOCK_KEY || frame->kind == BLOCK_CAST_ITEM ||
	    frame->kind == BLOCK_META) {
		survey_warn(e->s, e->row, "said-outside-paragraph",
		            "reported speech cannot stand here; its words are kept as they are");
		put_row(e, row);
		return;
	}
	leave_said(e, frame);
	block_put_plain(e, row->label);
	struct str text = block_lead(e, row->text);
	frame->said = e->w->depth + 1;
	tei_inline(e->w, "said");
	encoder_who(e, row, &doubt);
	encoder_cert(e, row, doubt);
	block_put(e, text);
}

// A quotation in mid-sentence goes on and ends as reported speech does.
bool words_quote(struct encoder *e, const struct row *row)
{
	struct frame *frame = row->joined ? frame_for(e, false) : NULL;
	if (!frame || frame->kind > BLOCK_HEAD)
		return false;
	leave_said(e, frame);
	block_put_plain(e, row->label);
	struct str text = block_lead(e, row->text);
	frame->said = e->w->depth + 1;
	tei_inline(e->w, "quote");
	encoder_cert(e, row, false);
	block_put(e, text);
	return true;
}

// The anchor of a footnote: it means the next note with its number, or the last.
static void open_ref(struct encoder *e, struct str number)
{
	size_t first;
	tei_inline(e->w, "ref");
	if (number.n && table_get(&e->s->note_numbers, number, &first))
		encoder_note(e, e->s->notes.items[first].due);
	if (number.n)
		tei_attribute(e->w, "n", number);
}

static void open_date(struct encoder *e, struct str iso, struct str text)
{
	char printed[16];
	if (!iso.n || !when_is_date(iso))
		iso = when_printed(text, printed);
	tei_inline(e->w, "date");
	if (iso.n)
		when_date(e->w, iso);
}

void words_inline(struct encoder *e, const struct row *row)
{
	struct frame *frame = open_for_inline(e, row);
	struct str args = row->args, argument = {0};
	bool doubt = false;
	block_put_plain(e, row->label);
	if (row->mark == MARK_PLAIN || frame->kind == BLOCK_FURNITURE ||
	    (!row->text.n && row->mark != MARK_REF)) {
		block_put_plain(e, row->text);
		return;
	}
	struct str text = block_lead(e, row->text);
	arguments_next(&args, &argument, &doubt);
	if (row->mark == MARK_REF)
		open_ref(e, argument);
	else if (row->mark == MARK_DATE)
		open_date(e, argument, text);
	else if (row->mark == MARK_SUPPLIED)
		tei_inline(e->w, "supplied");
	else
		tei_inline(e->w, "note");
	if (row->mark == MARK_GLOSS)
		tei_attribute(e->w, "type", STR("gloss"));
	encoder_cert(e, row, doubt);
	tei_text(e->w, text);
	tei_close(e->w);
}
