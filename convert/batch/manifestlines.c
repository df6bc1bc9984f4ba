// manifestlines.c: the lines of a manifest, one after the other

#include "batch/manifestlines.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { READ_SIZE = 1 << 20, LINE_MAX_BYTES = 16 << 20 };

// Hands over the whole lines of what was read, and keeps the rest.
static bool hand_over(struct manifest_reading *r, struct buf *bytes)
{
	struct str rest = buf_str(bytes);
	bool good = true;
	size_t line;
	while (good && (line = str_find_char(rest, '\n')) < rest.n) {
		r->lines++;
		good = r->on_line(r->context, str_from_to(rest, 0, line), r->end);
		r->end += line + 1;
		rest = str_after(rest, line + 1);
	}
	buf_cut(bytes, 0, bytes->n - rest.n);
	return good;
}

bool manifest_read(struct manifest_reading *r, int fd, struct reporter *reporter)
{
	struct buf bytes = {0};
	bool good = true;
	ssize_t n = 1;
	while (good && n) {
		if (bytes.n >= LINE_MAX_BYTES) {
			report(reporter, SEVERITY_FATAL, &(struct place){.file = r->path},
			       "manifest", "this is no manifest of ours: a line in it has no end");
			good = false;
		} else if (!buf_reserve(&bytes, READ_SIZE)) {
			report_memory(reporter);
			good = false;
		} else if ((n = read(fd, bytes.s + bytes.n, READ_SIZE)) < 0) {
			good = errno == EINTR;
			if (!good)
				report_errno(reporter, r->path, "read");
		} else {
			bytes.n += (size_t)n;
			good = hand_over(r, &bytes);
		}
	}
	r->rest = bytes.n;
	buf_free(&bytes);
	return good;
}

bool manifest_read_file(struct manifest_reading *r, struct reporter *reporter)
{
	int fd = open(r->path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		report_errno(reporter, r->path, "open");
		return false;
	}
	bool good = manifest_read(r, fd, reporter);
	close(fd);
	return good;
}
