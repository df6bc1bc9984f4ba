// transforming.h: one run of teitransform over many documents
//
// The stylesheet is compiled once. Each document becomes a file of its own in a folder, or all become
// one table.

#ifndef STENOGRAM_TRANSFORMING_H
#define STENOGRAM_TRANSFORMING_H

#include "chain/naming.h"
#include "chain/operands.h"
#include "core/report.h"
#include "transform/transform.h"

struct transforming {
	// What is asked for.
	const char *program;     // its name
	const char *format;      // or the path of a stylesheet
	const char **parameters; // "name=value"
	size_t n_parameters;
	const char *output; // NULL: standard output; a folder if it ends in '/' or is one
	size_t jobs;
	struct operands files;
	// What belongs to the run.
	struct transform *transform;
	struct naming names;
	bool into_folder;
	bool begun;  // the head of the table is written
	bool broken; // standard output cannot be written to
	struct buf joined;
	struct reporter *reporter;
};

// Transforms all files. Gives the exit status: 0 well, 1 a document is no TEI, 2 trouble.
int transforming_run(struct transforming *t, struct reporter *reporter);

// Frees all but what was borrowed.
void transforming_free(struct transforming *t);

#endif
