// outline.c: regions, divisions and speeches
//
// TEI takes no paragraph, speech or stage direction behind a division in the same parent, and at
// the top of front and back no speech, verse or stage direction at all. What comes there
// nevertheless gets a division of its own.

#include "encode/arguments.h"
#include "encode/encoder.h"

static bool *nested_here(struct encoder *e)
{
	return e->divisions_n ? &e->divisions[e->divisions_n - 1].nested : &e->nested;
}

static void close_divisions(struct encoder *e, size_t n)
{
	outline_close_speech(e);
	if (e->divisions_n <= n)
		return;
	tei_close_to(e->w, e->divisions[n].depth);
	e->divisions_n = n;
}

void outline_open_region(struct encoder *e)
{
	static const char *const names[] = {"", "front", "body", "back"};
	if (e->region_open)
		return;
	tei_open_block(e->w, str_from(names[e->region]));
	e->region_open = true;
	e->nested = e->filled = false;
}

static void close_region(struct encoder *e)
{
	close_divisions(e, 0);
	if (e->region_open && e->region == REGION_BODY && !e->filled) {
		tei_block(e->w, "p");
		tei_close(e->w);
	}
	if (e->region_open)
		tei_close(e->w);
	e->region_open = false;
}

// Goes on to a later region. The body is never left out.
static void enter_region(struct encoder *e, enum region region)
{
	if (e->region == region)
		return;
	if (e->region == REGION_BODY)
		outline_open_region(e);
	close_region(e);
	if (e->region < REGION_BODY && region > REGION_BODY) {
		e->region = REGION_BODY;
		outline_open_region(e);
		close_region(e);
	}
	e->region = region;
	e->nested = false;
}

void outline_enter_body(struct encoder *e)
{
	if (e->region == REGION_NONE || (e->region == REGION_FRONT && !e->front_declared))
		enter_region(e, REGION_BODY);
	outline_open_region(e);
}

static void push_division(struct encoder *e, unsigned level, bool anonymous)
{
	if (e->divisions_n == DIVISIONS_MAX) // levels end at 9: cannot be
		close_divisions(e, 1);
	*nested_here(e) = true;
	e->filled = true;
	e->divisions[e->divisions_n++] = (struct open_division){
		.level = level, .depth = e->w->depth, .anonymous = anonymous};
	tei_block(e->w, "div");
}

void outline_place(struct encoder *e, bool apart)
{
	outline_enter_body(e);
	bool nested = *nested_here(e);
	bool top = !e->divisions_n && e->region != REGION_BODY;
	if (nested || (top && apart)) {
		push_division(e, e->divisions_n ? e->divisions[e->divisions_n - 1].level + 1 : 1,
		              true);
		if (nested)
			tei_attribute(e->w, "type", STR("continuation"));
	}
	e->filled = true;
}

bool outline_place_front(struct encoder *e)
{
	if (e->region == REGION_NONE)
		enter_region(e, REGION_FRONT);
	if (e->region == REGION_FRONT)
		outline_open_region(e);
	return e->region == REGION_FRONT && !e->divisions_n && !e->nested;
}

bool outline_wraps(const struct encoder *e)
{
	return e->in_speech || (!e->divisions_n && e->region != REGION_BODY);
}

void outline_close_speech(struct encoder *e)
{
	container_close(e);
	if (!e->in_speech)
		return;
	if (!e->speech_filled) {
		tei_block(e->w, "p");
		tei_close(e->w);
	}
	tei_close_to(e->w, e->speech_depth);
	e->in_speech = false;
}

static void begin_setting(struct encoder *e, const struct division *d)
{
	e->setting_open = false;
	if (!d->date.n)
		return;
	if (!ARRAY_ROOM(e->settings)) {
		e->w->out->failed = true;
		return;
	}
	e->settings->items[e->settings->n++] = (struct setting){.iso = d->date, .where = d->id};
	e->setting_open = true;
}

void outline_division(struct encoder *e, const struct row *row)
{
	struct div_arguments a = arguments_div(row);
	const struct division *d = &e->s->divisions.items[e->division_at++];
	unsigned level = row->level ? row->level : 1;
	size_t n = e->divisions_n;
	while (n && e->divisions[n - 1].level >= level)
		n--;
	outline_close_speech(e);
	close_divisions(e, n);
	outline_enter_body(e);
	push_division(e, level, false);
	encoder_word(e, TEI_ATTRIBUTE("type"), a.type);
	if (a.number.n)
		tei_attribute(e->w, "n", a.number);
	if (d->id.n)
		tei_attribute(e->w, "xml:id", d->id);
	encoder_cert(e, row, a.doubt);
	begin_setting(e, d);
	if (str_trim(row->label).n || str_trim(row->text).n) {
		block_open(e, BLOCK_HEAD, STR("head"));
		block_put(e, row->label);
		block_put(e, row->text);
	}
}

void outline_end(struct encoder *e, const struct row *row)
{
	size_t n = e->divisions_n;
	if (row->level) {
		while (n && e->divisions[n - 1].level >= row->level)
			n--;
	} else {
		while (n && e->divisions[n - 1].anonymous)
			n--;
		n -= n > 0;
	}
	outline_close_speech(e);
	if (n == e->divisions_n)
		survey_warn(e->s, e->row, "end-without-division",
		            "no division is open here that could end; the row is passed over");
	close_divisions(e, n);
}

void outline_region(struct encoder *e, const struct row *row)
{
	enum region region = row->mark == MARK_FRONT  ? REGION_FRONT
	                     : row->mark == MARK_BODY ? REGION_BODY
	                                              : REGION_BACK;
	close_divisions(e, 0);
	if (region < e->region) {
		survey_warn(e->s, e->row, "region-order",
		            "%s cannot follow here: front, body and back come once, in this order",
		            mark_word(row->mark));
		return;
	}
	enter_region(e, region);
	if (region == REGION_FRONT)
		e->front_declared = true;
}

void outline_finish(struct encoder *e)
{
	if (e->region < REGION_BODY)
		enter_region(e, REGION_BODY);
	if (e->region == REGION_BODY)
		outline_open_region(e);
	close_region(e);
}
