// reading.c: what those who read a dump share: its receiver, its limits, its paths

#include "dump/reading.h"

#include <stdio.h>

#include "core/unicode.h"

void reading_begin(struct reading *r)
{
	r->earlier += r->packed;
	r->packed = r->unpacked = r->shown = r->entries = 0;
	r->spent = 0;
}

bool reading_wants(struct reading *r, const struct item *item)
{
	if (r->receiver->reach)
		r->receiver->reach(r->receiver->context, r->earlier + r->packed);
	return r->receiver->name(r->receiver->context, item);
}

bool reading_takes(struct reading *r, const struct item *item)
{
	return r->receiver->take(r->receiver->context, item);
}

bool reading_fails_as(struct reading *r, const struct item *item, const char *why)
{
	return r->receiver->fail(r->receiver->context, item, why);
}

void reading_passes(struct reading *r, const struct item *item, const char *kind, struct str detail)
{
	if (r->receiver->pass)
		r->receiver->pass(r->receiver->context, item, kind, detail);
}

bool reading_fails(struct reading *r, const struct item *item, int trouble)
{
	char room[256];
	if (trouble == ENOMEM)
		return reading_memory(r);
	if (trouble == TROUBLE_BOMB)
		r->spent = trouble;
	return reading_fails_as(r, item, reading_why(r, trouble, room));
}

bool reading_breaks(struct reading *r, const struct content *c, const char *why)
{
	struct item whole = c->item;
	whole.path = c->path;
	whole.content = (struct str){0};
	return reading_fails_as(r, &whole, why);
}

bool reading_memory(struct reading *r)
{
	report_memory(r->reporter);
	return false;
}

const char *reading_why(const struct reading *r, int trouble, char room[static 256])
{
	switch (trouble) {
	case TROUBLE_DAMAGED:
		return "the archive or the compressed file that it is in is damaged";
	case TROUBLE_CUT_OFF:
		return "the file that it is in ends in the middle of it, as if it was cut off";
	case TROUBLE_UNKNOWN:
		return "it is packed in a way that is not known here; pack it anew";
	case TROUBLE_SPECIAL:
		return "it is no file but a device or a pipe";
	case TROUBLE_LARGE:
		snprintf(room, 256,
		         "it has more than %zu MiB, the most that one document or one archive in "
		         "another may have",
		         r->limits.item >> 20);
		return room;
	case TROUBLE_BOMB:
		snprintf(room, 256,
		         "the file unpacks to more than %ju times its size, as those do that are "
		         "made to fill a machine; it is read no further",
		         (uintmax_t)r->limits.ratio);
		return room;
	case TROUBLE_MANY:
		snprintf(room, 256,
		         "it has more than %ju entries, with those of the archives in it; it is "
		         "read no further",
		         (uintmax_t)r->limits.entries);
		return room;
	default:
		snprintf(room, 256, "it cannot be read: %s", strerror(trouble));
		return room;
	}
}

enum { RATIO_FREE = 64 * 1024 * 1024 }; // the first bytes are anybody's

bool reading_counts(struct reading *r, size_t bytes, bool packs)
{
	uint64_t *count = packs ? &r->unpacked : &r->shown;
	*count += bytes;
	if (*count <= RATIO_FREE || (*count - RATIO_FREE) / r->limits.ratio <= r->packed)
		return true;
	errno = TROUBLE_BOMB;
	return false;
}

bool reading_enters(struct reading *r)
{
	if (!r->spent && ++r->entries > r->limits.entries)
		r->spent = TROUBLE_MANY;
	return !r->spent;
}

// Without the "./" and "/" that stand for nothing at its front; an absolute path stays one.
static struct str plain_path(struct str path)
{
	while (str_starts(path, STR("./"))) {
		path = str_after(path, 2);
		while (path.n && path.s[0] == '/')
			path = str_after(path, 1);
	}
	return path;
}

void reading_path(struct buf *out, const struct content *c, struct str own)
{
	struct buf composed = {0};
	struct str path = plain_path(own);
	buf_clear(out);
	if (!c->named) {
		buf_put(out, c->path);
		buf_putc(out, '/');
	}
	bool composes = !utf8_is_ascii(path) && utf8_is_valid(path) && unicode_nfc(&composed, path);
	buf_put(out, composes ? buf_str(&composed) : path);
	out->failed = out->failed || composed.failed;
	buf_free(&composed);
}

enum { CONTENT_KEPT = 4 * 1024 * 1024 }; // memory for one item that is kept for the next

bool reading_document(struct reading *r, const struct stream *in, const struct file *file,
                      struct item *item)
{
	buf_clear(&r->content);
	int trouble = stream_slurp(in, r->limits.item, &r->content);
	item->content = buf_str(&r->content);
	if (file && file->modified[0])
		item->modified = str_from(file->modified);
	bool more = trouble ? reading_fails(r, item, trouble) : reading_takes(r, item);
	if (r->content.cap > CONTENT_KEPT)
		buf_free(&r->content);
	return more;
}
