// io.c: whole inputs in

#include "core/io.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { READ_STEP = 64 * 1024 };

// The size the file says it has, so that one allocation serves; 0 for pipes.
static size_t expected_size(int fd)
{
	struct stat st;
	if (fstat(fd, &st) || !S_ISREG(st.st_mode) || st.st_size <= 0)
		return 0;
	return (size_t)st.st_size;
}

static void report_too_large(const char *path, size_t max, struct reporter *reporter)
{
	report(reporter, SEVERITY_FATAL, &(struct place){.file = path}, "too-large",
	       "the document is larger than %zu MiB, the most that one document may have; "
	       "split it into parts",
	       max >> 20);
}

static bool read_all(int fd, struct buf *out, const char *path, size_t max,
                     struct reporter *reporter)
{
	size_t size = expected_size(fd);
	for (;;) {
		if (out->n > max) {
			report_too_large(path, max, reporter);
			return false;
		}
		size_t step = size >= out->n && size && size <= max ? size - out->n + 1 : READ_STEP;
		if (!buf_reserve(out, step)) {
			report_memory(reporter);
			return false;
		}
		ssize_t n = read(fd, out->s + out->n, step);
		if (n == 0)
			break;
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			report_errno(reporter, path, "read");
			return false;
		}
		out->n += (size_t)n;
	}
	out->s[out->n] = '\0';
	return true;
}

static bool is_gzip(struct str s)
{
	return s.n >= 3 && s.s[0] == '\x1f' && s.s[1] == '\x8b' && s.s[2] == '\x08';
}

static void report_gzip(const char *path, const char *what, struct reporter *reporter)
{
	report(reporter, SEVERITY_FATAL, &(struct place){.file = path}, "bad-gzip",
	       "the compressed file %s; fetch or make it again (gzip -t tells whether it is whole)",
	       what);
}

// Inflates one gzip member of *in onto out and moves *in behind it.
static bool inflate_member(z_stream *z, struct str *in, struct buf *out, const char *path,
                           size_t max, struct reporter *reporter)
{
	int status = Z_OK;
	z->avail_in = 0;
	while (status != Z_STREAM_END) {
		if (z->avail_in == 0) {
			size_t step = in->n < UINT_MAX ? in->n : UINT_MAX;
			z->next_in = (Bytef *)(uintptr_t)in->s;
			z->avail_in = (uInt)step;
			*in = str_after(*in, step);
		}
		if (!buf_reserve(out, READ_STEP)) {
			report_memory(reporter);
			return false;
		}
		z->next_out = (Bytef *)out->s + out->n;
		z->avail_out = READ_STEP;
		status = inflate(z, Z_NO_FLUSH);
		out->n += READ_STEP - z->avail_out;
		if (out->n > max) {
			report_too_large(path, max, reporter);
			return false;
		}
		bool starved = z->avail_in == 0 && in->n == 0 && z->avail_out != 0;
		if (status == Z_BUF_ERROR || (status == Z_OK && starved)) {
			report_gzip(path, "ends too early", reporter);
			return false;
		}
		if (status != Z_OK && status != Z_STREAM_END) {
			report_gzip(path, "is damaged", reporter);
			return false;
		}
	}
	// What the member did not use belongs to the next one.
	*in = (struct str){in->n ? in->s - z->avail_in : (const char *)z->next_in,
	                   in->n + z->avail_in};
	out->s[out->n] = '\0';
	return true;
}

bool input_inflate(struct buf *out, struct str bytes, const char *path, size_t max,
                   struct reporter *reporter)
{
	if (!is_gzip(bytes)) {
		buf_put(out, bytes);
		if (out->failed)
			report_memory(reporter);
		return !out->failed;
	}
	z_stream z = {0};
	if (inflateInit2(&z, 16 + MAX_WBITS) != Z_OK) {
		report_memory(reporter);
		return false;
	}
	bool good = true;
	while (good && is_gzip(bytes)) {
		good = inflateReset(&z) == Z_OK &&
		       inflate_member(&z, &bytes, out, path, max, reporter);
	}
	inflateEnd(&z);
	// gzip itself ignores zeros behind the last member (tapes are padded so); anything else is
	// not ours to drop without a word.
	while (bytes.n && *bytes.s == '\0')
		bytes = str_after(bytes, 1);
	if (good && bytes.n) {
		report_gzip(path, "has other bytes behind its end", reporter);
		return false;
	}
	return good;
}

// What input_read does; tells whether the bytes were compressed.
static bool read_input(struct buf *out, const char *path, size_t max, bool *packed,
                       struct reporter *reporter)
{
	bool is_stdin = str_is(str_from(path), "-");
	int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		report_errno(reporter, path, "open");
		return false;
	}
	struct buf raw = {0};
	bool good = read_all(fd, &raw, path, max, reporter);
	if (!is_stdin)
		close(fd);
	*packed = is_gzip(buf_str(&raw));
	if (good && *packed)
		good = input_inflate(out, buf_str(&raw), path, max, reporter);
	else if (good && out->n == 0) {
		// The usual case: hand the bytes over instead of copying them.
		buf_free(out);
		*out = raw;
		return true;
	} else if (good) {
		buf_put(out, buf_str(&raw));
	}
	buf_free(&raw);
	return good;
}

bool input_read(struct buf *out, const char *path, size_t max, struct reporter *reporter)
{
	bool packed;
	return read_input(out, path, max, &packed, reporter);
}

enum { MAPPED_MIN = 32 * 1024 * 1024 }; // below it, memory is no matter

// False: the file is to be read.
static bool map(struct input *in, const char *path, size_t max)
{
	struct stat st;
	int fd = str_is(str_from(path), "-") ? -1 : open(path, O_RDONLY | O_CLOEXEC);
	bool large = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	             st.st_size >= MAPPED_MIN && (size_t)st.st_size <= max;
	void *at =
		large ? mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
	if (fd >= 0)
		close(fd);
	if (at == MAP_FAILED)
		return false;
	in->bytes = (struct str){at, (size_t)st.st_size};
	in->mapped = true;
	if (!is_gzip(in->bytes))
		return true;
	input_close(in);
	return false;
}

bool input_open(struct input *in, const char *path, size_t max, struct reporter *reporter)
{
	*in = (struct input){0};
	if (map(in, path, max))
		return true;
	bool good = read_input(&in->read, path, max, &in->packed, reporter);
	in->bytes = buf_str(&in->read);
	return good;
}

void input_close(struct input *in)
{
	if (in->mapped)
		munmap((void *)(uintptr_t)in->bytes.s, in->bytes.n);
	buf_free(&in->read);
	*in = (struct input){0};
}

bool input_is_there(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && !S_ISDIR(st.st_mode);
}

void input_pass(struct str part)
{
	const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t from = ((uintptr_t)part.s + page - 1) & ~(page - 1);
	uintptr_t to = ((uintptr_t)part.s + part.n) & ~(page - 1);
	if (to > from)
		madvise((void *)from, to - from, MADV_DONTNEED);
}
