// checking.c: one run of teivalidate over many documents

#include "chain/checking.h"

#include <stdlib.h>
#include <string.h>

#include "core/io.h"
#include "core/parallel.h"
#include "validate/findings.h"

// 0, 1 or 2 after the findings and --fail-level. What a baseline lists does not count.
static int status_of(const struct checking *c, const struct reporter *r)
{
	size_t failing = 0;
	for (enum severity s = c->fail_level; s < SEVERITY_FATAL; s++)
		failing += r->count[s] - c->baseline.held[s];
	if (r->count[SEVERITY_FATAL])
		return 2;
	return failing && !c->warn_only ? 1 : 0;
}

// The same with --fix or --diff.
static void mend_one(struct checking *c, const struct document *document, struct buf *diff,
                     struct reporter *reporter)
{
	struct buf content = {0};
	fixing_check(&c->fixing, c->validator, document, c->gate, &content, reporter);
	if (content.failed)
		report_memory(reporter);
	else if (!c->gate)
		buf_put(diff, buf_str(&content));
	else if (status_of(c, reporter) == 0)
		output_write(NULL, buf_str(&content), reporter);
	buf_free(&content);
}

static void read_one(struct checking *c, struct document *document, struct reporter *reporter)
{
	struct input xml;
	document->xml = &xml;
	if (input_open(&xml, document->file, INPUT_MAX, reporter)) {
		validate_document(c->validator, document, reporter);
		if (c->gate && status_of(c, reporter) == 0)
			output_write(NULL, xml.bytes, reporter);
	}
	input_close(&xml);
}

// What is made of a document: what it claims of others, its diff, and how long that is.
static void check_one(void *context, size_t i, struct reporter *reporter, struct buf *made)
{
	struct checking *c = context;
	struct buf diff = {0};
	struct document document = {.file = c->files.items[i],
	                            .settings = c->settings[i],
	                            .is_part = c->crosses && roots_top(&c->roots, i) != ROOT_NONE,
	                            .claims = c->crosses ? made : NULL};
	if (!c->settings[i]->checked)
		return;
	if (c->fixing.fix || c->fixing.diff)
		mend_one(c, &document, &diff, reporter);
	else
		read_one(c, &document, reporter);
	if (made->n || diff.n) {
		buf_put(made, buf_str(&diff));
		buf_put(made, (struct str){(const char *)&diff.n, sizeof diff.n});
	}
	if (made->failed || diff.failed)
		report_memory(reporter);
	buf_free(&diff);
}

static void take_made(void *context, size_t i, struct str made)
{
	struct checking *c = context;
	size_t n = 0;
	if (made.n < sizeof n)
		return;
	made.n -= sizeof n;
	memcpy(&n, made.s + made.n, sizeof n);
	struct str claims = str_from_to(made, 0, made.n - n);
	buf_put(&c->diff, str_after(made, claims.n));
	if (c->crosses)
		corpus_take(&c->corpus, i, claims);
}

static const char *name_one(void *context, size_t i)
{
	const struct checking *c = context;
	return c->files.items[i];
}

static void begin_visit(struct checking *c, size_t i, enum visit visit)
{
	c->current = i;
	c->told = c->rest = 0;
	formats_begin(&c->formats, c->files.items[i], visit);
	overview_begin(&c->overview, visit);
}

static void begin_one(void *context, size_t i)
{
	struct checking *c = context;
	if (c->settings[i]->checked)
		begin_visit(c, i, VISIT_FIRST);
}

// What is to be told, after the baseline.
static void on_report(void *context, const struct report *report)
{
	struct checking *c = context;
	if (c->max_new && c->told >= c->max_new && report->severity != SEVERITY_FATAL) {
		c->rest++;
		return;
	}
	c->told++;
	if (c->files.n)
		c->concerned[c->current] = true;
	formats_report(&c->formats, report);
	if (c->summarises)
		overview_add(&c->overview, report, &c->formats.settings);
}

static void end_visit(struct checking *c)
{
	struct reporter rest = {.on_report = on_report, .context = c};
	size_t n = c->rest;
	c->told = 0; // so that this is told
	findings_tell_rest(n, c->files.items[c->current], &rest);
	formats_end(&c->formats);
	overview_end(&c->overview);
}

static void end_one(void *context, size_t i)
{
	struct checking *c = context;
	if (!c->settings[i]->checked)
		return;
	end_visit(c);
	if (c->diff.n)
		output_write(NULL, buf_str(&c->diff), c->errors);
	if (c->diff.failed)
		report_memory(c->errors);
	buf_free(&c->diff);
}

static void check_all(struct checking *c, struct reporter *reporter)
{
	const struct parallel_work work = {.run = check_one,
	                                   .done = "checked",
	                                   .take = take_made,
	                                   .name = name_one,
	                                   .context = c,
	                                   .begin = begin_one,
	                                   .end = end_one};
	parallel_run(&work, c->files.n, c->jobs, reporter);
}

// What documents say of each other is known when all were read, and told by document then.
static void check_between(struct checking *c, struct reporter *reporter)
{
	if (!corpus_finish(&c->corpus)) {
		report_memory(reporter);
		return;
	}
	for (size_t i = corpus_next(&c->corpus, 0); i < c->files.n;
	     i = corpus_next(&c->corpus, i + 1)) {
		begin_visit(c, i, c->concerned[i] ? VISIT_AGAIN_CONCERNED : VISIT_AGAIN);
		corpus_report(&c->corpus, i, c->validate.max_errors, reporter);
		end_visit(c);
	}
}

