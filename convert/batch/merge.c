// merge.c: the manifests of the shards of one run made one, when nothing is missing

#include "batch/merge.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "batch/identity.h"
#include "batch/lastlines.h"
#include "batch/manifest.h"
#include "batch/review.h"
#include "batch/store.h"
#include "core/io.h"

enum { SHARDS_MAX = 1 << 20, TOLD_MAX = 20 };

struct merge {
	const char *folder;
	size_t shards; // 0: one manifest without shards
	size_t shard;  // in hand
	struct buf path;
	struct hashes owners; // hash of an id to 1 + the shard that has it
	struct run_end first; // of the first part that has one
	bool compared;
	size_t documents, here, files, told;
	struct store store;
	FILE *out;
	bool failed; // memory ran out, or the disk is full
	struct reporter *reporter;
};

// Something is missing or double. The first of them are told.
static void complain(struct merge *m, struct str id, const char *what)
{
	if (m->told++ < TOLD_MAX)
		report(m->reporter, SEVERITY_ERROR, &(struct place){.file = m->path.s},
		       "incomplete", "%.*s%s%s", STR_ARG(id), id.n ? ": " : "", what);
}

// ---- Which manifests there are ----

// How many shards a name tells of: "manifest-3-of-8.jsonl"; 0: it is no such name.
static size_t shards_of(const char *name)
{
	size_t shard, shards;
	struct str rest = str_from(name), field;
	if (!str_starts(rest, STR("manifest-")) || !str_ends(rest, STR(".jsonl")))
		return 0;
	rest = str_from_to(rest, strlen("manifest-"), rest.n - strlen(".jsonl"));
	size_t of = str_find(rest, STR("-of-"));
	field = str_from_to(rest, 0, of);
	return str_number(field, &shard) && str_number(str_after(rest, of + 4), &shards) && shard &&
	                       shard <= shards && shards <= SHARDS_MAX
	               ? shards
	               : 0;
}

static bool find_shards(struct merge *m)
{
	DIR *folder = opendir(m->folder);
	if (!folder) {
		report_errno(m->reporter, m->folder, "open the folder");
		return false;
	}
	bool good = true;
	for (struct dirent *e; good && (e = readdir(folder));) {
		size_t shards = shards_of(e->d_name);
		if (!shards)
			continue;
		good = !m->shards || m->shards == shards;
		m->shards = shards;
	}
	closedir(folder);
	if (!good)
		report(m->reporter, SEVERITY_FATAL, &(struct place){.file = m->folder}, "manifest",
		       "there are manifests of runs with different numbers of shards; take away "
		       "those that are not meant");
	return good;
}

// ---- One manifest ----

static void check_outputs(struct merge *m, const struct past *past)
{
	struct checksum sum;
	for (size_t i = 0; i < past->n_outputs; i++) {
		m->files++;
		if (!checksum_read(past->outputs[i].sum, &sum) ||
		    !store_has(&m->store, past->outputs[i].path, &sum))
			complain(m, past->id, "a result is not there, or is not what was written");
	}
}

static void check_owner(struct merge *m, const struct past *past, uint64_t hash)
{
	struct identity name = {.hash = hash};
	uint64_t *owner = hashes_at(&m->owners, hash);
	if (!owner) {
		m->failed = true;
		return;
	}
	if (*owner)
		complain(m, past->id, "is in two shards");
	*owner = 1 + m->shard;
	if (m->shards && identity_shard(&name, m->shards) != m->shard - 1)
		complain(m, past->id, "belongs to another shard");
}

static bool on_last(void *context, const struct past *past, uint64_t hash, struct str line)
{
	struct merge *m = context;
	if (past->outcome == OUTCOME_GONE)
		return true;
	m->here++;
	check_owner(m, past, hash);
	check_outputs(m, past);
	m->failed |= fwrite(line.s, 1, line.n, m->out) != line.n || fputc('\n', m->out) == EOF;
	return !m->failed;
}

