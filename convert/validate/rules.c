// rules.c: what an edition of speech should satisfy beyond its schema and its links

#include "validate/rules.h"

#include <stdlib.h>

#include "core/unicode.h"
#include "validate/countrules.h"
#include "validate/daterules.h"
#include "validate/elementrules.h"
#include "validate/labelrules.h"
#include "validate/markrules.h"
#include "validate/peoplerules.h"
#include "validate/sessionrules.h"
#include "validate/speechrules.h"
#include "validate/textrules.h"

enum {
	TOLD_MAX = 200,      // times that one rule is told in a document
	QUOTED_MAX = 80,     // bytes of the document in a message
	RUN_MAX = 64 * 1024, // bytes of text that are looked at in one piece
	// What is true of an element because it is true of one that it is in.
	INHERITED = SPEECH | LABEL | ASIDE | EDITORIAL | VERBATIM | HEADER | TEXT | HEADING |
	            EXTENT | COUNTS_WORDS_NOT | DATES_DOCUMENT | QUOTATION | PEOPLE | PERSON |
	            WORD | DIRECTION,
};

struct rules *rules_new(const struct ruleset *set, struct xml_text *text, struct findings *findings)
{
	struct rules *r = calloc(1, sizeof *r);
	if (!r)
		return NULL;
	r->set = set;
	for (enum rule rule = RULE_DATE_ORDER; rule < RULE_COUNT; rule++)
		r->on |= ruleset_has(set, rule);
	r->text = text;
	r->findings = findings;
	r->attributes.attributes = true;
	r->speech = speechrules_new();
	r->labels = labelrules_new();
	r->dates = daterules_new();
	r->sessions = sessionrules_new();
	r->counts = countrules_new();
	r->people = peoplerules_new();
	r->marks = markrules_new();
	if (r->speech && r->labels && r->dates && r->sessions && r->counts && r->people && r->marks)
		return r;
	rules_free(r);
	return NULL;
}

void rules_free(struct rules *r)
{
	if (!r)
		return;
	speechrules_free(r->speech);
	labelrules_free(r->labels);
	daterules_free(r->dates);
	sessionrules_free(r->sessions);
	countrules_free(r->counts);
	peoplerules_free(r->people);
	markrules_free(r->marks);
	kinds_free(&r->elements);
	kinds_free(&r->attributes);
	free(r->open.items);
	buf_free(&r->run);
	free(r);
}

