// output.c: whole outputs out, each in the place of what was there

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/io.h"
#include "core/uri.h"

enum { NAME_KEPT = 200 }; // bytes

bool output_put(int fd, struct str content)
{
	while (content.n) {
		ssize_t n = write(fd, content.s, content.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		content = str_after(content, (size_t)n);
	}
	return true;
}

bool output_print(const struct str *pieces, size_t n, struct reporter *reporter)
{
	bool good = true;
	for (size_t i = 0; good && i < n; i++)
		good = output_put(STDOUT_FILENO, pieces[i]);
	// A full disk behind NFS or a quota shows only when the descriptor is closed; a duplicate
	// is closed, so that standard output itself stays open for what may follow.
	int copy = good ? dup(STDOUT_FILENO) : -1;
	if (good && (copy < 0 || close(copy)))
		good = false;
	if (!good)
		report_errno(reporter, NULL, "write to standard output");
	return good;
}

// The permissions that the file at `path` has, or would get if it were made now.
static mode_t mode_for(const char *path)
{
	struct stat st;
	if (stat(path, &st) == 0)
		return st.st_mode & 07777;
	mode_t mask = umask(0);
	umask(mask);
	return 0666 & ~mask;
}

// Devices and pipes cannot be replaced by a rename; they are written to as they are. So is what
// /dev/stdout stands for, or its link would be replaced.
static bool is_special(const char *path)
{
	struct stat st;
	if (str_starts(str_from(path), STR("/dev/")))
		return true;
	return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

static bool write_special(const char *path, struct str content, struct reporter *reporter)
{
	int fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
	bool good = fd >= 0 && output_put(fd, content);
	if (fd >= 0 && close(fd))
		good = false;
	if (!good)
		report_errno(reporter, path, "write");
	return good;
}

void output_hold_begin(struct output_hold *hold)
{
	sigset_t held;
	sigemptyset(&held);
	sigaddset(&held, SIGINT);
	sigaddset(&held, SIGTERM);
	sigaddset(&held, SIGHUP);
	sigprocmask(SIG_BLOCK, &held, &hold->usual);
	sigaction(SIGXFSZ, &(struct sigaction){.sa_handler = SIG_IGN}, &hold->at_limit);
}

void output_hold_end(const struct output_hold *hold)
{
	sigaction(SIGXFSZ, &hold->at_limit, NULL);
	sigprocmask(SIG_SETMASK, &hold->usual, NULL);
}

// Writes the file beside the other, by the template of a name, and puts it into its place. False: see
// errno.
static bool write_beside(char *beside, const char *path, struct str content)
{
	int fd = mkstemp(beside);
	if (fd < 0)
		return false;
	bool good = output_put(fd, content) && fchmod(fd, mode_for(path)) == 0 && fsync(fd) == 0;
	int why = errno;
	if (close(fd) && good) {
		why = errno;
		good = false;
	}
	if (good && rename(beside, path) == 0)
		return true;
	why = good ? errno : why;
	unlink(beside);
	errno = why;
	return false;
}

bool output_write(const char *path, struct str content, struct reporter *reporter)
{
	if (!path || str_is(str_from(path), "-"))
		return output_print(&content, 1, reporter);
	if (is_special(path))
		return write_special(path, content, reporter);
	// A link that leads nowhere is replaced itself.
	char *real = realpath(path, NULL);
	const char *target = real ? real : path;
	// A long name leaves no room for more behind it.
	struct str folder = uri_folder(str_from(target));
	struct str base = str_from_to(str_from(target), folder.n, folder.n + NAME_KEPT);
	struct buf beside = {0};
	buf_printf(&beside, "%.*s%.*s.XXXXXX", STR_ARG(folder), STR_ARG(base));
	struct output_hold hold;
	output_hold_begin(&hold);
	bool good = !beside.failed && write_beside(beside.s, target, content);
	output_hold_end(&hold);
	if (beside.failed)
		report_memory(reporter);
	else if (!good)
		report_errno(reporter, path, "write");
	buf_free(&beside);
	free(real);
	return good;
}

bool output_folders(char *path, struct reporter *reporter)
{
	for (char *at = path + 1; (at = strchr(at, '/')); at++) {
		*at = '\0';
		bool good = mkdir(path, 0777) == 0 || errno == EEXIST || errno == EISDIR;
		if (!good)
			report_errno(reporter, path, "make the folder");
		*at = '/';
		if (!good)
			return false;
	}
	return true;
}
