// sarif.c: findings as SARIF 2.1.0 (OASIS), for code scanning

#include <inttypes.h>
#include <stdlib.h>

#include "core/json.h"
#include "core/program.h"
#include "core/uri.h"
#include "report/fingerprint.h"
#include "report/format.h"

// GitHub refuses a run with more than 25,000 results, and shows 5,000 of them.
enum { RESULTS_MAX = 25000, RESULTS_SHOWN = 5000 };

struct sarif {
	struct sheet sheet;
	const struct format_settings *settings;
	struct tally seen, rules;
	struct buf notices; // what is on no file: of the run, and no result
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

static void sarif_begin(void *context, const char *file, enum visit visit)
{
	struct sarif *s = context;
	(void)visit;
	(void)file;
	tally_free(&s->seen);
}

// Everything but what RFC 3986 calls unreserved, and the slash. An absolute path is a file: URI.
static void put_uri(struct buf *out, struct str path)
{
	buf_puts(out, path.n && path.s[0] == '/' ? "\"file://" : "\"");
	uri_encode(out, path);
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
	put_location(out, &report->place, s->settings);
	json_key(out, "partialFingerprints");
	buf_printf(out, "{\"stenogram/v1\":\"%016" PRIx64 ":%zu\"}}", f.hash, f.repeat);
	sheet_write(&s->sheet);
}

static void put_notice(struct buf *out, const char *level, struct str text)
{
	buf_puts(out, out->n ? ",\n{" : "\n{");
	json_member(out, "level", str_from(level));
	json_key(out, "message");
	buf_putc(out, '{');
	json_member_visible(out, "text", text);
	buf_puts(out, "}}");
}

static void sarif_report(void *context, const struct report *report)
{
	struct sarif *s = context;
	s->fatal += report->severity == SEVERITY_FATAL;
	if (!report->place.file) {
		put_notice(&s->notices, level_of(report), report->message);
		return;
	}
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
		{STR("xml-"), "Tells whether the document is well-formed XML."},
		{STR("schema-"), "Tells whether the document is as its schema wants it."},
		{STR("link-"), "Tells whether what a pointer points to is there."},
		{STR("id-"), "Tells whether an id names one element alone."},
		{STR("lang-"), "Tells whether a language is named as it should be."},
		{STR("who-"), "Tells whether a speaker is somebody who could speak."},
		{STR("person-"), "Tells whether those who are named speak."},
		{STR("date-"), "Tells whether dates fit together."},
		{STR("number-"), "Tells whether numbers count on."},
		{STR("speech-"), "Tells whether speeches are whole, and somebody's."},
		{STR("speaker-"), "Tells whether a printed name means one person."},
		{STR("text-"), "Tells whether the text can be read and searched."},
		{STR("count-"), "Tells whether the header counts as is counted."},
		{STR("file-"), "Tells whether a document is called as its file is."},
		{STR("element-"), "Tells whether what should hold a text holds one."},
		{STR("person-"), "Tells whether people are there once, and speak."},
		{STR("who-"), "Tells whether who points to somebody."},
		{STR("lang-"), "Tells whether languages have their tags."},
		{STR("suppression"), "Tells whether what is suppressed is there, for a reason."},
		{STR("note"), "Tells something on what was checked."},
		{STR("trouble"), "Tells whether the document can be checked at all."},
	};
	for (size_t i = 0; i < LENGTH(groups); i++)
		if (str_starts(rule, groups[i].prefix))
			return groups[i].about;
	return "Tells whether the document is as it should be.";
}

static void put_text(struct buf *out, const char *name, struct str text)
{
	json_key(out, name);
	buf_putc(out, '{');
	json_member(out, "text", text);
	buf_putc(out, '}');
}

// "link-blank" as TeiLinkBlank: a name must not be the id, whatever the case.
static void put_name(struct buf *out, struct str id)
{
	struct buf name = {0};
	buf_puts(&name, "Tei");
	for (size_t i = 0; i < id.n; i++) {
		char c = id.s[i];
		bool begins = i == 0 || id.s[i - 1] == '-';
		if (c != '-')
			buf_putc(&name, begins && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
	}
	json_member(out, "name", buf_str(&name));
	out->failed = out->failed || name.failed;
	buf_free(&name);
}

// GitHub asks for a description and for help of each rule, Azure DevOps for a name.
static void put_rule(struct buf *out, struct str id)
{
	struct buf help = {0};
	struct str about = str_from(group_of(id));
	buf_printf(&help, "The manual page teivalidate(1) tells what %.*s is and how to mend it.",
	           STR_ARG(id));
	json_next(out);
	buf_puts(out, "\n{");
	json_member(out, "id", id);
	put_name(out, id);
	put_text(out, "shortDescription", about);
	put_text(out, "fullDescription", about);
	put_text(out, "help", buf_str(&help));
	buf_putc(out, '}');
	out->failed = out->failed || help.failed;
	buf_free(&help);
}

static void put_driver(struct sarif *s)
{
	struct buf *out = &s->sheet.out;
	buf_puts(out, s->n ? "\n],\n\"tool\":{\"driver\":{" : "],\n\"tool\":{\"driver\":{");
	json_member(out, "name", str_from(s->settings->program));
	json_member(out, "fullName", STR("Stenogram: checks of TEI documents"));
	json_member(out, "version", STR(STENOGRAM_VERSION));
	json_member(out, "semanticVersion", STR(STENOGRAM_VERSION));
	json_key(out, "rules");
	buf_putc(out, '[');
	for (size_t i = 0; i < s->rules.n; i++)
		put_rule(out, tally_name(&s->rules, i));
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
	if (s->n > RESULTS_SHOWN) {
		say_more(s, &said);
		put_notice(&s->notices, "warning", buf_str(&said));
		report(errors, SEVERITY_WARNING, NULL, NULL, "sarif: %.*s", STR_ARG(said));
	}
	buf_printf(out, "\"invocations\":[{\"executionSuccessful\":%s",
	           s->fatal ? "false" : "true");
	if (s->notices.n) {
		buf_puts(out, ",\"toolExecutionNotifications\":[");
		buf_put(out, buf_str(&s->notices));
		buf_puts(out, "\n]");
	}
	buf_puts(out, "}]\n}]}\n");
	out->failed = out->failed || said.failed || s->notices.failed;
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
	buf_free(&s->notices);
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
