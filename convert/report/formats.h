// formats.h: the forms in which findings are told, and where they go
//
// One finding may go to several places at once: for people to the screen, for a tool to a file.

#ifndef STENOGRAM_FORMATS_H
#define STENOGRAM_FORMATS_H

#include <stdio.h>

#include "core/report.h"
#include "report/format.h"

struct formats {
	struct format_settings settings;
	char *folder; // the current one
	struct format_output {
		const struct format *format;
		const char *path; // NULL: the stream given to formats_open; borrowed
		FILE *stream;
		void *context;
		int error; // errno of the first write that failed
	} * items;
	size_t n, cap;
};

// Adds an output as --format gives it: "gcc", or "gcc:path" ("gcc:-" is "gcc"). `spec` is borrowed.
// False, and reported: no such form, two forms in one place that would break each other, no memory.
bool formats_add(struct formats *f, const char *spec, struct reporter *reporter);

// Opens the outputs; those without a path go to `stream`. Without any, gcc goes there. The formats
// can then be told findings: on_report = formats_report, context = f. `program` and fail_level are as in
// struct format_settings.
bool formats_open(struct formats *f, const char *program, enum severity fail_level, FILE *stream,
                  struct reporter *reporter);

// Where a document begins and ends. What is reported between belongs to it.
void formats_begin(struct formats *f, const char *file, enum visit visit);
void formats_end(struct formats *f);

void formats_report(void *context, const struct report *report);

// Writes what is held and makes sure that all of it arrived; frees everything. Failures are
// reported and give false; the reporter must not be the one that f tells for.
bool formats_close(struct formats *f, struct reporter *reporter);

#endif
