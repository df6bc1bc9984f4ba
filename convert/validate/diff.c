// diff.c: what --fix would do, as a patch
//
// The two contents differ in few places, within lines nearly always, so that nobody need search for the
// shortest patch: where lines differ, the nearest two that agree again are found by trying.

#include "validate/diff.h"

#include <stdlib.h>
#include <unistd.h>

enum { CONTEXT = 3, NEAR_MAX = 200 };

struct lines {
	struct str *items; // each with its "\n"
	size_t n, cap;
};

// Lines from `old` to `old_end` of the one become `new` to `new_end` of the other.
struct change {
	size_t old, old_end, new, new_end;
};

struct diff {
	struct buf *out;
	struct lines old, new;
	struct {
		struct change *items;
		size_t n, cap;
	} changes;
};

static bool split(struct lines *lines, struct str text)
{
	while (text.n) {
		size_t n = str_find_char(text, '\n');
		n += n < text.n;
		if (!ARRAY_ROOM(lines))
			return false;
		lines->items[lines->n++] = str_from_to(text, 0, n);
		text = str_after(text, n);
	}
	return true;
}

static bool agree(const struct diff *d, size_t i, size_t k)
{
	if (i == d->old.n || k == d->new.n)
		return i == d->old.n && k == d->new.n;
	return str_eq(d->old.items[i], d->new.items[k]);
}

// The nearest lines behind a difference that agree, or both ends.
static struct change difference(const struct diff *d, size_t i, size_t k)
{
	for (size_t far = 1; far < NEAR_MAX; far++) {
		if (i + far <= d->old.n && k + far <= d->new.n &&agree(d, i + far, k + far))
			return (struct change){i, i + far, k, k + far};
		for (size_t less = 0; less < far; less++) {
			if (i + far <= d->old.n &&
			    k + less <= d->new.n &&agree(d, i + far, k + less))
				return (struct change){i, i + far, k, k + less};
			if (i + less <= d->old.n &&
			    k + far <= d->new.n &&agree(d, i + less, k + far))
				return (struct change){i, i + less, k, k + far};
		}
	}
	return (struct change){i, d->old.n, k, d->new.n};
}

static bool find_changes(struct diff *d)
{
	size_t i = 0, k = 0;
	while (i < d->old.n || k < d->new.n) {
		if (agree(d, i, k)) {
			i++;
			k++;
			continue;
		}
		if (!ARRAY_ROOM(&d->changes))
			return false;
		struct change c = difference(d, i, k);
		d->changes.items[d->changes.n++] = c;
		i = c.old_end;
		k = c.new_end;
	}
	return true;
}

static void put_lines(struct diff *d, char sign, const struct lines *lines, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		struct str line = lines->items[i];
		buf_putc(d->out, sign);
		buf_put(d->out, line);
		if (line.s[line.n - 1] != '\n')
			buf_puts(d->out, "\n\\ No newline at end of file\n");
	}
}

// A range of lines as a hunk has it: an empty one is named by the line before it.
static void put_range(struct diff *d, char sign, size_t from, size_t to)
{
	buf_printf(d->out, " %c%zu", sign, from + (to > from));
	if (to - from != 1)
		buf_printf(d->out, ",%zu", to - from);
}

// Changes from one to another, near enough to share the lines between them.
static void put_hunk(struct diff *d, const struct change *first, const struct change *last)
{
	size_t before = first->old < CONTEXT ? first->old : CONTEXT;
	size_t left = d->old.n - last->old_end, after = left < CONTEXT ? left : CONTEXT;
	buf_puts(d->out, "@@");
	put_range(d, '-', first->old - before, last->old_end + after);
	put_range(d, '+', first->new - before, last->new_end + after);
	buf_puts(d->out, " @@\n");
	size_t at = first->old - before;
	for (const struct change *c = first; c <= last; c++) {
		put_lines(d, ' ', &d->old, at, c->old);
		put_lines(d, '-', &d->old, c->old, c->old_end);
		put_lines(d, '+', &d->new, c->new, c->new_end);
		at = c->old_end;
	}
	put_lines(d, ' ', &d->old, at, at + after);
}

static void put_hunks(struct diff *d)
{
	const struct change *items = d->changes.items;
	for (size_t from = 0, to; from < d->changes.n; from = to) {
		for (to = from + 1;
		     to < d->changes.n && items[to].old - items[to - 1].old_end <= 2 * CONTEXT;
		     to++)
			;
		put_hunk(d, &items[from], &items[to - 1]);
	}
}

static bool is_odd(char c)
{
	return c == '"' || c == '\\' || (unsigned char)c < ' ' || c == 0x7f;
}

// A name with what patch would stumble over in quotes; a tab ends one with blanks.
static void put_name(struct buf *out, const char *sign, struct str name)
{
	size_t odd = 0;
	for (size_t i = 0; i < name.n; i++)
		odd += is_odd(name.s[i]);
	buf_printf(out, "%s %s", sign, odd ? "\"" : "");
	for (size_t i = 0; i < name.n; i++) {
		if (is_odd(name.s[i]))
			buf_printf(out, "\\%03o", (unsigned char)name.s[i]);
		else
			buf_putc(out, name.s[i]);
	}
	buf_printf(out, "%s%s\n", odd ? "\"" : "",
	           !odd && str_find_char(name, ' ') < name.n ? "\t" : "");
}

// The path from the current folder, where the file is below it: patch takes no other.
static struct str from_here(const char *path)
{
	char *here = path[0] == '/' ? getcwd(NULL, 0) : NULL;
	struct str name = str_from(path), folder = str_from(here);
	if (here && str_starts(name, folder) && name.n > folder.n + 1 && name.s[folder.n] == '/')
		name = str_after(name, folder.n + 1);
	free(here);
	while (str_starts(name, STR("./")))
		name = str_after(name, 2);
	return name;
}

void diff_put(struct buf *out, const char *path, struct str old, struct str new)
{
	struct diff d = {.out = out};
	if (split(&d.old, old) && split(&d.new, new) && find_changes(&d)) {
		if (d.changes.n) {
			put_name(out, "---", from_here(path));
			put_name(out, "+++", from_here(path));
		}
		put_hunks(&d);
	} else {
		out->failed = true;
	}
	free(d.old.items);
	free(d.new.items);
	free(d.changes.items);
}
