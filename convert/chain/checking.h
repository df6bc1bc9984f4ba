// checking.h: one run of teivalidate over many documents
//
// Each document has its settings, is checked, and what is found goes through a baseline to the forms that
// were asked for.

#ifndef STENOGRAM_CHECKING_H
#define STENOGRAM_CHECKING_H

#include "chain/operands.h"
#include "report/baseline.h"
#include "report/formats.h"
#include "report/overview.h"
#include "validate/config.h"
#include "validate/corpus.h"
#include "validate/fixing.h"
#include "validate/validate.h"

struct checking {
	const char *program; // its name
	// What is asked for.
	struct validate_options validate;
	struct config_overrides overrides;
	struct formats formats;
	struct operands files;
	enum severity fail_level;
	bool warn_only; // findings do not fail
	bool summarises;
	bool gate; // copy the document, if it is good, to standard output
	struct fixing fixing;
	size_t jobs;
	const char *baseline_file, *new_baseline; // NULL: none
	// What belongs to the run.
	struct configs *configs;
	bool *concerned; // of each file: something was told
	size_t current;  // the file in hand
	// Of those that a baseline does not list: how many of a file are told (0: all), were, and were not.
	size_t max_new, told, rest;
	struct buf diff; // of that file
	struct reporter *errors;
	const struct settings **settings; // of each file
	bool crosses;                     // some rule asks what documents say of each other
	struct roots roots;
	struct corpus corpus;
	struct validator *validator;
	struct baseline baseline;
	struct overview overview;
};

// Checks all files. `errors` is told what is no finding in a document. Gives the exit status: 0 well, 1
// findings, 2 trouble.
int checking_run(struct checking *c, struct reporter *errors);

// Writes the settings of all files to standard output instead. 0, or 2 for trouble.
int checking_print_config(struct checking *c, struct reporter *errors);

// Frees all but what was borrowed; formats not closed yet are closed.
void checking_free(struct checking *c, struct reporter *errors);

#endif
