// format.c: what the forms share

#include "report/format.h"

#include "core/visible.h"

void sheet_write(struct sheet *sheet)
{
	if (sheet->out.failed) {
		sheet->failed = true;
		buf_free(&sheet->out); // and begin anew: there may be memory for a shorter one
		return;
	}
	if (sheet->out.n)
		fwrite(sheet->out.s, 1, sheet->out.n, sheet->stream);
	buf_clear(&sheet->out);
}

bool sheet_close(struct sheet *sheet, struct reporter *errors)
{
	sheet_write(sheet);
	buf_free(&sheet->out);
	if (sheet->failed)
		report_memory(errors);
	return !sheet->failed;
}

void totals_begin(struct totals *t, enum visit visit)
{
	t->documents += visit == VISIT_FIRST;
	t->in_document = true;
	t->is_concerned = visit == VISIT_AGAIN_CONCERNED;
}

void totals_end(struct totals *t)
{
	t->in_document = false;
}

void totals_add(struct totals *t, const struct report *report)
{
	t->count[report->severity]++;
	if (t->in_document && !t->is_concerned) {
		t->is_concerned = true;
		t->concerned++;
	}
}

bool totals_any(const struct totals *t)
{
	for (int s = 0; s <= SEVERITY_FATAL; s++)
		if (t->count[s])
			return true;
	return false;
}

void totals_counts(const size_t *count, struct buf *out)
{
	bool first = true;
	for (int s = SEVERITY_FATAL; s >= SEVERITY_INFO; s--) {
		if (!count[s])
			continue;
		bool many = count[s] != 1 && (s == SEVERITY_ERROR || s == SEVERITY_WARNING);
		buf_printf(out, "%s%zu %s%s", first ? "" : ", ", count[s],
		           severity_name((enum severity)s), many ? "s" : "");
		first = false;
	}
	if (first)
		buf_puts(out, "no findings");
}

void totals_say(const struct totals *t, struct buf *out)
{
	totals_counts(t->count, out);
	if (!t->documents)
		buf_puts(out, "; no document was checked");
	else if (t->concerned)
		buf_printf(out, " in %zu of %zu document%s", t->concerned, t->documents,
		           t->documents == 1 ? "" : "s");
	else
		buf_printf(out, " in %zu document%s", t->documents, t->documents == 1 ? "" : "s");
}

const char *format_rule(const struct report *report)
{
	if (report->rule)
		return report->rule;
	return report->severity >= SEVERITY_ERROR ? "trouble" : "note";
}

static bool is_stdin(const char *file)
{
	return str_is(str_from(file), "-");
}

const char *format_file(const char *file, const struct format_settings *settings)
{
	if (!file)
		return settings->program;
	return is_stdin(file) ? "(standard input)" : file;
}

const char *format_path(const char *file, const struct format_settings *settings)
{
	if (!file)
		return settings->program;
	if (is_stdin(file))
		return "stdin";
	struct str folder = str_from(settings->folder);
	if (folder.n > 1 && str_starts(str_from(file), folder) && file[folder.n] == '/')
		file += folder.n + 1;
	while (file[0] == '.' && file[1] == '/')
		file += 2;
	return file;
}

void format_put_path(struct buf *out, const char *file, const struct format_settings *settings)
{
	visible_put(out, str_from(format_path(file, settings)));
}
