// validate.h: what a document must satisfy
//
// Well-formed, valid against its schemas, and every pointer in it has its target: all of it in one
// reading of the document.

#ifndef STENOGRAM_VALIDATE_H
#define STENOGRAM_VALIDATE_H

#include "core/io.h"
#include "core/report.h"
#include "core/str.h"
#include "validate/engine.h"

struct validate_options {
	const char *const *schemas; // names or paths; none: the document's own, or transcript.rng
	size_t n_schemas;
	const struct engine *engine;
	unsigned rules;           // a set of them (links.h, rules.h)
	size_t max_errors;        // a document; 0: all
	bool verbose;             // tell all that was expected
	const char *phase;        // of Schematron; NULL: the schema's default
	bool fail_on_unsupported; // constraints that cannot be checked are errors
};

// The engine of a name, or NULL after reporting which there are.
const struct engine *validate_engine(const char *name, struct reporter *reporter);

// Reads the value of --rules: "all", "none" or ids with commas. False: reported what there are.
bool validate_rules(const char *list, unsigned *rules, struct reporter *reporter);

struct validator;

// Compiles the schemas of the options, which are borrowed until validator_free(). NULL: a schema
// cannot be used (reported as fatal), or no memory.
struct validator *validator_new(const struct validate_options *options, struct reporter *reporter);

// Checks one document and reports what it finds, in the order of the document. `file` is its name
// in reports; <?xml-model?> is relative to it. True: no error was found and nothing failed.
bool validate_document(struct validator *v, const struct input *xml, const char *file,
                       struct reporter *reporter);

// Tells what is known when all documents are checked: constraints that could not be.
void validator_finish(const struct validator *v, struct reporter *reporter);

void validator_free(struct validator *v);

#endif
