// check.h: one document on its way through schemas, links and rules
//
// What the files of validation share of it; validate.h is for everybody else.

#ifndef STENOGRAM_CHECK_H
#define STENOGRAM_CHECK_H

#include "core/xml.h"
#include "validate/findings.h"
#include "validate/idnames.h"
#include "validate/links.h"
#include "validate/prolog.h"
#include "validate/rules.h"
#include "validate/schemas.h"
#include "validate/suppress.h"
#include "validate/validate.h"

enum { RUNS_MAX = 16 }; // schemas of one document

struct validator {
	const struct validate_options *options;
	struct schemas schemas;
	struct {
		struct loaded **items;
		size_t n, cap;
	} loaded; // as many as there are settings
	struct _xmlDict *names;
};

// Settings, and the schemas that they name, compiled.
struct loaded {
	const struct settings *settings;
	const struct schema_entry *schemas[RUNS_MAX];
	size_t n_schemas;
	bool failed;
};

// One document on its way through.
struct check {
	struct validator *v;
	const struct loaded *given;
	struct xml_text text;
	struct findings findings;
	struct links *links;
	struct rules *rules;
	struct idnames idnames;
	struct suppressions suppressions;
	bool complete;
	const struct schema_entry *models[RUNS_MAX]; // the schemas that the document names
	size_t n_models;
	struct {
		const struct engine *engine;
		void *run;
		bool stopped;
	} runs[2 * RUNS_MAX]; // a grammar, and what it carries
	size_t n_runs;
	struct buf claims; // on other documents
	struct prolog prolog;
	bool begun;
	bool unchecked;  // a schema that it asks for could not be used
	bool by_default; // it names none
	struct reporter *reporter;
};

// Settings with their schemas compiled, the first time; NULL: no memory, which was reported.
const struct loaded *validator_loaded(struct validator *v, const struct settings *settings,
                                      struct reporter *reporter);

// What a grammar carries of Schematron is looked at where rules are.
void validator_choose_embedded(struct validator *v, const struct settings *settings);

// Reads a document; its findings are then known, and not told yet. False: it could not be opened. Either
// way check_end() frees it.
bool check_read(struct check *c, struct validator *v, const struct document *d, fixset fixes,
                struct reporter *reporter);
void check_end(struct check *c);

#endif
