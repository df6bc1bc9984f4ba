// folder.c: the folder of a site, in which the new takes the place of the old when it is whole

#include "site/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/io.h"
#include "core/uri.h"

#define UNFINISHED ".unfinished"
#define LIST "files.txt"
#define START "index.html"

static bool is_memory(bool failed, struct reporter *reporter)
{
	if (failed)
		report_memory(reporter);
	return !failed;
}

static void put_path(const struct folder *f, const char *name, struct buf *path)
{
	buf_clear(path);
	buf_printf(path, "%s/%s", f->path, name);
}

void folder_path(const struct folder *f, const char *name, struct buf *path)
{
	buf_clear(path);
	buf_printf(path, "%s/%s", f->unfinished.s, name);
}

// ---- The list of what is ours ----

static bool read_list(struct folder *f, struct reporter *reporter)
{
	struct buf path = {0}, bytes = {0};
	put_path(f, LIST, &path);
	bool good = is_memory(path.failed, reporter);
	if (good && access(path.s, F_OK) == 0) {
		good = input_read(&bytes, path.s, INPUT_MAX, reporter);
		if (good && !filelist_is_list(buf_str(&bytes))) {
			report(reporter, SEVERITY_FATAL, &(struct place){.file = path.s}, "name",
			       "this file is no list of a site's files, and a site needs its "
			       "place; move "
			       "it away, or name another folder with -o");
			good = false;
		}
		good = good && is_memory(!filelist_read(&f->before, buf_str(&bytes)), reporter);
	}
	buf_free(&path);
	buf_free(&bytes);
	return good;
}

// ---- Ready ----

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st, (void)kind;
	return at->level ? remove(path) : 0;
}

