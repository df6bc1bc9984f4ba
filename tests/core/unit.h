// unit.h: what the unit tests of core/ share
//
// Each test_NAME.c is one program that writes TAP; `make units` builds them, prove runs them.

#ifndef STENOGRAM_UNIT_H
#define STENOGRAM_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/report.h"
#include "core/str.h"

// Compares a view, byte for byte, with a C string.
#define assert_str(view, expected) unit_assert_str((view), (expected), __FILE__, __LINE__)

static inline void unit_assert_str(struct str view, const char *expected, const char *file, int line)
{
	if (str_is(view, expected))
		return;
	print_error("'%.*s' (%zu bytes), not '%s'\n", STR_ARG(view), view.n, expected);
	_fail(file, line);
}

// A reporter that keeps the last message, its rule and its line.
struct heard {
	char message[1000];
	char rule[100];
	char file[500];
	size_t line, column;
};

static inline void unit_hear(void *context, const struct report *r)
{
	struct heard *heard = context;
	snprintf(heard->message, sizeof heard->message, "%.*s", STR_ARG(r->message));
	snprintf(heard->rule, sizeof heard->rule, "%s", r->rule ? r->rule : "");
	snprintf(heard->file, sizeof heard->file, "%s", r->place.file ? r->place.file : "");
	heard->line = r->place.line;
	heard->column = r->place.column;
}

#define HEARING(heard) {.on_report = unit_hear, .context = (heard)}

// A folder of its own for one test, removed with all in it by unit_folder_remove.
static inline char *unit_folder(void)
{
	const char *base = getenv("TMPDIR");
	char *path = NULL;
	assert_true(asprintf(&path, "%s/stenogram.XXXXXX", base ? base : "/tmp") > 0);
	assert_non_null(mkdtemp(path));
	return path;
}

static inline void unit_folder_remove(char *path)
{
	char command[1100];
	snprintf(command, sizeof command, "rm -r '%s'", path);
	assert_int_equal(system(command), 0);
	free(path);
}

#define UNIT_MAIN(tests) \
	int main(void) \
	{ \
		cmocka_set_message_output(CM_OUTPUT_TAP); \
		return cmocka_run_group_tests(tests, NULL, NULL); \
	}

#endif
