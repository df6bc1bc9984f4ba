// contentcoding.c: bytes that were compressed by gzip or deflate, in memory

#include "dump/contentcoding.h"

#include <limits.h>
#include <stdint.h>
#include <zlib.h>

#include "dump/fields.h"

enum { STEP = 32 * 1024 };

bool coding_named(struct str coding, enum coding *form)
{
	bool gzip = fields_same(coding, STR("gzip")) || fields_same(coding, STR("x-gzip"));
	*form = gzip ? CODING_GZIP : CODING_DEFLATE;
	return gzip || fields_same(coding, STR("deflate"));
}

bool coding_is_gzip(struct str bytes)
{
	return str_starts(bytes, STR("\x1f\x8b\x08"));
}

// Inflates one stream off *in. Z_STREAM_END: well; Z_BUF_ERROR: it ends too early, or is too large.
static int inflate_one(z_stream *z, struct str *in, size_t max, struct buf *out)
{
	int status = Z_OK;
	z->avail_in = 0;
	while (status == Z_OK) {
		if (z->avail_in == 0) {
			size_t step = in->n < UINT_MAX ? in->n : UINT_MAX;
			z->next_in = (Bytef *)(uintptr_t)in->s;
			z->avail_in = (uInt)step;
			*in = str_after(*in, step);
		}
		if (!buf_reserve(out, STEP))
			return Z_MEM_ERROR;
		z->next_out = (Bytef *)out->s + out->n;
		z->avail_out = STEP;
		status = inflate(z, Z_NO_FLUSH);
		out->n += STEP - z->avail_out;
		if (out->n > max || (status == Z_OK && z->avail_out && !z->avail_in && !in->n))
			return Z_BUF_ERROR;
	}
	out->s[out->n] = '\0';
	*in = (struct str){in->n ? in->s - z->avail_in : (const char *)z->next_in,
	                   in->n + z->avail_in};
	return status;
}

static int inflate_all(int bits, struct str packed, size_t max, struct buf *out)
{
	z_stream z = {0};
	if (inflateInit2(&z, bits) != Z_OK)
		return Z_MEM_ERROR;
	int status = inflate_one(&z, &packed, max, out);
	while (status == Z_STREAM_END && bits > MAX_WBITS && coding_is_gzip(packed)) {
		if (inflateReset(&z) != Z_OK)
			break;
		status = inflate_one(&z, &packed, max, out);
	}
	inflateEnd(&z);
	return status;
}

const char *coding_undo(enum coding form, struct str packed, size_t max, struct buf *out)
{
	size_t before = out->n;
	int status = inflate_all(form == CODING_GZIP ? 16 + MAX_WBITS : MAX_WBITS, packed,
	                         before + max, out);
	if (form == CODING_DEFLATE && status == Z_DATA_ERROR) {
		out->n = before;
		status = inflate_all(-MAX_WBITS, packed, before + max, out);
	}
	if (status == Z_STREAM_END)
		return NULL;
	if (status == Z_MEM_ERROR)
		return "there is no memory for it";
	if (out->n > before + max)
		return "unpacked it is larger than the limit for one document";
	return status == Z_BUF_ERROR ? "the compressed data that the server sent end too early"
	                             : "the compressed data that the server sent are damaged";
}
