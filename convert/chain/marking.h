// marking.h: teimark's work with all that a user may ask for beside it
//
// What teimark and teiconvert share above the stages: the user's table of people, the marks of an
// older version, a draft of the table, and the summaries.

#ifndef STENOGRAM_MARKING_H
#define STENOGRAM_MARKING_H

#include "core/program.h"
#include "core/str.h"
#include "core/transcript.h"

// The options of both programs, for their getopt_long tables.
#define MARKING_OPTIONS \
	{"profile", required_argument, NULL, 'p'}, \
		{"people", required_argument, NULL, OPTION_PEOPLE}, \
		{"people-out", required_argument, NULL, OPTION_PEOPLE_OUT}, \
		{"explain", no_argument, NULL, OPTION_EXPLAIN}, \
		{"summary", optional_argument, NULL, OPTION_SUMMARY}, \
	{ \
		"summary-json", optional_argument, NULL, OPTION_SUMMARY_JSON \
	}

enum {
	OPTION_PEOPLE = OPTION_FIRST,
	OPTION_PEOPLE_OUT,
	OPTION_EXPLAIN,
	OPTION_SUMMARY,
	OPTION_SUMMARY_JSON,
	OPTION_MARKING_LAST
};

// Something that may be asked for, and where it goes; NULL: standard error.
struct wish {
	bool wanted;
	const char *path;
};

struct marking_options {
	const char *profile;
	const char *people;     // a table to decide by; NULL for none
	const char *people_out; // where the draft of one goes; NULL for none
	const char *merge;      // marked lines whose corrections are kept; NULL for none
	const char *base;       // the same before they were corrected; NULL where nobody has it
	struct wish summary, json;
	bool explain;
};

// Takes an option of MARKING_OPTIONS with its value; false when it is none of them.
bool marking_option(struct marking_options *o, int option, const char *value);

struct marker;
struct people_table;

// Marks the cleaned text as mark() does, by a table of people (NULL: none), whose names without a decision are
// reported. False after a report.
bool marking_by_people(struct marker *marker, const struct people_table *people, struct buf *text,
                       const char *file, struct buf *explain, struct transcript *out,
                       struct reporter *reporter);

// Marks the cleaned text, which is taken over. `file` is its name for reports. `explain` is filled if
// it was asked for, also where a later step fails. False after a report; *out is then empty.
bool marking_run(struct buf *text, const char *file, const struct marking_options *o,
                 struct transcript *out, struct buf *explain, struct reporter *reporter);

// Writes what was asked for beside the main output, about the document `file`. False after a report.
bool marking_report(const struct transcript *t, const char *file, const struct marking_options *o,
                    struct reporter *reporter);

#endif
