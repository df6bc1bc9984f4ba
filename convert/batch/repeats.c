// repeats.c: which documents of a dump have the same content

#include "batch/repeats.h"

bool repeats_find(struct repeats *t, const struct checksum *sum, struct str id, struct str *first)
{
	uint64_t hash;
	memcpy(&hash, sum->bytes, sizeof hash);
	uint64_t *at = hashes_at(&t->sums, hash ? hash : 1);
	*first = (struct str){0};
	if (!at)
		return false;
	if (*at) {
		*first = str_from(t->ids.s + (*at - 1));
		return true;
	}
	*at = 1 + t->ids.n;
	buf_put(&t->ids, id);
	buf_put(&t->ids, (struct str){"", 1});
	return !t->ids.failed;
}

void repeats_free(struct repeats *t)
{
	hashes_free(&t->sums);
	buf_free(&t->ids);
}
