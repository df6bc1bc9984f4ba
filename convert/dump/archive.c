// archive.c: the documents of tar, zip, 7z and cpio archives, by libarchive
//
// Nothing is ever extracted. Compressions are taken off before (unpack.c), so that only these four formats are looked
// for: a text that begins with "#mtree" is otherwise an archive, too.

#include <archive_entry.h>
#include <locale.h>
#include <stdlib.h>

#include "dump/archivefeed.h"
#include "dump/reading.h"
#include "dump/suffixes.h"

struct members {
	struct reading *reading;
	const struct content *content;
	enum archive_kind kind;
	struct archive *archive;
	struct str folder; // that stands for the archive itself, if paths begin with it
	struct buf path;   // of the member in hand
	char modified[24];
	uint64_t entries; // so far
	uint64_t n;       // those of them that were looked into
	struct archive_feed feed;
	bool broken; // libarchive can read no further
	bool empty;  // the member in hand, which libarchive need not be asked for
};

// ---- what is wrong ----------------------------------------------------------------------------

// That there is no memory for what an archive asks for says nothing of our memory: it is damaged, or hostile.
static int trouble_of(const struct members *m)
{
	const char *said = archive_error_string(m->archive);
	struct str words = str_from(said ? said : "");
	if (m->feed.trouble)
		return m->feed.trouble;
	if (str_find(words, STR("nsupported")) < words.n)
		return TROUBLE_UNKNOWN;
	return m->feed.ended || str_find(words, STR("runcated")) < words.n ? TROUBLE_CUT_OFF
	                                                                   : TROUBLE_DAMAGED;
}

// Tells of the archive as a whole.
static bool tell(struct members *m, const char *what)
{
	struct buf why = {0};
	buf_printf(&why, "%s; documents read before: %ju", what, (uintmax_t)m->n);
	bool more = why.failed ? reading_memory(m->reading)
	                       : reading_breaks(m->reading, m->content, why.s);
	buf_free(&why);
	return more;
}

static bool tell_trouble(struct members *m, int trouble)
{
	char room[256];
	if (trouble == ENOMEM)
		return reading_memory(m->reading);
	if (trouble == TROUBLE_BOMB)
		m->reading->spent = trouble;
	if (trouble == ESPIPE)
		return reading_breaks(m->reading, m->content,
		                      "a 7z archive cannot be read from a pipe, since its table "
		                      "of contents is at its end; name the file");
	// The checksum of a compressed file is at its end, and what it speaks of was given by then. Damage can also look
	// like an end.
	bool cut = trouble == TROUBLE_CUT_OFF;
	if (m->content->packings && (cut || trouble == TROUBLE_DAMAGED))
		return tell(m,
		            cut ? "it ends too early, as if it was cut off, or it is damaged, and "
		                  "what was read of it may be, too"
		                : "the compressed file that it is in is damaged, and what was read "
		                  "of it may be, too");
	if (cut)
		return tell(m, "it ends too early, as if it was cut off");
	if (trouble == TROUBLE_DAMAGED)
		return tell(m, "it is damaged, and cannot be read from there on");
	return tell(m, reading_why(m->reading, trouble, room));
}

// What stands behind the last member.
static bool end_well(struct members *m)
{
	archive_feed_drain(&m->feed);
	if (m->feed.trouble)
		return tell_trouble(m, m->feed.trouble);
	if (m->kind == KIND_TAR && m->feed.zeros < 512)
		return tell(m, "it has no mark at its end and may have been cut off");
	size_t stated = 0;
	if (m->kind != KIND_ZIP)
		return true;
	if (!archive_feed_table(&m->feed, &stated))
		return tell(m,
		            "its table of contents is missing or damaged, and what follows may be, "
		            "too");
	if (m->entries < stated)
		return tell(
			m, "its table of contents is damaged: it has more entries than were found");
	return true;
}

// ---- members ----------------------------------------------------------------------------------

static ssize_t member_read(void *context, char *to, size_t max)
{
	struct members *m = context;
	bool packs = m->kind == KIND_ZIP || m->kind == KIND_7ZIP;
	la_ssize_t n = m->empty ? 0 : archive_read_data(m->archive, to, max);
	if (n >= 0)
		return reading_counts(m->reading, (size_t)n, packs) ? n : -1;
	m->broken = n == ARCHIVE_FATAL;
	errno = trouble_of(m);
	return -1;
}

// Files and folders with a dot before their names are not looked at, as in folders.
static bool is_hidden(struct str path)
{
	struct str part;
	while (str_field(&path, '/', &part))
		if (part.n && part.s[0] == '.' && !str_is(part, ".") && !str_is(part, ".."))
			return true;
	return false;
}

// The path in the archive, without the folder that stands for the whole. False: memory ran out.
static bool set_path(struct members *m, struct archive_entry *entry)
{
	const char *name = archive_entry_pathname(entry);
	if (!name || !*name)
		name = archive_entry_pathname_utf8(entry);
	struct str own = str_from(name);
	const struct content plain = {.named = true};
	struct buf path = {0};
	reading_path(&path, &plain, own);
	own = buf_str(&path);
	if (m->folder.n && own.n > m->folder.n + 1 && own.s[m->folder.n] == '/' &&
	    str_starts(own, m->folder))
		own = str_after(own, m->folder.n + 1);
	if (!own.n) {
		buf_printf(&path, "unnamed-%ju", (uintmax_t)m->n);
		own = buf_str(&path);
	}
	reading_path(&m->path, m->content, own);
	bool good = !path.failed && !m->path.failed;
	buf_free(&path);
	return good || reading_memory(m->reading);
}

