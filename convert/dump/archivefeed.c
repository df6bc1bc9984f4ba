// archivefeed.c: the bytes of an archive as libarchive asks for them

#include "dump/archivefeed.h"

#include <sys/stat.h>
#include <unistd.h>

enum {
	TABLE_MAX =
		32 * 1024 * 1024,   // bytes of a table of contents, which cost some 80 MB of memory
	TAIL = STREAM_BLOCK + 1024, // the last record has at most 22 and 65,535 bytes
};

static la_ssize_t give_up(struct archive_feed *f, int trouble, struct archive *a)
{
	f->trouble = trouble;
	archive_set_error(a, trouble, "reading");
	return ARCHIVE_FATAL;
}

// -1: see errno.
static ssize_t read_at(struct archive_feed *f, char *to, size_t max, int64_t at)
{
	ssize_t n;
	do {
		n = pread(f->fd, to, max, f->base + at);
	} while (n < 0 && errno == EINTR);
	if (n > 0)
		f->reading->packed += (uint64_t)n;
	return n;
}

static la_ssize_t on_read_bytes(struct archive *a, void *context, const void **block)
{
	(void)a;
	struct archive_feed *f = context;
	struct str rest = str_after(buf_str(&f->bytes), (size_t)f->at);
	*block = rest.s;
	f->at += (int64_t)rest.n;
	return (la_ssize_t)rest.n;
}

// libarchive seeks for each member, mostly to where the block that it has goes on.
static la_ssize_t on_read_file(struct archive *a, void *context, const void **block)
{
	struct archive_feed *f = context;
	int64_t end = f->block_at + (int64_t)f->filled[f->last];
	if (f->at < f->block_at || f->at >= end) {
		unsigned next = !f->last;
		ssize_t n = read_at(f, f->blocks[next], STREAM_BLOCK, f->at);
		if (n < 0)
			return give_up(f, errno, a);
		f->last = next;
		f->filled[next] = (size_t)n;
		f->block_at = f->at;
		end = f->at + n;
	}
	*block = f->blocks[f->last] + (f->at - f->block_at);
	la_ssize_t n = (la_ssize_t)(end - f->at);
	f->at = end;
	return n;
}

// The next block of a stream, which is then the last one. -1: f->trouble.
static ssize_t read_block(struct archive_feed *f)
{
	unsigned next = !f->last;
	char *to = f->blocks[next];
	ssize_t n = f->in.read(f->in.context, to, STREAM_BLOCK);
	if (n < 0) {
		f->trouble = errno;
		return -1;
	}
	f->ended = n == 0;
	size_t zeros = 0;
	while (zeros < (size_t)n && to[(size_t)n - zeros - 1] == 0)
		zeros++;
	f->zeros = zeros == (size_t)n ? f->zeros + zeros : zeros;
	if (n > 0) {
		f->filled[next] = (size_t)n;
		f->last = next;
	}
	return n;
}

static la_ssize_t on_read_stream(struct archive *a, void *context, const void **block)
{
	struct archive_feed *f = context;
	ssize_t n = read_block(f);
	*block = f->blocks[f->last];
	return n < 0 ? give_up(f, f->trouble, a) : n;
}

static la_int64_t on_seek(struct archive *a, void *context, la_int64_t offset, int whence)
{
	(void)a;
	struct archive_feed *f = context;
	int64_t from = whence == SEEK_CUR ? f->at : whence == SEEK_END ? f->size : 0, to;
	if (!__builtin_add_overflow(from, offset, &to) && to >= 0)
		f->at = to < f->size ? to : f->size;
	return f->at;
}

static la_int64_t on_skip(struct archive *a, void *context, la_int64_t request)
{
	(void)a;
	struct archive_feed *f = context;
	int64_t left = f->size - f->at;
	int64_t skipped = request < left ? request : left;
	f->at += skipped > 0 ? skipped : 0;
	return skipped > 0 ? skipped : 0;
}

// ---- the end of a zip archive -----------------------------------------------------------------

static uint32_t number_at(struct str s, size_t at, size_t bytes)
{
	uint32_t number = 0;
	while (bytes--)
		number = number << 8 | (unsigned char)s.s[at + bytes];
	return number;
}

