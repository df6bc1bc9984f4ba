// group.c: rows that come in groups: cast, list, item, table, quote

#include "encode/arguments.h"
#include "encode/castlist.h"
#include "encode/encoder.h"

// Makes room for a group: in the open speech, in the front matter, or in a division.
static void place(struct encoder *e, bool front)
{
	container_close(e);
	if (e->in_speech || (front && e->region <= REGION_FRONT && outline_place_front(e)))
		return;
	outline_place(e, false);
}

static void put_named(struct encoder *e, struct str element, struct str text)
{
	if (!text.n)
		return;
	tei_open_inline(e->w, element);
	tei_text(e->w, text);
	tei_close(e->w);
}

// Text in which a name and a role, views of it, are marked.
static void put_entry(struct encoder *e, struct str whole, struct str name, struct str role)
{
	size_t at = 0, from;
	struct str element = e->roster ? STR("persName") : STR("role");
	if (name.n) {
		from = (size_t)(name.s - whole.s);
		tei_text(e->w, str_from_to(whole, at, from));
		put_named(e, element, name);
		at = from + name.n;
	}
	if (role.n) {
		from = (size_t)(role.s - whole.s);
		tei_text(e->w, str_from_to(whole, at, from));
		put_named(e, STR("roleDesc"), role);
		at = from + role.n;
	}
	tei_text(e->w, str_after(whole, at));
}

static void open_cast_item(struct encoder *e, const struct row *row, struct str name)
{
	struct str args = row ? row->args : (struct str){0}, id = {0};
	bool doubt = false;
	block_open(e, BLOCK_CAST_ITEM, STR("castItem"));
	e->container_filled = true;
	if (!arguments_next(&args, &id, &doubt) && name.n)
		id = ids_from(&e->s->ids, folded_blanks(&e->s->ids.arena, name));
	id = participants_id(&e->s->people, id);
	if (id.n)
		tei_pointer(e->w, "corresp", id);
	if (row)
		encoder_cert(e, row, doubt);
}

void group_cast_text(struct encoder *e, struct str text)
{
	struct cast_entry entry;
	while (cast_next(&text, &entry)) {
		open_cast_item(e, NULL, entry.name);
		put_entry(e, entry.whole, entry.name, entry.role);
		block_close(e);
	}
}

void group_close_cast(struct encoder *e)
{
	if (!e->container_filled && e->w->depth > e->container_inside) {
		tei_block(e->w, "castItem");
		tei_close(e->w);
	}
	tei_close_to(e->w, e->container_inside);
}

static void open_cast_group(struct encoder *e, const struct row *row)
{
	struct str args = row->args, org = {0};
	bool doubt = false;
	size_t at;
	tei_block(e->w, "castGroup");
	e->container_filled = false;
	e->roster = arguments_next(&args, &org, &doubt);
	if (e->roster && table_get(&e->s->people.by_org, ids_from(&e->s->ids, org), &at))
		tei_pointer(e->w, "corresp", e->s->people.orgs[at].id);
	encoder_cert(e, row, doubt);
}

void group_cast(struct encoder *e, const struct row *row)
{
	if (e->container == CONTAINER_CAST) {
		block_close(e);
		group_close_cast(e);
	} else {
		outline_close_speech(e);
		place(e, true);
		container_open(e, CONTAINER_CAST, STR("castList"));
	}
	open_cast_group(e, row);
	size_t end = cast_collect(e->s->transcript, e->row, &e->label, &e->text);
	struct str label = str_trim(buf_str(&e->label));
	if (label.n)
		tei_element(e->w, "head", label);
	group_cast_text(e, buf_str(&e->text));
	e->w->out->failed |= e->label.failed || e->text.failed;
	e->row = end - 1;
}

static void cast_item(struct encoder *e, const struct row *row)
{
	if (row->label.n) {
		struct str label = str_trim_left(row->label);
		struct str name = cast_row(label).name, role = str_trim(row->text);
		open_cast_item(e, row, name);
		put_entry(e, label, name, (struct str){0});
		put_entry(e, row->text, (struct str){0}, role);
	} else {
		struct cast_entry entry = cast_row(row->text);
		open_cast_item(e, row, entry.name);
		put_entry(e, entry.whole, entry.name, entry.role);
	}
	e->block.fresh = false;
}

void group_list(struct encoder *e, const struct row *row)
{
	struct str args = row->args, kind = {0};
	bool doubt = false;
	place(e, false);
	container_open(e, CONTAINER_LIST, STR("list"));
	if (arguments_next(&args, &kind, &doubt))
		encoder_word(e, TEI_ATTRIBUTE("rend"), kind);
	encoder_cert(e, row, doubt);
	if (str_trim(row->label).n || str_trim(row->text).n) {
		block_open(e, BLOCK_HEAD, STR("head"));
		block_put_plain(e, row->label);
		block_put(e, row->text);
	}
}

void group_item(struct encoder *e, const struct row *row)
{
	if (e->container == CONTAINER_CAST) {
		cast_item(e, row);
		return;
	}
	if (e->container != CONTAINER_LIST) {
		place(e, true);
		container_open(e, CONTAINER_LIST, STR("list"));
	}
	block_open(e, BLOCK_ITEM, STR("item"));
	e->container_filled = true;
	encoder_cert(e, row, false);
	if (row->label.n) {
		struct str label = block_lead(e, str_trim_left(row->label));
		put_named(e, STR("label"), str_trim_right(label));
		e->block.held = str_after(label, str_trim_right(label).n);
	}
	block_put(e, row->text);
}

static void put_cell(struct encoder *e, struct str text, bool label)
{
	block_open(e, BLOCK_CELL, STR("cell"));
	if (label)
		tei_attribute(e->w, "role", STR("label"));
	block_put(e, text);
}

void group_table(struct encoder *e, const struct row *row)
{
	struct str args = row->args, role = {0};
	bool doubt = false;
	if (!row->joined || e->container != CONTAINER_TABLE || e->block.kind != BLOCK_CELL) {
		if (e->container != CONTAINER_TABLE) {
			place(e, false);
			container_open(e, CONTAINER_TABLE, STR("table"));
		}
		block_close(e);
		tei_close_to(e->w, e->container_inside);
		tei_block(e->w, "row");
		if (arguments_next(&args, &role, &doubt) && str_is(role, "label"))
			tei_attribute(e->w, "role", role);
		encoder_cert(e, row, doubt);
	}
	if (str_trim(row->label).n)
		put_cell(e, row->label, true);
	put_cell(e, row->text, false);
}

void group_quote(struct encoder *e, const struct row *row)
{
	if (words_quote(e, row))
		return;
	if (e->container != CONTAINER_QUOTE) {
		place(e, false);
		container_open(e, CONTAINER_QUOTE, STR("quote"));
	}
	block_open(e, BLOCK_P, STR("p"));
	encoder_cert(e, row, false);
	block_put_plain(e, row->label);
	block_put(e, row->text);
}
