// identity.c: what the documents of a dump are called, and where their results go

#include "batch/identity.h"

#include "core/unicode.h"
#include "core/visible.h"

enum {
	NAME_MAX_BYTES =
		150, // of a result's name; the rest of 255 is for "~2", formats and extensions
	FOLDER_BITS = 12,
};

// ---- The id ----

static void put_escaped(struct buf *out, struct str bytes)
{
	for (size_t i = 0; i < bytes.n; i++)
		buf_printf(out, "%%%02X", (unsigned)(unsigned char)bytes.s[i]);
}

static void put_segment(struct buf *out, struct str segment)
{
	for (size_t at = 0; at < segment.n;) {
		size_t from = at;
		int32_t c = utf8_next(segment, &at);
		struct str bytes = str_from_to(segment, from, at);
		if (c < 0 || visible_is_hidden(c))
			put_escaped(out, bytes);
		else
			buf_put(out, bytes);
	}
}

// Without what says nothing: "/" at the beginning, "." and empty segments.
static void put_id(struct buf *out, struct str path)
{
	struct str segment;
	size_t begin = out->n;
	while (str_field(&path, '/', &segment)) {
		if (!segment.n || str_is(segment, "."))
			continue;
		if (out->n > begin)
			buf_putc(out, '/');
		put_segment(out, segment);
	}
	if (out->n == begin)
		buf_puts(out, "document");
}

// ---- The place ----

struct str name_stem(struct str name)
{
	static const char *const known[] = {".gz",   ".txt", ".text",  ".md",  ".markdown",
	                                    ".html", ".htm", ".xhtml", ".vtt", ".srt",
	                                    ".docx", ".odt", ".xml",   ".tei", ".eml"};
	for (size_t i = 0; i < LENGTH(known); i++) {
		struct str end = str_from(known[i]);
		if (name.n > end.n && str_ends(name, end) && name.s[name.n - end.n - 1] != '/')
			return str_from_to(name, 0, name.n - end.n);
	}
	return name;
}

// What some system does not take in a name, or a shell or an address reads as something else.
static bool is_awkward(int32_t c)
{
	return c <= ' ' || c == 0xfffd || unicode_is_space(c) ||
	       (c < 0x80 && strchr("/\\:*?\"<>|%#&'`$!;(){}[]^~", (int)c));
}

static void put_plain(struct buf *out, struct str id)
{
	for (size_t at = 0; at < id.n;) {
		size_t from = at;
		int32_t c = utf8_next(id, &at);
		if (is_awkward(c))
			buf_putc(out, '_');
		else
			buf_put(out, str_from_to(id, from, at));
	}
}

// Names of devices on Windows, whatever stands behind a full stop.
static bool is_reserved(struct str name)
{
	static const char *const devices[] = {"con", "prn", "aux", "nul", "com", "lpt"};
	struct str stem = str_from_to(name, 0, str_find_char(name, '.'));
	char lower[4] = {0};
	if (stem.n != 3 && (stem.n != 4 || !ascii_is_digit(stem.s[3])))
		return false;
	for (size_t i = 0; i < 3; i++)
		lower[i] = ascii_lower(stem.s[i]);
	for (size_t i = 0; i < LENGTH(devices); i++)
		if (strcmp(lower, devices[i]) == 0)
			return (stem.n == 4) == (i >= 4);
	return false;
}

// The end of a long name says more than its beginning.
static struct str end_of(struct str name)
{
	size_t from = name.n - NAME_MAX_BYTES;
	while (from < name.n && utf8_is_tail(name.s[from]))
		from++;
	return str_after(name, from);
}

static void put_place(struct buf *out, struct str id, uint64_t hash)
{
	struct buf plain = {0}, composed = {0};
	put_plain(&plain, name_stem(id));
	unicode_nfc(&composed, buf_str(&plain));
	struct str name = buf_str(&composed);
	while (name.n && name.s[name.n - 1] == '.')
		name.n--;
	buf_printf(out, "%03x/", (unsigned)(hash >> (64 - FOLDER_BITS)));
	if (name.n > NAME_MAX_BYTES) {
		buf_put(out, end_of(name));
		buf_printf(out, "~%08x", (unsigned)(hash & UINT32_MAX));
	} else {
		if (!name.n || *name.s == '.' || *name.s == '-' || is_reserved(name))
			buf_putc(out, '_');
		buf_put(out, name);
	}
	out->failed |= plain.failed || composed.failed;
	buf_free(&plain);
	buf_free(&composed);
}

// ---- Its own ----

// How often a name was asked for, with this time; 0: memory ran out. `folds`: whatever the case of its letters.
static uint64_t count_name(struct hashes *given, struct str name, struct buf *key, bool folds)
{
	buf_clear(key);
	if (folds)
		unicode_casefold(key, name);
	else
		buf_put(key, name);
	uint64_t *times = key->failed ? NULL : hashes_at(given, hash_of(buf_str(key)));
	return times ? ++*times : 0;
}

// Puts a number behind a name that was given before, the first one that makes it another.
static bool make_own(struct hashes *given, struct buf *text, struct buf *key, bool folds)
{
	size_t n = text->n;
	uint64_t times = count_name(given, buf_str(text), key, folds);
	for (uint64_t number = times; times > 1; number++) {
		buf_cut(text, n, text->n - n);
		buf_printf(text, "~%llu", (unsigned long long)number);
		times = text->failed ? 0 : count_name(given, buf_str(text), key, folds);
	}
	return times == 1;
}

bool identities_give(struct identities *names, struct str path, struct identity *name)
{
	buf_clear(&names->id);
	buf_clear(&names->place);
	put_id(&names->id, path);
	if (names->id.failed || !make_own(&names->ids, &names->id, &names->key, false))
		return false;
	name->hash = hash_of(buf_str(&names->id));
	put_place(&names->place, buf_str(&names->id), name->hash);
	if (names->place.failed || !make_own(&names->places, &names->place, &names->key, true))
		return false;
	name->id = buf_str(&names->id);
	name->place = buf_str(&names->place);
	return true;
}

size_t identity_shard(const struct identity *name, size_t shards)
{
	// Other bits than those of the folder.
	return shards ? (size_t)((name->hash & ((1ULL << (64 - FOLDER_BITS)) - 1)) % shards) : 0;
}

void identities_free(struct identities *names)
{
	hashes_free(&names->ids);
	hashes_free(&names->places);
	buf_free(&names->id);
	buf_free(&names->place);
	buf_free(&names->key);
}
