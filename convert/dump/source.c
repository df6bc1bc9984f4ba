// source.c: the documents of a dump, whatever carries them

#include "dump/source.h"

#include <fcntl.h>
#include <fts.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dump/reading.h"

enum { DEPTH = 3, RATIO = 200 };
static const size_t ITEM = (size_t)256 << 20;
static const uint64_t ENTRIES = 50000000;

static struct source_limits limits_of(const struct source_limits *given)
{
	struct source_limits l = given ? *given : (struct source_limits){0};
	l.item = l.item ? l.item : ITEM;
	l.entries = l.entries ? l.entries : ENTRIES;
	l.ratio = l.ratio ? l.ratio : RATIO;
	l.depth = l.depth ? l.depth : DEPTH;
	return l;
}

// A file, or what can be read like one.
static bool read_file(struct reading *r, const char *operand)
{
	bool standard = str_is(str_from(operand), "-");
	struct file file = {
		.folder = AT_FDCWD,
		.name = standard ? NULL : operand,
		.count = &r->packed,
		.fd = -1,
	};
	const struct content plain = {.named = true};
	struct buf path = {0};
	reading_path(&path, &plain, str_from(operand));
	struct content c = {
		.item = {.path = buf_str(&path), .carrier = str_from(operand)},
		.path = buf_str(&path),
		.in = {file_read, &file},
		.file = &file,
		.named = true,
	};
	bool more = path.failed ? reading_memory(r) : content_read(r, &c);
	file_close(&file);
	buf_free(&path);
	return more;
}

bool source_is_apart(const char *operand, const struct source_limits *limits,
                     struct reporter *reporter)
{
	struct stat st;
	const struct own_place *own = &limits->own[0];
	if (!own->inode || stat(operand, &st) != 0 || st.st_ino != own->inode ||
	    st.st_dev != own->device)
		return true;
	report(reporter, SEVERITY_FATAL, &(struct place){.file = operand}, "source",
	       "the results would be written among the documents; name another folder with -o");
	return false;
}

// Of a list a name that is not there is one document less, and no reason to stop.
static bool read_operand(struct reading *r, const char *operand, bool listed)
{
	struct stat st;
	bool standard = str_is(str_from(operand), "-");
	reading_begin(r);
	if (!standard && stat(operand, &st) == 0 && S_ISDIR(st.st_mode))
		return source_is_apart(operand, &r->limits, r->reporter) && folder_read(r, operand);
	if (!standard && !listed && access(operand, R_OK) != 0) {
		report_errno(r->reporter, operand, "open");
		return false;
	}
	return read_file(r, operand);
}

static void end(struct reading *r)
{
	buf_free(&r->content);
}

bool source_read(const char *operand, const struct source_limits *limits,
                 const struct receiver *receiver, struct reporter *reporter)
{
	struct reading r = {
		.limits = limits_of(limits), .receiver = receiver, .reporter = reporter};
	bool more = read_operand(&r, operand, false);
	end(&r);
	return more;
}

enum { NAME_MAX_BYTES = 64 * 1024 };

// A list with a NUL in its first block has them behind each name, since no path is as long as that.
static bool read_names(struct reading *r, const char *list, struct peeked *p)
{
	struct str head = peek(p, NAME_MAX_BYTES), line;
	struct lines lines = {.in = {peeked_read, p}, .max = NAME_MAX_BYTES};
	lines.end = str_find_char(head, '\0') < head.n ? '\0' : '\n';
	struct buf name = {0};
	bool more = true;
	while (more && lines_next(&lines, &line)) {
		if (lines.end == '\n' && line.n && line.s[line.n - 1] == '\r')
			line.n--;
		if (!line.n)
			continue;
		buf_clear(&name);
		buf_put(&name, line);
		more = name.failed ? reading_memory(r) : read_operand(r, name.s, true);
	}
	if (more && (lines.block.failed || lines.trouble == ENOMEM))
		more = reading_memory(r);
	more = more && lines.trouble != ECANCELED;
	if (more && lines.trouble) {
		errno = lines.trouble;
		report_errno(r->reporter, list, "read the list");
		more = false;
	}
	lines_free(&lines);
	buf_free(&name);
	return more;
}

bool source_read_list(const char *list, const struct source_limits *limits,
                      const struct receiver *receiver, struct reporter *reporter)
{
	struct reading r = {
		.limits = limits_of(limits), .receiver = receiver, .reporter = reporter};
	bool standard = str_is(str_from(list), "-");
	struct file file = {.folder = AT_FDCWD, .name = standard ? NULL : list, .fd = -1};
	struct peeked p = {.below = {file_read, &file}};
	bool more = read_names(&r, list, &p);
	peeked_free(&p);
	file_close(&file);
	end(&r);
	return more;
}

bool source_read_lines(const struct stream *in, const struct source_limits *limits,
                       const struct receiver *receiver, struct reporter *reporter)
{
	struct reading r = {.limits = limits_of(limits),
	                    .receiver = receiver,
	                    .reporter = reporter,
	                    .every_line = true};
	const struct content c = {.item = {.path = STR("lines"), .carrier = STR("-")},
	                          .path = STR("lines"),
	                          .in = *in,
	                          .named = true};
	bool more = jsonlines_read(&r, &c);
	end(&r);
	return more;
}

uint64_t source_size(const char *operand)
{
	char *const roots[] = {(char *)(uintptr_t)operand, NULL};
	uint64_t size = 0;
	FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, NULL);
	for (FTSENT *e; walk && (e = fts_read(walk));)
		if (e->fts_info == FTS_F)
			size += (uint64_t)e->fts_statp->st_size;
	if (walk)
		fts_close(walk);
	return size;
}
