// merge.c: what a person corrected in older marked lines, kept in new ones

#include "mark/merge.h"

#include <stdlib.h>
#include <string.h>

#include "mark/align.h"
#include "mark/merging.h"

enum { SHOWN_MAX = 100 }; // lines that are gone, told one by one

// ---- lines --------------------------------------------------------------------------------------

static void side_free(struct side *s)
{
	free(s->texts);
	free(s->first);
}

static bool side_read(struct side *s, const struct transcript *rows, const char *file,
                      struct arena *arena)
{
	struct buf text = {0};
	*s = (struct side){.rows = rows, .file = file};
	s->texts = calloc(rows->n + 1, sizeof *s->texts);
	s->first = calloc(rows->n + 1, sizeof *s->first);
	if (!s->texts || !s->first)
		return false;
	while (s->settings < rows->n && rows->items[s->settings].joined)
		s->settings++;
	for (size_t i = s->settings; i < rows->n;) {
		buf_clear(&text);
		s->first[s->n] = i;
		do {
			buf_put(&text, rows->items[i].label);
			buf_put(&text, rows->items[i].text);
		} while (++i < rows->n && rows->items[i].joined);
		s->texts[s->n++] = arena_str(arena, buf_str(&text));
	}
	s->first[s->n] = rows->n;
	bool good = !text.failed && !arena->failed;
	buf_free(&text);
	return good;
}

static struct group group_at(const struct side *s, size_t line)
{
	return (struct group){s->rows->items + s->first[line], s->first[line + 1] - s->first[line],
	                      s->texts[line]};
}

// ---- telling ------------------------------------------------------------------------------------

static void tell_kept(struct merging *m, size_t old_line, const struct group *made,
                      const struct group *fresh, bool conflict)
{
	struct buf kept = {0}, now = {0};
	struct place place = {.file = m->old.file, .line = m->old.first[old_line] + 1};
	group_put_heads(&kept, made->rows, made->n);
	group_put_heads(&now, fresh->rows, fresh->n);
	report(m->reporter, SEVERITY_WARNING, &place, conflict ? "merge-conflict" : "merge-kept",
	       "%s %.*s; the program now has %.*s", conflict ? "both changed; kept" : "kept",
	       STR_ARG(buf_str(&kept)), STR_ARG(buf_str(&now)));
	m->kept++;
	buf_free(&kept);
	buf_free(&now);
}

static void tell_lost(struct merging *m, size_t old_line, const char *why)
{
	struct group group = group_at(&m->old, old_line);
	struct place place = {.file = m->old.file, .line = m->old.first[old_line] + 1};
	struct buf heads = {0};
	if (m->lost++ >= SHOWN_MAX)
		return;
	group_put_heads(&heads, group.rows, group.n);
	report(m->reporter, SEVERITY_WARNING, &place, "merge-lost", "%s; it was marked %.*s", why,
	       STR_ARG(buf_str(&heads)));
	buf_free(&heads);
}

// ---- one line -----------------------------------------------------------------------------------

// One line that both sides have. `rows` has room for the rows of either; the number of rows is given
// back, and in *conflict whether person and program both changed something.
static size_t merge_line(struct merging *m, const struct group *old, const struct group *base,
                         const struct group *fresh, struct row *rows, bool *conflict)
{
	bool takes_fresh = base ? group_same(old, base) : group_is_doubtful(old);
	bool three = base && group_same_shape(base, old);
	if (group_same_shape(old, fresh) && (!base || three)) {
		for (size_t i = 0; i < old->n; i++)
			rows[i] = base ? mergerow_three(&old->rows[i], &base->rows[i],
			                                &fresh->rows[i], conflict)
			               : mergerow_two(&old->rows[i], &fresh->rows[i], m->arena);
		return old->n;
	}
	const struct group *from = takes_fresh ? fresh : old;
	memcpy(rows, from->rows, from->n * sizeof *rows);
	*conflict |= !takes_fresh && base && !group_same(base, fresh);
	return from->n;
}

// ---- all lines ----------------------------------------------------------------------------------

