// fixset.c: what --fix mends

#include "validate/fixset.h"

static const char *const ids[] = {
#define FIX_ID(NAME, id) id,
	FIXES(FIX_ID)
#undef FIX_ID
};

_Static_assert(FIX_COUNT < 32, "a set of fixes is 32 bits");

fixset fixset_all(void)
{
	return ((fixset)1 << FIX_COUNT) - 1;
}

static void report_unknown(struct str id, struct reporter *reporter)
{
	struct buf known = {0};
	for (size_t i = 0; i < FIX_COUNT; i++)
		buf_printf(&known, "%s%s", i ? ", " : "", ids[i]);
	report(reporter, SEVERITY_FATAL, NULL, NULL, "--fix mends %s, not '%.*s'",
	       known.failed ? "" : known.s, STR_ARG(id));
	buf_free(&known);
}

bool fixset_read(fixset *set, struct str list, struct reporter *reporter)
{
	struct str id;
	while (str_field(&list, ',', &id)) {
		size_t i = 0;
		id = str_trim(id);
		while (i < FIX_COUNT && !str_is(id, ids[i]))
			i++;
		if (i == FIX_COUNT) {
			report_unknown(id, reporter);
			return false;
		}
		*set |= (fixset)1 << i;
	}
	if (!*set)
		report_unknown((struct str){0}, reporter);
	return *set != 0;
}
