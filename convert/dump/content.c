// content.c: finds out what a content is, and has it read
//
// By its name where that is the name of a document, else by how it begins.

#include <stdlib.h>

#include "dump/mail.h"
#include "dump/reading.h"
#include "dump/suffixes.h"
#include "dump/unpack.h"
#include "dump/warc.h"

enum {
	LOOK = 16 * 1024, // bytes that tell what a content is
	PACKINGS_MAX = 4, // a file that unpacks to itself has no end
};

// ---- what it is -------------------------------------------------------------------------------

static bool all_zeros(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.s[i])
			return false;
	return true;
}

// The sum that POSIX has in the header of each entry, over bytes of either sign as old programs made it.
static bool is_tar(struct str head)
{
	if (head.n < 512)
		return false;
	struct str field = str_trim_left((struct str){head.s + 148, 8});
	long stated = 0, sum = 8 * ' ', other = 8 * ' ';
	size_t digits = 0;
	while (digits < field.n && field.s[digits] >= '0' && field.s[digits] <= '7')
		stated = stated * 8 + (field.s[digits++] - '0');
	for (size_t i = 0; i < 512; i++) {
		if (i >= 148 && i < 156)
			continue;
		sum += (unsigned char)head.s[i];
		other += (signed char)head.s[i];
	}
	return digits && head.s[0] && (stated == sum || stated == other);
}

// Whether it is a zip archive as office programs and e-books make it: one document. They begin with an entry
// that says so.
static bool is_package(struct str head)
{
	static const char *const names[] = {"mimetype", "[Content_Types].xml", "_rels/.rels"};
	static const char *const folders[] = {"word/", "xl/", "ppt/", "docProps/", "customXml/"};
	if (head.n < 30)
		return false;
	size_t n = (unsigned char)head.s[26] | (size_t)(unsigned char)head.s[27] << 8;
	struct str first = str_from_to(head, 30, 30 + n);
	for (size_t i = 0; i < LENGTH(names); i++)
		if (str_is(first, names[i]))
			return true;
	for (size_t i = 0; i < LENGTH(folders); i++)
		if (str_starts(first, str_from(folders[i])) && str_ends(first, STR(".xml")))
			return true;
	return false;
}

static enum archive_kind archive_of(struct str head, enum promise promise, bool unnamed)
{
	if (str_starts(head, STR("PK\3\4")))
		return is_package(head) ? KIND_NONE : KIND_ZIP;
	if (str_starts(head, STR("PK\5\6")))
		return KIND_ZIP;
	if (str_starts(head, STR("7z\xbc\xaf\x27\x1c")))
		return KIND_7ZIP;
	if (is_tar(head))
		return KIND_TAR;
	// Nothing but the mark of the end.
	if ((promise == PROMISE_ARCHIVE || unnamed) && head.n >= 1024 && all_zeros(head))
		return KIND_TAR;
	bool cpio = str_starts(head, STR("070701")) || str_starts(head, STR("070702")) ||
	            str_starts(head, STR("070707"));
	bool binary = str_starts(head, STR("\xc7\x71")) || str_starts(head, STR("\x71\xc7"));
	return cpio || (binary && promise == PROMISE_CPIO) ? KIND_CPIO : KIND_NONE;
}

static bool is_packed_warc(struct str head)
{
	struct buf begin = {0};
	unpack_head(head, &begin);
	bool is = warc_seems(buf_str(&begin));
	buf_free(&begin);
	return is;
}

// ---- one document -----------------------------------------------------------------------------

// Takes the named document, out of what it is compressed by where its name says that it is.
static bool unpacked_document(struct reading *r, const struct stream *in, const struct file *file,
                              struct item *item, unsigned packings)
{
	struct peeked p = {.below = *in};
	struct stream seen = {peeked_read, &p};
	enum packing packing = packing_of(peek(&p, LOOK));
	bool more;
	if (packing == PACKING_NONE || packings == PACKINGS_MAX) {
		more = reading_document(r, &seen, file, item);
	} else {
		struct unpack *u = unpack_open(r, packing, &seen);
		struct stream inner = {unpack_read, u};
		more = u ? unpacked_document(r, &inner, file, item, packings + 1)
		         : reading_memory(r);
		unpack_close(u);
	}
	peeked_free(&p);
	return more;
}