void merging_add(struct merging *m, struct row row)
{
	if (!array_grow((void **)&m->rows, &m->cap, m->n, sizeof *m->rows)) {
		m->failed = true;
		return;
	}
	m->rows[m->n++] = row;
}

// Learns which new ids are which in the end, and which ids of the base the program gives otherwise now.
// Without a base, rows that nobody has decided teach nothing.
static void learn(struct merging *m, const struct group *made, const struct group *old,
                  const struct group *base, const struct group *fresh)
{
	const struct group *end = base ? made : old;
	for (size_t i = 0; i < fresh->n && group_same_shape(end, fresh); i++)
		if (base || !old->rows[i].doubt)
			id_map_learn(&m->ids, &fresh->rows[i], &end->rows[i]);
	for (size_t i = 0;
	     base && i < fresh->n && group_same(old, base) && group_same_shape(base, fresh); i++)
		id_map_learn(&m->moved, &base->rows[i], &fresh->rows[i]);
	m->failed |= m->ids.failed || m->moved.failed;
}

static void add_all(struct merging *m, const struct group *g)
{
	for (size_t i = 0; i < g->n; i++)
		merging_add(m, g->rows[i]);
}

// A line that both sides have, with the rows of each cut for its text.
struct pair_of_lines {
	struct group old, base, fresh, made;
	bool has_old, has_base; // could be cut so
	struct row *rows;       // owns all
};

// Ids that people have in the end stand for new ones from here on.
static void rename_fresh(struct merging *m, struct group *fresh, struct row *rows)
{
	for (size_t i = 0; i < fresh->n; i++) {
		rows[i] = fresh->rows[i];
		rows[i].args = id_map_apply(&m->ids, &rows[i], m->arena);
	}
	fresh->rows = rows;
}

static bool pair_lines(struct merging *m, size_t line, bool rename, struct pair_of_lines *p)
{
	size_t at = m->old_of[line];
	*p = (struct pair_of_lines){.fresh = group_at(&m->fresh, line)};
	bool there = at != ALIGN_NONE;
	if (there)
		p->old = group_at(&m->old, at);
	bool based = there && m->base_of && m->base_of[at] != ALIGN_NONE;
	if (based)
		p->base = group_at(&m->base, m->base_of[at]);
	size_t most = p->old.n + p->base.n + p->fresh.n;
	p->rows = calloc(4 * most + 1, sizeof *p->rows);
	if (!p->rows) {
		m->failed = true;
		return false;
	}
	p->has_old = there && group_recut(&p->old, p->fresh.text, p->rows + most);
	p->has_base = based && group_recut(&p->base, p->fresh.text, p->rows + 2 * most);
	if (p->has_old)
		p->old.rows = p->rows + most;
	if (p->has_base)
		p->base.rows = p->rows + 2 * most;
	if (rename)
		rename_fresh(m, &p->fresh, p->rows + 3 * most);
	return true;
}

// Merges a line, or with `learning` only looks what its ids become.
static void do_line(struct merging *m, size_t line, bool learning)
{
	struct pair_of_lines p;
	bool conflict = false;
	if (!pair_lines(m, line, !learning, &p))
		return;
	struct group *base = p.has_base ? &p.base : NULL;
	if (p.has_old) {
		p.made.rows = p.rows;
		p.made.n = merge_line(m, &p.old, base, &p.fresh, p.rows, &conflict);
	}
	if (learning && p.has_old) {
		learn(m, &p.made, &p.old, base, &p.fresh);
	} else if (!learning && !p.has_old) {
		if (p.old.n && !group_same_heads(&p.old, &p.fresh))
			tell_lost(m, m->old_of[line],
			          "the line changed where it is marked, and has new marks");
		add_all(m, &p.fresh);
	} else if (!learning) {
		bool changed = base && !group_same(&p.old, base);
		for (size_t i = 0; i < p.made.n; i++) {
			p.rows[i].args = arena_str(m->arena, p.rows[i].args);
			if (changed)
				p.rows[i].args = id_map_apply(&m->moved, &p.rows[i], m->arena);
		}
		group_give_hints(p.rows, p.made.n, &p.fresh);
		if (!group_agrees(&p.made, &p.fresh) && (conflict || !base))
			tell_kept(m, m->old_of[line], &p.made, &p.fresh, conflict);
		add_all(m, &p.made);
	}
	free(p.rows);
}

