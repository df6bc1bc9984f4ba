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
#include "validate/ruleset.h"

struct validate_options {
	const char *const *schemas; // names or paths; none: the document's own, or transcript.rng
	size_t n_schemas;
	const struct engine *engine;
	struct ruleset rules;
	fixset fixes;      // what validate_mend() mends
	size_t max_errors; // a document; 0: all
	bool verbose;      // tell all that was expected
};

// The engine of a name, or NULL after reporting which there are.
const struct engine *validate_engine(const char *name, struct reporter *reporter);

struct validator;

// Compiles the schemas of the options, which are borrowed until validator_free(). NULL: a schema
// cannot be used (reported as fatal), or no memory.
struct validator *validator_new(const struct validate_options *options, struct reporter *reporter);

// Checks one document and reports what it finds, in the order of the document. `file` is its name
// in reports; <?xml-model?> is relative to it. True: no error was found and nothing failed.
bool validate_document(struct validator *v, const struct input *xml, const char *file,
                       struct reporter *reporter);

// The same, and mends what the options say. `mended` gets the document with other bytes in a few places, in its
// own encoding, or stays empty when nothing is mended. What was mended is told as info; all else is told of
// the document as it is now.
bool validate_mend(struct validator *v, const struct input *xml, const char *file,
                   struct buf *mended, struct reporter *reporter);

void validator_free(struct validator *v);

#endif
