// formats.h: the forms in which findings are told, and where they go
//
// One finding may go to several places at once: for people to the screen, for a tool to a file.

#ifndef STENOGRAM_FORMATS_H
#define STENOGRAM_FORMATS_H

#include <stdio.h>

#include "core/report.h"
#include "report/gcc.h"

struct formats {
	const char *program; // stands for the file where a finding has none; borrowed
	struct format_output {
		const char *path; // NULL: the stream given to formats_open; borrowed
		FILE *stream;
		char *text; // what goes to `path`, until formats_close
		size_t n_text;
		struct gcc_sink sink;
	} * items;
	size_t n, cap;
};

// Adds an output as --format gives it: "gcc", or "gcc:path". `spec` is borrowed. False: no such
// form (reported with those that there are), or no memory.
bool formats_add(struct formats *f, const char *program, const char *spec,
                 struct reporter *reporter);

// Opens the outputs; those without a path go to `stream`. Without any, gcc goes there. The formats
// can then be told findings: on_report = formats_report, context = f.
bool formats_open(struct formats *f, const char *program, FILE *stream, struct reporter *reporter);

void formats_report(void *context, const struct report *report);

// Writes what is held and makes sure that all of it arrived; frees everything. Failures are
// reported and give false; the reporter must not be the one that f tells for.
bool formats_close(struct formats *f, struct reporter *reporter);

#endif
