// mergesettings.c: settings of old and new marked lines merged

#include "mark/merging.h"

// "lang" of "&meta lang en"; "person hale" of what is told of a person.
static struct str setting_key(const struct row *row)
{
	struct str rest = row->args, key = str_word(&rest);
	if (!str_is(key, "person"))
		return key;
	struct str id = str_word(&rest);
	return id.n ? str_from_to(row->args, 0, (size_t)(id.s + id.n - row->args.s)) : key;
}

static const struct row *find_setting(const struct side *s, struct str key)
{
	for (size_t i = 0; i < s->settings; i++)
		if (str_eq(setting_key(&s->rows->items[i]), key))
			return &s->rows->items[i];
	return NULL;
}

static void check_profile(struct merging *m, const struct row *old, const struct row *fresh)
{
	struct str then = old->args, now = fresh->args;
	str_word(&then);
	str_word(&now);
	struct str before = str_word(&then), name = str_word(&now);
	struct place place = {.file = m->old.file, .line = (size_t)(old - m->old.rows->items) + 1};
	if (!str_eq(before, name))
		report(m->reporter, SEVERITY_WARNING, &place, "merge-profile",
		       "these lines were marked by the profile '%.*s', and now it was '%.*s'; add "
		       "--profile if it should be the same",
		       STR_ARG(before), STR_ARG(name));
}

// What comes out for a setting that the new lines have.
static void merge_setting(struct merging *m, const struct row *fresh)
{
	struct str key = setting_key(fresh);
	const struct row *old = find_setting(&m->old, key);
	const struct row *base = m->base.rows ? find_setting(&m->base, key) : NULL;
	if (!old) {
		// A person took it away.
		if (!base)
			merging_add(m, *fresh);
		return;
	}
	if (str_is(key, "profile")) {
		check_profile(m, old, fresh);
		merging_add(m, *fresh);
		return;
	}
	bool changed = m->base.rows ? !base || !mergerow_same(old, base) : true;
	struct row row = *fresh;
	if (changed)
		row.args = arena_str(m->arena, old->args);
	struct group kept = {&row, 1, {0}}, now = {fresh, 1, {0}};
	if (changed && !mergerow_same(&row, fresh) && (!base || !mergerow_same(base, fresh))) {
		struct buf heads = {0}, other = {0};
		struct place place = {.file = m->old.file,
		                      .line = (size_t)(old - m->old.rows->items) + 1};
		group_put_heads(&heads, kept.rows, 1);
		group_put_heads(&other, now.rows, 1);
		report(m->reporter, SEVERITY_WARNING, &place,
		       base ? "merge-conflict" : "merge-kept",
		       "kept %.*s; the program now has %.*s", STR_ARG(buf_str(&heads)),
		       STR_ARG(buf_str(&other)));
		buf_free(&heads);
		buf_free(&other);
	}
	merging_add(m, row);
}

void merging_settings(struct merging *m)
{
	for (size_t i = 0; i < m->fresh.settings; i++)
		merge_setting(m, &m->fresh.rows->items[i]);
	for (size_t i = 0; i < m->old.settings; i++) {
		struct row row = m->old.rows->items[i];
		struct str key = setting_key(&row);
		const struct row *base = m->base.rows ? find_setting(&m->base, key) : NULL;
		// Of two that say the same the first one counts.
		if (find_setting(&m->old, key) != &m->old.rows->items[i] ||
		    find_setting(&m->fresh, key) || (base && mergerow_same(base, &row)))
			continue;
		row.args = arena_str(m->arena, row.args);
		row.label = row.text = row.hints = (struct str){0};
		merging_add(m, row);
	}
}
