// trouble.c: what libxslt says while it works, as reports

#include "transform/trouble.h"

#include <libxml/xmlerror.h>
#include <libxslt/xsltutils.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/unicode.h"
#include "core/xmlerror.h"
#include "transform/limits.h"
#include "transform/locate.h"

static _Thread_local struct trouble *now;

// libxslt's generic handler belongs to the process: it is ours as long as any thread is at work.
#define ABOUT_DOCUMENT STR("document:")

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static size_t at_work;
static xmlGenericErrorFunc theirs;
static void *their_context;

struct trouble *trouble_now(void)
{
	return now;
}

// ---- Where ----

static void report_at(struct trouble *t, enum severity severity, const char *rule,
                      const struct complaint *c)
{
	struct buf shown = {0}, text = {0};
	struct place place = {.file = t->document};
	if (c->url.n) {
		modules_shown(t->modules, c->url.s, &shown);
		place.file = shown.s;
		locate(&place, c->url.s, c->line, c->element, &text);
	}
	report(t->reporter, severity, &place, rule, "%.*s", STR_ARG(c->message));
	if (severity == SEVERITY_FATAL)
		t->failed = true;
	buf_free(&shown);
	buf_free(&text);
}

// The instruction that is being carried out.
static struct complaint at_instruction(const struct trouble *t)
{
	const xmlNode *node = t->context ? t->context->inst : NULL;
	if (!node || !node->doc || !node->doc->URL)
		return (struct complaint){0};
	long line = xmlGetLineNo(node);
	return (struct complaint){
		.url = str_from((const char *)node->doc->URL),
		.element = str_from((const char *)node->name),
		.line = line > 0 ? (size_t)line : 0,
	};
}

// ---- What ----

// libxslt's words for what a stylesheet's author can do nothing with, and ours.
static const struct {
	const char *theirs, *ours;
} rewordings[] = {
	{"peration limit exceeded",
         "the transformation takes more steps than any derived format needs; it may never end"},
	{"A potential infinite template recursion",
         "templates call each other more than " LIMIT_TEXT(
		 TEMPLATE_DEPTH_MAX) " deep; probably one calls itself without an end"},
	{"File write for", "a stylesheet may write nothing but its result"},
	{"write rights for", "a stylesheet may write nothing but its result"},
	{"Network file read for", "a stylesheet may not read from the network"},
	{"only 1.1 features are supported",
         "the stylesheet is written for a later version of XSLT; 1.0 with EXSLT is understood"},
	{"recursion detected on", "the stylesheet imports itself, directly or through others"},
	{"document is not a stylesheet",
         "this is not a stylesheet: <xsl:stylesheet> was expected as its root"},
};

static bool has(struct str text, const char *part)
{
	return str_find(text, str_from(part)) < text.n;
}

// Their words with white space folded and without the names of libxslt's own functions.
static void put_words(struct buf *to, struct str text)
{
	struct str word;
	size_t before = to->n;
	while ((word = str_word(&text)).n) {
		bool is_internal = to->n == before && str_starts(word, STR("xslt"));
		if (is_internal || (str_is(word, ":") && to->n == before))
			continue;
		if (to->n > before && !str_is(word, ":"))
			buf_putc(to, ' ');
		buf_put(to, word);
	}
}

static void put_message(struct trouble *t, struct buf *to, struct str text)
{
	struct str detail = str_trim(buf_str(&t->detail));
	for (size_t i = 0; i < sizeof rewordings / sizeof *rewordings; i++) {
		if (has(text, rewordings[i].theirs) || has(detail, rewordings[i].theirs)) {
			buf_puts(to, rewordings[i].ours);
			return;
		}
	}
	if (has(text, "unable to load") && t->modules->error.n) {
		buf_put(to, buf_str(&t->modules->error));
		return;
	}
	put_words(to, text);
	if (detail.n)
		buf_printf(to, text.n ? " (%.*s)" : "%.*s", STR_ARG(detail));
}

static void stop(struct trouble *t)
{
	if (t->context)
		t->context->state = XSLT_STATE_STOPPED;
}

