// manifest.c: what a run has done, kept so that a later one can go on

#include "batch/manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/io.h"

enum { READ_SIZE = 1 << 20, LINE_MAX_BYTES = 16 << 20 };

void manifest_name(struct buf *out, const char *part)
{
	buf_printf(out, "manifest%s%s.jsonl", *part ? "-" : "", part);
}

// ---- What is there ----

static void tell_bad_line(struct manifest *m, struct reporter *reporter)
{
	report(reporter, SEVERITY_WARNING, &(struct place){.file = m->path.s, .line = m->n_lines},
	       "manifest", "this line says nothing of a document and is passed over");
}

// One whole line, which begins at an offset.
static bool take_line(struct manifest *m, struct str line, uint64_t offset,
                      struct reporter *reporter)
{
	struct past past;
	uint64_t *at = NULL;
	m->n_lines++;
	bool good = past_read(&past, line);
	if (!good)
		tell_bad_line(m, reporter);
	else if (!(at = hashes_at(&m->lines, hash_of(past.id))))
		report_memory(reporter);
	else
		*at = 1 + offset;
	past_free(&past);
	return !good || at;
}

// Cuts off what stands behind the last line end.
static bool cut_off(struct manifest *m, uint64_t end, size_t left, struct reporter *reporter)
{
	m->end = end;
	if (!left)
		return true;
	report(reporter, SEVERITY_WARNING, &(struct place){.file = m->path.s}, "manifest",
	       "the last line is not whole, since the run that wrote it was ended; the document "
	       "is done again");
	if (ftruncate(m->fd, (off_t)end) == 0)
		return true;
	report_errno(reporter, m->path.s, "write");
	return false;
}

static bool read_lines(struct manifest *m, struct reporter *reporter)
{
	struct buf bytes = {0};
	uint64_t offset = 0; // of bytes.s
	bool good = true;
	ssize_t n = 1;
	while (good && n > 0) {
		good = bytes.n < LINE_MAX_BYTES && buf_reserve(&bytes, READ_SIZE);
		if (!good)
			break;
		n = read(m->fd, bytes.s + bytes.n, READ_SIZE);
		good = n >= 0;
		bytes.n += n > 0 ? (size_t)n : 0;
		struct str rest = buf_str(&bytes);
		size_t line;
		while (good && (line = str_find_char(rest, '\n')) < rest.n) {
			good = take_line(m, str_from_to(rest, 0, line), offset, reporter);
			rest = str_after(rest, line + 1);
			offset += line + 1;
		}
		buf_cut(&bytes, 0, bytes.n - rest.n);
	}
	if (n < 0)
		report_errno(reporter, m->path.s, "read");
	else if (bytes.n >= LINE_MAX_BYTES || bytes.failed)
		report(reporter, SEVERITY_FATAL, &(struct place){.file = m->path.s}, "manifest",
		       "this is no manifest of ours: a line in it has no end");
	good = good && cut_off(m, offset, bytes.n, reporter);
	buf_free(&bytes);
	return good;
}

// ---- Open ----

static bool lock(struct manifest *m, struct reporter *reporter)
{
	if (flock(m->fd, LOCK_EX | LOCK_NB) == 0)
		return true;
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
	if (ftruncate(m->fd, (off_t)m->end))
		return false;
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
