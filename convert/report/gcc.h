// gcc.h: findings in the form of a compiler, for people and for every editor and CI
//
// file:line:column: severity: message [rule-id]

#ifndef STENOGRAM_GCC_H
#define STENOGRAM_GCC_H

#include <stdio.h>

#include "core/report.h"

struct gcc_sink {
	FILE *stream; // borrowed
	bool colour;
	const char *program; // stands in place of the file where a report has none; borrowed
};

// A sink that writes to `stream`, in colour if it is a terminal and NO_COLOR is not set.
struct gcc_sink gcc_sink(FILE *stream, const char *program);

// For struct reporter: on_report = gcc_report, context = the sink. A finding is one line; control
// characters and those that change the direction of writing are shown as \u{…}, ill-formed bytes
// as \x{…}. A source line, where the report has one, follows indented, with a caret under the
// column.
void gcc_report(void *context, const struct report *report);

#endif
