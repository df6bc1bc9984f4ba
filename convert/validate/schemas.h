// schemas.h: which schemas a document is checked against, each compiled once
//
// The user's (-s); else those that the document names itself with <?xml-model?> and that are on
// this machine; else transcript.rng.

#ifndef STENOGRAM_SCHEMAS_H
#define STENOGRAM_SCHEMAS_H

#include "core/report.h"
#include "core/str.h"
#include "validate/engine.h"

#define SCHEMA_DEFAULT "transcript"

struct schemas {
	const struct engine *engine;
	struct schema_entry {
		char *path;
		void *compiled; // NULL: it could not be, which was told
	} * items;
	size_t n, cap;
};

// The compiled schema of a name: a path (with a slash, or a file of the folder one is in), or the
// name of a schema in the data folder, with or without ".rng"; ".rnc" where the engine reads it. NULL: reported as fatal, the first
// time. `place` may be NULL; it is where the document asks for it.
void *schemas_named(struct schemas *s, const char *name, const struct place *place,
                    struct reporter *reporter);

// What a processing instruction <?xml-model data?> at `place` asks for. Those that are none of
// RelaxNG's are told and skipped, and so is a schema on the network of which the data folder has
// no copy (then *schema is NULL and the call succeeds). False: it was to be had and could not be.
bool schemas_model(struct schemas *s, struct str data, const struct place *place,
                   const void **schema, struct reporter *reporter);

void schemas_free(struct schemas *s);

#endif
