// archive.c: the documents of tar, zip, 7z and cpio archives, by libarchive
//
// Nothing is ever extracted. Compressions are taken off before (unpack.c), so that only these four formats are looked
// for: a text that begins with "#mtree" is otherwise an archive, too. zip and 7z have their table of contents at
// the end: files are read from there, those in other archives are held in memory, and zip from a pipe is read as
// it comes.

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "batch/reading.h"
#include "batch/suffixes.h"

struct members {
	struct reading *reading;
	const struct content *content;
	enum archive_kind kind;
	struct archive *archive;
	struct str folder; // that stands for the archive itself, if paths begin with it
	struct buf path;   // of the member in hand
	char modified[24];
	uint64_t n; // members so far
	// What libarchive reads: a stream; a file; bytes.
	bool seeks;
	int fd;
	int64_t base, size, at;
	struct buf bytes;
	// Of a stream: the blocks that were read last, and how many zeros they end with.
	char blocks[2][STREAM_BLOCK];
	size_t filled[2];
	unsigned last;
	size_t zeros;
	bool ended;
	int trouble; // of what is read
	bool broken; // libarchive can read no further
	bool empty;  // the member in hand, which libarchive need not be asked for
};

// ---- what libarchive reads --------------------------------------------------------------------

static la_ssize_t give_up(struct members *m, int trouble)
{
	m->trouble = trouble;
	archive_set_error(m->archive, trouble, "reading");
	return ARCHIVE_FATAL;
}

static la_ssize_t read_at(struct members *m, char *to, size_t max)
{
	if (m->at >= m->size)
		return 0;
	if (m->fd < 0) {
		struct str part =
			str_from_to(buf_str(&m->bytes), (size_t)m->at, (size_t)m->at + max);
		memcpy(to, part.s, part.n);
		m->at += (int64_t)part.n;
		return (la_ssize_t)part.n;
	}
	ssize_t n;
	do {
		n = pread(m->fd, to, max, m->base + m->at);
	} while (n < 0 && errno == EINTR);
	if (n < 0)
		return give_up(m, errno);
	m->at += n;
	m->reading->packed += (uint64_t)n;
	return n;
}

static la_ssize_t read_next(struct members *m, char *to, size_t max)
{
	const struct stream *in = &m->content->in;
	ssize_t n = in->read(in->context, to, max);
	if (n < 0)
		return give_up(m, errno);
	m->ended = n == 0;
	size_t zeros = 0;
	while (zeros < (size_t)n && to[(size_t)n - zeros - 1] == 0)
		zeros++;
	m->zeros = zeros == (size_t)n ? m->zeros + zeros : zeros;
	return n;
}

static la_ssize_t on_read(struct archive *a, void *context, const void **block)
{
	(void)a;
	struct members *m = context;
	unsigned next = !m->last;
	char *to = m->blocks[next];
	la_ssize_t n = m->seeks ? read_at(m, to, STREAM_BLOCK) : read_next(m, to, STREAM_BLOCK);
	*block = to;
	if (n > 0) {
		m->filled[next] = (size_t)n;
		m->last = next;
	}
	return n;
}

static la_int64_t on_seek(struct archive *a, void *context, la_int64_t offset, int whence)
{
	(void)a;
	struct members *m = context;
	int64_t from = whence == SEEK_CUR ? m->at : whence == SEEK_END ? m->size : 0;
	if (__builtin_add_overflow(from, offset, &m->at) || m->at < 0)
		m->at = from;
	return m->at;
}

static la_int64_t on_skip(struct archive *a, void *context, la_int64_t request)
{
	(void)a;
	struct members *m = context;
	int64_t left = m->size - m->at;
	int64_t skipped = request < left ? request : left;
	m->at += skipped > 0 ? skipped : 0;
	return skipped > 0 ? skipped : 0;
}

