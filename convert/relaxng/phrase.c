// phrase.c: lists of names and values as phrases: "<p>, <l>, <stage> or 34 more"

#include "relaxng/phrase.h"

#include <stdlib.h>

#include "core/namespaces.h"
#include "core/nearest.h"
#include "core/unicode.h"

enum { SHOWN_NAMES = 6, SHOWN_VALUES = 10, SHOWN_CHARACTERS = 60, SHOWN_STEPS = 12 };

void phrase_name(struct follower *f, struct buf *out, symbol name, enum name_form form)
{
	struct symbol_name n = f->machine->grammar->symbols.items[name];
	bool xml = str_is(n.uri, XML_NAMESPACE);
	buf_printf(out, form == AS_ELEMENT ? "<%s%.*s>" : "%s%.*s", xml ? "xml:" : "",
	           STR_ARG(n.local));
}

// By how often the document has them, then as the schema has them.
static void rank(const struct follower *f, struct expected *names)
{
	for (size_t i = 1; i < names->n; i++) {
		symbol one = names->items[i];
		size_t at = i;
		for (; at > 0 && f->used[names->items[at - 1]] < f->used[one]; at--)
			names->items[at] = names->items[at - 1];
		names->items[at] = one;
	}
}

void phrase_names(struct follower *f, struct buf *out, struct expected *names, enum name_form form,
                  const char *last)
{
	size_t shown = names->n;
	rank(f, names);
	if (!f->listener.verbose && shown > SHOWN_NAMES + 1)
		shown = SHOWN_NAMES;
	for (size_t i = 0; i < shown; i++) {
		bool is_last = i + 1 == names->n && i > 0;
		buf_puts(out, is_last ? " " : i ? ", " : "");
		if (is_last)
			buf_printf(out, "%s ", last);
		phrase_name(f, out, names->items[i], form);
	}
	if (shown < names->n)
		buf_printf(out, " %s %zu more", last, names->n - shown);
}

void phrase_quote(struct buf *out, struct str value)
{
	size_t at = 0;
	bool cut = false;
	buf_putc(out, '"');
	for (size_t i = 0; at < value.n; i++) {
		size_t from = at;
		utf8_next(value, &at);
		cut = i == SHOWN_CHARACTERS;
		if (cut)
			break;
		struct str c = str_from_to(value, from, at);
		buf_put(out, xml_is_space(c.s[0]) ? STR(" ") : c);
	}
	buf_puts(out, cut ? "…\"" : "\"");
}

static bool put_types(struct buf *out, const struct pattern *p, size_t n)
{
	switch (p->kind) {
	case PATTERN_DATA:
		buf_puts(out, n ? ", or " : "");
		datatype_describe(p->type, out);
		return true;
	case PATTERN_LIST:
	case PATTERN_CHOICE:
	case PATTERN_GROUP:
	case PATTERN_ONE_OR_MORE:
	case PATTERN_AFTER: {
		size_t parts = p->kind == PATTERN_AFTER ? 1 : p->n, put = 0;
		for (size_t i = 0; i < parts; i++)
			put += put_types(out, p->parts[i], n + put);
		return put > 0;
	}
	default:
		return false;
	}
}

void phrase_values(struct follower *f, struct buf *out, const struct pattern *p, struct str found)
{
	struct expected_values values = {0};
	struct nearest nearest = nearest_to(str_trim(found));
	if (!expect_values(p, &values))
		f->failed = true;
	size_t shown = values.n;
	if (!f->listener.verbose && shown > SHOWN_VALUES + 1)
		shown = SHOWN_VALUES;
	for (size_t i = 0; i < values.n; i++) {
		nearest_consider(&nearest, values.items[i]->text);
		if (i >= shown)
			continue;
		buf_puts(out, i == 0 ? "" : i + 1 == values.n && !values.types ? " or " : ", ");
		phrase_quote(out, values.items[i]->text);
	}
	if (shown < values.n)
		buf_printf(out, " or %zu more", values.n - shown);
	put_types(out, p, values.n);
	if (values.n && nearest.best.n)
		buf_printf(out, "; did you mean \"%.*s\"?", STR_ARG(nearest.best));
	free(values.items);
}

void phrase_path(struct follower *f, struct buf *out)
{
	size_t n = f->frames.n, from = n > SHOWN_STEPS ? n - SHOWN_STEPS : 0;
	if (from)
		buf_puts(out, "…/");
	for (size_t i = from; i < n; i++) {
		const struct frame *frame = &f->frames.items[i];
		buf_printf(out, "%s%s%s%s", i > from ? "/" : "",
		           frame->prefix ? (const char *)frame->prefix : "",
		           frame->prefix ? ":" : "", (const char *)frame->local);
		if (frame->index > 1)
			buf_printf(out, "[%u]", frame->index);
	}
}
