// folder.c: the documents of a folder, in the order of the bytes of their names
//
// A name is kept for each file of the folder in hand and of those that it lies in, and nothing else. Folders are
// opened below each other, so that paths may be longer than a system call takes.

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dump/reading.h"

enum { DEPTH_MAX = 256 }; // each costs an open file

// One that is open.
struct level {
	int fd;
	struct buf
		names; // one behind the other, each with a byte for its kind before and NUL behind it
	struct {
		size_t *items; // offsets of names
		size_t n, cap;
	} order;
};

struct walk {
	struct reading *reading;
	struct str root;  // as it was named, without "/" at its end
	struct buf whole; // path of what is in hand: root, "/", the path in the dump
};

// What stands there. All but files and folders are passed over; a link to a file is a file.
enum {
	IS_FILE = 'f',
	IS_FOLDER = 'd',
	IS_HIDDEN = 'h',
	IS_LINK = 'l',
	IS_SPECIAL = 's',
	IS_OWN = 'o'
};

static char kind_of(int folder, const struct dirent *entry)
{
	struct stat st;
	if (entry->d_name[0] == '.')
		return IS_HIDDEN;
	if (entry->d_type == DT_REG)
		return IS_FILE;
	if (entry->d_type == DT_DIR)
		return IS_FOLDER;
	if (entry->d_type != DT_UNKNOWN && entry->d_type != DT_LNK)
		return IS_SPECIAL;
	if (fstatat(folder, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return IS_FILE; // it will be told that it cannot be read
	if (S_ISDIR(st.st_mode))
		return IS_FOLDER;
	bool link = S_ISLNK(st.st_mode);
	if (link && fstatat(folder, entry->d_name, &st, 0) != 0)
		return IS_FILE;
	if (S_ISREG(st.st_mode))
		return IS_FILE;
	return link ? IS_LINK : IS_SPECIAL;
}

// qsort_r's last argument is its context with glibc and elsewhere not: the names stand where they are pointed at.
static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a + 1, *(char *const *)b + 1);
}

static bool sort(struct level *l)
{
	char **at = calloc(l->order.n + 1, sizeof *at);
	if (!at)
		return false;
	for (size_t i = 0; i < l->order.n; i++)
		at[i] = l->names.s + l->order.items[i];
	qsort(at, l->order.n, sizeof *at, by_name);
	for (size_t i = 0; i < l->order.n; i++)
		l->order.items[i] = (size_t)(at[i] - l->names.s);
	free(at);
	return true;
}