// A file that one may seek in, as it is from its beginning on.
static bool is_seekable(struct members *m)
{
	struct stat st;
	const struct file *file = m->content->file;
	if (!file || file->fd < 0 || fstat(file->fd, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	off_t at = lseek(file->fd, 0, SEEK_CUR);
	m->fd = file->fd;
	m->base = at - (int64_t)m->reading->packed;
	m->size = st.st_size - m->base;
	return at >= 0 && m->base >= 0;
}

// 0, or what is wrong.
static int prepare(struct members *m)
{
	bool table = m->kind == KIND_ZIP || m->kind == KIND_7ZIP;
	if (!table)
		return 0;
	m->seeks = is_seekable(m);
	if (m->seeks)
		return 0;
	m->fd = -1;
	if (m->content->named && !m->content->packings)
		return m->kind == KIND_ZIP ? 0 : ESPIPE;
	int trouble = stream_slurp(&m->content->in, m->reading->limits.item, &m->bytes);
	m->seeks = true;
	m->size = (int64_t)m->bytes.n;
	return trouble;
}

// ---- what is wrong ----------------------------------------------------------------------------

static int trouble_of(const struct members *m)
{
	const char *said = archive_error_string(m->archive);
	struct str words = str_from(said ? said : "");
	if (m->trouble)
		return m->trouble;
	if (archive_errno(m->archive) == ENOMEM)
		return ENOMEM;
	if (str_find(words, STR("nsupported")) < words.n)
		return TROUBLE_UNKNOWN;
	return m->ended || str_find(words, STR("runcated")) < words.n ? TROUBLE_CUT_OFF
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
	if (trouble == TROUBLE_CUT_OFF)
		return tell(m, "it ends too early, as if it was cut off");
	if (trouble == TROUBLE_DAMAGED)
		return tell(m, "it is damaged, and cannot be read from there on");
	return tell(m, reading_why(m->reading, trouble, room));
}

// Whether there is a whole record that ends a table of contents: 22 bytes and a comment, whose length its last two
// bytes tell.
static bool ends_table(struct str tail)
{
	size_t at;
	while ((at = str_find(tail, STR("PK\5\6"))) < tail.n) {
		tail = str_after(tail, at);
		if (tail.n < 22)
			return false;
		size_t comment = (unsigned char)tail.s[20] | (size_t)(unsigned char)tail.s[21] << 8;
		if (tail.n - 22 >= comment)
			return true;
		tail = str_after(tail, 4);
	}
	return false;
}

// Whether the record that ends a table of contents stands near the end of a zip archive. Where it does not, libarchive
// reads what it finds and says nothing.
static bool has_table(struct members *m)
{
	struct buf both = {0};
	if (m->seeks) {
		m->at = m->size > STREAM_BLOCK + 512 ? m->size - STREAM_BLOCK - 512 : 0;
		for (la_ssize_t n = 1; n > 0 && buf_reserve(&both, STREAM_BLOCK);) {
			n = read_at(m, both.s + both.n, STREAM_BLOCK);
			both.n += n > 0 ? (size_t)n : 0;
		}
	} else {
		buf_put(&both, (struct str){m->blocks[!m->last], m->filled[!m->last]});
		buf_put(&both, (struct str){m->blocks[m->last], m->filled[m->last]});
	}
	bool found = ends_table(buf_str(&both));
	buf_free(&both);
	return found;
}

// What stands behind the last member.
static bool end_well(struct members *m)
{
	const void *block;
	while (!m->seeks && !m->ended && !m->trouble)
		on_read(m->archive, m, &block);
	if (m->trouble)
		return tell_trouble(m, m->trouble);
	if (m->kind == KIND_TAR && m->zeros < 512)
		return tell(m, "it has no mark at its end and may have been cut off");
	if (m->kind == KIND_ZIP && !has_table(m))
		return tell(m,
		            "its table of contents is missing or damaged, and what follows may be, "
		            "too");
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
	if (type == AE_IFDIR)
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
		if (!reading_enters(m->reading))
			return tell_trouble(m, m->reading->spent);
		if (status == ARCHIVE_RETRY)
			continue;
		if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
			if (!m->trouble && archive_read_has_encrypted_entries(m->archive) > 0)
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
	archive_read_set_read_callback(a, on_read);
	archive_read_set_callback_data(a, m);
	if (m->seeks) {
		archive_read_set_seek_callback(a, on_seek);
		archive_read_set_skip_callback(a, on_skip);
	}
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
	m->fd = -1;
	m->folder = suffixes_of(c->path).folder;
	locale_t ours = utf8_locale(), before = uselocale(ours);
	bool more;
	int trouble = prepare(m);
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
	buf_free(&m->bytes);
	buf_free(&m->path);
	free(m);
	return more;
}
