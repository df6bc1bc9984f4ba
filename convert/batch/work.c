// work.c: what is done with one document of a batch

#include "batch/work.h"

#include <stdlib.h>

#include "batch/identity.h"
#include "core/clock.h"
#include "core/datafile.h"
#include "core/io.h"
#include "core/program.h"
#include "core/uri.h"
#include "encode/encode.h"
#include "validate/native.h"

// ---- Made ready ----

static bool open_validator(struct work *w, struct reporter *reporter)
{
	static const char *usual[] = {"transcript"};
	const struct work_options *o = w->options;
	// A document of a dump does not choose by what it is judged, nor does a file beside the dump.
	w->overrides = (struct config_overrides){.schemas = o->n_schemas ? o->schemas : usual,
	                                         .n_schemas = o->n_schemas ? o->n_schemas : 1,
	                                         .rules = o->rules,
	                                         .n_rules = o->n_rules,
	                                         .none = true};
	w->validating = (struct validate_options){.engine = &engine_native, .max_errors = 100};
	w->configs = configs_new(&w->overrides);
	w->settings = w->configs ? configs_of(w->configs, "-", reporter) : NULL;
	w->validator = w->settings ? validator_new(&w->validating) : NULL;
	if (!w->configs || (w->settings && !w->validator))
		report_memory(reporter);
	return w->validator && validator_load(w->validator, w->settings, reporter);
}

bool work_makes(const struct work *w, struct str name)
{
	for (size_t i = 0; i < w->n_formats; i++)
		if (str_eq(w->formats[i].name, name))
			return true;
	return false;
}

static bool set_parameters(const struct work *w, struct transform *t, bool *taken,
                           struct reporter *reporter)
{
	for (size_t i = 0; i < w->options->n_parameters; i++) {
		const char *pair = w->options->parameters[i];
		struct str name = str_from(pair);
		name.n = str_find_char(name, '=');
		if (!transform_has(t, name))
			continue;
		taken[i] = true;
		if (!transform_set_pair(t, pair, reporter))
			return false;
	}
	return true;
}

static bool open_format(struct work *w, struct str name, bool *taken, struct reporter *reporter)
{
	if (w->n_formats == OUTPUTS_MAX) {
		report(reporter, SEVERITY_FATAL, NULL, "option", "more than %d formats",
		       OUTPUTS_MAX);
		return false;
	}
	struct work_format *f = &w->formats[w->n_formats++];
	f->name = name;
	if (str_is(name, "tei")) {
		buf_puts(&f->suffix, ".xml");
		return true;
	}
	struct buf zero = {0};
	buf_put(&zero, name);
	f->transform = zero.failed ? NULL : transform_compile(zero.s, reporter);
	buf_free(&zero);
	if (!f->transform)
		return false;
	struct str extension = transform_format(f->transform)->extension;
	if (!str_eq(extension, name))
		buf_printf(&f->suffix, ".%.*s", STR_ARG(uri_base(name)));
	buf_printf(&f->suffix, ".%.*s", STR_ARG(extension));
	return set_parameters(w, f->transform, taken, reporter);
}

static bool check_parameters(const struct work *w, const bool *taken, struct reporter *reporter)
{
	for (size_t i = 0; i < w->options->n_parameters; i++) {
		if (taken[i])
			continue;
		report(reporter, SEVERITY_FATAL, NULL, "option",
		       "none of the formats that are made has the parameter in '%s'",
		       w->options->parameters[i]);
		return false;
	}
	return true;
}

static bool open_formats(struct work *w, struct reporter *reporter)
{
	struct str rest = w->options->formats.n ? w->options->formats : STR("tei"), name;
	bool *taken = calloc(w->options->n_parameters + 1, sizeof *taken), good = taken != NULL;
	if (!good)
		report_memory(reporter);
	while (good && str_field(&rest, ',', &name))
		good = !name.n || work_makes(w, name) || open_format(w, name, taken, reporter);
	good = good && check_parameters(w, taken, reporter);
	free(taken);
	return good;
}

// ---- The key ----

static void add_text(struct buf *key, const char *name, struct str text)
{
	buf_printf(key, "%s=%zu:", name, text.n);
	buf_put(key, text);
	buf_putc(key, '\n');
}

// A file by its content, wherever it is found.
static void add_file(struct buf *key, const char *name, const char *folder, const char *file,
                     const char *suffix)
{
	struct reporter nobody = {0};
	struct buf path = {0}, content = {0};
	if (file && (!folder || datafile_find(&path, folder, file, suffix, &nobody)))
		input_read(&content, folder ? path.s : file, INPUT_MAX, &nobody);
	add_text(key, name, buf_str(&content));
	buf_free(&path);
	buf_free(&content);
}

