// format.h: a form in which findings are told
//
// A form is a table of functions and a context that they share. It is told each document's beginning
// and end, in order, and the findings between. Findings outside all documents (a schema that cannot be
// read) come before the first. What can be written at once is written at once: there may be millions.

#ifndef STENOGRAM_FORMAT_H
#define STENOGRAM_FORMAT_H

#include <stdio.h>

#include "core/report.h"

struct format_settings {
	const char *program;      // stands for the file where a finding has none
	const char *folder;       // the current one, NULL: unknown; paths below it are told from it
	enum severity fail_level; // from where on a document fails
};

// A document is told of as it is checked, and again when it is known what others say of it.
enum visit {
	VISIT_FIRST,
	VISIT_AGAIN,           // there was nothing to tell at first
	VISIT_AGAIN_CONCERNED, // there was
};

struct format {
	const char *name;
	bool is_lines; // several of this kind may go to one stream
	// The stream and the settings are borrowed until close. NULL: no memory, or no file to work in.
	void *(*open)(FILE *stream, const struct format_settings *settings);
	// A document; NULL: the form has no use for it.
	void (*begin)(void *context, const char *file, enum visit visit);
	void (*end)(void *context); // of that document; may be NULL
	void (*report)(void *context, const struct report *report);
	// Writes what is still to be written and frees the context. Trouble is reported and gives false.
	bool (*close)(void *context, struct reporter *errors);
};

extern const struct format format_gcc, format_github, format_sarif, format_junit, format_checkstyle,
	format_rdjsonl, format_gitlab, format_jsonl, format_html;

// What is composed before it goes to a stream in one piece.
struct sheet {
	FILE *stream; // borrowed
	struct buf out;
	bool failed; // memory ran out for a piece, which is missing
};

void sheet_write(struct sheet *sheet);
bool sheet_close(struct sheet *sheet,
                 struct reporter *errors); // writes and frees; reports `failed`

// What was told.
struct totals {
	size_t documents, concerned; // those with findings
	size_t count[SEVERITY_FATAL + 1];
	bool in_document, is_concerned;
};

void totals_begin(struct totals *t, enum visit visit);
void totals_end(struct totals *t);
void totals_add(struct totals *t, const struct report *report);
bool totals_any(const struct totals *t);

// "2 errors, 1 warning in 1 of 3 documents"; "no findings in 3 documents".
void totals_say(const struct totals *t, struct buf *out);
void totals_counts(const size_t *count, struct buf *out); // the part before " in "

// The rule, or "trouble" for what is beyond rules (a full disk) and "note" for remarks.
const char *format_rule(const struct report *report);

// The file for people: "(standard input)", or the program where there is none.
const char *format_file(const char *file, const struct format_settings *settings);

// The file for tools: without "./" and without the current folder; "stdin"; the program.
const char *format_path(const char *file, const struct format_settings *settings);

// format_path, with characters that cannot be seen made visible.
void format_put_path(struct buf *out, const char *file, const struct format_settings *settings);

#endif