// All that is in the folder of what is not finished. Links are not followed.
static void empty(const struct folder *f)
{
	nftw(f->unfinished.s, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

// The folder for what is not finished, which is this run's alone.
static bool take_hold(struct folder *f, struct reporter *reporter)
{
	buf_printf(&f->unfinished, "%s/" UNFINISHED "/", f->path);
	if (!is_memory(f->unfinished.failed, reporter) ||
	    !output_folders(f->unfinished.s, reporter))
		return false;
	f->unfinished.s[--f->unfinished.n] = '\0';
	f->lock = open(f->unfinished.s, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (f->lock < 0) {
		report_errno(reporter, f->unfinished.s, "open");
		return false;
	}
	if (flock(f->lock, LOCK_EX | LOCK_NB) == 0)
		return true;
	close(f->lock);
	f->lock = -1;
	report(reporter, SEVERITY_FATAL, &(struct place){.file = f->path}, "name",
	       "another run is making a site in this folder; wait for its end, or name another "
	       "one");
	return false;
}

bool folder_begin(struct folder *f, const char *path, struct reporter *reporter)
{
	*f = (struct folder){.path = path, .lock = -1};
	if (!take_hold(f, reporter))
		return false;
	empty(f); // what an interrupted run has left
	return read_list(f, reporter);
}

// ---- Writing ----

static bool is_there(const char *path, struct stat *st)
{
	return lstat(path, st) == 0;
}

// A file that is there has this content.
static bool is_same(const char *path, const struct stat *st, struct str content)
{
	if (!S_ISREG(st->st_mode) || (size_t)st->st_size != content.n)
		return false;
	char bytes[1 << 16];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	bool same = fd >= 0;
	while (same && content.n) {
		ssize_t n = read(fd, bytes, sizeof bytes);
		same = n > 0 && (size_t)n <= content.n && memcmp(bytes, content.s, (size_t)n) == 0;
		content = str_after(content, same ? (size_t)n : 0);
	}
	if (fd >= 0)
		close(fd);
	return same;
}

// `sure`: it has to outlast the machine, too.
static bool write_new(const struct folder *f, const char *name, struct str content, bool sure,
                      struct reporter *reporter)
{
	struct buf path = {0};
	folder_path(f, name, &path);
	bool good = is_memory(path.failed, reporter) && output_folders(path.s, reporter);
	int fd = good ? open(path.s, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666)
	              : -1;
	bool written = fd >= 0 && output_put(fd, content) && (!sure || fsync(fd) == 0);
	if (fd >= 0 && close(fd) != 0)
		written = false;
	if (good && !written)
		report_errno(reporter, path.s, "write");
	buf_free(&path);
	return written;
}

bool folder_write_for(const struct folder *f, const char *name, struct str content,
                      struct buf *written, struct reporter *reporter)
{
	struct buf path = {0};
	struct stat st;
	put_path(f, name, &path);
	bool good = is_memory(path.failed, reporter);
	bool there = good && is_there(path.s, &st);
	if (there && !S_ISDIR(st.st_mode) && !filelist_have(&f->before, str_from(name))) {
		report(reporter, SEVERITY_FATAL, &(struct place){.file = path.s}, "name",
		       "this file is there and no earlier site has it in " LIST
		       ", so it is not replaced; move it away, or name another folder with -o");
		good = false;
	}
	if (good && !(there && is_same(path.s, &st, content)))
		good = write_new(f, name, content, false, reporter);
	filelist_put(written, str_from(name));
	buf_free(&path);
	return good;
}

bool folder_write(struct folder *f, const char *name, struct str content, struct reporter *reporter)
{
	return folder_write_for(f, name, content, &f->written, reporter);
}

// ---- The new takes the place of the old ----

struct placing {
	struct folder *f;
	struct filelist now;
	struct buf from, to;
	struct reporter *reporter;
};

static bool has_news(struct placing *p)
{
	struct stat st;
	for (size_t i = 0; i < p->now.n; i++) {
		folder_path(p->f, p->now.items[i].s, &p->from);
		if (!p->from.failed && is_there(p->from.s, &st))
			return true;
		if (!filelist_have(&p->f->before, p->now.items[i]))
			return true;
	}
	return p->now.n != p->f->before.n;
}

// Two documents may ask for one name: "a.network" as csv, "a" as network.
static bool is_unique(const struct placing *p)
{
	for (size_t i = 1; i < p->now.n; i++) {
		if (!str_eq(p->now.items[i], p->now.items[i - 1]))
			continue;
		report(p->reporter, SEVERITY_FATAL, &(struct place){.file = p->now.items[i].s},
		       "name",
		       "two documents would have this file of the site; give one of them another "
		       "name");
		return false;
	}
	return true;
}

// Moves a file that is new into its place; one that is not there is as it was.
static bool move(struct placing *p, const char *name)
{
	folder_path(p->f, name, &p->from);
	put_path(p->f, name, &p->to);
	if (!is_memory(p->from.failed || p->to.failed, p->reporter) ||
	    !output_folders(p->to.s, p->reporter))
		return false;
	if (rename(p->from.s, p->to.s) == 0 || errno == ENOENT)
		return true;
	report_errno(p->reporter, p->to.s, "write");
	return false;
}

// What is in one of two lists is ours from now on.
static bool put_list(struct placing *p, const struct filelist *a, const struct filelist *b)
{
	struct buf out = {0};
	filelist_print(&out, a, b);
	bool good = is_memory(out.failed, p->reporter) &&
	            write_new(p->f, LIST, buf_str(&out), true, p->reporter) && move(p, LIST);
	buf_free(&out);
	return good;
}

// The start waits with the new until all is there.
static bool hide_start(struct placing *p)
{
	struct stat st;
	folder_path(p->f, START, &p->from);
	put_path(p->f, START, &p->to);
	bool good = is_memory(p->from.failed || p->to.failed, p->reporter);
	if (good && !is_there(p->from.s, &st))
		good = rename(p->to.s, p->from.s) == 0;
	else if (good)
		good = unlink(p->to.s) == 0 || errno == ENOENT;
	if (!good)
		report_errno(p->reporter, p->to.s, "replace");
	return good;
}

// Removes a file of ours, and the folders that are empty then.
static void drop(struct placing *p, struct str name)
{
	put_path(p->f, name.s, &p->to);
	if (p->to.failed || (unlink(p->to.s) != 0 && errno != ENOENT)) {
		report_errno(p->reporter, name.s, "remove");
		return;
	}
	for (struct str rest = name; (rest = uri_folder(rest)).n;) {
		rest.n--;
		p->to.s[strlen(p->f->path) + 1 + rest.n] = '\0';
		if (rmdir(p->to.s) != 0)
			return;
	}
}

static bool place(struct placing *p)
{
	struct folder *f = p->f;
	bool good = put_list(p, &f->before, &p->now) && hide_start(p);
	for (size_t i = 0; i < f->before.n && good; i++)
		if (!filelist_have(&p->now, f->before.items[i]))
			drop(p, f->before.items[i]);
	for (size_t i = 0; i < p->now.n && good; i++)
		if (!str_is(p->now.items[i], START))
			good = move(p, p->now.items[i].s);
	return good && move(p, START) && put_list(p, &p->now, &(struct filelist){0});
}

bool folder_end(struct folder *f, struct reporter *reporter)
{
	struct placing p = {.f = f, .reporter = reporter};
	bool good = is_memory(f->written.failed || !filelist_read(&p.now, buf_str(&f->written)),
	                      reporter) &&
	            is_unique(&p);
	// Who interrupts the run now waits for its last second.
	sigset_t held, usual;
	sigemptyset(&held);
	sigaddset(&held, SIGINT);
	sigaddset(&held, SIGTERM);
	sigaddset(&held, SIGHUP);
	sigprocmask(SIG_BLOCK, &held, &usual);
	if (good && has_news(&p))
		good = place(&p);
	sigprocmask(SIG_SETMASK, &usual, NULL);
	filelist_free(&p.now);
	buf_free(&p.from);
	buf_free(&p.to);
	return good;
}

void folder_free(struct folder *f)
{
	if (f->lock >= 0) {
		empty(f);
		rmdir(f->unfinished.s);
		close(f->lock);
	}
	filelist_free(&f->before);
	buf_free(&f->unfinished);
	buf_free(&f->written);
	*f = (struct folder){.lock = -1};
}
