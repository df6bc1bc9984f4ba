// validate_fuzz.c: what must hold of validation, whatever the document was
//
// Parse, schema, links and reports, with a small schema compiled once; then the tree that stylesheets
// are given. A first byte of 0xff asks for the rules to be off and for libxml2's engine.

#include <libxml/tree.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/unicode.h"
#include "core/xml.h"
#include "demand.h"
#include "validate/libxml.h"
#include "validate/links.h"
#include "validate/native.h"
#include "validate/rules.h"
#include "validate/validate.h"

static const char schema[] =
	"<grammar xmlns='http://relaxng.org/ns/structure/1.0' ns='http://www.tei-c.org/ns/1.0'"
	" datatypeLibrary='http://www.w3.org/2001/XMLSchema-datatypes'><start><ref "
	"name='e'/></start>"
	"<define name='e'><element><choice><name>TEI</name><name>sp</name><name>p</name></choice>"
	"<interleave><optional><attribute name='who'><list><oneOrMore><data type='anyURI'/>"
	"</oneOrMore></list></attribute></optional><optional><attribute name='xml:id'>"
	"<data type='ID'/></attribute></optional><optional><attribute name='when'>"
	"<data type='date'/></attribute></optional><zeroOrMore><choice><ref "
	"name='e'/><text/></choice>"
	"</zeroOrMore></interleave></element></define></grammar>";

// Findings come in the order of the document, each with a place in it and a message.
static void on_report(void *context, const struct report *r)
{
	struct place *last = context;
	demand(r->message.n > 0, "a message says something");
	if (r->severity == SEVERITY_INFO || r->place.line == 0)
		return;
	demand(r->place.column > 0, "a line has a column");
	bool later = r->place.line > last->line ||
	             (r->place.line == last->line && r->place.column >= last->column);
	demand(later, "findings in the order of the document");
	*last = r->place;
}

static struct validator *make(const struct validate_options *options,
                              const struct settings *settings)
{
	struct reporter reporter = {0};
	struct validator *v = validator_new(options);
	demand(v && validator_load(v, settings, &reporter), "the schema compiles");
	return v;
}

// The schema as a file that is gone when the fuzzer is.
static const char *schema_file(void)
{
	static char path[32];
	FILE *file = tmpfile();
	demand(file && fputs(schema, file) >= 0 && fflush(file) == 0, "a file for the schema");
	snprintf(path, sizeof path, "/dev/fd/%d", fileno(file));
	return path;
}

// What is mended is XML still, and has nothing more to be mended.
static void mend(struct validator *v, const struct settings *settings, struct str xml)
{
	struct reporter quiet = {0};
	struct buf mended = {0}, again = {0};
	const struct input input = {.bytes = xml};
	struct document document = {.xml = &input, .file = "-", .settings = settings};
	validate_mend(v, &document, &mended, &quiet);
	const struct input result = {.bytes = buf_str(&mended)};
	document.xml = &result;
	if (mended.n) {
		validate_mend(v, &document, &again, &quiet);
		demand(again.n == 0, "what was mended stays");
		struct reporter faults = {0};
		xmlDoc *doc = xml_read_tree(buf_str(&mended), "-", SEVERITY_ERROR, &faults);
		demand(doc, "what was mended is XML");
		xmlFreeDoc(doc);
	}
	buf_free(&mended);
	buf_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct validator *with_rules, *without;
	static const char *path;
	static struct validate_options native = {.engine = &engine_native};
	static const struct validate_options libxml = {.engine = &engine_libxml};
	static struct settings all = {.n_schemas = 1}, none = {.n_schemas = 1};
	if (!path) {
		path = schema_file();
		all.schemas = none.schemas = &path;
		native.fixes = fixset_all();
		all.rules = ruleset_usual();
		none.rules = ruleset_none();
		with_rules = make(&native, &all);
		without = make(&libxml, &none);
	}
	bool rules = size == 0 || data[0] != 0xff;
	struct str xml = {(const char *)data + !rules, size - !rules};
	const struct input input = {.bytes = xml};
	struct place last = {0};
	struct reporter reporter = {.on_report = on_report, .context = &last};
	struct buf claims = {0};
	const struct document document = {.xml = &input,
	                                  .file = "-",
	                                  .settings = rules ? &all : &none,
	                                  .is_part = size && data[0] == 0xfe,
	                                  .claims = &claims};
	bool valid = validate_document(rules ? with_rules : without, &document, &reporter);
	buf_free(&claims);
	if (rules)
		mend(with_rules, &all, xml);
	demand(valid == (report_status(&reporter) == 0), "the verdict is that of the findings");

	struct reporter quiet = {0};
	xmlDoc *doc = xml_read_tree(xml, "-", SEVERITY_ERROR, &quiet);
	demand(doc || report_status(&quiet) != 0, "no tree without a reason");
	demand(!valid || doc, "what is valid is a tree");
	xmlFreeDoc(doc);
	return 0;
}
