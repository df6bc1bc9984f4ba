// sarif.c: findings as SARIF 2.1.0 (OASIS), for code scanning

#include <inttypes.h>
#include <stdlib.h>

#include "core/program.h"
#include "report/fingerprint.h"
#include "report/format.h"
#include "report/json.h"

// GitHub refuses a run with more than 25,000 results, and shows 5,000 of them.
enum { RESULTS_MAX = 25000, RESULTS_SHOWN = 5000 };

struct sarif {
	struct sheet sheet;
	const struct format_settings *settings;
	struct tally seen, rules;
	size_t n, fatal;
};

static void *sarif_open(FILE *stream, const struct format_settings *settings)
{
	struct sarif *s = calloc(1, sizeof *s);
	if (!s)
		return NULL;
	*s = (struct sarif){.sheet = {.stream = stream}, .settings = settings};
	buf_puts(&s->sheet.out, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\n"
	                        "\"version\":\"2.1.0\",\n\"runs\":[{\n"
	                        "\"columnKind\":\"unicodeCodePoints\",\n\"results\":[");
	sheet_write(&s->sheet);
	return s;
}

static void sarif_begin(void *context, const char *file)
{
	struct sarif *s = context;
	(void)file;
	tally_free(&s->seen);
}

// Everything but what RFC 3986 calls unreserved, and the slash. An absolute path is a file: URI.
static void put_uri(struct buf *out, struct str path)
{
	buf_puts(out, path.n && path.s[0] == '/' ? "\"file://" : "\"");
	for (size_t i = 0; i < path.n; i++) {
		char c = path.s[i];
		if (ascii_is_alpha(c) || ascii_is_digit(c) || (c && strchr("-._~/", c)))
			buf_putc(out, c);
		else
			buf_printf(out, "%%%02X", (unsigned char)c);
	}
	buf_putc(out, '"');
}

static void put_location(struct buf *out, const struct place *place,
                         const struct format_settings *settings)
{
	json_key(out, "locations");
	buf_puts(out, "[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":");
	put_uri(out, str_from(format_path(place->file, settings)));
	buf_puts(out, "},\"region\":{");
	json_member_number(out, "startLine", place->line ? place->line : 1); // GitHub asks for it
	if (place->column)
		json_member_number(out, "startColumn", place->column);
	buf_puts(out, "}}}]");
}

static const char *level_of(const struct report *report)
{
	static const char *const names[] = {"note", "warning", "error", "error"};
	return names[report->severity];
}

static void put_result(struct sarif *s, const struct report *report, size_t rule)
{
	struct buf *out = &s->sheet.out;
	struct fingerprint f = fingerprint(&s->seen, report, s->settings);
	buf_puts(out, s->n ? ",\n{" : "\n{");
	json_member(out, "ruleId", str_from(format_rule(report)));
	if (rule != TALLY_NONE)
		json_member_number(out, "ruleIndex", rule);
	json_member(out, "level", str_from(level_of(report)));
	json_key(out, "message");
	buf_putc(out, '{');
	json_member_visible(out, "text", report->message);
	buf_putc(out, '}');
	if (report->place.file)
		put_location(out, &report->place, s->settings);
	json_key(out, "partialFingerprints");
	buf_printf(out, "{\"stenogram/v1\":\"%016" PRIx64 ":%zu\"}}", f.hash, f.repeat);
	sheet_write(&s->sheet);
}

static void sarif_report(void *context, const struct report *report)
{
	struct sarif *s = context;
	s->fatal += report->severity == SEVERITY_FATAL;
	if (s->n < RESULTS_MAX) {
		size_t rule = tally_add(&s->rules, str_from(format_rule(report)), report->severity);
		put_result(s, report, rule);
	}
	s->n++;
}

// What rules are about, by how their ids begin.
static const char *group_of(struct str rule)
{
	static const struct {
		struct str prefix;
		const char *about;
	} groups[] = {
		{STR("xml-"), "Whether the document is well-formed XML"},
		{STR("schema-"), "Whether the document is as its schema wants it"},
		{STR("link-"), "Whether what a pointer points to is there"},
		{STR("id-"), "Whether an id names one element alone"},
		{STR("date-"), "Whether dates fit together"},
		{STR("number-"), "Whether numbers count on"},
		{STR("count-"), "Whether the header counts as is counted"},
		{STR("file-"), "Whether a document is called as its file is"},
		{STR("element-"), "Whether what should hold a text holds one"},
		{STR("person-"), "Whether two people are one"},
		{STR("speech-"), "Whether speeches are whole, and somebody's"},
		{STR("speaker-"), "Whether a printed name means one person"},
		{STR("text-"), "Whether the text can be read and searched"},
		{STR("suppression"), "Whether what is suppressed is there, for a reason"},
		{STR("note"), "A remark on what was checked"},
	};
	for (size_t i = 0; i < LENGTH(groups); i++)
		if (str_starts(rule, groups[i].prefix))
			return groups[i].about;
	return "Whether the document can be checked at all";
}

static void put_driver(struct sarif *s)
{
	struct buf *out = &s->sheet.out;
	buf_puts(out, s->n ? "\n],\n\"tool\":{\"driver\":{" : "],\n\"tool\":{\"driver\":{");
	json_member(out, "name", str_from(s->settings->program));
	json_member(out, "version", STR(STENOGRAM_VERSION));
	json_member(out, "semanticVersion", STR(STENOGRAM_VERSION));
	json_key(out, "rules");
	buf_putc(out, '[');
	for (size_t i = 0; i < s->rules.n; i++) {
		struct str id = tally_name(&s->rules, i);
		json_next(out);
		buf_puts(out, "\n{");
		json_member(out, "id", id);
		buf_puts(out, ",\"shortDescription\":{");
		json_member(out, "text", str_from(group_of(id)));
		buf_puts(out, "}}");
	}
	buf_puts(out, "]}},\n");
}

static void say_more(const struct sarif *s, struct buf *out)
{
	if (s->n > RESULTS_MAX)
		buf_printf(out,
		           "%zu of %zu findings are left out: a run may have %d results; check "
		           "fewer documents at a time, or let --max-errors=N tell fewer of each",
		           s->n - RESULTS_MAX, s->n, RESULTS_MAX);
	else
		buf_printf(out, "there are %zu results; GitHub shows %d of them", s->n,
		           RESULTS_SHOWN);
}

static void put_invocation(struct sarif *s, struct reporter *errors)
{
	struct buf *out = &s->sheet.out, said = {0};
	buf_printf(out, "\"invocations\":[{\"executionSuccessful\":%s",
	           s->fatal ? "false" : "true");
	if (s->n > RESULTS_SHOWN) {
		say_more(s, &said);
		buf_puts(out, ",\"toolExecutionNotifications\":[{\"level\":\"warning\","
		              "\"message\":{");
		json_member(out, "text", buf_str(&said));
		buf_puts(out, "}}]");
		report(errors, SEVERITY_WARNING, NULL, NULL, "sarif: %.*s", STR_ARG(said));
	}
	buf_puts(out, "}]\n}]}\n");
	out->failed = out->failed || said.failed;
	buf_free(&said);
}

static bool sarif_close(void *context, struct reporter *errors)
{
	struct sarif *s = context;
	put_driver(s);
	put_invocation(s, errors);
	bool good = sheet_close(&s->sheet, errors);
	tally_free(&s->seen);
	tally_free(&s->rules);
	free(s);
	return good;
}

const struct format format_sarif = {
	.name = "sarif",
	.open = sarif_open,
	.begin = sarif_begin,
	.report = sarif_report,
	.close = sarif_close,
};