// A hard link has nothing but the path of another member, which a stream has passed.
static bool tell_link(struct members *m, const struct item *item, const char *other)
{
	struct buf why = {0};
	buf_printf(&why, "it is another name (a hard link) of %.300s, which is in the archive, too",
	           other);
	bool more = true;
	if (reading_wants(m->reading, item))
		more = why.failed ? reading_memory(m->reading)
		                  : reading_fails_as(m->reading, item, why.s);
	buf_free(&why);
	return more;
}

static bool tell_lock(struct members *m, const struct item *item)
{
	if (!reading_wants(m->reading, item))
		return true;
	return reading_fails_as(m->reading, item,
	                        "it is encrypted; unpack the archive with its password first");
}

// libarchive 3.6 takes an empty file that LZMA packed in a zip archive for damaged.
static bool is_empty(const struct members *m, struct archive_entry *entry)
{
	struct str format = str_from(archive_format_name(m->archive));
	return m->kind == KIND_ZIP && archive_entry_size_is_set(entry) &&
	       archive_entry_size(entry) == 0 && str_find(format, STR("(lzma)")) < format.n;
}

static bool read_member(struct members *m, struct archive_entry *entry)
{
	m->n++;
	m->modified[0] = '\0';
	m->empty = is_empty(m, entry);
	if (archive_entry_mtime_is_set(entry))
		time_write(m->modified, archive_entry_mtime(entry));
	struct content c = {
		.item = {.path = buf_str(&m->path),
	                 .carrier = m->content->item.carrier,
	                 .modified = str_from(m->modified)},
		.path = buf_str(&m->path),
		.in = {member_read, m},
		.depth = m->content->depth + 1,
	};
	const char *other = archive_entry_hardlink(entry);
	if (other && archive_entry_size(entry) == 0)
		return tell_link(m, &c.item, other);
	if (archive_entry_is_data_encrypted(entry) > 0)
		return tell_lock(m, &c.item);
	return content_read(m->reading, &c);
}

// A file that is looked into. What else there is is told, but for folders.
static bool is_wanted(struct members *m, struct archive_entry *entry)
{
	const struct item item = {.path = buf_str(&m->path), .carrier = m->content->item.carrier};
	unsigned type = archive_entry_filetype(entry);
	if (type == AE_IFDIR && archive_entry_size(entry) == 0)
		return false;
	if (is_hidden(item.path)) {
		reading_passes(m->reading, &item, "hidden", (struct str){0});
		return false;
	}
	// What is a hard link has no type of its own.
	if (type == AE_IFREG || archive_entry_hardlink(entry))
		return true;
	bool link = type == AE_IFLNK;
	reading_passes(m->reading, &item, link ? "link" : "special",
	               str_from(link ? archive_entry_symlink(entry) : ""));
	return false;
}

static bool read_all(struct members *m)
{
	bool more = true;
	while (more) {
		struct archive_entry *entry;
		int status = archive_read_next_header(m->archive, &entry);
		if (status == ARCHIVE_EOF)
			return end_well(m);
		m->entries++;
		if (!reading_enters(m->reading))
			return tell_trouble(m, m->reading->spent);
		if (status == ARCHIVE_RETRY)
			continue;
		if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
			if (!m->feed.trouble && archive_read_has_encrypted_entries(m->archive) > 0)
				return tell(m,
				            "it is encrypted; unpack it with its password first");
			return tell_trouble(m, trouble_of(m));
		}
		if (!set_path(m, entry))
			return false;
		more = !is_wanted(m, entry) || read_member(m, entry);
		if (more && m->reading->spent)
			return tell_trouble(m, m->reading->spent);
		if (more && m->broken)
			return tell_trouble(m, trouble_of(m));
	}
	return false;
}

static bool open_archive(struct members *m)
{
	struct archive *a = m->archive = archive_read_new();
	if (!a)
		return false;
	if (m->kind == KIND_TAR)
		archive_read_support_format_tar(a);
	else if (m->kind == KIND_ZIP)
		archive_read_support_format_zip(a);
	else if (m->kind == KIND_7ZIP)
		archive_read_support_format_7zip(a);
	else
		archive_read_support_format_cpio(a);
	// What `cat a.tar b.tar` makes.
	if (m->kind == KIND_TAR)
		archive_read_set_format_option(a, "tar", "read_concatenated_archives", "1");
	archive_feed_connect(&m->feed, a);
	return true;
}

// libarchive turns names of zip, 7z and pax into the encoding of the locale, whichever that is.
static locale_t utf8_locale(void)
{
	static const char *const names[] = {"C.UTF-8", "en_US.UTF-8", "UTF-8"};
	locale_t found = (locale_t)0;
	for (size_t i = 0; !found && i < LENGTH(names); i++)
		found = newlocale(LC_CTYPE_MASK, names[i], (locale_t)0);
	return found;
}

bool members_read(struct reading *r, const struct content *c, enum archive_kind kind)
{
	struct members *m = calloc(1, sizeof *m);
	if (!m)
		return reading_memory(r);
	m->reading = r;
	m->content = c;
	m->kind = kind;
	m->folder = suffixes_of(c->path).folder;
	locale_t ours = utf8_locale(), before = uselocale(ours);
	bool more;
	int trouble = archive_feed_open(&m->feed, r, c, kind);
	if (trouble)
		more = tell_trouble(m, trouble);
	else if (!open_archive(m))
		more = reading_memory(r);
	else if (archive_read_open1(m->archive) != ARCHIVE_OK)
		more = tell_trouble(m, trouble_of(m));
	else
		more = read_all(m);
	if (m->archive)
		archive_read_free(m->archive);
	uselocale(before);
	if (ours)
		freelocale(ours);
	archive_feed_free(&m->feed);
	buf_free(&m->path);
	free(m);
	return more;
}