static bool mail_document(struct reading *r, const struct stream *in, struct item *item)
{
	struct buf bytes = {0};
	int trouble = stream_slurp(in, r->limits.item, &bytes);
	bool more = trouble ? reading_fails(r, item, trouble) : mail_take(r, buf_str(&bytes), item);
	buf_free(&bytes);
	return more;
}

// ---- whatever it is ---------------------------------------------------------------------------

static bool too_deep(struct reading *r, const struct content *c)
{
	struct buf why = {0};
	buf_printf(&why,
	           "archives in archives are read to a depth of %u, and it lies deeper; unpack it",
	           r->limits.depth);
	bool more = why.failed ? reading_memory(r) : reading_breaks(r, c, why.s);
	buf_free(&why);
	return more;
}

static bool read_packed(struct reading *r, const struct content *c, struct str stem,
                        enum packing packing)
{
	struct content inner = *c;
	struct unpack *u = unpack_open(r, packing, &c->in);
	if (!u)
		return reading_memory(r);
	inner.in = (struct stream){unpack_read, u};
	inner.item.path = stem;
	inner.file = NULL;
	inner.packings++;
	bool more = content_read(r, &inner);
	unpack_close(u);
	return more;
}

static bool read_warc(struct reading *r, const struct content *c)
{
	struct item where = c->item;
	where.path = c->path;
	if (c->named)
		where.path.n = 0;
	where.has_offset = c->file != NULL;
	return warc_read(&c->in, &where, &r->limits, r->receiver, r->reporter);
}

static bool read_document(struct reading *r, const struct content *c, const struct suffixes *s,
                          int trouble)
{
	struct item item = c->item;
	item.path = s->stem;
	if (!reading_wants(r, &item))
		return true;
	if (trouble)
		return reading_fails(r, &item, trouble);
	if (s->promise == PROMISE_MAIL)
		return mail_document(r, &c->in, &item);
	return reading_document(r, &c->in, c->file, &item);
}

// `c` is to be read again from its beginning, which is `head`.
static bool read_as(struct reading *r, const struct content *c, const struct suffixes *s,
                    struct str head, int trouble)
{
	enum packing packing = c->packings < PACKINGS_MAX ? packing_of(head) : PACKING_NONE;
	bool warc = warc_seems(head) || (packing == PACKING_GZIP && is_packed_warc(head));
	if (packing != PACKING_NONE && !warc)
		return read_packed(r, c, s->stem, packing);
	enum archive_kind archive = archive_of(head, s->promise, str_is(c->path, "-"));
	bool lines = s->promise == PROMISE_LINES ||
	             (s->promise == PROMISE_NOTHING && jsonlines_seem(head));
	bool mbox =
		s->promise == PROMISE_MBOX || (s->promise == PROMISE_NOTHING && mbox_seems(head));
	bool carries = warc || archive != KIND_NONE || lines || mbox;
	if (carries && c->depth >= r->limits.depth)
		return too_deep(r, c);
	if (warc)
		return read_warc(r, c);
	if (archive != KIND_NONE)
		return members_read(r, c, archive);
	if (lines)
		return jsonlines_read(r, c);
	if (mbox)
		return mbox_read(r, c);
	bool promised = s->promise == PROMISE_ARCHIVE || s->promise == PROMISE_CPIO;
	if (promised && !trouble)
		return reading_breaks(r, c,
		                      head.n ? "its name is that of an archive, but it does not "
		                               "begin as one: it is damaged, or called wrongly"
		                             : "its name is that of an archive, but it is empty");
	return read_document(r, c, s, head.n ? 0 : trouble);
}

bool content_read(struct reading *r, const struct content *c)
{
	struct suffixes s = suffixes_of(c->item.path);
	if (s.promise == PROMISE_DOCUMENT) {
		struct item item = c->item;
		item.path = s.stem;
		if (!reading_wants(r, &item))
			return true;
		return s.packed ? unpacked_document(r, &c->in, c->file, &item, 0)
		                : reading_document(r, &c->in, c->file, &item);
	}
	struct content looked = *c;
	struct peeked p = {.below = c->in};
	struct str head = peek(&p, LOOK);
	looked.in = (struct stream){peeked_read, &p};
	if (c->file && c->file->modified[0])
		looked.item.modified = str_from(c->file->modified);
	bool more =
		p.trouble == ENOMEM ? reading_memory(r) : read_as(r, &looked, &s, head, p.trouble);
	peeked_free(&p);
	return more;
}
