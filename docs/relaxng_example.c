// relaxng_example.c: checks documents against a schema: relaxng_example SCHEMA DOCUMENT…
//
//     cc -Iconvert docs/relaxng_example.c build/libstenogram.a $(pkg-config --libs libxml-2.0 zlib libutf8proc)

#include <stdio.h>

#include "core/io.h"
#include "relaxng/relaxng.h"

static void print(void *context, const struct report *r)
{
	(void)context;
	printf("%s:%zu:%zu: %.*s\n", r->place.file ? r->place.file : "", r->place.line,
	       r->place.column, STR_ARG(r->message));
}

int main(int argc, char **argv)
{
	struct reporter reporter = {.on_report = print};
	struct relaxng *schema = argc > 1 ? relaxng_read(argv[1], &reporter) : NULL;
	for (int i = 2; schema && i < argc; i++) {
		struct buf xml = {0};
		if (input_read(&xml, argv[i], INPUT_MAX, &reporter) &&
		    relaxng_check(schema, buf_str(&xml), argv[i], &reporter))
			printf("%s is valid\n", argv[i]);
		buf_free(&xml);
	}
	relaxng_free(schema);
	return schema ? report_status(&reporter) : 2;
}
