// baseline.c: findings that were there before, so that only new ones count

#include "report/baseline.h"

#include <inttypes.h>

#include "core/io.h"

static const char head[] =
	"# Findings that teivalidate --baseline passes over. Made by --write-baseline.\n";

static bool keep(struct baseline *b, struct str key)
{
	struct str kept = arena_str(&b->arena, key);
	return kept.s && table_set(&b->known, kept, 1);
}

bool baseline_read(struct baseline *b, const char *path, struct reporter *reporter)
{
	struct buf file = {0};
	bool good = input_read(&file, path, INPUT_MAX, reporter);
	struct str rest = buf_str(&file), line;
	size_t number = 0;
	while (good && str_field(&rest, '\n', &line)) {
		struct str key = str_from_to(line, 0, str_find_char(line, '\t'));
		struct place place = {.file = path, .line = ++number, .source = line};
		if (!line.n || line.s[0] == '#')
			continue;
		if (key.n == line.n) {
			report(reporter, SEVERITY_FATAL, &place, "bad-baseline",
			       "this is no line of a baseline; make the file anew with "
			       "--write-baseline");
			good = false;
		} else if (!keep(b, key)) {
			report_memory(reporter);
			good = false;
		}
	}
	buf_free(&file);
	return good;
}

// Repeats are counted anew for each document.
static void enter_file(struct baseline *b, const char *file)
{
	struct str name = str_from(file);
	if (str_eq(name, buf_str(&b->file)))
		return;
	buf_clear(&b->file);
	buf_put(&b->file, name);
	tally_free(&b->seen);
	b->failed |= b->file.failed;
}

static void put_field(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		buf_putc(out, (unsigned char)s.s[i] < ' ' ? ' ' : s.s[i]);
}

static void write_line(struct baseline *b, struct str key, const struct report *r)
{
	buf_put(&b->written, key);
	buf_putc(&b->written, '\t');
	put_field(&b->written, str_from(r->place.file));
	buf_putc(&b->written, '\t');
	put_field(&b->written, str_from(r->rule));
	buf_putc(&b->written, '\t');
	put_field(&b->written, r->message);
	buf_putc(&b->written, '\n');
}

void baseline_report(void *context, const struct report *r)
{
	struct baseline *b = context;
	struct buf key = {0};
	size_t value;
	enter_file(b, r->place.file);
	struct fingerprint f = fingerprint(&b->seen, r, b->settings);
	buf_printf(&key, "%016" PRIx64 ".%zu", f.hash, f.repeat);
	b->failed |= key.failed;
	// Trouble is none of the document's, and is never passed over.
	bool trouble = r->severity == SEVERITY_FATAL || !r->rule;
	if (b->writes && !trouble)
		write_line(b, buf_str(&key), r);
	if (!trouble && table_get(&b->known, buf_str(&key), &value))
		b->held[r->severity]++;
	else
		b->on_report(b->context, r);
	buf_free(&key);
}

bool baseline_write(struct baseline *b, const char *path, struct reporter *reporter)
{
	struct buf all = {0};
	buf_puts(&all, head);
	buf_put(&all, buf_str(&b->written));
	bool good = !all.failed && !b->written.failed && !b->failed;
	if (!good)
		report_memory(reporter);
	good = good && output_write(path, buf_str(&all), reporter);
	buf_free(&all);
	return good;
}

void baseline_free(struct baseline *b)
{
	table_free(&b->known);
	arena_free(&b->arena);
	buf_free(&b->written);
	buf_free(&b->file);
	tally_free(&b->seen);
}
