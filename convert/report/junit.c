// junit.c: findings as JUnit's XML: a document is a test case, and its findings are why it failed

#include <stdlib.h>

#include "core/markup.h"
#include "report/format.h"
#include "report/spool.h"

enum { TOLD_MAX = 1 << 20 }; // bytes of findings that a test case holds

struct junit {
	struct sheet sheet; // on the spool: how many tests there are is said before them
	FILE *stream;
	const struct format_settings *settings;
	size_t tests, failures, errors;
	// The test case in hand.
	bool is_open;
	enum visit visit;
	struct buf file, rule, told; // `rule`: that of the first finding that counts
	size_t untold, count[SEVERITY_FATAL + 1];
};

static void *junit_open(FILE *stream, const struct format_settings *settings)
{
	struct junit *j = calloc(1, sizeof *j);
	FILE *spool = j ? spool_open() : NULL;
	if (!spool) {
		free(j);
		return NULL;
	}
	*j = (struct junit){.sheet = {.stream = spool}, .stream = stream, .settings = settings};
	return j;
}

static void begin_case(struct junit *j, const char *file, enum visit visit)
{
	buf_clear(&j->file);
	buf_clear(&j->rule);
	buf_clear(&j->told);
	buf_puts(&j->file, format_file(file, j->settings));
	j->visit = visit;
	j->untold = 0;
	for (int s = 0; s <= SEVERITY_FATAL; s++)
		j->count[s] = 0;
	j->is_open = true;
}

// What the document failed of: "failure" for what is wrong in it, "error" where it could not be
// checked, "system-out" for what does not count.
static const char *verdict_on(struct junit *j)
{
	if (j->count[SEVERITY_FATAL]) {
		j->errors++;
		return "error";
	}
	for (int s = SEVERITY_ERROR; s >= (int)j->settings->fail_level; s--) {
		if (j->count[s]) {
			j->failures++;
			return "failure";
		}
	}
	return "system-out";
}

static void put_verdict(struct junit *j)
{
	struct buf *out = &j->sheet.out;
	const char *verdict = verdict_on(j);
	buf_printf(out, "<%s", verdict);
	if (verdict[0] != 's') {
		struct buf counts = {0};
		totals_counts(j->count, &counts);
		markup_attribute(out, "message", buf_str(&counts));
		markup_attribute(out, "type", buf_str(&j->rule));
		out->failed = out->failed || counts.failed;
		buf_free(&counts);
	}
	buf_putc(out, '>');
	buf_put(out, buf_str(&j->told));
	if (j->untold)
		buf_printf(out, "%zu more are not shown here\n", j->untold);
	buf_printf(out, "</%s>", verdict);
}

static void end_case(struct junit *j)
{
	struct buf *out = &j->sheet.out;
	buf_puts(out, "<testcase");
	markup_attribute(out, "classname", str_from(j->settings->program));
	buf_puts(out, " name=\"");
	markup_put_name(out, buf_str(&j->file));
	buf_puts(out, j->visit == VISIT_FIRST ? "\"" : " (links between documents)\"");
	markup_attribute(out, "time", STR("0"));
	if (j->told.n || j->untold) {
		buf_puts(out, ">\n");
		put_verdict(j);
		buf_puts(out, "\n</testcase>\n");
	} else {
		buf_puts(out, "/>\n");
	}
	out->failed = out->failed || j->file.failed || j->rule.failed || j->told.failed;
	sheet_write(&j->sheet);
	j->tests++;
	j->is_open = false;
}

static void junit_begin(void *context, const char *file, enum visit visit)
{
	begin_case(context, file, visit);
}

static void junit_end(void *context)
{
	end_case(context);
}

static bool counts(const struct junit *j, const struct report *report)
{
	return report->severity >= j->settings->fail_level;
}

// "file:12:3: error: message [rule]", the file only where it is another one.
static void put_finding(struct junit *j, const struct report *report)
{
	struct buf *out = &j->told;
	const struct place *place = &report->place;
	struct str file = str_from(format_file(place->file, j->settings));
	if (!str_eq(file, buf_str(&j->file))) {
		markup_put(out, file);
		buf_puts(out, place->line ? ":" : ": ");
	}
	if (place->line)
		buf_printf(out, "%zu:%zu: ", place->line, place->column ? place->column : 1);
	buf_printf(out, "%s: ", severity_name(report->severity));
	markup_put(out, report->message);
	if (report->rule) {
		buf_puts(out, " [");
		markup_put(out, str_from(report->rule));
		buf_putc(out, ']');
	}
	buf_putc(out, '\n');
}

static void junit_report(void *context, const struct report *report)
{
	struct junit *j = context;
	bool alone = !j->is_open; // on no document: a case of its own
	if (alone)
		begin_case(j, report->place.file, VISIT_FIRST);
	j->count[report->severity]++;
	if (!j->rule.n && counts(j, report))
		buf_puts(&j->rule, format_rule(report));
	if (j->told.n < TOLD_MAX)
		put_finding(j, report);
	else
		j->untold++;
	if (alone)
		end_case(j);
}

static void put_head(const struct junit *j)
{
	const char *name = j->settings->program;
	fprintf(j->stream,
	        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	        "<testsuites name=\"%s\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\">\n"
	        "<testsuite name=\"%s\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" "
	        "skipped=\"0\" "
	        "time=\"0\">\n",
	        name, j->tests, j->failures, j->errors, name, j->tests, j->failures, j->errors);
}

static bool junit_close(void *context, struct reporter *errors)
{
	struct junit *j = context;
	bool good = sheet_close(&j->sheet, errors);
	put_head(j);
	good = spool_copy(j->sheet.stream, j->stream, errors) && good;
	fputs("</testsuite>\n</testsuites>\n", j->stream);
	fclose(j->sheet.stream);
	buf_free(&j->file);
	buf_free(&j->rule);
	buf_free(&j->told);
	free(j);
	return good;
}

const struct format format_junit = {
	.name = "junit",
	.open = junit_open,
	.begin = junit_begin,
	.end = junit_end,
	.report = junit_report,
	.close = junit_close,
};
