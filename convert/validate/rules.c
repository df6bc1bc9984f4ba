// rules.c: what an edition of speech should satisfy beyond its schema and its links

#include "validate/rules.h"

#include <stdlib.h>

#include "core/namespaces.h"
#include "validate/speechrules.h"
#include "validate/textrules.h"

enum {
	TOLD_MAX = 200,      // times that one rule is told in a document
	RUN_MAX = 64 * 1024, // bytes of text that are looked at in one piece
};

struct rules *rules_new(const struct ruleset *set, struct xml_text *text, struct findings *findings)
{
	struct rules *r = calloc(1, sizeof *r);
	struct speech_rules *speech = speechrules_new();
	if (!r || !speech) {
		free(r);
		speechrules_free(speech);
		return NULL;
	}
	r->set = set;
	for (enum rule rule = RULE_DATE_ORDER; rule < RULE_COUNT; rule++)
		r->on |= ruleset_has(set, rule);
	r->text = text;
	r->findings = findings;
	r->speech = speech;
	return r;
}

void rules_free(struct rules *r)
{
	if (r) {
		speechrules_free(r->speech);
		buf_free(&r->run);
	}
	free(r);
}

size_t rule_tell(struct rules *r, enum rule rule, size_t at, const char *format, ...)
{
	struct buf message = {0};
	size_t finding = FINDING_NONE;
	if (!rule_holds(r, rule))
		return finding;
	bool enough = r->told[rule]++ >= TOLD_MAX;
	if (r->told[rule] == TOLD_MAX + 1)
		ruleset_tell(r->set, r->findings, rule, at,
		             "more of this is not told: it was told %d times in this document",
		             TOLD_MAX);
	if (enough && !r->findings->fixes)
		return finding;
	va_list args;
	va_start(args, format);
	buf_vprintf(&message, format, args);
	va_end(args);
	r->findings->failed |= message.failed;
	if (!message.failed)
		finding = ruleset_tell(r->set, r->findings, rule, at, "%s", message.s);
	buf_free(&message);
	if (finding != FINDING_NONE)
		r->findings->items[r->findings->n - 1].silent = enough;
	return finding;
}

struct str rule_attribute(const struct xml_element *element, const char *name)
{
	for (size_t i = 0; i < element->n_attributes; i++) {
		const struct xml_attribute *a = &element->attributes[i];
		if (!a->uri && strcmp((const char *)a->local, name) == 0)
			return str_trim(xml_value(a));
	}
	return (struct str){0};
}

// How much of a value is a date by the calendar: "1960", "1960-09", "1960-09-17"; 0: nothing.
static size_t date_length(struct str value)
{
	static const char shape[] = "dddd-dd-dd";
	size_t n = 0;
	while (n < value.n && n < sizeof shape - 1 &&
	       (shape[n] == 'd' ? ascii_is_digit(value.s[n]) : value.s[n] == shape[n]))
		n++;
	return n >= 10 ? 10 : n >= 7 ? 7 : n >= 4 ? 4 : 0;
}

static void check_dates(struct rules *r, const struct xml_element *e, const char *begin,
                        const char *end)
{
	struct str from = rule_attribute(e, begin), to = rule_attribute(e, end);
	size_t a = date_length(from), b = date_length(to), n = a < b ? a : b;
	if (n && str_cmp(str_from_to(from, 0, n), str_from_to(to, 0, n)) > 0)
		rule_tell(r, RULE_DATE_ORDER, xml_text_value(r->text, e->at, end, (struct str){0}),
		          "<%s> ends (%s=\"%.*s\") before it begins (%s=\"%.*s\")",
		          (const char *)e->local, end, STR_ARG(to), begin, STR_ARG(from));
}

// A word comes in pieces where the parser found its first accent.
static void end_run(struct rules *r)
{
	if (r->run.n)
		textrules_text(r, buf_str(&r->run), r->run_at);
	buf_clear(&r->run);
}

static void continue_run(struct rules *r, struct str text, size_t at)
{
	// A carriage return before a line feed is no part of any piece.
	bool crlf = at == r->run_end + 1 && r->text->utf8.s[r->run_end] == '\r';
	if ((at != r->run_end && !crlf) || r->run.n > RUN_MAX)
		end_run(r);
	if (!r->run.n)
		r->run_at = at;
	r->run_end = xml_text_behind(r->text, at, text);
	buf_put(&r->run, text);
	r->findings->failed |= r->run.failed;
}

bool rules_start(struct rules *r, const struct xml_element *e)
{
	if (!r->on)
		return true;
	end_run(r);
	r->depth++;
	if (!e->uri || (e->uri != r->tei && strcmp((const char *)e->uri, TEI_NAMESPACE) != 0))
		return true;
	r->tei = e->uri;
	if (e->n_attributes > 1) {
		check_dates(r, e, "from", "to");
		check_dates(r, e, "notBefore", "notAfter");
	}
	textrules_values(r, e);
	bool good = speechrules_start(r, e);
	r->findings->failed |= !good;
	return good;
}

bool rules_text(struct rules *r, struct str text, size_t at)
{
	if (!r->on)
		return true;
	continue_run(r, text, at);
	bool good = speechrules_text(r, text);
	r->findings->failed |= !good;
	return good;
}

bool rules_end(struct rules *r)
{
	if (!r->on)
		return true;
	end_run(r);
	bool good = speechrules_end(r);
	r->depth--;
	r->findings->failed |= !good;
	return good;
}

void rules_finish(struct rules *r)
{
	if (r->on)
		speechrules_finish(r);
}
