// corpus.c: what the documents of a run say of each other

#include "validate/corpus.h"

#include <stdarg.h>
#include <stdlib.h>

#include "core/io.h"
#include "core/xml.h"
#include "validate/crosscheck.h"
#include "validate/pointers.h"

bool corpus_concerns(const struct ruleset *rules)
{
	static const enum rule asking[] = {RULE_LINK_MISSING, RULE_LINK_ELSEWHERE,
	                                   RULE_LINK_FILE,    RULE_LINK_UNCHECKED,
	                                   RULE_LINK_PREFIX,  RULE_CORPUS_ID};
	for (size_t i = 0; i < LENGTH(asking); i++)
		if (ruleset_has(rules, asking[i]))
			return true;
	return false;
}

bool corpus_begin(struct corpus *c, const struct roots *roots,
                  const struct settings *const *settings)
{
	*c = (struct corpus){.roots = roots, .settings = settings};
	c->members = calloc(roots->n + 1, sizeof *c->members);
	return c->members != NULL;
}

void corpus_free(struct corpus *c)
{
	for (size_t i = 0; c->members && i < c->roots->n; i++) {
		free((void *)c->members[i].names.s);
		prefixes_free(&c->members[i].prefixes);
	}
	free(c->members);
	free(c->pointers.items);
	free(c->findings.items);
	table_free(&c->ids);
	arena_free(&c->arena);
	*c = (struct corpus){0};
}

static void keep_finding(struct corpus *c, const struct far_finding *finding)
{
	if (!ARRAY_ROOM(&c->findings)) {
		c->failed = true;
		return;
	}
	c->findings.items[c->findings.n++] = *finding;
}

void corpus_tell(struct corpus *c, const struct far_pointer *pointer, enum rule rule,
                 const char *format, ...)
{
	struct buf message = {0};
	va_list args;
	if (!ruleset_has(&c->settings[pointer->file]->rules, rule))
		return;
	va_start(args, format);
	buf_vprintf(&message, format, args);
	va_end(args);
	struct far_finding finding = {
		pointer->file, pointer->at,      rule,
		NULL,          pointer->written, arena_str(&c->arena, buf_str(&message))};
	finding.attribute =
		pointer->kind == CLAIM_ID ? "xml:id" : pointers[pointer->attribute].name;
	c->failed |= message.failed || !finding.message.s;
	buf_free(&message);
	keep_finding(c, &finding);
}

// An id of a run of which all ids must differ.
static void take_id(struct corpus *c, size_t file, const struct claim *claim)
{
	size_t other;
	if (!table_get(&c->ids, claim->text, &other)) {
		struct str key = arena_str(&c->arena, claim->text);
		c->failed |= !key.s || !table_set(&c->ids, key, file + 1);
		return;
	}
	struct far_pointer here = {.file = file, .at = claim->at, .kind = CLAIM_ID};
	struct str name = roots_name(c->roots, other - 1);
	here.written = arena_str(&c->arena, claim->text);
	corpus_tell(c, &here, RULE_CORPUS_ID,
	            "xml:id=\"%.*s\" is given in %.*s, too; an id names one element alone in all "
	            "documents",
	            STR_ARG(claim->text), STR_ARG(name));
}

static void take_prefix(struct corpus *c, struct member *m, struct str text)
{
	struct str parts[3] = {{0}};
	for (size_t i = 0; i < LENGTH(parts); i++)
		str_field(&text, '\0', &parts[i]);
	c->failed |= !prefixes_add(&m->prefixes, parts[0], parts[1], parts[2]);
}

static void take_pointer(struct corpus *c, size_t file, const struct claim *claim)
{
	struct str text = arena_str(&c->arena, claim->text), written = text;
	if (claim->kind == CLAIM_LOCAL)
		written = arena_printf(&c->arena, "#%.*s", STR_ARG(text));
	if (!written.s || !ARRAY_ROOM(&c->pointers)) {
		c->failed = true;
		return;
	}
	c->pointers.items[c->pointers.n++] =
		(struct far_pointer){file, claim->at, claim->attribute, claim->kind, text, written};
}

void corpus_take(struct corpus *c, size_t file, struct str claims)
{
	struct member *m = &c->members[file];
	struct buf names = {0};
	struct claim claim;
	bool unique = ruleset_has(&c->settings[file]->rules, RULE_CORPUS_ID);
	while (claims_next(&claims, &claim)) {
		if (claim.kind == CLAIM_ID) {
			buf_put(&names, claim.text);
			buf_putc(&names, '\0');
			if (unique)
				take_id(c, file, &claim);
		} else if (claim.kind == CLAIM_PREFIX) {
			take_prefix(c, m, claim.text);
		} else if (claim.kind == CLAIM_COMPLETE) {
			m->complete = true;
		} else {
			take_pointer(c, file, &claim);
		}
	}
	// There may be a hundred thousand of these: no more memory than it takes.
	char *kept = names.n ? malloc(names.n) : NULL;
	if (kept) {
		memcpy(kept, names.s, names.n);
		m->names = (struct str){kept, names.n};
	}
	c->failed |= names.failed || (names.n && !kept);
	buf_free(&names);
}

static int by_place(const void *a, const void *b)
{
	const struct far_finding *x = a, *y = b;
	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

bool corpus_finish(struct corpus *c)
{
	crosscheck(c);
	if (c->findings.n)
		qsort(c->findings.items, c->findings.n, sizeof *c->findings.items, by_place);
	return !c->failed && !c->arena.failed;
}

// The first finding of a file or of one behind it.
static size_t first_of(const struct corpus *c, size_t file)
{
	size_t low = 0, high = c->findings.n;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (c->findings.items[middle].file < file)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t corpus_next(const struct corpus *c, size_t file)
{
	size_t first = first_of(c, file);
	return first < c->findings.n ? c->findings.items[first].file : c->roots->n;
}

static void add_findings(const struct corpus *c, size_t file, struct xml_text *text,
                         struct findings *findings)
{
	for (size_t i = first_of(c, file); i < c->findings.n && c->findings.items[i].file == file;
	     i++) {
		const struct far_finding *f = &c->findings.items[i];
		ruleset_tell(&c->settings[file]->rules, findings, f->rule,
		             xml_text_value(text, f->at, f->attribute, f->word), "%.*s",
		             STR_ARG(f->message));
	}
}

void corpus_report(const struct corpus *c, size_t file, size_t max, struct reporter *reporter)
{
	const char *path = c->roots->files[file];
	struct findings findings = {0};
	struct xml_text text = {0};
	struct input in = {0};
	if (input_open(&in, path, INPUT_MAX, reporter) &&
	    xml_text_open_input(&text, &in, path, SEVERITY_ERROR, reporter)) {
		add_findings(c, file, &text, &findings);
		findings_report(&findings, &text, max, reporter);
	}
	findings_free(&findings);
	xml_text_close(&text);
	input_close(&in);
}
