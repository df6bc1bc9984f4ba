// failing.c: a library that makes system calls fail, to be loaded before a program: what a broken disk does
//
//   FAIL_FILE=/a/dump.tar FAIL_FROM=1000     reading this file fails from this byte on
//   FAIL_CALL=rename FAIL_AT=7 [FAIL_ONCE=1] the seventh of these calls in a process fails, and the later ones, too
//   FAIL_WHY=28                              with this errno
//
// Calls that write count for files alone, not for pipes and sockets.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define NEXT(name, ...) (((__typeof__(&name))dlsym(RTLD_NEXT, #name))(__VA_ARGS__))

static long number(const char *name, long otherwise)
{
	const char *value = getenv(name);
	return value ? atol(value) : otherwise;
}

static int fails(const char *call)
{
	static long calls;
	const char *chosen = getenv("FAIL_CALL");
	if (!chosen || strcmp(chosen, call) != 0)
		return 0;
	long n = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST), at = number("FAIL_AT", 1);
	if (n < at || (n > at && getenv("FAIL_ONCE")))
		return 0;
	errno = (int)number("FAIL_WHY", ENOSPC);
	return 1;
}

static int is_file(int fd)
{
	struct stat st;
	return fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

// How many bytes may be read from a position; -1: none, it fails.
static ssize_t allowed(int fd, off_t at, size_t n)
{
	char link[64], path[4096];
	const char *file = getenv("FAIL_FILE");
	if (!file)
		return (ssize_t)n;
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t length = readlink(link, path, sizeof path - 1);
	if (length < 0)
		return (ssize_t)n;
	path[length] = '\0';
	if (strcmp(path, file) != 0)
		return (ssize_t)n;
	long from = number("FAIL_FROM", 0);
	if (at < from)
		return at + (off_t)n > from ? from - at : (ssize_t)n;
	errno = EIO;
	return -1;
}

ssize_t read(int fd, void *to, size_t n)
{
	ssize_t most = allowed(fd, lseek(fd, 0, SEEK_CUR), n);
	return most < 0 ? -1 : NEXT(read, fd, to, (size_t)most);
}

ssize_t __read_chk(int fd, void *to, size_t n, size_t room)
{
	(void)room;
	return read(fd, to, n);
}

ssize_t pread64(int fd, void *to, size_t n, off_t at)
{
	ssize_t most = allowed(fd, at, n);
	return most < 0 ? -1 : NEXT(pread64, fd, to, (size_t)most, at);
}

ssize_t pread(int fd, void *to, size_t n, off_t at)
{
	return pread64(fd, to, n, at);
}

ssize_t write(int fd, const void *from, size_t n)
{
	return is_file(fd) && fails("write") ? -1 : NEXT(write, fd, from, n);
}

ssize_t pwrite64(int fd, const void *from, size_t n, off_t at)
{
	return fails("pwrite") ? -1 : NEXT(pwrite64, fd, from, n, at);
}

int fsync(int fd)
{
	return fails("fsync") ? -1 : NEXT(fsync, fd);
}

int fdatasync(int fd)
{
	return fails("fdatasync") ? -1 : NEXT(fdatasync, fd);
}

int syncfs(int fd)
{
	return fails("syncfs") ? -1 : NEXT(syncfs, fd);
}

int rename(const char *from, const char *to)
{
	return fails("rename") ? -1 : NEXT(rename, from, to);
}

int mkdir(const char *path, mode_t mode)
{
	return fails("mkdir") ? -1 : NEXT(mkdir, path, mode);
}

int ftruncate64(int fd, off_t size)
{
	return fails("ftruncate") ? -1 : NEXT(ftruncate64, fd, size);
}

int ftruncate(int fd, off_t size)
{
	return ftruncate64(fd, size);
}

pid_t fork(void)
{
	return fails("fork") ? -1 : NEXT(fork);
}

int open64(const char *path, int flags, ...)
{
	va_list more;
	va_start(more, flags);
	mode_t mode = va_arg(more, mode_t);
	va_end(more);
	return (flags & O_CREAT) && fails("open") ? -1 : NEXT(open64, path, flags, mode);
}

int open(const char *path, int flags, ...)
{
	va_list more;
	va_start(more, flags);
	mode_t mode = va_arg(more, mode_t);
	va_end(more);
	return (flags & O_CREAT) && fails("open") ? -1 : NEXT(open64, path, flags, mode);
}