static void complain(struct trouble *t, struct str text)
{
	struct buf message = {0};
	put_message(t, &message, text);
	buf_clear(&t->detail);
	struct complaint c = t->has_place ? t->place : at_instruction(t);
	t->has_place = false;
	c.message = buf_str(&message);
	if (t->context) {
		// The first error says it; what follows are its consequences.
		if (!t->failed)
			report_at(t, SEVERITY_FATAL, "stylesheet", &c);
		stop(t);
	} else if (ARRAY_ROOM(&t->complaints)) {
		c.message = arena_str(&t->arena, c.message);
		t->complaints.items[t->complaints.n++] = c;
	}
	buf_free(&message);
}

void trouble_say(struct trouble *t, const char *rule, const char *format, ...)
{
	if (t->failed)
		return;
	struct buf message = {0};
	va_list args;
	va_start(args, format);
	buf_vprintf(&message, format, args);
	va_end(args);
	struct complaint c = at_instruction(t);
	c.message = buf_str(&message);
	report_at(t, SEVERITY_FATAL, rule, &c);
	stop(t);
	buf_free(&message);
}

void trouble_give_up(struct trouble *t)
{
	if (t->failed)
		return;
	if (t->detail.n)
		complain(t, (struct str){0});
	else
		trouble_say(t, "stylesheet", "the stylesheet gave up without saying why");
}

static void put_folded(struct buf *to, struct str text)
{
	struct str word;
	while ((word = str_word(&text)).n) {
		buf_puts(to, to->n ? " " : "");
		buf_put(to, word);
	}
}

// xsl:message. A document with very much to be said of it says it a thousand times at most. What
// begins with "document:" is about the document and not about the stylesheet: it is told there, and
// where it ends the work it is a finding in the data.
static void give_message(struct trouble *t, struct str text)
{
	const xmlNode *inst = t->context->inst;
	xmlChar *value = xmlGetNoNsProp((xmlNode *)(uintptr_t)inst, BAD_CAST "terminate");
	bool last = value && xmlStrEqual(value, BAD_CAST "yes");
	xmlFree(value);
	if (t->failed || (!last && ++t->messages > MESSAGES_MAX))
		return;
	struct buf message = {0};
	put_folded(&message, text);
	struct str said = buf_str(&message);
	bool of_document = str_starts(said, ABOUT_DOCUMENT);
	struct complaint c = of_document ? (struct complaint){0} : at_instruction(t);
	c.message = of_document ? str_trim(str_after(said, ABOUT_DOCUMENT.n)) : said;
	enum severity end = of_document ? SEVERITY_ERROR : SEVERITY_FATAL;
	if (c.message.n)
		report_at(t, last ? end : SEVERITY_INFO, of_document ? "document" : "xsl-message",
		          &c);
	t->failed = t->failed || (last && c.message.n);
	buf_free(&message);
}

// ---- Hearing ----

// "runtime error: file URL line N element NAME"; any of the parts may be missing. URLs are
// escaped and have no blanks.
static bool is_heading(struct trouble *t, struct str text)
{
	static const char *const starts[] = {"compilation error", "runtime error", "error"};
	struct str rest = {0};
	for (size_t i = 0; i < 3 && !rest.s; i++)
		if (str_starts(text, str_from(starts[i])))
			rest = str_after(text, strlen(starts[i]));
	if (!rest.s || (rest.n && rest.s[0] != ':'))
		return false;
	rest = str_after(rest, 1);
	struct complaint place = {0};
	struct str word;
	while ((word = str_word(&rest)).n) {
		struct str value = str_word(&rest);
		if (str_is(word, "file"))
			place.url = arena_str(&t->arena, value);
		else if (str_is(word, "line"))
			str_number(value, &place.line);
		else if (str_is(word, "element"))
			place.element = arena_str(&t->arena, value);
		else
			return false;
	}
	t->place = place;
	t->has_place = place.url.n > 0;
	return true;
}

