// mergegroup.c: the rows of one source line, cut anew and compared

#include "mark/mergegroup.h"

#include "mark/align.h"
#include "mark/mergerow.h"

// Where a byte of the old line is in the new one; false when what stood there changed.
static bool move(size_t at, struct str old, struct str fresh, size_t prefix, size_t suffix,
                 size_t *to)
{
	*to = at <= prefix ? at : at + fresh.n - old.n;
	return at <= prefix || at + suffix >= old.n;
}

bool group_recut(const struct group *old, struct str fresh, struct row *rows)
{
	size_t prefix = align_prefix(old->text, fresh);
	size_t suffix = align_suffix(old->text, fresh, prefix), at = 0, from = 0;
	for (size_t i = 0; i < old->n; i++) {
		struct row *row = &rows[i];
		size_t label, to;
		*row = old->rows[i];
		at += row->label.n;
		if (!move(at, old->text, fresh, prefix, suffix, &label) || label < from)
			return false;
		if (!str_eq(str_from_to(fresh, from, label), row->label))
			return false;
		at += row->text.n;
		if (!move(at, old->text, fresh, prefix, suffix, &to) || to < label)
			return false;
		row->label = str_from_to(fresh, from, label);
		row->text = str_from_to(fresh, label, i + 1 == old->n ? fresh.n : to);
		row->hints = (struct str){0};
		from = to;
	}
	return true;
}

bool group_same_shape(const struct group *a, const struct group *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (a->rows[i].label.n != b->rows[i].label.n ||
		    a->rows[i].text.n != b->rows[i].text.n)
			return false;
	return true;
}

bool group_same(const struct group *a, const struct group *b)
{
	if (!group_same_shape(a, b))
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (!mergerow_same(&a->rows[i], &b->rows[i]))
			return false;
	return true;
}

bool group_agrees(const struct group *a, const struct group *b)
{
	if (!group_same_shape(a, b))
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (!mergerow_agree(&a->rows[i], &b->rows[i]))
			return false;
	return true;
}

bool group_is_doubtful(const struct group *g)
{
	for (size_t i = 0; i < g->n; i++)
		if (!g->rows[i].doubt)
			return false;
	return true;
}

void group_give_hints(struct row *rows, size_t n, const struct group *fresh)
{
	struct str hints = {0};
	for (size_t i = 0; i < fresh->n; i++)
		if (fresh->rows[i].hints.n)
			hints = fresh->rows[i].hints;
	for (size_t i = 0; i < n; i++)
		rows[i].hints = (struct str){0};
	for (size_t i = 0; i < n && hints.n; i++) {
		struct row *row = &rows[i];
		if (i + 1 < n && !row->label.n && !row->text.n && mark_is_structure(row->mark))
			continue;
		row->hints = hints;
		return;
	}
}

bool group_same_heads(const struct group *a, const struct group *b)
{
	bool same = a->n == b->n;
	for (size_t i = 0; same && i < a->n; i++)
		same = mergerow_agree(&a->rows[i], &b->rows[i]);
	return same;
}

void group_put_heads(struct buf *out, const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		buf_puts(out, i ? "' '" : "'");
		mergerow_put_head(out, &rows[i]);
	}
	buf_putc(out, '\'');
}
