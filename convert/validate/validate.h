// validate.h: what a document must satisfy
//
// Well-formed, valid against its schemas, and every pointer in it has its target: all of it in one
// reading of the document.

#ifndef STENOGRAM_VALIDATE_H
#define STENOGRAM_VALIDATE_H

#include "core/io.h"
#include "core/report.h"
#include "core/str.h"
#include "validate/config.h"
#include "validate/engine.h"

struct validate_options {
	const struct engine *engine;
	fixset fixes;             // what validate_mend() mends
	size_t max_errors;        // a document; 0: all
	bool verbose;             // tell all that was expected
	const char *phase;        // of Schematron; NULL: the schema's default
	bool fail_on_unsupported; // constraints that cannot be checked are errors
};

// The engine of a name, or NULL after reporting which there are.
const struct engine *validate_engine(const char *name, struct reporter *reporter);

struct validator;

// NULL: no memory. The options are borrowed until validator_free().
struct validator *validator_new(const struct validate_options *options);

// Compiles the schemas of settings, which are borrowed until validator_free(); calling again is
// cheap. False: one of them cannot be used, which was reported as fatal, or no memory.
bool validator_load(struct validator *v, const struct settings *settings,
                    struct reporter *reporter);

// One document.
struct document {
	const struct input *xml;
	const char *file; // its name in reports; <?xml-model?> is relative to it
	const struct settings *settings;
	bool is_part; // another document of this run includes it
	// Takes what it says of other documents (claims.h); NULL: nobody asks.
	struct buf *claims;
};

// Checks it and reports what it finds, in the order of the document. The settings are loaded where they
// are not yet. True: no error was found and nothing failed.
bool validate_document(struct validator *v, const struct document *document,
                       struct reporter *reporter);

// The same, and mends what the options say. `mended` gets the document with other bytes in a few places, in its
// own encoding, or stays empty when nothing is mended. What was mended is told as info; all else is told of
// the document as it is now.
bool validate_mend(struct validator *v, const struct document *document, struct buf *mended,
                   struct reporter *reporter);

// Tells what is known when all documents are checked: constraints that could not be.
void validator_finish(const struct validator *v, struct reporter *reporter);

void validator_free(struct validator *v);

#endif
