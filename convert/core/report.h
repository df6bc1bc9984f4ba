// report.h: what a stage has to tell its user
//
// A stage never prints. It hands each finding to a reporter: a function and its context, given by
// whoever called the stage. The files of report/ turn findings into a format; main chooses one.

#ifndef STENOGRAM_REPORT_H
#define STENOGRAM_REPORT_H

#include "str.h"

// In order of weight, so that levels compare.
enum severity {
	SEVERITY_INFO,
	SEVERITY_WARNING,
	SEVERITY_ERROR, // the document has a fault: status 1
	SEVERITY_FATAL, // the work cannot be done at all: status 2
};

const char *severity_name(enum severity severity); // "info", "warning", "error", "fatal"

// The severity that a user may name: "info", "warning" or "error". False: it is none of them.
bool severity_named(struct str name, enum severity *severity);

// Where. Lines and columns count from 1 and columns count characters; 0 means unknown.
struct place {
	const char *file; // as the user named it, "-" for standard input, NULL for nowhere
	size_t line, column;
	struct str source; // the whole source line where it helps, else empty
};

struct report {
	enum severity severity;
	struct place place;
	const char
		*rule; // a stable id, e.g. "not-utf8"; NULL for plain trouble such as a full disk
	struct str message;
};

// A reporter and what it has seen. Zero is a valid reporter that only counts.
struct reporter {
	void (*on_report)(void *context, const struct report *report);
	void *context;
	size_t count[SEVERITY_FATAL + 1]; // by severity
};

// Hands one finding on and counts it. The message is for a scholar: what is wrong, what was
// expected, what to do. `place` may be NULL. Nothing is kept after the call returns.
void report(struct reporter *r, enum severity severity, const struct place *place, const char *rule,
            const char *format, ...) __attribute__((format(printf, 5, 6)));

// Trouble of the system about a file: "cannot <what>: <reason of errno>". Always fatal.
void report_errno(struct reporter *r, const char *file, const char *what);

// Says that memory ran out. Always fatal.
void report_memory(struct reporter *r);

// The exit status that the findings so far ask for: 0, 1 or 2 (design: exit status everywhere).
int report_status(const struct reporter *r);

#endif
