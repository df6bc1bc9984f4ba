// store.c: where a run puts what it makes

#include "batch/store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/io.h"

#define PARTIAL_NAME ".partial"

// Removes what an earlier run left; files alone, as we put no folders there.
static void clear_partial(const struct store *s)
{
	DIR *folder = opendir(s->partial.s);
	if (!folder)
		return;
	for (struct dirent *e; (e = readdir(folder));)
		unlinkat(dirfd(folder), e->d_name, 0);
	closedir(folder);
}

bool store_open(struct store *s, const char *folder, const char *part, struct reporter *reporter)
{
	struct str name = str_from(folder);
	while (name.n > 1 && name.s[name.n - 1] == '/')
		name.n--;
	buf_put(&s->folder, name);
	buf_printf(&s->partial, "%.*s/" PARTIAL_NAME "%s%s/", STR_ARG(name), *part ? "-" : "",
	           part);
	if (s->folder.failed || s->partial.failed) {
		report_memory(reporter);
		return false;
	}
	if (!output_folders(s->partial.s, reporter))
		return false;
	clear_partial(s);
	return true;
}

static bool write_partial(struct store *s, struct str content, struct reporter *reporter)
{
	int fd = open(s->from.s, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
	bool good = fd >= 0 && output_put(fd, content);
	int error = errno;
	if (fd >= 0 && close(fd) && good) {
		error = errno;
		good = false;
	}
	if (good)
		return true;
	unlink(s->from.s);
	errno = error;
	report_errno(reporter, s->to.s, "write");
	return false;
}

// The folder is made when it turns out that it is missing.
static bool move(struct store *s, struct reporter *reporter)
{
	if (rename(s->from.s, s->to.s) == 0)
		return true;
	if (errno == ENOENT && output_folders(s->to.s, reporter) && rename(s->from.s, s->to.s) == 0)
		return true;
	report_errno(reporter, s->to.s, "write");
	unlink(s->from.s);
	return false;
}

bool store_put(struct store *s, struct str path, struct str content, struct reporter *reporter)
{
	buf_clear(&s->from);
	buf_clear(&s->to);
	buf_printf(&s->from, "%s%ld-%llu", s->partial.s, (long)getpid(),
	           (unsigned long long)s->n++);
	buf_printf(&s->to, "%s/%.*s", s->folder.s, STR_ARG(path));
	if (s->from.failed || s->to.failed) {
		report_memory(reporter);
		return false;
	}
	return write_partial(s, content, reporter) && move(s, reporter);
}

bool store_has(struct store *s, struct str path, const struct checksum *sum)
{
	struct reporter nobody = {0};
	struct buf content = {0};
	buf_clear(&s->to);
	buf_printf(&s->to, "%s/%.*s", s->folder.s, STR_ARG(path));
	bool good = !s->to.failed && access(s->to.s, R_OK) == 0 &&
	            input_read(&content, s->to.s, INPUT_MAX, &nobody);
	if (good) {
		struct checksum is = checksum_of(buf_str(&content));
		good = checksum_eq(&is, sum);
	}
	buf_free(&content);
	return good;
}

void store_drop(struct store *s, struct str path)
{
	buf_clear(&s->to);
	buf_printf(&s->to, "%s/%.*s", s->folder.s, STR_ARG(path));
	if (!s->to.failed)
		unlink(s->to.s);
}

bool store_sync(const struct store *s, struct reporter *reporter)
{
	int fd = open(s->folder.s, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool good = fd >= 0 && syncfs(fd) == 0;
	if (!good)
		report_errno(reporter, s->folder.s, "write to");
	if (fd >= 0)
		close(fd);
	return good;
}

void store_close(struct store *s)
{
	clear_partial(s);
	rmdir(s->partial.s);
}

void store_free(struct store *s)
{
	buf_free(&s->folder);
	buf_free(&s->partial);
	buf_free(&s->from);
	buf_free(&s->to);
}