static bool is_message(const struct trouble *t)
{
	const xmlNode *inst = t->context ? t->context->inst : NULL;
	return inst && inst->name && xmlStrEqual(inst->name, BAD_CAST "message") && inst->ns &&
	       xmlStrEqual(inst->ns->href, XSLT_NAMESPACE);
}

static void take(struct trouble *t)
{
	struct str text = str_trim(buf_str(&t->text));
	if (is_heading(t, text))
		;
	else if (!t->has_place && is_message(t))
		give_message(t, text);
	else if (text.n)
		complain(t, text);
	buf_clear(&t->text);
}

static void hear(struct trouble *t, const char *format, va_list args)
{
	buf_vprintf(&t->text, format, args);
	if (t->text.n && t->text.s[t->text.n - 1] == '\n')
		take(t);
}

void trouble_hear(void *trouble, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	hear(trouble, format, args);
	va_end(args);
}

// The generic handler: for the thread that speaks. While a transformation runs, its own context
// has a handler; what comes here besides are listings for debugging.
static void hear_any(void *context, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void hear_any(void *context, const char *format, ...)
{
	(void)context;
	if (!now || now->context)
		return;
	va_list args;
	va_start(args, format);
	hear(now, format, args);
	va_end(args);
}

// libxml2's generic handler, one a thread: what XPath says beside its errors.
static void hear_aside(void *context, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void hear_aside(void *context, const char *format, ...)
{
	struct trouble *t = context;
	if (t->detail.n)
		return;
	struct buf text = {0};
	va_list args;
	va_start(args, format);
	buf_vprintf(&text, format, args);
	va_end(args);
	// "xmlXPathCompOpEval: function f not found"
	struct str said = str_trim(buf_str(&text));
	size_t colon = str_find(said, STR(": "));
	if (has(said, "not found"))
		buf_put(&t->detail, colon < said.n ? str_after(said, colon + 2) : said);
	buf_free(&text);
}

// libxml2's own: what XPath finds wrong comes before libxslt's complaint about the instruction.
static void hear_structured(void *context, xml_error_ptr e)
{
	struct trouble *t = context;
	if (e->level < XML_ERR_ERROR || !e->message || t->detail.n)
		return;
	buf_put(&t->detail, str_trim(str_from(e->message)));
	if (e->domain == XML_FROM_XPATH && e->str1 && e->int1 >= 0) {
		struct str expression = str_from(e->str1);
		struct str before = str_from_to(expression, 0, (size_t)e->int1);
		buf_printf(&t->detail, " at character %zu", utf8_count(before) + 1);
	}
}

// libxml2's handlers of this thread; NULL gives it back its own.
static void listen(struct trouble *t)
{
	xmlSetStructuredErrorFunc(t, t ? hear_structured : NULL);
	xmlSetGenericErrorFunc(t, t ? hear_aside : NULL);
}

void trouble_begin(struct trouble *t)
{
	pthread_mutex_lock(&lock);
	if (at_work++ == 0) {
		theirs = xsltGenericError;
		their_context = xsltGenericErrorContext;
		xsltSetGenericErrorFunc(NULL, hear_any);
	}
	pthread_mutex_unlock(&lock);
	t->outer = now;
	now = t;
	listen(t);
}

void trouble_flush(struct trouble *t, enum severity severity)
{
	for (size_t i = 0; i < t->complaints.n; i++)
		report_at(t, severity, "stylesheet", &t->complaints.items[i]);
	t->complaints.n = 0;
}

void trouble_end(struct trouble *t)
{
	if (t->text.n)
		take(t);
	now = t->outer;
	listen(now);
	pthread_mutex_lock(&lock);
	if (--at_work == 0)
		xsltSetGenericErrorFunc(their_context, theirs);
	pthread_mutex_unlock(&lock);
	if (t->messages > MESSAGES_MAX)
		report(t->reporter, SEVERITY_INFO, NULL, "xsl-message",
		       "%zu more messages of the stylesheet are not shown",
		       t->messages - MESSAGES_MAX);
	free(t->complaints.items);
	buf_free(&t->text);
	buf_free(&t->detail);
	arena_free(&t->arena);
}
