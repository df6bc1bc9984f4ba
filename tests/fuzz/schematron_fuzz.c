// schematron_fuzz.c: what must hold of Schematron schemas, whatever they are, and of documents under them
//
// A schema, and behind a line of "====" a document.

#include <libxml/tree.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "demand.h"
#include "schematron/schematron.h"

static void on_report(void *context, const struct report *r)
{
	(void)context;
	demand(r->message.n > 0, "a message says something");
}

static char path[64];

static void remove_file(void)
{
	unlink(path);
}

static const char *write_schema(struct str schema)
{
	if (!*path) {
		snprintf(path, sizeof path, "/tmp/schematron-fuzz-%d.sch", (int)getpid());
		atexit(remove_file);
	}
	FILE *file = fopen(path, "w");
	demand(file && fwrite(schema.s, 1, schema.n, file) == schema.n && fclose(file) == 0,
	       "a file for the schema");
	return path;
}

struct reading {
	struct schematron_run *run;
	size_t n, size; // findings; bytes of the document
};

static bool on_start(void *context, const struct xml_element *element)
{
	return schematron_start(((struct reading *)context)->run, element);
}

static bool on_text(void *context, struct str text, size_t at)
{
	(void)at;
	return schematron_text(((struct reading *)context)->run, text);
}

static bool on_end(void *context, size_t at)
{
	(void)at;
	return schematron_end(((struct reading *)context)->run);
}

static bool on_instruction(void *context, const char *target, struct str data, size_t at)
{
	return schematron_aside(((struct reading *)context)->run, target, data, at);
}

static bool on_comment(void *context, struct str text, size_t at)
{
	return schematron_aside(((struct reading *)context)->run, NULL, text, at);
}

static void on_finding(void *context, const struct schematron_finding *f)
{
	struct reading *r = context;
	r->n++;
	demand(f->rule && *f->rule && !strpbrk(f->rule, " \n<>&\""), "an id is fit for reports");
	demand(f->at < r->size || r->size == 0, "a finding lies in the document");
}

// How many findings there are.
static size_t check(const struct schematron *schema, struct str document)
{
	static const struct xml_events events = {.start = on_start,
	                                         .text = on_text,
	                                         .end = on_end,
	                                         .instruction = on_instruction,
	                                         .comment = on_comment};
	struct reporter silent = {0};
	struct xml_text text = {0};
	xmlDict *names = xmlDictCreate();
	struct reading r = {.run = schematron_begin(schema, names), .size = document.n};
	demand(r.run != NULL, "a run begins");
	if (xml_text_open(&text, document, "-", SEVERITY_ERROR, &silent) &&
	    xml_parse(&text, &events, &r, names)) {
		r.size = text.utf8.n;
		schematron_check(r.run, on_finding, &r);
	}
	schematron_run_free(r.run);
	xml_text_close(&text);
	xmlDictFree(names);
	return r.n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str all = {(const char *)data, size};
	size_t end = str_find(all, STR("\n====\n"));
	struct str schema = str_from_to(all, 0, end), document = str_after(all, end + 6);
	struct reporter reporter = {.on_report = on_report};
	const struct schematron_options options = {.unsupported = SEVERITY_INFO};
	struct schematron *compiled = schematron_read(write_schema(schema), &options, &reporter);
	demand(!compiled == (reporter.count[SEVERITY_FATAL] > 0), "no schema without a reason");
	if (compiled && document.n) {
		demand(schematron_unchecked(compiled) <= schematron_constraints(compiled),
		       "no more unchecked than there are");
		// What is kept of the document before changes nothing.
		demand(check(compiled, document) == check(compiled, document), "the same again");
	}
	schematron_free(compiled);
	struct reporter again = {.on_report = on_report};
	schematron_free(schematron_read_embedded(path, &options, &again));
	return 0;
}
