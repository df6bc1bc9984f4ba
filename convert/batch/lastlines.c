// lastlines.c: the last line of each document in a manifest, which is the one that holds

#include "batch/lastlines.h"

#include "batch/manifestlines.h"

// The first time it is found where each document's last line is, the second time that is read.
struct twice {
	struct last_lines *lines;
	struct hashes last; // hash of an id to 1 + the offset of its last line
	struct reporter *reporter;
};

static bool on_first(void *context, struct str line, uint64_t offset)
{
	struct twice *t = context;
	struct past past;
	uint64_t *at = NULL;
	bool good = past_read(&past, line);
	t->lines->ended = !good && run_end_read(&t->lines->end, line);
	if (good && !(at = hashes_at(&t->last, hash_of(past.id))))
		report_memory(t->reporter);
	if (at)
		*at = 1 + offset;
	past_free(&past);
	return !good || at;
}

static bool on_second(void *context, struct str line, uint64_t offset)
{
	struct twice *t = context;
	struct past past;
	uint64_t hash = 0;
	bool more = true;
	if (past_read(&past, line) && hashes_find(&t->last, hash = hash_of(past.id)) == 1 + offset)
		more = t->lines->on_last(t->lines->context, &past, hash, line);
	past_free(&past);
	return more;
}

bool last_lines_read(struct last_lines *lines, const char *path, struct reporter *reporter)
{
	struct twice t = {.lines = lines, .reporter = reporter};
	struct manifest_reading first = {.path = path, .on_line = on_first, .context = &t};
	struct manifest_reading second = {.path = path, .on_line = on_second, .context = &t};
	lines->ended = false;
	bool good = manifest_read_file(&first, reporter) && manifest_read_file(&second, reporter);
	hashes_free(&t.last);
	return good;
}
