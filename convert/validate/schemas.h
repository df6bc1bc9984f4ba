// schemas.h: which schemas a document is checked against, each compiled once
//
// The user's (-s); else those that the document names itself with <?xml-model?> and that are on
// this machine; else transcript.rng.

#ifndef STENOGRAM_SCHEMAS_H
#define STENOGRAM_SCHEMAS_H

#include "core/report.h"
#include "core/str.h"
#include "schematron/schematron.h"
#include "validate/engine.h"

#define SCHEMA_DEFAULT "transcript"

struct schema_entry {
	char *path;
	char *phase; // of Schematron, as the document asks for it; NULL: as the user does
	const struct engine *engine;
	void *compiled;              // NULL: it could not be, which was told
	bool is_searched;            // for what it carries
	struct schematron *embedded; // that, or NULL
};

struct schemas {
	const struct engine *engine; // of grammars
	struct schematron_options schematron;
	bool embedded; // what grammars carry is looked at
	struct {
		struct schema_entry **items; // they stay where they are
		size_t n, cap;
	} entries;
};

// The compiled schema of a name: a path (with a slash, or a file of the folder one is in), or the
// name of a schema in the data folder, with or without ".rng"; ".rnc" where the engine reads it; ".sch".
// NULL: reported as fatal, the first time. `place` may be NULL; it is where the document asks for it.
const struct schema_entry *schemas_named(struct schemas *s, const char *name,
                                         const struct place *place, struct reporter *reporter);

// What a processing instruction <?xml-model data?> at `place` asks for. Those that are neither RelaxNG nor
// Schematron are told and skipped, and so is a schema on the network of which the data folder has
// no copy (then *schema is NULL and the call succeeds). False: it was to be had and could not be.
bool schemas_model(struct schemas *s, struct str data, const struct place *place,
                   const struct schema_entry **schema, struct reporter *reporter);

// Tells of each Schematron schema how many constraints could not be checked.
void schemas_tell_unchecked(const struct schemas *s, struct reporter *reporter);

void schemas_free(struct schemas *s);

#endif
