// filelist.c: the list of the files that are a site's

#include "site/filelist.h"

#include <stdlib.h>

#include "core/uri.h"

#define HEAD \
	"# What teitransform site has written here, and replaces or removes when it is run " \
	"again.\n"

// A list may come from anywhere: it must not lead out of the folder.
static bool is_inside(struct str name)
{
	struct str rest = name, part;
	bool good = name.n && name.s[name.n - 1] != '/';
	while (good && str_field(&rest, '/', &part))
		good = part.n && !str_is(part, ".") && !str_is(part, "..");
	return good;
}

static int by_name(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

bool filelist_have(const struct filelist *list, struct str name)
{
	return list->n && bsearch(&name, list->items, list->n, sizeof name, by_name);
}

void filelist_put(struct buf *lines, struct str name)
{
	uri_encode(lines, name);
	buf_putc(lines, '\n');
}

bool filelist_read(struct filelist *list, struct str lines)
{
	struct str line;
	struct buf name = {0};
	bool good = true;
	while (good && str_field(&lines, '\n', &line)) {
		buf_clear(&name);
		uri_decode(&name, line);
		if (!line.n || line.s[0] == '#' || !is_inside(buf_str(&name)))
			continue;
		good = !name.failed && ARRAY_ROOM(list);
		if (good)
			list->items[list->n++] = arena_str(&list->arena, buf_str(&name));
	}
	buf_free(&name);
	if (list->n)
		qsort(list->items, list->n, sizeof *list->items, by_name);
	return good && !list->arena.failed;
}

bool filelist_is_list(struct str bytes)
{
	return str_starts(bytes, STR(HEAD));
}

void filelist_print(struct buf *out, const struct filelist *a, const struct filelist *b)
{
	buf_puts(out, HEAD);
	for (size_t i = 0, j = 0; i < a->n || j < b->n;) {
		int order = i == a->n ? 1 : j == b->n ? -1 : str_cmp(a->items[i], b->items[j]);
		filelist_put(out, order <= 0 ? a->items[i] : b->items[j]);
		i += order <= 0;
		j += order >= 0;
	}
}

void filelist_free(struct filelist *list)
{
	free(list->items);
	arena_free(&list->arena);
	*list = (struct filelist){0};
}