// All that was asked for and can change a result. How Stenogram itself works is told by its version.
static bool make_key(struct work *w, struct reporter *reporter)
{
	const struct work_options *o = w->options;
	const struct conversion_options *c = &o->conversion;
	const char *const texts[] = {c->encoding, c->from, c->profile, c->lang};
	struct buf key = {0};
	add_text(&key, "version", STR(STENOGRAM_VERSION));
	for (size_t i = 0; i < LENGTH(texts); i++)
		add_text(&key, "option", str_from(texts[i]));
	add_file(&key, "header", NULL, c->header_file, NULL);
	add_file(&key, "people", NULL, c->people, NULL);
	if (c->profile && strchr(c->profile, '/'))
		add_file(&key, "profile", NULL, c->profile, NULL);
	for (size_t i = 0; i < o->n_rules; i++)
		add_text(&key, "rules", str_from(o->rules[i]));
	for (size_t i = 0; i < w->overrides.n_schemas; i++) {
		const char *schema = w->overrides.schemas[i];
		add_text(&key, "schema", str_from(schema));
		add_file(&key, "schema", "schemas", schema, strchr(schema, '/') ? "" : ".rng");
	}
	for (size_t i = 0; i < o->n_parameters; i++)
		add_text(&key, "parameter", str_from(o->parameters[i]));
	for (size_t i = 0; i < w->n_formats; i++)
		add_text(&key, "format", w->formats[i].name);
	add_text(&key, "checked", o->unchecked ? STR("no") : STR("yes"));
	if (key.failed)
		report_memory(reporter);
	struct buf digits = {0};
	struct checksum sum = checksum_of(buf_str(&key));
	checksum_put(&digits, &sum);
	bool good = !key.failed && !digits.failed;
	if (good)
		memcpy(w->key, digits.s, sizeof w->key - 1);
	buf_free(&digits);
	buf_free(&key);
	return good;
}

// Hands on what makes all work impossible.
static void on_trial(void *context, const struct report *r)
{
	if (r->severity == SEVERITY_FATAL)
		report(context, r->severity, NULL, r->rule, "%.*s", STR_ARG(r->message));
}

// An option that no document could be converted with is told before the first one is read.
static bool try_options(const struct work *w, struct reporter *reporter)
{
	struct converted converted = {0};
	struct provenance provenance = {0};
	struct reporter trial = {.on_report = on_trial, .context = reporter};
	conversion_run(w->conversion, STR("A: Yes.\n\nB: No.\n"), (struct str){0}, "trial",
	               &provenance, &converted, &trial);
	converted_free(&converted);
	return !trial.count[SEVERITY_FATAL];
}

bool work_open(struct work *w, const struct work_options *options, struct reporter *reporter)
{
	*w = (struct work){.options = options};
	w->conversion = conversion_open(&options->conversion, reporter);
	return w->conversion && try_options(w, reporter) &&
	       (options->unchecked || open_validator(w, reporter)) && open_formats(w, reporter) &&
	       make_key(w, reporter);
}

void work_close(struct work *w)
{
	conversion_close(w->conversion);
	validator_free(w->validator);
	configs_free(w->configs);
	for (size_t i = 0; i < w->n_formats; i++) {
		transform_free(w->formats[i].transform);
		buf_free(&w->formats[i].suffix);
	}
}

// ---- One document ----

// Keeps the first messages that weigh most.
struct listener {
	struct product *product;
	enum severity least; // what is worth a message
};

static void on_report(void *context, const struct report *r)
{
	const struct listener *l = context;
	struct record *record = &l->product->record;
	if (r->severity < l->least || record->n_messages == MESSAGES_KEPT)
		return;
	struct buf text = {0};
	if (r->place.line)
		buf_printf(&text, "line %zu: ", r->place.line);
	buf_printf(&text, "%s: %.*s", severity_name(r->severity), STR_ARG(r->message));
	if (r->rule)
		buf_printf(&text, " [%s]", r->rule);
	record->messages[record->n_messages++] = arena_str(&l->product->arena, buf_str(&text));
	buf_free(&text);
}

static struct str skip_to(struct str s, const char *end)
{
	size_t at = str_find(s, str_from(end));
	return str_after(s, at + strlen(end));
}

// What the document's own first element is called, without a prefix; empty: it is no XML.
static struct str root_of(struct str s)
{
	if (str_starts(s, STR("\xef\xbb\xbf")))
		s = str_after(s, 3);
	for (s = str_trim_left(s); s.n > 1 && *s.s == '<'; s = str_trim_left(s)) {
		if (s.s[1] == '?') {
			s = skip_to(s, "?>");
		} else if (str_starts(s, STR("<!--"))) {
			s = skip_to(s, "-->");
		} else if (s.s[1] == '!') {
			s = skip_to(s, ">");
		} else {
			size_t n = 1;
			while (n < s.n && !ascii_is_space(s.s[n]) && s.s[n] != '>' && s.s[n] != '/')
				n++;
			struct str name = str_from_to(s, 1, n);
			return str_after(name, str_find_char(name, ':') < name.n
			                               ? str_find_char(name, ':') + 1
			                               : 0);
		}
	}
	return (struct str){0};
}