// ---- the whole ----------------------------------------------------------------------------------

// Which old line each new one is, which line of the base each old one.
static bool align(struct merging *m)
{
	struct alignment a = {0}, b = {0};
	m->old_of = malloc((m->fresh.n + 1) * sizeof *m->old_of);
	if (!m->old_of || !align_lines(&a, m->fresh.texts, m->fresh.n, m->old.texts, m->old.n))
		return false;
	memcpy(m->old_of, a.to, m->fresh.n * sizeof *m->old_of);
	align_free(&a);
	if (!m->base.rows)
		return true;
	if (!align_lines(&b, m->old.texts, m->old.n, m->base.texts, m->base.n))
		return false;
	m->base_of = b.to;
	return true;
}

// Tells the old lines that are no more. False when hardly any is left: it is another text.
static bool tell_gone(struct merging *m)
{
	bool *there = calloc(m->old.n + 1, sizeof *there);
	size_t lines = 0, found = 0;
	m->failed |= !there;
	for (size_t i = 0; i < m->fresh.n && there; i++)
		if (m->old_of[i] != ALIGN_NONE)
			there[m->old_of[i]] = true;
	for (size_t i = 0; i < m->old.n && there; i++) {
		lines += m->old.texts[i].n > 0;
		found += m->old.texts[i].n > 0 && there[i];
	}
	if (there && found * 4 < lines) {
		report(m->reporter, SEVERITY_ERROR, &(struct place){.file = m->old.file},
		       "merge-other",
		       "of its %zu lines only %zu are in the text; these are marked lines of "
		       "another "
		       "text",
		       lines, found);
		free(there);
		return false;
	}
	for (size_t i = 0; i < m->old.n && there; i++)
		if (!there[i] && m->old.texts[i].n)
			tell_lost(m, i, "this line is not in the text any more");
	if (m->lost > SHOWN_MAX)
		report(m->reporter, SEVERITY_WARNING, &(struct place){.file = m->old.file},
		       "merge-lost", "%zu more lines are not in the text any more",
		       m->lost - SHOWN_MAX);
	free(there);
	return true;
}

static bool is_ready(struct merging *m, struct transcript *t, const struct merge_side *old,
                     const struct merge_side *base)
{
	return side_read(&m->fresh, t, NULL, m->arena) &&
	       side_read(&m->old, old->rows, old->file, m->arena) &&
	       (!base || side_read(&m->base, base->rows, base->file, m->arena)) && align(m);
}

bool merge(struct transcript *t, const struct merge_side *old, const struct merge_side *base,
           struct reporter *reporter)
{
	struct merging m = {.arena = &t->arena, .reporter = reporter};
	if (!old->rows->n) {
		report(reporter, SEVERITY_ERROR, &(struct place){.file = old->file}, "merge-empty",
		       "there are no marked lines in it; if the output was to go there too, the "
		       "shell has emptied it: take it from your backup and write to another file");
		return false;
	}
	m.failed = !is_ready(&m, t, old, base);
	bool same = !m.failed && tell_gone(&m);
	for (size_t i = 0; same && i < m.fresh.n && !m.failed; i++)
		do_line(&m, i, true);
	if (same)
		merging_settings(&m);
	for (size_t i = 0; same && i < m.fresh.n && !m.failed; i++)
		do_line(&m, i, false);
	m.failed |= t->arena.failed;
	if (m.failed)
		report_memory(reporter);
	if (same && !m.failed) {
		free(t->items);
		t->items = m.rows;
		t->n = m.n;
		t->cap = m.cap;
		m.rows = NULL;
	}
	side_free(&m.fresh);
	side_free(&m.old);
	side_free(&m.base);
	free(m.old_of);
	free(m.base_of);
	free(m.rows);
	id_map_free(&m.ids);
	id_map_free(&m.moved);
	return same && !m.failed;
}
