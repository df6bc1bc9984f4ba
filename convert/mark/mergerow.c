// mergerow.c: one row of marked lines merged with another, and the ids of people between them

#include "mark/mergerow.h"

#include <stdlib.h>

void id_map_free(struct id_map *m)
{
	free(m->items);
	table_free(&m->by_id);
	*m = (struct id_map){0};
}

static bool has_ids(enum mark mark)
{
	return mark == MARK_SP || mark == MARK_SAID || mark == MARK_ITEM;
}

// The next argument that is no key=value.
static struct str next_id(struct str *args, bool *doubt)
{
	struct str word;
	while ((word = row_argument(args, doubt)).n)
		if (str_find_char(word, '=') == word.n)
			break;
	return word;
}

static size_t count_ids(struct str args)
{
	size_t n = 0;
	bool doubt;
	while (next_id(&args, &doubt).n)
		n++;
	return n;
}

static void learn(struct id_map *m, struct str from, struct str to)
{
	size_t at;
	if (table_get(&m->by_id, from, &at)) {
		m->items[at].several |= !str_eq(m->items[at].to, to);
	} else if (!ARRAY_ROOM(m) || !table_set(&m->by_id, from, m->n)) {
		m->failed = true;
	} else {
		m->items[m->n++] = (struct id_pair){from, to, false};
	}
}

void id_map_learn(struct id_map *m, const struct row *from, const struct row *to)
{
	struct str a = from->args, b = to->args, id;
	bool doubt, other;
	if (from->mark != to->mark || !has_ids(from->mark) || count_ids(a) != count_ids(b))
		return;
	while ((id = next_id(&a, &doubt)).n) {
		struct str now = next_id(&b, &other);
		if (!other)
			learn(m, id, now);
	}
}

static void put_word(struct buf *out, struct str word, bool doubt)
{
	if (out->n)
		buf_putc(out, ' ');
	buf_put(out, word);
	if (doubt)
		buf_putc(out, '?');
}

struct str id_map_apply(const struct id_map *m, const struct row *row, struct arena *arena)
{
	struct str rest = row->args, word;
	struct buf args = {0};
	bool doubt;
	if (!has_ids(row->mark) || !m->n)
		return row->args;
	while ((word = row_argument(&rest, &doubt)).n) {
		size_t at;
		if (table_get(&m->by_id, word, &at) && !m->items[at].several)
			word = m->items[at].to;
		put_word(&args, word, doubt);
	}
	struct str made = arena_str(arena, buf_str(&args));
	arena->failed |= args.failed;
	buf_free(&args);
	return made;
}

static bool same_mark(const struct row *a, const struct row *b)
{
	return a->mark == b->mark && a->level == b->level;
}

bool mergerow_same(const struct row *a, const struct row *b)
{
	return same_mark(a, b) && a->doubt == b->doubt && str_eq(a->args, b->args);
}

bool mergerow_agree(const struct row *a, const struct row *b)
{
	struct str one = a->args, other = b->args, word;
	bool doubt;
	if (!same_mark(a, b))
		return false;
	while ((word = row_argument(&one, &doubt)).n)
		if (!str_eq(word, row_argument(&other, &doubt)))
			return false;
	return !row_argument(&other, &doubt).n;
}

static bool has_doubt(struct str args)
{
	bool doubt = false;
	while (!doubt && row_argument(&args, &doubt).n)
		;
	return doubt;
}

// The old arguments, with the new ones in place of those that are doubtful.
static struct str merge_args(struct str old, struct str fresh, struct arena *arena)
{
	struct buf args = {0};
	struct str word;
	bool doubt, newer;
	if (!has_doubt(old))
		return old;
	while ((word = row_argument(&old, &doubt)).n) {
		bool is_value = str_find_char(word, '=') < word.n;
		struct str now = is_value ? (struct str){0} : next_id(&fresh, &newer);
		if (!doubt || is_value)
			put_word(&args, word, doubt);
		else if (now.n)
			put_word(&args, now, newer);
	}
	struct str made = arena_str(arena, buf_str(&args));
	arena->failed |= args.failed;
	buf_free(&args);
	return made;
}

static void take_mark(struct row *row, const struct row *from)
{
	row->doubt = from->doubt;
	if (same_mark(row, from))
		return;
	row->mark = from->mark;
	row->level = from->level;
	// A label stays a piece of its own whatever the mark.
	row->labelled = row->label.n || (mark_takes_label(row->mark) && row->text.n);
}

struct row mergerow_two(const struct row *old, const struct row *fresh, struct arena *arena)
{
	struct row row = *fresh;
	if (old->doubt && !same_mark(old, fresh))
		return row;
	if (!old->doubt)
		take_mark(&row, old);
	row.args = same_mark(old, fresh) ? merge_args(old->args, fresh->args, arena) : old->args;
	return row;
}

struct row mergerow_three(const struct row *old, const struct row *base, const struct row *fresh,
                          bool *conflict)
{
	struct row row = *fresh;
	bool mark = !same_mark(old, base) || old->doubt != base->doubt;
	bool args = !str_eq(old->args, base->args);
	if (mark)
		take_mark(&row, old);
	// Arguments belong to their mark.
	if (args || !same_mark(&row, fresh))
		row.args = old->args;
	*conflict |= !mergerow_agree(&row, fresh) && ((mark && !same_mark(base, fresh)) ||
	                                              (args && !str_eq(base->args, fresh->args)));
	return row;
}

void mergerow_put_head(struct buf *out, const struct row *row)
{
	buf_printf(out, "%s%s", row->joined ? "&" : "", mark_word(row->mark));
	if (row->level)
		buf_printf(out, "%u", row->level);
	buf_puts(out, row->doubt ? "?" : "");
	if (row->args.n) {
		buf_putc(out, ' ');
		buf_put(out, row->args);
	}
}