// 0, or why it cannot be listed. The descriptor stays open.
static int list(struct level *l)
{
	int copy = openat(l->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = copy < 0 ? NULL : fdopendir(copy);
	int trouble = dir ? 0 : errno;
	if (!dir && copy >= 0)
		close(copy);
	while (dir && !trouble) {
		errno = 0;
		const struct dirent *entry = readdir(dir);
		if (!entry) {
			trouble = errno;
			break;
		}
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		char kind = kind_of(l->fd, entry);
		if (!ARRAY_ROOM(&l->order))
			trouble = ENOMEM;
		else
			l->order.items[l->order.n++] = l->names.n;
		buf_putc(&l->names, kind);
		buf_puts(&l->names, entry->d_name);
		buf_putc(&l->names, '\0');
	}
	if (dir)
		closedir(dir);
	if (l->names.failed || (!trouble && !sort(l)))
		return ENOMEM;
	return trouble;
}

// The content that stands at the path in hand.
static struct content content_at(const struct walk *w, struct buf *path)
{
	const struct content root = {.named = true};
	struct str whole = buf_str(&w->whole);
	// The folder that was named has no path in itself.
	bool itself = whole.n <= w->root.n;
	reading_path(path, &root, itself ? STR(".") : str_after(whole, w->root.n + 1));
	return (struct content){
		.item = {.path = buf_str(path), .carrier = whole},
		.path = buf_str(path),
	};
}

static bool take_file(struct walk *w, int folder, const char *name)
{
	struct reading *r = w->reading;
	struct buf path = {0};
	struct file file = {
		.folder = folder, .name = name, .regular = true, .count = &r->packed, .fd = -1};
	struct content c = content_at(w, &path);
	c.file = &file;
	c.in = (struct stream){file_read, &file};
	reading_begin(r);
	bool more = path.failed ? reading_memory(r) : content_read(r, &c);
	file_close(&file);
	buf_free(&path);
	return more;
}

static bool pass_over(struct walk *w, char kind)
{
	struct buf path = {0};
	struct content c = content_at(w, &path);
	const char *word = kind == IS_HIDDEN ? "hidden"
	                   : kind == IS_LINK ? "link"
	                   : kind == IS_OWN  ? "results"
	                                     : "special";
	if (!path.failed)
		reading_passes(w->reading, &c.item, word, (struct str){0});
	bool more = path.failed ? reading_memory(w->reading) : true;
	buf_free(&path);
	return more;
}

static bool fail_folder(struct walk *w, const char *why)
{
	struct buf path = {0};
	struct content c = content_at(w, &path);
	bool more = path.failed ? reading_memory(w->reading) : reading_breaks(w->reading, &c, why);
	buf_free(&path);
	return more;
}

// Whether this run writes there: into a folder (name: NULL), or the file in it.
static bool is_own(const struct walk *w, int folder, const char *name)
{
	struct stat st;
	for (size_t i = 0; i < LENGTH(w->reading->limits.own); i++) {
		const struct own_place *own = &w->reading->limits.own[i];
		if (own->inode && !own->name == !name &&
		    (!name || strncmp(name, own->name, strlen(own->name)) == 0) &&
		    fstat(folder, &st) == 0 && own->inode == st.st_ino && own->device == st.st_dev)
			return true;
	}
	return false;
}

// What a run keeps beside its results; teibatch(1).
static bool is_manifest(struct str name)
{
	return str_starts(name, STR("manifest")) && str_ends(name, STR(".jsonl"));
}

static bool has_manifest(const struct level *l)
{
	for (size_t i = 0; i < l->order.n; i++)
		if (is_manifest(str_from(l->names.s + l->order.items[i] + 1)))
			return true;
	return false;
}

// Of the results of an earlier run the manifests and the report are no documents.
static bool is_account(const char *name)
{
	return is_manifest(str_from(name)) || str_is(str_from(name), "report.html");
}

static bool walk_level(struct walk *w, int fd, unsigned depth);

static bool take_folder(struct walk *w, int folder, const char *name, unsigned depth)
{
	char room[256];
	if (depth == DEPTH_MAX)
		return fail_folder(w, "it lies in more than 256 folders, and is passed over; move "
		                      "it up");
	int fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return fail_folder(w, reading_why(w->reading, errno, room));
	if (is_own(w, fd, NULL)) {
		close(fd);
		return pass_over(w, IS_OWN);
	}
	return walk_level(w, fd, depth);
}

// Takes all of an open folder, and closes it.
static bool walk_level(struct walk *w, int fd, unsigned depth)
{
	char room[256];
	struct level l = {.fd = fd};
	size_t before = w->whole.n;
	int trouble = list(&l);
	bool more = trouble == ENOMEM ? reading_memory(w->reading) : true;
	if (more && trouble)
		more = fail_folder(w, reading_why(w->reading, trouble, room));
	bool results = depth == 0 && !trouble && has_manifest(&l);
	for (size_t i = 0; more && !trouble && i < l.order.n; i++) {
		const char *entry = l.names.s + l.order.items[i];
		buf_putc(&w->whole, '/');
		buf_puts(&w->whole, entry + 1);
		if (w->whole.failed)
			more = reading_memory(w->reading);
		else if (*entry == IS_FOLDER)
			more = take_folder(w, fd, entry + 1, depth + 1);
		else if (*entry == IS_FILE &&
		         (is_own(w, fd, entry + 1) || (results && is_account(entry + 1))))
			more = pass_over(w, IS_OWN);
		else if (*entry == IS_FILE)
			more = take_file(w, fd, entry + 1);
		else
			more = pass_over(w, *entry);
		if (more)
			buf_cut(&w->whole, before, w->whole.n - before);
	}
	close(fd);
	buf_free(&l.names);
	free(l.order.items);
	return more;
}

bool folder_read(struct reading *r, const char *path)
{
	struct walk w = {.reading = r};
	struct str root = str_from(path);
	while (root.n > 1 && root.s[root.n - 1] == '/')
		root.n--;
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0) {
		report_errno(r->reporter, path, "read the folder");
		return false;
	}
	if (!str_is(root, "/"))
		buf_put(&w.whole, root);
	w.root = (struct str){path, w.whole.n};
	bool more = walk_level(&w, fd, 0);
	buf_free(&w.whole);
	return more;
}
