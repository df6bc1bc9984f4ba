// unpack.c: what a compressed file holds, as a stream

#include "dump/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <zlib.h>

struct unpack {
	struct reading *reading;
	struct stream in;
	bool is_gzip;
	int trouble; // said once, said again
	bool ended;  // the stream below
	char block[STREAM_BLOCK];
	// gzip
	z_stream z;
	bool inside; // a member
	// others
	struct archive *archive;
	bool begun;
	int below; // what the stream below said
};

static bool begins(struct str head, const char *magic, size_t n)
{
	return str_starts(head, (struct str){magic, n});
}

enum packing packing_of(struct str head)
{
	if (begins(head, "\x1f\x8b\x08", 3))
		return PACKING_GZIP;
	bool bzip2 = begins(head, "BZh", 3) && head.n > 9 && head.s[3] >= '1' && head.s[3] <= '9' &&
	             (begins(str_after(head, 4), "\x31\x41\x59\x26\x53\x59", 6) ||
	              begins(str_after(head, 4), "\x17\x72\x45\x38\x50\x90", 6));
	bool zstd = begins(head, "\x28\xb5\x2f\xfd", 4) ||
	            (head.n > 3 && (head.s[0] & 0xf0) == 0x50 &&
	             begins(str_after(head, 1), "\x2a\x4d\x18", 3));
	bool xz = begins(head, "\xfd\x37zXZ\0", 6);
	bool lz4 = begins(head, "\x04\x22\x4d\x18", 4);
	return bzip2 || zstd || xz || lz4 ? PACKING_OTHER : PACKING_NONE;
}

static ssize_t say(struct unpack *u, int trouble)
{
	u->trouble = errno = trouble;
	return -1;
}

// ---- gzip -------------------------------------------------------------------------------------

// False: trouble.
static bool refill(struct unpack *u)
{
	ssize_t n = u->in.read(u->in.context, u->block, sizeof u->block);
	if (n < 0)
		say(u, errno);
	u->ended = n == 0;
	u->z.next_in = (Bytef *)u->block;
	u->z.avail_in = n > 0 ? (uInt)n : 0;
	return n >= 0;
}

// Goes to the next member, past the zeros that tapes are padded with. False: there is none, or trouble.
static bool next_member(struct unpack *u)
{
	for (;;) {
		if (!u->z.avail_in && !u->ended && !refill(u))
			return false;
		if (!u->z.avail_in)
			return false;
		if (*u->z.next_in != 0)
			break;
		u->z.next_in++;
		u->z.avail_in--;
	}
	u->inside = inflateReset(&u->z) == Z_OK;
	return u->inside;
}

static ssize_t read_gzip(struct unpack *u, char *to, size_t max)
{
	u->z.next_out = (Bytef *)to;
	u->z.avail_out = max < STREAM_BLOCK ? (uInt)max : STREAM_BLOCK;
	uInt room = u->z.avail_out;
	while (u->z.avail_out == room) {
		if (!u->inside && !next_member(u))
			return u->trouble ? say(u, u->trouble) : 0;
		if (!u->z.avail_in && !u->ended && !refill(u))
			return -1;
		int status = inflate(&u->z, Z_NO_FLUSH);
		if (status == Z_STREAM_END)
			u->inside = false;
		else if (status == Z_MEM_ERROR)
			return say(u, ENOMEM);
		else if (status != Z_OK && status != Z_BUF_ERROR)
			return say(u, TROUBLE_DAMAGED);
		else if (u->ended && !u->z.avail_in && u->z.avail_out == room)
			return say(u, TROUBLE_CUT_OFF);
	}
	return (ssize_t)(room - u->z.avail_out);
}

void unpack_head(struct str gzip, struct buf *out)
{
	z_stream z = {.next_in = (Bytef *)(uintptr_t)gzip.s, .avail_in = (uInt)gzip.n};
	if (inflateInit2(&z, 16 + MAX_WBITS) != Z_OK || !buf_reserve(out, STREAM_BLOCK))
		return;
	z.next_out = (Bytef *)out->s + out->n;
	z.avail_out = STREAM_BLOCK;
	inflate(&z, Z_SYNC_FLUSH);
	out->n += STREAM_BLOCK - z.avail_out;
	out->s[out->n] = '\0';
	inflateEnd(&z);
}

// ---- others -----------------------------------------------------------------------------------

static la_ssize_t on_read(struct archive *a, void *context, const void **block)
{
	struct unpack *u = context;
	*block = u->block;
	ssize_t n = u->in.read(u->in.context, u->block, sizeof u->block);
	if (n < 0) {
		u->below = errno;
		archive_set_error(a, errno, "reading");
		return ARCHIVE_FATAL;
	}
	u->ended = n == 0;
	return n;
}

// "raw" is a file without a format of its own, which is what is left when compressions are taken off.
static int open_filters(struct unpack *u)
{
	struct archive *a = u->archive = archive_read_new();
	if (!a)
		return ENOMEM;
	archive_read_support_filter_bzip2(a);
	archive_read_support_filter_lz4(a);
	archive_read_support_filter_xz(a);
	archive_read_support_filter_zstd(a);
	archive_read_support_format_raw(a);
	archive_read_support_format_empty(a);
	return 0;
}

static int trouble_of(struct unpack *u)
{
	if (u->below)
		return u->below;
	return u->ended ? TROUBLE_CUT_OFF : TROUBLE_DAMAGED;
}

static ssize_t read_other(struct unpack *u, char *to, size_t max)
{
	struct archive_entry *entry;
	if (!u->begun) {
		u->begun = true;
		if (archive_read_open(u->archive, u, NULL, on_read, NULL) != ARCHIVE_OK)
			return say(u, trouble_of(u));
		int status = archive_read_next_header(u->archive, &entry);
		if (status == ARCHIVE_EOF)
			return 0;
		if (status != ARCHIVE_OK)
			return say(u, trouble_of(u));
	}
	la_ssize_t n = archive_read_data(u->archive, to, max);
	return n < 0 ? say(u, trouble_of(u)) : (ssize_t)n;
}

struct unpack *unpack_open(struct reading *r, enum packing packing, const struct stream *in)
{
	struct unpack *u = calloc(1, sizeof *u);
	if (!u)
		return NULL;
	u->reading = r;
	u->in = *in;
	u->is_gzip = packing == PACKING_GZIP;
	bool good = u->is_gzip ? inflateInit2(&u->z, 16 + MAX_WBITS) == Z_OK : open_filters(u) == 0;
	if (good)
		return u;
	free(u);
	return NULL;
}

ssize_t unpack_read(void *unpack, char *to, size_t max)
{
	struct unpack *u = unpack;
	if (u->trouble)
		return say(u, u->trouble);
	ssize_t n = u->is_gzip ? read_gzip(u, to, max) : read_other(u, to, max);
	if (n > 0 && !reading_counts(u->reading, (size_t)n, true))
		return say(u, errno);
	return n;
}

void unpack_close(struct unpack *u)
{
	if (u && u->is_gzip)
		inflateEnd(&u->z);
	if (u && u->archive)
		archive_read_free(u->archive);
	free(u);
}
