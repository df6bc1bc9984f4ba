// baseline.h: findings that were there before, so that only new ones count
//
// An edition that is ten years old has its faults. Those that a baseline file lists are not told again and
// fail nothing; what is new does. A line of the file is a finding: its fingerprint (see fingerprint.h, which
// survives edits elsewhere in the document), the file, the rule and the message, parted by tabs. Only the
// fingerprint is read.

#ifndef STENOGRAM_BASELINE_H
#define STENOGRAM_BASELINE_H

#include "core/table.h"
#include "report/fingerprint.h"

struct baseline {
	// What is told goes on to these.
	void (*on_report)(void *context, const struct report *report);
	void *context;
	const struct format_settings *settings; // borrowed
	struct table known;                     // fingerprints that were read
	struct arena arena;
	struct buf written; // of all findings, when they are to be written
	bool writes;
	struct tally seen;
	struct buf file;                 // whose findings are coming
	size_t held[SEVERITY_FATAL + 1]; // how many were not told, by severity
	bool failed;                     // memory ran out
};

// Reads the findings that are known. False: reported.
bool baseline_read(struct baseline *b, const char *path, struct reporter *reporter);

// A reporter's function; its context is the baseline.
void baseline_report(void *context, const struct report *report);

// Writes the file that makes all findings known. False: reported.
bool baseline_write(struct baseline *b, const char *path, struct reporter *reporter);

void baseline_free(struct baseline *b);

#endif
