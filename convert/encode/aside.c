// aside.c: rows that may interrupt a block: stage, pb, fw, note, time, cue

#include "encode/arguments.h"
#include "encode/encoder.h"
#include "encode/when.h"

// Begins the element of an aside, inside a block or on lines of its own.
static void begin(struct encoder *e, bool inside, struct str element)
{
	if (inside)
		tei_open_inline(e->w, element);
	else
		tei_open_block(e->w, element);
}

static void open_stage(struct encoder *e, const struct row *row, bool inside)
{
	struct str args = row->args, type = {0};
	bool doubt = false;
	begin(e, inside, STR("stage"));
	if (arguments_next(&args, &type, &doubt))
		encoder_word(e, TEI_ATTRIBUTE("type"), type);
	encoder_cert(e, row, doubt);
}

static void open_furniture(struct encoder *e, const struct row *row, bool inside)
{
	struct str args = row->args, type = {0};
	bool doubt = false;
	begin(e, inside, STR("fw"));
	encoder_word(e, TEI_ATTRIBUTE("type"),
	             arguments_next(&args, &type, &doubt) ? type : STR("chrome"));
	encoder_cert(e, row, doubt);
}

// A page break, and how the source prints it. False when it prints nothing.
static bool open_page(struct encoder *e, const struct row *row, bool inside)
{
	struct str args = row->args, number = {0};
	bool doubt = false;
	begin(e, inside, STR("pb"));
	if (arguments_next(&args, &number, &doubt))
		tei_attribute(e->w, "n", number);
	encoder_cert(e, row, doubt);
	tei_close(e->w);
	if (!row->text.n && !row->label.n)
		return false;
	begin(e, inside, STR("fw"));
	tei_attribute(e->w, "type", STR("pageNum"));
	return true;
}

static void open_note(struct encoder *e, const struct row *row, bool inside)
{
	struct note_arguments a = arguments_note(row);
	struct survey *s = e->s;
	begin(e, inside, STR("note"));
	encoder_word(e, TEI_ATTRIBUTE("type"),
	             a.type.n     ? a.type
	             : a.number.n ? STR("footnote")
	                          : STR("editorial"));
	if (a.number.n) {
		size_t at = e->note_at++, first = at;
		tei_attribute(e->w, "n", a.number);
		tei_attribute_number(e->w, "xml:id", s->note_prefix, at + 1);
		table_get(&s->note_numbers, a.number, &first);
		s->notes.items[first].due =
			s->notes.items[at].next ? s->notes.items[at].next : at + 1;
	}
	encoder_cert(e, row, a.doubt);
}

static void open_time(struct encoder *e, const struct row *row, bool inside)
{
	struct str args = row->args, time;
	bool doubt = false;
	char iso[24];
	begin(e, inside, STR("note"));
	tei_attribute(e->w, "type", STR("time"));
	bool given = arguments_next(&args, &time, &doubt);
	encoder_cert(e, row, doubt);
	tei_inline(e->w, "time");
	if (given && when_time(time, iso))
		tei_attribute(e->w, "when", str_from(iso));
}

// Seconds of media. Where the source prints nothing, a point in the text, unless the speech that
// begins next has it.
static bool open_cue(struct encoder *e, const struct row *row, bool inside, bool before_speech)
{
	const struct cue *cue = &e->s->cues.items[e->cue_at++];
	bool printed = row->text.n || row->label.n;
	if (!inside && !e->in_speech)
		e->synch = cue->when;
	if (!printed && !cue->end && (before_speech || !cue->when))
		return false;
	begin(e, inside, printed || cue->end ? STR("note") : STR("anchor"));
	if (printed || cue->end)
		tei_attribute(e->w, "type", STR("time"));
	if (cue->when)
		encoder_point(e, cue->when);
	encoder_cert(e, row, false);
	if (!printed && !cue->end) {
		tei_close(e->w);
		return false;
	}
	tei_inline(e->w, "time");
	if (cue->end)
		when_duration(e->w, cue->start, cue->end);
	return true;
}

