// xsdregexrun.h: the automaton of a regular expression

#ifndef STENOGRAM_XSDREGEXRUN_H
#define STENOGRAM_XSDREGEXRUN_H

#include <stdint.h>

#include "core/str.h"

enum {
	STEPS_MAX = 30000,
	CLASSES_MAX = 5000,
	STATES_MAX = 1000,    // of a table
	TABLE_MAX = 100000,   // its cells
	EFFORT_MAX = 3000000, // steps looked at while it is made
};

enum step_kind { STEP_SET, STEP_FORK, STEP_END };

struct step {
	enum step_kind kind;
	uint32_t set;       // SET: which
	uint32_t to, other; // where it goes on; FORK: at either
};

struct xsd_regex {
	struct step *steps;
	size_t n_steps;
	uint16_t narrow[0x80]; // the class of an ASCII character
	int32_t *cuts;         // ascending: where a stretch of characters begins
	size_t n_cuts;
	uint16_t *wide; // the class by stretch and category
	size_t n_classes;
	unsigned char *has; // whether a set has a class
	// The table: the next state by state and class. State 0 is the one without return; the first
	// is 1. NULL: too large, the steps are run.
	uint16_t *table;
	bool *accepts;
};

// Makes the table where it stays small. False: memory ran out.
bool xsd_regex_tabulate(struct xsd_regex *r);

#endif