// Which documents are parts of which is known before any is checked, where a rule asks for that.
static bool find_roots(struct checking *c, struct reporter *errors)
{
	const struct operands *files = &c->files;
	for (size_t i = 0; i < files->n && !c->crosses; i++)
		c->crosses = c->settings[i]->checked && corpus_concerns(&c->settings[i]->rules);
	bool good = !c->crosses || (roots_find(&c->roots, files->items, files->paths.items,
	                                       &files->known, buf_str(&files->folder), files->n) &&
	                            corpus_begin(&c->corpus, &c->roots, c->settings));
	if (!good)
		report_memory(errors);
	return good;
}

// The settings of each file, before any is checked: a mistake in them is told at once.
static bool find_settings(struct checking *c, struct reporter *errors)
{
	c->configs = configs_new(&c->overrides);
	c->settings = calloc(c->files.n + 1, sizeof *c->settings);
	c->concerned = calloc(c->files.n + 1, sizeof *c->concerned);
	if (!c->configs || !c->settings || !c->concerned) {
		report_memory(errors);
		return false;
	}
	for (size_t i = 0; i < c->files.n; i++)
		if (!(c->settings[i] = configs_of(c->configs, c->files.items[i], errors)))
			return false;
	return true;
}

// Compiled before processes are forked, which then share them.
static bool load_schemas(struct checking *c, struct reporter *reporter)
{
	c->validator = validator_new(&c->validate);
	if (!c->validator) {
		report_memory(reporter);
		return false;
	}
	for (size_t i = 0; i < c->files.n; i++)
		if (c->settings[i]->checked && (i == 0 || c->settings[i] != c->settings[i - 1]) &&
		    !validator_load(c->validator, c->settings[i], reporter))
			return false;
	return true;
}

static void tell_none_checked(const struct checking *c, struct reporter *errors)
{
	for (size_t i = 0; i < c->files.n; i++)
		if (c->settings[i]->checked)
			return;
	report(errors, SEVERITY_INFO, NULL, NULL, "no document was checked: %s",
	       c->files.n ? CONFIG_NAME " says check = no" : "the list of files is empty");
}

// Whether standard output is for documents or diffs.
static bool needs_output(const struct checking *c)
{
	bool piped = false;
	for (size_t i = 0; i < c->files.n; i++)
		piped |= strcmp(c->files.items[i], "-") == 0;
	return c->gate || c->fixing.diff || (c->fixing.fix && piped);
}

int checking_run(struct checking *c, struct reporter *errors)
{
	// Without a baseline nobody asks for what findings are known by.
	struct reporter reporter = {.on_report = on_report, .context = c};
	if (c->baseline_file || c->new_baseline) {
		reporter = (struct reporter){.on_report = baseline_report, .context = &c->baseline};
		// What is known is passed over, and what is written down is all, before the rest is counted.
		c->max_new = c->validate.max_errors;
		c->validate.max_errors = 0;
	}
	c->baseline.on_report = on_report;
	c->baseline.context = c;
	c->baseline.settings = &c->formats.settings;
	c->baseline.writes = c->new_baseline != NULL;
	FILE *stream = needs_output(c) ? stderr : stdout;
	c->errors = errors;
	bool good = formats_open(&c->formats, c->program, c->fail_level, stream, errors) &&
	            find_settings(c, &reporter) &&
	            (!c->baseline_file || baseline_read(&c->baseline, c->baseline_file, errors)) &&
	            find_roots(c, errors) && load_schemas(c, &reporter);
	if (good) {
		check_all(c, &reporter);
		if (c->crosses && !c->gate)
			check_between(c, &reporter);
		validator_finish(c->validator, &reporter);
		tell_none_checked(c, errors);
	}
	if (good && c->new_baseline)
		baseline_write(&c->baseline, c->new_baseline, errors);
	if (!formats_close(&c->formats, errors))
		return 2;
	if (good && c->summarises)
		overview_write(&c->overview, stderr);
	return errors->count[SEVERITY_FATAL] ? 2 : status_of(c, &reporter);
}

int checking_print_config(struct checking *c, struct reporter *errors)
{
	struct buf out = {0};
	if (!find_settings(c, errors))
		return 2;
	for (size_t i = 0; i < c->files.n; i++) {
		buf_puts(&out, i ? "\n" : "");
		config_print(&out, c->files.items[i], c->settings[i]);
	}
	bool good = !out.failed && output_write(NULL, buf_str(&out), errors);
	if (out.failed)
		report_memory(errors);
	buf_free(&out);
	return good ? 0 : 2;
}

void checking_free(struct checking *c, struct reporter *errors)
{
	formats_close(&c->formats, errors);
	validator_free(c->validator);
	baseline_free(&c->baseline);
	overview_free(&c->overview);
	corpus_free(&c->corpus);
	roots_free(&c->roots);
	configs_free(c->configs);
	free(c->settings);
	free(c->concerned);
	buf_free(&c->diff);
	operands_free(&c->files);
}
