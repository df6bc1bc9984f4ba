// zipwrite.c: a zip archive, written into memory (APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16)

#include "core/zipwrite.h"

#include <limits.h>
#include <stdint.h>
#include <zlib.h>

enum {
	STORED = 0,
	DEFLATED = 8,
	VERSION = 20,       // 2.0: deflate
	UTF8_NAMES = 0x800, // bit 11 of the flags
	FIRST_DAY = 0x21,   // 1980-01-01
	ENTRIES_MAX = 65535,
};

static void put(struct buf *b, size_t value, int n)
{
	for (; n > 0; n--, value >>= 8)
		buf_putc(b, (char)(value & 0xff));
}

// What the local header and the directory have in common.
static void put_facts(struct buf *b, struct str name, int method, uLong crc, size_t packed,
                      size_t size)
{
	put(b, VERSION, 2);
	put(b, UTF8_NAMES, 2);
	put(b, (size_t)method, 2);
	put(b, 0, 2);
	put(b, FIRST_DAY, 2);
	put(b, crc, 4);
	put(b, packed, 4);
	put(b, size, 4);
	put(b, name.n, 2);
	put(b, 0, 2); // extra fields
}

// Without zlib's header. False: it does not get smaller, or memory ran out.
static bool deflated(struct str content, struct buf *out)
{
	z_stream z = {0};
	if (content.n > UINT_MAX || deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8,
	                                         Z_DEFAULT_STRATEGY) != Z_OK)
		return false;
	bool good = buf_reserve(out, content.n + 1);
	if (good) {
		z.next_in = (Bytef *)(uintptr_t)content.s;
		z.avail_in = (uInt)content.n;
		z.next_out = (Bytef *)out->s;
		z.avail_out = (uInt)content.n;
		good = deflate(&z, Z_FINISH) == Z_STREAM_END;
		out->n = z.total_out;
	}
	deflateEnd(&z);
	return good;
}

bool zip_add(struct zip_writer *z, struct str name, struct str content, bool packed)
{
	size_t at = z->bytes.n;
	struct buf smaller = {0};
	bool is_smaller = packed && content.n && deflated(content, &smaller);
	struct str data = is_smaller ? buf_str(&smaller) : content;
	int method = is_smaller ? DEFLATED : STORED;
	bool fits = name.n < 65536 && z->n < ENTRIES_MAX && at < UINT32_MAX &&
	            content.n < UINT32_MAX - at && content.n <= UINT_MAX;
	if (fits) {
		uLong crc = crc32(0, (const Bytef *)content.s, (uInt)content.n);
		buf_put(&z->bytes, STR("PK\003\004"));
		put_facts(&z->bytes, name, method, crc, data.n, content.n);
		buf_put(&z->bytes, name);
		buf_put(&z->bytes, data);
		buf_put(&z->central, STR("PK\001\002"));
		put(&z->central, VERSION, 2);
		put_facts(&z->central, name, method, crc, data.n, content.n);
		put(&z->central, 0, 10); // comment, disk, attributes
		put(&z->central, at, 4);
		buf_put(&z->central, name);
		z->n++;
	}
	buf_free(&smaller);
	return fits && !z->bytes.failed && !z->central.failed;
}

bool zip_finish(struct zip_writer *z)
{
	size_t at = z->bytes.n;
	if (at >= UINT32_MAX || z->central.n >= UINT32_MAX - at)
		return false;
	buf_put(&z->bytes, buf_str(&z->central));
	buf_put(&z->bytes, STR("PK\005\006"));
	put(&z->bytes, 0, 4); // disks
	put(&z->bytes, z->n, 2);
	put(&z->bytes, z->n, 2);
	put(&z->bytes, z->central.n, 4);
	put(&z->bytes, at, 4);
	put(&z->bytes, 0, 2); // comment
	return !z->bytes.failed && !z->central.failed;
}

void zip_free(struct zip_writer *z)
{
	buf_free(&z->bytes);
	buf_free(&z->central);
	*z = (struct zip_writer){0};
}
