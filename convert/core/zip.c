// zip.c: the entries of a zip archive in memory (APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16)

#include "core/zip.h"

#include <limits.h>
#include <string.h>
#include <zlib.h>

enum {
	END_SIZE = 22,
	CENTRAL_SIZE = 46,
	LOCAL_SIZE = 30,
	ENTRIES_MAX = 10000,
	RATIO_MAX = 1000,
	STORED = 0,
	DEFLATED = 8,
};

struct entry {
	size_t offset, packed, size;
	unsigned method, flags;
	unsigned long crc;
};

static size_t number(struct str bytes, size_t at, size_t n)
{
	size_t value = 0;
	while (n-- > 0)
		value = value << 8 | (unsigned char)bytes.s[at + n];
	return value;
}

bool zip_seems(struct str bytes)
{
	return str_starts(bytes, STR("PK\003\004"));
}

// The end record, which a comment of up to 64 KB may follow. bytes.n when there is none.
static size_t find_end(struct str bytes)
{
	if (bytes.n < END_SIZE)
		return bytes.n;
	size_t at = bytes.n - END_SIZE, least = at > 65535 ? at - 65535 : 0;
	for (;; at--) {
		if (memcmp(bytes.s + at, "PK\005\006", 4) == 0)
			return at;
		if (at == least)
			return bytes.n;
	}
}

static bool find_entry(struct str bytes, const char *name, struct entry *entry)
{
	size_t end = find_end(bytes);
	if (end == bytes.n)
		return false;
	size_t count = number(bytes, end + 10, 2), at = number(bytes, end + 16, 4);
	for (size_t i = 0; i < count && i < ENTRIES_MAX; i++) {
		if (at > end || end - at < CENTRAL_SIZE ||
		    memcmp(bytes.s + at, "PK\001\002", 4) != 0)
			return false;
		size_t n = number(bytes, at + 28, 2);
		size_t more = number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
		if (end - at - CENTRAL_SIZE < n)
			return false;
		if (str_is((struct str){bytes.s + at + CENTRAL_SIZE, n}, name)) {
			*entry = (struct entry){
				.flags = (unsigned)number(bytes, at + 8, 2),
				.method = (unsigned)number(bytes, at + 10, 2),
				.crc = (unsigned long)number(bytes, at + 16, 4),
				.packed = number(bytes, at + 20, 4),
				.size = number(bytes, at + 24, 4),
				.offset = number(bytes, at + 42, 4),
			};
			return true;
		}
		at += CENTRAL_SIZE + n + more;
	}
	return false;
}

bool zip_has(struct str bytes, const char *name)
{
	struct entry entry;
	return find_entry(bytes, name, &entry);
}

// The packed bytes of an entry; empty when they do not lie in the archive.
static struct str packed_bytes(struct str bytes, const struct entry *entry)
{
	size_t at = entry->offset;
	if (at > bytes.n || bytes.n - at < LOCAL_SIZE || memcmp(bytes.s + at, "PK\003\004", 4) != 0)
		return (struct str){0};
	at += LOCAL_SIZE + number(bytes, at + 26, 2) + number(bytes, at + 28, 2);
	if (at > bytes.n || bytes.n - at < entry->packed)
		return (struct str){0};
	return str_from_to(bytes, at, at + entry->packed);
}

static bool inflate_entry(struct str packed, size_t size, struct buf *out)
{
	z_stream z = {.next_in = (Bytef *)(size_t)packed.s, .avail_in = (uInt)packed.n};
	if (inflateInit2(&z, -MAX_WBITS) != Z_OK)
		return false;
	z.next_out = (Bytef *)out->s + out->n;
	z.avail_out = (uInt)size;
	int result = inflate(&z, Z_FINISH);
	bool good = result == Z_STREAM_END && z.total_out == size;
	inflateEnd(&z);
	return good;
}

bool zip_read(struct str bytes, const char *name, size_t max, struct buf *out)
{
	struct entry entry;
	if (!find_entry(bytes, name, &entry) || entry.flags & 1 || entry.size > max ||
	    entry.size > INT_MAX || (entry.method != STORED && entry.method != DEFLATED))
		return false;
	struct str packed = packed_bytes(bytes, &entry);
	if (packed.n == 0 || entry.size / RATIO_MAX > packed.n || !buf_reserve(out, entry.size + 1))
		return false;
	if (entry.method == STORED && packed.n == entry.size)
		memcpy(out->s + out->n, packed.s, packed.n);
	else if (entry.method == STORED || !inflate_entry(packed, entry.size, out))
		return false;
	const Bytef *made = (const Bytef *)out->s + out->n;
	if (crc32(crc32(0, NULL, 0), made, (uInt)entry.size) != entry.crc)
		return false;
	out->n += entry.size;
	out->s[out->n] = '\0';
	return true;
}
