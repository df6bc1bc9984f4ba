// block.c: containers, blocks, and the words in them

#include "encode/encoder.h"

struct frame *block_top(struct encoder *e)
{
	return e->aside.kind ? &e->aside : e->block.kind ? &e->block : NULL;
}

void block_close_aside(struct encoder *e)
{
	if (!e->aside.kind)
		return;
	tei_close_to(e->w, e->aside.depth);
	if (e->aside.held.n)
		e->block.held = e->aside.held;
	e->aside = (struct frame){0};
}

static void put_gap(struct encoder *e)
{
	tei_inline(e->w, "gap");
	tei_attribute(e->w, "reason", STR("editorial"));
	tei_close(e->w);
}

void block_close(struct encoder *e)
{
	if (!e->block.kind)
		return;
	block_close_aside(e);
	if (e->block.kind == BLOCK_P && e->dots && e->s->facts.omissions)
		put_gap(e);
	tei_close_to(e->w, e->block.depth);
	if (e->block.kind == BLOCK_KEY)
		e->item_due = true;
	if (e->block.kind != BLOCK_HEAD && e->block.kind != BLOCK_FURNITURE)
		e->setting_open = false;
	e->block = (struct frame){0};
	e->dots = false;
	e->words = (struct str){0};
}

void block_open(struct encoder *e, enum block kind, struct str element)
{
	block_close(e);
	e->block = (struct frame){.kind = kind, .depth = e->w->depth, .fresh = true};
	tei_open_block(e->w, element);
	if (kind < BLOCK_STAGE && kind != BLOCK_SPEAKER)
		e->synch = 0;
}

// The length of the run of dots (three at least, or an ellipsis sign) at either end of s.
static size_t dots_at_start(struct str s)
{
	size_t at = 0, dots = 0;
	for (;;) {
		if (at < s.n && s.s[at] == '.')
			at++, dots++;
		else if (str_starts(str_after(s, at), STR("…")))
			at += 3, dots += 3;
		else
			return dots >= 3 ? at : 0;
	}
}

static bool has_dots_at_end(struct str s)
{
	return str_ends(s, STR("...")) || str_ends(s, STR("…"));
}

static bool takes_brackets(enum block kind)
{
	return kind == BLOCK_P || kind == BLOCK_L || kind == BLOCK_ITEM || kind == BLOCK_CELL;
}

static bool takes_rules(enum block kind)
{
	return kind != BLOCK_TITLE && kind != BLOCK_KEY && kind != BLOCK_CAST_ITEM &&
	       kind != BLOCK_SPEAKER && kind != BLOCK_FURNITURE;
}

// Text at the start of an element begins with no blank; blanks at the end wait for what follows.
static struct str take_blanks(struct encoder *e, struct frame *frame, struct str text)
{
	if (frame->fresh)
		text = str_trim_left(text);
	if (!text.n)
		return text;
	tei_text(e->w, frame->held);
	frame->held = (struct str){0};
	char last = text.s[text.n - 1];
	if (last == ' ' || last == '\n') {
		struct str trimmed = str_trim_right(text);
		frame->held = str_after(text, trimmed.n);
		text = trimmed;
	}
	return text;
}

static void put(struct encoder *e, struct str text, bool rules)
{
	struct frame *frame = block_top(e);
	bool starts = frame->fresh;
	text = take_blanks(e, frame, text);
	if (!text.n)
		return;
	bool paragraph = frame == &e->block && frame->kind == BLOCK_P && e->s->facts.omissions;
	if (paragraph && starts && rules) {
		size_t n = dots_at_start(text);
		tei_text(e->w, str_from_to(text, 0, n));
		if (n)
			put_gap(e);
		text = str_after(text, n);
	}
	frame->fresh = false;
	if (rules && takes_rules(frame->kind)) {
		struct inline_rules r = {
			.brackets =
				takes_brackets(frame->kind) ? e->s->facts.brackets : BRACKETS_PLAIN,
			.before = e->words,
			.setting = e->setting_open ? &e->settings->items[e->settings->n - 1] : NULL,
		};
		inline_text(e->w, text, &r);
	} else {
		tei_text(e->w, text);
	}
	if (frame == &e->block) {
		e->dots = paragraph && has_dots_at_end(text);
		e->words = text;
	}
}

void block_put(struct encoder *e, struct str text)
{
	put(e, text, true);
}

void block_put_plain(struct encoder *e, struct str text)
{
	put(e, text, false);
}

void block_continue(struct encoder *e, const struct row *row)
{
	struct frame *frame = block_top(e);
	if (!row->joined && !frame->fresh)
		frame->held = STR("\n");
}

struct str block_lead(struct encoder *e, struct str text)
{
	struct frame *frame = block_top(e);
	struct str rest = str_trim_left(text);
	tei_text(e->w, frame->held);
	frame->held = (struct str){0};
	if (!frame->fresh)
		tei_text(e->w, str_from_to(text, 0, text.n - rest.n));
	frame->fresh = false;
	e->dots = false;
	return rest;
}

void container_open(struct encoder *e, enum container kind, struct str element)
{
	e->container = kind;
	e->container_depth = e->w->depth;
	if (outline_wraps(e) && kind != CONTAINER_TITLE && kind != CONTAINER_CAST) {
		tei_block(e->w, "p");
		e->speech_filled = true;
	}
	tei_open_block(e->w, element);
	e->container_inside = e->w->depth;
	e->container_filled = e->item_due = e->item_open = e->item_several = false;
}

void container_close(struct encoder *e)
{
	block_close(e);
	if (e->container == CONTAINER_NONE)
		return;
	if (e->container == CONTAINER_CAST)
		group_close_cast(e);
	tei_close_to(e->w, e->container_inside);
	if (e->item_due || (e->container == CONTAINER_LIST && !e->container_filled)) {
		tei_block(e->w, "item");
		tei_close(e->w);
	}
	tei_close_to(e->w, e->container_depth);
	e->container = CONTAINER_NONE;
	e->item_due = e->item_open = false;
}

bool container_goes_on(const struct encoder *e)
{
	enum mark next = encoder_next(e);
	switch (e->container) {
	case CONTAINER_TITLE:
		return next == MARK_TITLE;
	case CONTAINER_CAST:
		return next == MARK_CAST || next == MARK_ITEM || next == FLOW_GOES_ON;
	case CONTAINER_LIST:
		return next == MARK_ITEM;
	case CONTAINER_GLOSS:
		return next == MARK_KEY || next == MARK_META;
	case CONTAINER_TABLE:
		return next == MARK_TABLE;
	case CONTAINER_QUOTE:
		return next == MARK_QUOTE;
	case CONTAINER_NONE:
		break;
	}
	return false;
}
