// prolog.c: comments and processing instructions before the outermost element

#include "validate/prolog.h"

#include <stdlib.h>

bool prolog_add(struct prolog *p, const char *target, struct str data, size_t at)
{
	struct str name = target ? arena_str(&p->arena, str_from(target)) : (struct str){0};
	struct str kept = arena_str(&p->arena, data);
	if (p->arena.failed || !ARRAY_ROOM(p))
		return false;
	p->items[p->n++] = (struct prolog_item){name.s, kept, at};
	return true;
}

bool prolog_replay(const struct prolog *p, const struct engine *engine, void *run)
{
	for (size_t i = 0; i < p->n; i++)
		if (!engine->aside(run, p->items[i].target, p->items[i].data, p->items[i].at))
			return false;
	return true;
}

void prolog_free(struct prolog *p)
{
	free(p->items);
	arena_free(&p->arena);
	*p = (struct prolog){0};
}
