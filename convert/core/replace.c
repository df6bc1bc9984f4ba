// replace.c: a file that was read, with other content

#include "core/replace.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#include "core/io.h"

enum { STEP = 64 * 1024 };

// Findings that were told as mended came before.
#define WRITE "write the mended document, so that the file stays as it was"

bool replace_pack(struct buf *out, struct str bytes)
{
	z_stream z = {0};
	if (deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8,
	                 Z_DEFAULT_STRATEGY) != Z_OK)
		return false;
	int status = Z_OK;
	while (status == Z_OK && buf_reserve(out, STEP)) {
		if (z.avail_in == 0 && bytes.n) {
			size_t step = bytes.n < UINT_MAX ? bytes.n : UINT_MAX;
			z.next_in = (Bytef *)(uintptr_t)bytes.s;
			z.avail_in = (uInt)step;
			bytes = str_after(bytes, step);
		}
		z.next_out = (Bytef *)out->s + out->n;
		z.avail_out = STEP;
		status = deflate(&z, bytes.n ? Z_NO_FLUSH : Z_FINISH);
		out->n += STEP - z.avail_out;
	}
	deflateEnd(&z);
	return status == Z_STREAM_END;
}

void replace_begin(struct replace *r, const char *path)
{
	*r = (struct replace){.path = path};
	if (stat(path, &r->was) || !S_ISREG(r->was.st_mode))
		return;
	r->target = realpath(path, NULL);
}

void replace_end(struct replace *r)
{
	free(r->target);
	*r = (struct replace){0};
}

static bool is_unchanged(const struct replace *r)
{
	struct stat now;
	return stat(r->target, &now) == 0 && now.st_dev == r->was.st_dev &&
	       now.st_ino == r->was.st_ino && now.st_size == r->was.st_size &&
	       now.st_mtim.tv_sec == r->was.st_mtim.tv_sec &&
	       now.st_mtim.tv_nsec == r->was.st_mtim.tv_nsec;
}

// Writes the file beside the other. Ownership first: changing it takes special permissions away.
static bool write_beside(const struct replace *r, int fd, struct str content)
{
	struct stat made;
	if (!output_put(fd, content) || fstat(fd, &made))
		return false;
	bool owned = (made.st_uid == r->was.st_uid && made.st_gid == r->was.st_gid) ||
	             fchown(fd, r->was.st_uid, r->was.st_gid) == 0;
	mode_t mode = r->was.st_mode & 07777;
	// What one user's file may do for others it may not do as another's.
	return fchmod(fd, owned ? mode : mode & 0777) == 0 && fsync(fd) == 0;
}

static bool replace_file(const struct replace *r, char *beside, struct str content,
                         struct reporter *reporter)
{
	int fd = mkstemp(beside);
	if (fd < 0) {
		report_errno(reporter, r->path, WRITE);
		return false;
	}
	bool good = write_beside(r, fd, content);
	if (close(fd))
		good = false;
	if (good && !is_unchanged(r)) {
		report(reporter, SEVERITY_FATAL, &(struct place){.file = r->path}, NULL,
		       "not mended: the file was changed meanwhile; try again");
		unlink(beside);
		return false;
	}
	if (good && rename(beside, r->target) == 0)
		return true;
	report_errno(reporter, r->path, WRITE);
	unlink(beside);
	return false;
}

bool replace_write(const struct replace *r, struct str content, struct reporter *reporter)
{
	struct place place = {.file = r->path};
	if (!r->target) {
		report(reporter, SEVERITY_FATAL, &place, NULL,
		       "not mended: this is no regular file; pipe the document in, and the mended "
		       "one "
		       "comes out");
		return false;
	}
	if (access(r->target, W_OK)) {
		report_errno(reporter, r->path, WRITE);
		return false;
	}
	struct buf beside = {0};
	buf_printf(&beside, "%s.XXXXXX", r->target);
	struct output_hold hold;
	output_hold_begin(&hold);
	bool good = !beside.failed && replace_file(r, beside.s, content, reporter);
	output_hold_end(&hold);
	if (beside.failed)
		report_memory(reporter);
	buf_free(&beside);
	if (good && r->was.st_nlink > 1)
		report(reporter, SEVERITY_INFO, &place, "fix",
		       "this file has another name (a hard link), which keeps the text as it was");
	return good;
}