// The record that ends a table of contents: 22 bytes and a comment, whose length its last two bytes tell. Empty:
// there is none.
static struct str last_record(struct str tail)
{
	size_t at;
	while ((at = str_find(tail, STR("PK\5\6"))) < tail.n) {
		tail = str_after(tail, at);
		if (tail.n < 22)
			break;
		if (tail.n - 22 >= number_at(tail, 20, 2))
			return tail;
		tail = str_after(tail, 4);
	}
	return (struct str){0};
}

// False: it cannot be read; a trouble of the file shows again when it is read on.
static bool read_tail(struct archive_feed *f, struct buf *tail)
{
	int64_t at = f->size > TAIL ? f->size - TAIL : 0;
	if (f->fd < 0)
		buf_put(tail, str_after(buf_str(&f->bytes), (size_t)at));
	while (f->fd >= 0 && buf_reserve(tail, TAIL)) {
		ssize_t n = read_at(f, tail->s + tail->n, TAIL, at);
		if (n <= 0)
			return n == 0;
		tail->n += (size_t)n;
		at += n;
	}
	return !tail->failed;
}

bool archive_feed_table(struct archive_feed *f, size_t *entries)
{
	struct buf tail = {0};
	if (f->seeks) {
		read_tail(f, &tail);
	} else {
		buf_put(&tail, (struct str){f->blocks[!f->last], f->filled[!f->last]});
		buf_put(&tail, (struct str){f->blocks[f->last], f->filled[f->last]});
	}
	struct str record = last_record(buf_str(&tail));
	bool found = record.n > 0;
	*entries = found ? number_at(record, 10, 2) : 0;
	if (*entries == 0xffff)
		*entries = 0;
	buf_free(&tail);
	return found;
}

// 0xffffffff stands for more than that.
static bool has_large_table(struct archive_feed *f)
{
	struct buf tail = {0};
	struct str record = {0};
	if (read_tail(f, &tail))
		record = last_record(buf_str(&tail));
	bool large = record.n && number_at(record, 12, 4) > TABLE_MAX;
	buf_free(&tail);
	return large;
}

// ---- what there is ----------------------------------------------------------------------------

// A file that one may seek in, as it is from its beginning on.
static bool is_seekable(struct archive_feed *f, const struct file *file)
{
	struct stat st;
	if (!file || file->fd < 0 || fstat(file->fd, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	off_t at = lseek(file->fd, 0, SEEK_CUR);
	f->fd = file->fd;
	f->base = at - (int64_t)f->reading->packed;
	f->size = st.st_size - f->base;
	return at >= 0 && f->base >= 0;
}

int archive_feed_open(struct archive_feed *f, struct reading *r, const struct content *c,
                      enum archive_kind kind)
{
	f->reading = r;
	f->in = c->in;
	f->fd = -1;
	if (kind != KIND_ZIP && kind != KIND_7ZIP)
		return 0;
	if (is_seekable(f, c->file)) {
		f->seeks = kind == KIND_7ZIP || !has_large_table(f);
		return 0;
	}
	f->fd = -1;
	if (c->named && !c->packings)
		return kind == KIND_ZIP ? 0 : ESPIPE;
	f->seeks = true;
	int trouble = stream_slurp(&c->in, r->limits.item, &f->bytes);
	f->size = (int64_t)f->bytes.n;
	return trouble;
}

void archive_feed_free(struct archive_feed *f)
{
	buf_free(&f->bytes);
}

void archive_feed_connect(struct archive_feed *f, struct archive *a)
{
	archive_read_set_callback_data(a, f);
	archive_read_set_read_callback(a, !f->seeks   ? on_read_stream
	                                  : f->fd < 0 ? on_read_bytes
	                                              : on_read_file);
	if (f->seeks) {
		archive_read_set_seek_callback(a, on_seek);
		archive_read_set_skip_callback(a, on_skip);
	}
}

void archive_feed_drain(struct archive_feed *f)
{
	while (!f->seeks && !f->ended && !f->trouble)
		read_block(f);
}
