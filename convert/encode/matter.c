// matter.c: rows that describe the document: title, meta, key

#include "encode/arguments.h"
#include "encode/encoder.h"
#include "encode/when.h"

static void put_row(struct encoder *e, const struct row *row)
{
	block_put_plain(e, row->label);
	block_put_plain(e, row->text);
}

// A title in the front matter, or elsewhere a paragraph that holds one.
static void put_title(struct encoder *e, const struct row *row, bool subtitle)
{
	if (e->container != CONTAINER_TITLE) {
		outline_close_speech(e);
		if (outline_place_front(e)) {
			container_open(e, CONTAINER_TITLE, STR("docTitle"));
		} else {
			outline_place(e, false);
			block_open(e, BLOCK_TITLE, STR("p"));
			encoder_cert(e, row, false);
			tei_inline(e->w, "title");
			put_row(e, row);
			return;
		}
	}
	block_open(e, BLOCK_TITLE, STR("titlePart"));
	if (subtitle)
		tei_attribute(e->w, "type", STR("sub"));
	encoder_cert(e, row, false);
	put_row(e, row);
}

void matter_title(struct encoder *e, const struct row *row)
{
	put_title(e, row, false);
}

// A value as an inline element of its own.
static void put_element(struct encoder *e, struct str element, const char *type, struct str text)
{
	tei_open_inline(e->w, element);
	if (type)
		tei_attribute(e->w, "type", str_from(type));
	tei_text(e->w, text);
	tei_close(e->w);
}

static void put_date(struct encoder *e, struct str iso, struct str text)
{
	char printed[16];
	if (!iso.n || !when_is_date(iso))
		iso = when_printed(text, printed);
	tei_inline(e->w, "date");
	if (iso.n)
		when_date(e->w, iso);
	tei_text(e->w, text);
	tei_close(e->w);
}

static void put_value(struct encoder *e, const struct row *row, enum metadata key,
                      struct str normal)
{
	block_put_plain(e, row->label);
	if (!str_trim(row->text).n)
		return;
	if (metadata_kind(key) == KIND_DATED)
		put_date(e, normal, block_lead(e, row->text));
	else if (key == METADATA_CLASSIFICATION)
		put_element(e, STR("stamp"), "classification", block_lead(e, row->text));
	else if (key == METADATA_AUTHOR && e->block.kind == BLOCK_META && e->byline)
		put_element(e, STR("docAuthor"), NULL, block_lead(e, row->text));
	else
		block_put(e, row->text);
}

// Whether what follows gives the open item another value: a meta row in a line of its own.
static bool has_another_value(const struct encoder *e)
{
	const struct transcript *t = e->s->transcript;
	for (size_t at = e->row + 1; at < t->n; at++) {
		const struct row *row = &t->items[at];
		if (row->mark == MARK_META && !row->joined)
			return true;
		if (row->mark != MARK_META && row->mark != MARK_BLANK && row->mark != MARK_CONT &&
		    !flow_interrupts(row->mark) && !(row->joined && flow_is_inline(row->mark)))
			return false;
	}
	return false;
}

// A value of the key before it: text of the item, or one paragraph of several.
static void open_in_item(struct encoder *e, const struct row *row)
{
	block_close(e);
	if (!e->item_open) {
		tei_block(e->w, "item");
		e->item_open = true;
		e->item_due = false;
		e->item_several = has_another_value(e);
	}
	if (e->item_several) {
		block_open(e, BLOCK_META, STR("p"));
	} else {
		// The item itself holds the text, and stays open behind it.
		e->block = (struct frame){.kind = BLOCK_META, .depth = e->w->depth, .fresh = true};
	}
	if (e->item_several || e->w->in_tag)
		encoder_cert(e, row, false);
}

static void open_by_key(struct encoder *e, const struct row *row, enum metadata key)
{
	outline_close_speech(e);
	bool front = outline_place_front(e);
	if (!front)
		outline_place(e, false);
	e->byline = front && key == METADATA_AUTHOR;
	block_open(e, BLOCK_META,
	           front && key == METADATA_DATE ? STR("docDate")
	           : e->byline                   ? STR("byline")
	                                         : STR("p"));
	encoder_cert(e, row, false);
}

static bool takes_values(enum block kind)
{
	return kind == BLOCK_P || kind == BLOCK_HEAD || kind == BLOCK_META || kind == BLOCK_ITEM ||
	       kind == BLOCK_CELL;
}

void matter_meta(struct encoder *e, const struct row *row)
{
	struct str args = row->args, word = {0}, normal = {0};
	bool doubt = false;
	arguments_next(&args, &word, &doubt);
	arguments_next(&args, &normal, &doubt);
	enum metadata key = metadata_parse(word);
	if (row->joined && takes_values(e->block.kind)) {
		block_close_aside(e);
	} else if (e->container == CONTAINER_GLOSS) {
		open_in_item(e, row);
	} else if ((key == METADATA_TITLE || key == METADATA_SUBTITLE) &&
	           e->region <= REGION_FRONT) {
		put_title(e, row, key == METADATA_SUBTITLE);
		return;
	} else {
		open_by_key(e, row, key);
	}
	put_value(e, row, key, normal);
}

void matter_key(struct encoder *e, const struct row *row)
{
	if (e->container == CONTAINER_GLOSS) {
		block_close(e);
		if (e->item_due) {
			tei_block(e->w, "item");
			tei_close(e->w);
		}
		tei_close_to(e->w, e->container_inside);
	} else {
		outline_close_speech(e);
		if (!outline_place_front(e))
			outline_place(e, false);
		container_open(e, CONTAINER_GLOSS, STR("list"));
		tei_attribute(e->w, "type", STR("gloss"));
	}
	e->item_due = e->item_open = false;
	block_open(e, BLOCK_KEY, STR("label"));
	encoder_cert(e, row, false);
	put_row(e, row);
}