static bool is_tei(struct str content)
{
	struct str root = root_of(content);
	return str_is(root, "TEI") || str_is(root, "teiCorpus");
}

static bool convert(struct work *w, const struct item *item, struct str id, struct product *p,
                    struct reporter *reporter)
{
	struct buf sum = {0};
	struct converted converted = {0};
	checksum_put(&sum, &p->record.sum);
	struct provenance provenance = {.path = item->uri.n ? (struct str){0} : id,
	                                .uri = item->uri,
	                                .captured = item->captured,
	                                .checksum = buf_str(&sum)};
	bool good = !sum.failed && conversion_run(w->conversion, item->content, item->charset, id.s,
	                                          &provenance, &converted, reporter);
	if (good) {
		struct record *r = &p->record;
		const struct counts *c = &converted.counts;
		p->tei = converted.tei;
		r->convention = arena_str(&p->arena, buf_str(&c->convention));
		r->score = arena_str(&p->arena, buf_str(&c->score));
		r->language = arena_str(&p->arena, buf_str(&c->language));
		r->turns = c->turns;
		r->speakers = c->speakers;
		r->doubts = c->doubts;
		r->words = c->words;
		converted.tei = (struct buf){0};
	}
	converted_free(&converted);
	buf_free(&sum);
	return good;
}

static void check(struct work *w, struct str id, struct product *p, struct reporter *reporter)
{
	struct input xml = {.bytes = buf_str(&p->tei)};
	struct document document = {.xml = &xml, .file = id.s, .settings = w->settings};
	validate_document(w->validator, &document, reporter);
	p->record.errors = reporter->count[SEVERITY_ERROR];
	p->record.warnings = reporter->count[SEVERITY_WARNING];
}

static void add_output(struct product *p, const struct work_format *f, struct str content)
{
	struct record_output *o = &p->record.outputs[p->record.n_outputs++];
	*o = (struct record_output){.format = f->name,
	                            .content = content,
	                            .bytes = content.n,
	                            .sum = checksum_of(content)};
}

static bool make_outputs(struct work *w, struct str id, struct product *p,
                         struct reporter *reporter)
{
	for (size_t i = 0; i < w->n_formats; i++) {
		const struct work_format *f = &w->formats[i];
		if (f->transform && !transform_run(f->transform, buf_str(&p->tei), id.s,
		                                   name_stem(id), &p->outputs[i], reporter))
			return false;
		add_output(p, f, f->transform ? buf_str(&p->outputs[i]) : buf_str(&p->tei));
	}
	return true;
}

// What it is by what was reported: trouble is not the document's verdict.
static enum outcome outcome_of(const struct reporter *r, enum outcome otherwise)
{
	return r->count[SEVERITY_FATAL] ? OUTCOME_FAILED : otherwise;
}

void work_do(struct work *w, const struct item *item, const struct checksum *sum, struct str id,
             struct product *p)
{
	struct listener listener = {.product = p, .least = SEVERITY_ERROR};
	struct reporter converting = {.on_report = on_report, .context = &listener};
	struct reporter checking = converting, making = converting;
	struct record *r = &p->record;
	double begin = clock_seconds();
	*r = (struct record){.id = id,
	                     .item = item,
	                     .bytes = item->content.n,
	                     .has_sum = true,
	                     .sum = *sum,
	                     .settings = str_from(w->key)};
	bool good = true;
	if (is_tei(item->content)) {
		r->convention = STR("tei");
		buf_put(&p->tei, item->content);
	} else {
		good = convert(w, item, id, p, &converting);
	}
	r->outcome = outcome_of(&converting, good ? OUTCOME_VALID : OUTCOME_REFUSED);
	if (r->outcome == OUTCOME_VALID && !w->options->unchecked) {
		check(w, id, p, &checking);
		r->outcome = outcome_of(&checking, r->errors ? OUTCOME_INVALID : OUTCOME_VALID);
	}
	if (r->outcome == OUTCOME_VALID || r->outcome == OUTCOME_INVALID) {
		if (!make_outputs(w, id, p, &making)) {
			r->outcome = OUTCOME_FAILED;
			r->n_outputs = 0;
		}
	}
	r->seconds = clock_seconds() - begin;
}

void product_free(struct product *p)
{
	for (size_t i = 0; i < OUTPUTS_MAX; i++)
		buf_free(&p->outputs[i]);
	buf_free(&p->tei);
	arena_free(&p->arena);
	*p = (struct product){0};
}
