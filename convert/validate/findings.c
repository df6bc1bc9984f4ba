// findings.c: what was found in one document, until it is told in order

#include "validate/findings.h"

#include <stdlib.h>

size_t findings_add(struct findings *f, enum severity severity, size_t at, const char *rule,
                    const char *format, ...)
{
	struct buf message = {0};
	va_list args;
	va_start(args, format);
	buf_vprintf(&message, format, args);
	va_end(args);
	struct str kept = arena_str(&f->arena, buf_str(&message));
	bool good = !message.failed && !f->arena.failed && ARRAY_ROOM(f);
	buf_free(&message);
	f->failed |= !good;
	if (!good)
		return FINDING_NONE;
	f->items[f->n++] = (struct finding){at, f->added, severity, rule, kept, false};
	return f->added++;
}

void findings_edit(struct findings *f, size_t finding, size_t at, size_t n, struct str text)
{
	if (finding == FINDING_NONE)
		return;
	struct str kept = arena_str(&f->arena, text);
	if (!kept.s || !ARRAY_ROOM(&f->edits))
		f->failed = true;
	else
		f->edits.items[f->edits.n++] = (struct edit){at, n, kept, finding};
}

static int by_place(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static bool is_same(const struct finding *a, const struct finding *b)
{
	return a->at == b->at && a->severity == b->severity && str_eq(a->message, b->message);
}

static void tell(const struct finding *f, struct xml_text *text, struct reporter *reporter)
{
	struct place place = xml_text_place(text, f->at);
	report(reporter, f->severity, &place, f->rule, "%.*s", STR_ARG(f->message));
}

void findings_tell_rest(size_t rest, const char *file, struct reporter *reporter)
{
	if (rest)
		report(reporter, SEVERITY_INFO, &(struct place){.file = file}, NULL,
		       "%zu more finding%s not shown; --max-errors=0 shows all", rest,
		       rest == 1 ? " is" : "s are");
}

void findings_report(struct findings *f, struct xml_text *text, size_t max,
                     struct reporter *reporter)
{
	if (f->n)
		qsort(f->items, f->n, sizeof *f->items, by_place);
	size_t told = 0, rest = 0;
	for (size_t i = 0; i < f->n; i++) {
		if (f->items[i].silent || (i && is_same(&f->items[i - 1], &f->items[i])))
			continue;
		// Whoever reads but some of the findings still learns that not all was checked.
		if (max && told >= max && f->items[i].severity != SEVERITY_FATAL) {
			reporter->count[f->items[i].severity]++;
			rest++;
			continue;
		}
		tell(&f->items[i], text, reporter);
		told++;
	}
	findings_tell_rest(rest, text->file, reporter);
	if (f->failed)
		report_memory(reporter);
}

void findings_free(struct findings *f)
{
	free(f->items);
	free(f->edits.items);
	arena_free(&f->arena);
	*f = (struct findings){0};
}