size_t rule_tell(struct rules *r, enum rule rule, size_t at, const char *format, ...)
{
	struct buf message = {0};
	size_t finding = FINDING_NONE;
	if (!rule_holds(r, rule))
		return finding;
	bool enough = r->told[rule]++ >= TOLD_MAX && !r->findings->all;
	if (enough && r->told[rule] == TOLD_MAX + 1)
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

bool rule_speaks(const struct rules *r, enum rule rule)
{
	return rule_holds(r, rule) &&
	       (r->told[rule] <= TOLD_MAX || r->findings->all || r->findings->fixes);
}

struct str rule_quoted(struct str word)
{
	return word.n > QUOTED_MAX ? str_from_to(word, 0, utf8_begin(word, QUOTED_MAX)) : word;
}

size_t rule_value_at(const struct rules *r, enum attribute_kind kind)
{
	return xml_text_value(r->text, rule_frame(r)->at, (const char *)r->attribute[kind]->local,
	                      (struct str){0});
}

// A text between two tags, or a large part of it.
static bool look_at_run(struct rules *r)
{
	struct str run = buf_str(&r->run);
	bool words = textrules_text(r, run, r->run_at);
	if (!words || !r->open.n)
		return true;
	struct frame *frame = rule_frame(r);
	frame->filled = true;
	if (frame->inside & SPEECH)
		speechrules_text(r);
	return labelrules_text(r, run, r->run_at) && daterules_text(r, run) &&
	       countrules_text(r, run) && peoplerules_text(r, run);
}

// A word comes in pieces where the parser found its first accent.
static bool end_run(struct rules *r, size_t at)
{
	if (!r->run.n)
		return true;
	r->run_to = at;
	bool good = look_at_run(r);
	buf_clear(&r->run);
	return good;
}

static bool read_attributes(struct rules *r, const struct xml_element *e)
{
	r->has = 0;
	for (size_t i = 0; i < e->n_attributes; i++) {
		const struct xml_attribute *a = &e->attributes[i];
		const struct kind *kind = kinds_get(&r->attributes, a->local, a->uri);
		if (!kind)
			return false;
		r->has |= (uint32_t)1 << kind->is;
		r->attribute[kind->is] = a;
		textrules_value(r, e, a);
	}
	return true;
}

static bool open_element(struct rules *r, const struct xml_element *e)
{
	struct kind *kind = kinds_get(&r->elements, e->local, e->uri);
	if (!kind || !ARRAY_ROOM(&r->open))
		return false;
	uint32_t inside = kind->is & INHERITED;
	if (r->open.n && !(kind->is & DOCUMENT)) {
		struct frame *parent = rule_frame(r);
		parent->filled = true;
		inside |= parent->inside;
	}
	r->open.items[r->open.n++] = (struct frame){.kind = kind, .at = e->at, .inside = inside};
	return true;
}

// The traits of what each file of rules looks at.
enum {
	OF_SPEECHES = SPEECH | ASIDE | SOUND,
	OF_LABELS = SPEECH | LABEL | ASIDE | BLOCK | EDITORIAL | QUOTATION,
	OF_SESSIONS = DOCUMENT | DIVISION | SPEECH | PRINTED_DATE | GAP,
	OF_PEOPLE = PERSON | PERSON_NAME | CAST_ROLE,
};

static bool start_rules(struct rules *r, const struct xml_element *e)
{
	struct frame *frame = rule_frame(r);
	uint32_t is = frame->kind->is;
	if (rule_has(r, ATTRIBUTE_FILLS))
		frame->filled = true;
	if (!countrules_start(r, e))
		return false;
	if (is & DIVISION)
		markrules_division(r);
	if (is & DOCUMENT && r->open.n == 1)
		elementrules_name(r);
	return !frame->kind->tei ||
	       (daterules_start(r, e) && (!(is & OF_SESSIONS) || sessionrules_start(r, e)) &&
	        (!(is & OF_LABELS) || labelrules_start(r)) &&
	        (!(is & OF_SPEECHES) || speechrules_start(r)) &&
	        (!(is & OF_PEOPLE) || peoplerules_start(r)));
}

bool rules_start(struct rules *r, const struct xml_element *e)
{
	if (!r->on)
		return true;
	bool good = end_run(r, e->at) && open_element(r, e) && read_attributes(r, e) &&
	            start_rules(r, e);
	r->findings->failed |= !good;
	return good;
}

static bool is_blank(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.s[i] > ' ')
			return false;
	return true;
}

bool rules_text(struct rules *r, struct str text, size_t at)
{
	// What stands between most tags.
	if (!r->on || (!r->run.n && is_blank(text)))
		return true;
	bool good = true;
	// A carriage return before a line feed is no part of any piece.
	bool crlf = at == r->run_end + 1 && r->text->utf8.s[r->run_end] == '\r';
	if ((at != r->run_end && !crlf) || r->run.n > RUN_MAX)
		good = end_run(r, at);
	if (!r->run.n)
		r->run_at = at;
	r->run_end = xml_text_behind(r->text, at, text);
	buf_put(&r->run, text);
	r->findings->failed |= r->run.failed || !good;
	return good && !r->run.failed;
}

static bool end_rules(struct rules *r, size_t at)
{
	const struct frame *frame = rule_frame(r);
	uint32_t is = frame->kind->is;
	if (is & HOLDS_TEXT)
		elementrules_end(r);
	if (is & (DIVISION | TEXT))
		markrules_division(r);
	return (!(is & (SPEECH | ASIDE)) || speechrules_end(r, at)) &&
	       (!(is & OF_PEOPLE) || peoplerules_end(r)) &&
	       (!(frame->watched & WATCH_LABELS) || labelrules_end(r)) &&
	       (!(frame->watched & WATCH_DATES) || daterules_end(r)) &&
	       (!(frame->watched & WATCH_SESSIONS) || sessionrules_end(r)) &&
	       (!(frame->watched & WATCH_COUNTS) || countrules_end(r));
}

bool rules_end(struct rules *r, size_t at)
{
	if (!r->on)
		return true;
	bool good = end_run(r, at) && end_rules(r, at);
	r->open.n--;
	r->findings->failed |= !good;
	return good;
}

void rules_finish(struct rules *r)
{
	if (!r->on)
		return;
	labelrules_finish(r);
	speechrules_finish(r);
	peoplerules_finish(r);
}
