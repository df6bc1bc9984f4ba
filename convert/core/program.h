// program.h: what the mains of all programs share
//
// --help, --version, usage errors, where reports go, and the exit status.

#ifndef STENOGRAM_PROGRAM_H
#define STENOGRAM_PROGRAM_H

#include <getopt.h>

#include "report.h"

#define STENOGRAM_VERSION "0.1.0"

struct program {
	const char *name;  // "teiclean"
	const char *usage; // "[-e encoding] [file]"
	const char *help;  // the options, a line each, and an example
};

enum { OPTION_HELP = 256, OPTION_VERSION, OPTION_FIRST };

// The two options every program has, for the end of its getopt_long table.
#define PROGRAM_OPTIONS \
	{"help", no_argument, NULL, OPTION_HELP}, {"version", no_argument, NULL, OPTION_VERSION}, \
	{ \
		NULL, 0, NULL, 0 \
	}

// Prints the help or the version to standard output and gives the exit status.
int program_help(const struct program *p);
int program_version(const struct program *p);

// Answers an option that is none of the program's own: OPTION_HELP, OPTION_VERSION, or an error
// that getopt_long has told already. Gives the exit status.
int program_other(const struct program *p, int option);

// Says on standard error what is wrong with the command line and gives status 2.
int program_misuse(const struct program *p, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

// The one file operand, "-" when there is none; NULL after telling that there are too many.
const char *program_operand(const struct program *p, int argc, char **argv);

#endif
