// manifest.c: what a run has done, kept so that a later one can go on

#include "batch/manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "batch/manifestlines.h"
#include "core/io.h"

enum { LINE_MAX_BYTES = 16 << 20 };

void manifest_part(char part[static MANIFEST_PART], size_t shard, size_t shards)
{
	part[0] = '\0';
	if (shards)
		snprintf(part, MANIFEST_PART, "%zu-of-%zu", shard, shards);
}

void manifest_name(struct buf *out, const char *part)
{
	buf_printf(out, "manifest%s%s.jsonl", *part ? "-" : "", part);
}

// ---- What is there ----

struct reading_in {
	struct manifest *manifest;
	struct manifest_reading *reading;
	struct reporter *reporter;
};

static bool take_line(void *context, struct str line, uint64_t offset)
{
	struct reading_in *in = context;
	struct past past;
	uint64_t *at = NULL;
	struct run_end end;
	bool good = past_read(&past, line);
	if (!good && !run_end_read(&end, line))
		report(in->reporter, SEVERITY_WARNING,
		       &(struct place){.file = in->reading->path, .line = in->reading->lines},
		       "manifest", "this line says nothing of a document and is passed over");
	else if (good && !(at = hashes_at(&in->manifest->lines, hash_of(past.id))))
		report_memory(in->reporter);
	else if (good)
		*at = 1 + offset;
	past_free(&past);
	return !good || at;
}

// Cuts off what stands behind the last line end.
static bool cut_off(struct manifest *m, size_t rest, struct reporter *reporter)
{
	if (!rest)
		return true;
	report(reporter, SEVERITY_WARNING, &(struct place){.file = m->path.s}, "manifest",
	       "the last line is not whole, since the run that wrote it was ended; the document "
	       "is done again");
	if (ftruncate(m->fd, (off_t)m->end) == 0)
		return true;
	report_errno(reporter, m->path.s, "write");
	return false;
}

static bool read_lines(struct manifest *m, struct reporter *reporter)
{
	struct reading_in in = {.manifest = m, .reporter = reporter};
	struct manifest_reading reading = {.path = m->path.s, .on_line = take_line, .context = &in};
	in.reading = &reading;
	if (!manifest_read(&reading, m->fd, reporter))
		return false;
	m->end = reading.end;
	return cut_off(m, reading.rest, reporter);
}

// ---- Open ----

// Workers of a run that was killed hold the manifest until they are gone, too, which takes a moment.
static bool lock(struct manifest *m, struct reporter *reporter)
{
	enum { TRIES = 20 };
	const struct timespec moment = {.tv_nsec = 100000000};
	for (int i = 0; i < TRIES; i++) {
		if (flock(m->fd, LOCK_EX | LOCK_NB) == 0)
			return true;
		if (errno != EWOULDBLOCK)
			break;
		nanosleep(&moment, NULL);
		errno = EWOULDBLOCK;
	}
	if (errno == EWOULDBLOCK)
		report(reporter, SEVERITY_FATAL, &(struct place){.file = m->path.s}, "manifest",
		       "another run is writing into this folder; wait for it, or name another "
		       "folder with -o");
	else
		report_errno(reporter, m->path.s, "lock");
	return false;
}

bool manifest_open(struct manifest *m, const char *folder, const char *part, bool resumes,
                   struct reporter *reporter)
{
	struct stat st;
	buf_printf(&m->path, "%s/", folder);
	manifest_name(&m->path, part);
	m->fd = m->path.failed ? -1
	                       : open(m->path.s, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	if (m->fd < 0) {
		report_errno(reporter, m->path.s, "open");
		return false;
	}
	m->open = true;
	if (!lock(m, reporter))
		return false;
	if (fstat(m->fd, &st) || !S_ISREG(st.st_mode)) {
		report(reporter, SEVERITY_FATAL, &(struct place){.file = m->path.s}, "manifest",
		       "this is no file");
		return false;
	}
	if (st.st_size == 0)
		return true;
	if (resumes)
		return read_lines(m, reporter);
	report(reporter, SEVERITY_FATAL, &(struct place){.file = m->path.s}, "manifest",
	       "an earlier run has left results in this folder; go on with --resume, or name "
	       "another folder with -o");
	return false;
}

// ---- Asked and added to ----

// The line at an offset, into m->line.
static bool read_at(struct manifest *m, uint64_t offset)
{
	enum { STEP = 4096 };
	buf_clear(&m->line);
	for (;;) {
		if (m->line.n > LINE_MAX_BYTES || !buf_reserve(&m->line, STEP))
			return false;
		ssize_t n = pread(m->fd, m->line.s + m->line.n, STEP, (off_t)(offset + m->line.n));
		if (n <= 0)
			return false;
		struct str read = {m->line.s + m->line.n, (size_t)n};
		size_t end = str_find_char(read, '\n');
		m->line.n += end;
		if (end < read.n)
			return true;
	}
}

bool manifest_find(struct manifest *m, uint64_t hash, struct past *past)
{
	uint64_t at = hashes_find(&m->lines, hash);
	// Lines of this run that wait are beyond the end.
	if (!at || !read_at(m, at - 1))
		return false;
	if (past_read(past, buf_str(&m->line)))
		return true;
	past_free(past);
	return false;
}

bool manifest_add(struct manifest *m, struct str lines, struct reporter *reporter)
{
	buf_put(&m->waiting, lines);
	if (m->waiting.failed)
		report_memory(reporter);
	return !m->waiting.failed;
}

bool manifest_commit(struct manifest *m, struct reporter *reporter)
{
	if (!m->waiting.n)
		return true;
	bool good = output_put(m->fd, buf_str(&m->waiting)) && fdatasync(m->fd) == 0;
	if (good) {
		m->end += m->waiting.n;
		buf_clear(&m->waiting);
		return true;
	}
	report_errno(reporter, m->path.s, "write");
	// A line by halves is taken away, as far as that can be done.
	(void)!ftruncate(m->fd, (off_t)m->end);
	return false;
}

void manifest_close(struct manifest *m)
{
	if (m->open)
		close(m->fd);
	hashes_free(&m->lines);
	buf_free(&m->path);
	buf_free(&m->waiting);
	buf_free(&m->line);
	*m = (struct manifest){0};
}
