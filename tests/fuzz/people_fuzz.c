// people_fuzz.c: any bytes as a table of people
//
// The law: what is written of a table that could be read is read as the same table.

#include <stdlib.h>

#include "core/peopletable.h"

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

static struct reporter reporter;

static void same(const struct people_table *a, const struct people_table *b)
{
	if (a->n != b->n)
		abort();
	for (size_t i = 0; i < a->n; i++)
		for (size_t c = 0; c < COLUMN_COUNT; c++)
			if (!str_eq(a->items[i].cells[c], b->items[i].cells[c]))
				abort();
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
	struct buf text = {0}, written = {0};
	struct people_table table = {0}, again = {0};
	buf_put(&text, (struct str){(const char *)bytes, n});
	if (people_table_parse(&table, &text, "-", &reporter)) {
		people_table_write(&table, &written);
		if (!people_table_parse(&again, &written, "-", &reporter))
			abort();
		same(&table, &again);
		people_table_free(&again);
	}
	people_table_free(&table);
	buf_free(&written);
	return 0;
}