// Begins the element of a row, with its attributes. False when it holds no text and is done.
static bool open_element(struct encoder *e, const struct row *row, bool inside)
{
	switch (row->mark) {
	case MARK_STAGE:
		open_stage(e, row, inside);
		return true;
	case MARK_FW:
		open_furniture(e, row, inside);
		return true;
	case MARK_PB:
		return open_page(e, row, inside);
	case MARK_NOTE:
		open_note(e, row, inside);
		return true;
	case MARK_TIME:
		open_time(e, row, inside);
		return true;
	default:
		return open_cue(e, row, inside, encoder_next(e) == MARK_SP);
	}
}

static enum block kind_of(enum mark mark)
{
	return mark == MARK_STAGE ? BLOCK_STAGE : mark == MARK_NOTE ? BLOCK_NOTE : BLOCK_FURNITURE;
}

// Whether the open block goes on behind the row and may hold it.
static bool stands_inside(struct encoder *e, const struct row *row)
{
	enum mark next = encoder_next(e);
	bool goes_on = next == FLOW_GOES_ON ||
	               (next == FLOW_NARRATION && e->block.kind == BLOCK_P && !e->in_speech);
	// The item of a key that has one value holds the text itself.
	if (e->block.kind == BLOCK_META && e->item_open && !e->item_several && container_goes_on(e))
		return row->mark != MARK_STAGE;
	if (!goes_on || e->block.kind == BLOCK_NONE || e->block.kind >= BLOCK_STAGE)
		return false;
	if (e->block.kind == BLOCK_SPEAKER) {
		if (e->s->flow[e->row] & FLOW_LABEL)
			return row->mark != MARK_STAGE;
		words_open_in_speech(e);
	}
	return e->block.kind < BLOCK_HEAD || row->mark != MARK_STAGE;
}

// Whether the speech has more behind the row.
static bool speech_goes_on(const struct encoder *e)
{
	switch (encoder_next(e)) {
	case FLOW_GOES_ON:
	case MARK_MORE:
	case MARK_L:
	case MARK_QUOTE:
	case MARK_LIST:
	case MARK_TABLE:
		return true;
	case MARK_ITEM:
		return e->container == CONTAINER_LIST;
	default:
		return false;
	}
}

static void put_inside(struct encoder *e, const struct row *row)
{
	block_close_aside(e);
	block_continue(e, row);
	struct str text = block_lead(e, row->label.n ? row->label : row->text);
	unsigned depth = e->w->depth;
	if (!open_element(e, row, true))
		return;
	e->aside = (struct frame){.kind = kind_of(row->mark), .depth = depth, .fresh = true};
	block_put(e, text);
	if (row->label.n)
		block_put(e, row->text);
}

// A clock before the first words belongs to them, not to the front matter.
static bool begins_body(const struct encoder *e, const struct row *row)
{
	if (row->mark != MARK_TIME && row->mark != MARK_CUE)
		return false;
	switch (encoder_next(e)) {
	case MARK_TITLE:
	case MARK_META:
	case MARK_KEY:
	case MARK_CAST:
	case MARK_ITEM:
	case MARK_FRONT:
	case MARK_BODY:
	case MARK_BACK:
	case MARK_DIV:
	case MARK_COUNT:
		return false;
	default:
		return true;
	}
}

// On lines of its own, in the container or speech that goes on, else behind it.
static void put_beside(struct encoder *e, const struct row *row)
{
	block_close(e);
	if (row->mark == MARK_STAGE || !container_goes_on(e))
		container_close(e);
	else if (e->container == CONTAINER_TABLE)
		tei_close_to(e->w, e->container_inside);
	bool kept = row->joined && row->mark == MARK_STAGE;
	if (e->in_speech && !kept && !speech_goes_on(e))
		outline_close_speech(e);
	if (row->mark == MARK_STAGE && !e->in_speech)
		outline_place(e, true);
	else if (begins_body(e, row))
		outline_enter_body(e);
	else if (e->region != REGION_NONE)
		outline_open_region(e);
	unsigned depth = e->w->depth;
	if (!open_element(e, row, false))
		return;
	e->block = (struct frame){.kind = kind_of(row->mark), .depth = depth, .fresh = true};
	block_put(e, row->label);
	block_put(e, row->text);
}

void aside_row(struct encoder *e, const struct row *row)
{
	if (stands_inside(e, row))
		put_inside(e, row);
	else
		put_beside(e, row);
}