// Whether it is whole, and of the same run as the others.
static void check_end(struct merge *m, const struct last_lines *lines)
{
	struct buf text = {0};
	const struct run_end *end = &lines->end;
	if (!lines->ended) {
		complain(m, (struct str){0},
		         "this part of the run has not read the whole dump; run it again with "
		         "--resume");
		return;
	}
	if (!m->compared)
		m->first = *end;
	m->compared = true;
	if (end->documents != m->first.documents)
		complain(m, (struct str){0}, "this part read another dump than the first one");
	if (strcmp(end->settings, m->first.settings) != 0)
		complain(m, (struct str){0},
		         "this part was run with other options than the first one");
	if (end->here < m->here)
		complain(m, (struct str){0},
		         "this part has documents of an earlier run that the dump has no more; "
		         "begin "
		         "it anew in another folder");
	if (end->here > m->here) {
		buf_printf(
			&text,
			"of %zu documents of this part, %zu are there; run it again with --resume",
			end->here, m->here);
		if (!text.failed)
			complain(m, (struct str){0}, text.s);
	}
	buf_free(&text);
}

static bool check_manifest(struct merge *m, const char *part)
{
	m->here = 0;
	buf_clear(&m->path);
	buf_printf(&m->path, "%s/", m->folder);
	manifest_name(&m->path, part);
	if (m->path.failed)
		return false;
	if (access(m->path.s, F_OK) && m->shards) {
		char text[128];
		snprintf(text, sizeof text,
		         "this part of the run is missing; run it with --shard=%zu/%zu", m->shard,
		         m->shards);
		complain(m, (struct str){0}, text);
		return true;
	}
	struct last_lines lines = {.on_last = on_last, .context = m};
	if (!last_lines_read(&lines, m->path.s, m->reporter))
		return false;
	check_end(m, &lines);
	m->documents += m->here;
	return true;
}

// ---- All of them ----

static bool check_all(struct merge *m)
{
	char part[MANIFEST_PART];
	if (!m->shards)
		return check_manifest(m, "");
	for (m->shard = 1; m->shard <= m->shards; m->shard++) {
		manifest_part(part, m->shard, m->shards);
		if (!check_manifest(m, part))
			return false;
	}
	buf_clear(&m->path);
	buf_printf(&m->path, "%s", m->folder);
	if (m->compared && m->documents != m->first.documents && !m->told)
		complain(m, (struct str){0}, "the parts do not have all documents of the dump");
	return !m->path.failed;
}

// The manifest is written aside and moved to its place when all is well.
static bool write_merged(struct merge *m)
{
	struct buf from = {0}, to = {0}, line = {0};
	struct run_end end = m->first;
	end.shard = end.shards = 0;
	end.here = m->documents;
	run_end_put(&line, &end);
	buf_printf(&from, "%s%s", m->store.partial.s, "manifest");
	buf_printf(&to, "%s/", m->folder);
	manifest_name(&to, "");
	bool good = !line.failed && !from.failed && !to.failed &&
	            fwrite(line.s, 1, line.n, m->out) == line.n && fflush(m->out) == 0 &&
	            fsync(fileno(m->out)) == 0 && rename(from.s, to.s) == 0;
	if (!good)
		report_errno(m->reporter, to.s, "write");
	buf_free(&from);
	buf_free(&to);
	buf_free(&line);
	return good && review_write(m->folder, m->reporter);
}

static bool open_merged(struct merge *m)
{
	struct buf from = {0};
	if (!store_open(&m->store, m->folder, "merge", m->reporter))
		return false;
	buf_printf(&from, "%s%s", m->store.partial.s, "manifest");
	m->out = from.failed ? NULL : fopen(from.s, "we");
	if (!m->out)
		report_errno(m->reporter, from.s, "write");
	buf_free(&from);
	return m->out != NULL;
}

static int run(struct merge *m)
{
	if (!find_shards(m) || !open_merged(m))
		return 2;
	if (!check_all(m)) {
		if (m->failed)
			report_errno(m->reporter, m->folder, "write to");
		return 2;
	}
	if (m->told > TOLD_MAX)
		report(m->reporter, SEVERITY_INFO, NULL, NULL, "and %zu more of that kind",
		       m->told - TOLD_MAX);
	if (m->told)
		return 1;
	return write_merged(m) ? 0 : 2;
}

int merge_run(const char *folder, struct reporter *reporter)
{
	struct merge m = {.folder = folder, .reporter = reporter};
	int status = run(&m);
	if (status == 0)
		fprintf(stderr,
		        "teibatch: %zu documents, each once; %zu results as they were written\n",
		        m.documents, m.files);
	if (m.out)
		fclose(m.out);
	if (m.store.partial.n)
		store_close(&m.store);
	store_free(&m.store);
	hashes_free(&m.owners);
	buf_free(&m.path);
	return status;
}
