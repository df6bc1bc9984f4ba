// overview.c: how much was found, by rule, by file and by level

#include "report/overview.h"

#include <stdlib.h>

#include "core/visible.h"

enum { FILES_MAX = 50 }; // files that are listed

void overview_begin(struct overview *s, enum visit visit)
{
	totals_begin(&s->totals, visit);
}

void overview_end(struct overview *s)
{
	totals_end(&s->totals);
}

void overview_add(struct overview *s, const struct report *report,
                  const struct format_settings *settings)
{
	totals_add(&s->totals, report);
	struct str rule = str_from(format_rule(report));
	struct str file = str_from(format_file(report->place.file, settings));
	if (tally_add(&s->rules, rule, report->severity) == TALLY_NONE ||
	    tally_add(&s->files, file, report->severity) == TALLY_NONE)
		s->failed = true;
}

static void put_count(struct buf *out, size_t count)
{
	if (count)
		buf_printf(out, "%9zu", count);
	else
		buf_puts(out, "        -");
}

static void put_table(struct buf *out, const struct tally *t, const char *what, size_t max)
{
	size_t *order = tally_order(t);
	buf_printf(out, "%9s%9s%9s  %s\n", "errors", "warnings", "infos", what);
	for (size_t i = 0; order && i < t->n && i < max; i++) {
		const size_t *count = t->items[order[i]].count;
		put_count(out, count[SEVERITY_ERROR] + count[SEVERITY_FATAL]);
		put_count(out, count[SEVERITY_WARNING]);
		put_count(out, count[SEVERITY_INFO]);
		buf_puts(out, "  ");
		visible_put(out, tally_name(t, order[i]));
		buf_putc(out, '\n');
	}
	if (t->n > max)
		buf_printf(out, "%27s  and %zu more\n", "", t->n - max);
	out->failed |= t->n && !order;
	free(order);
}

void overview_write(const struct overview *s, FILE *stream)
{
	struct buf out = {0};
	if (s->rules.n) {
		put_table(&out, &s->rules, "rule", SIZE_MAX);
		buf_putc(&out, '\n');
		put_table(&out, &s->files, "file", FILES_MAX);
		buf_putc(&out, '\n');
	}
	totals_say(&s->totals, &out);
	buf_putc(&out, '\n');
	if (out.failed || s->failed)
		fputs("the summary is not complete: memory ran out\n", stream);
	if (out.n)
		fwrite(out.s, 1, out.n, stream);
	buf_free(&out);
}

void overview_free(struct overview *s)
{
	tally_free(&s->rules);
	tally_free(&s->files);
}
