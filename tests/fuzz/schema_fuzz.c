// schema_fuzz.c: what must hold of schemas, whatever they are, and of documents under them
//
// A schema in the XML syntax where the first byte is "<", else in the compact syntax; behind a line of
// "====", a document.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "demand.h"
#include "relaxng/relaxng.h"

static void on_report(void *context, const struct report *r)
{
	(void)context;
	demand(r->message.n > 0, "a message says something");
	demand(r->place.line == 0 || r->place.column > 0, "a line has a column");
}

static char paths[2][64];

static void remove_files(void)
{
	unlink(paths[0]);
	unlink(paths[1]);
}

// The syntax is told by the name of the file.
static const char *write_schema(struct str schema, bool compact)
{
	if (!*paths[0]) {
		for (int i = 0; i < 2; i++)
			snprintf(paths[i], sizeof paths[i], "/tmp/schema-fuzz-%d.%s", (int)getpid(),
			         i ? "rnc" : "rng");
		atexit(remove_files);
	}
	FILE *file = fopen(paths[compact], "w");
	demand(file && fwrite(schema.s, 1, schema.n, file) == schema.n && fclose(file) == 0,
	       "a file for the schema");
	return paths[compact];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str all = {(const char *)data, size};
	size_t end = str_find(all, STR("\n====\n"));
	struct str schema = str_from_to(all, 0, end), document = str_after(all, end + 6);
	struct reporter reporter = {.on_report = on_report};
	const char *path = write_schema(schema, size == 0 || data[0] != '<');
	struct relaxng *compiled = relaxng_read(path, &reporter);
	demand(!compiled == (reporter.count[SEVERITY_FATAL] > 0), "no schema without a reason");
	if (compiled && document.n) {
		struct reporter first = {.on_report = on_report}, again = {.on_report = on_report};
		bool valid = relaxng_check(compiled, document, "-", &first);
		demand(valid == (report_status(&first) == 0), "the verdict is that of the reports");
		// What the first reading taught the machine changes nothing.
		demand(relaxng_check(compiled, document, "-", &again) == valid, "the same again");
		demand(first.count[SEVERITY_ERROR] == again.count[SEVERITY_ERROR], "as many again");
	}
	relaxng_free(compiled);
	return 0;
}
