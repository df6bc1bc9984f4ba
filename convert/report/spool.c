// spool.c: what is written before its place is known

#include "report/spool.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/io.h"

FILE *spool_open(void)
{
	const char *folder = getenv("TMPDIR");
	struct buf name = {0};
	buf_printf(&name, "%s/stenogram.XXXXXX", folder && *folder ? folder : "/tmp");
	int fd = name.failed ? -1 : mkstemp(name.s);
	if (fd >= 0)
		unlink(name.s);
	buf_free(&name);
	FILE *spool = fd >= 0 ? fdopen(fd, "w+") : NULL;
	if (fd >= 0 && !spool)
		close(fd);
	return spool;
}

static bool is_written(FILE *spool, struct reporter *errors)
{
	if (fflush(spool) == 0 && !ferror(spool))
		return true;
	report_errno(errors, NULL, "hold the findings in a temporary file");
	return false;
}

bool spool_copy(FILE *spool, FILE *stream, struct reporter *errors)
{
	char bytes[16384];
	size_t n;
	if (!is_written(spool, errors))
		return false;
	rewind(spool);
	while ((n = fread(bytes, 1, sizeof bytes, spool)) > 0)
		fwrite(bytes, 1, n, stream);
	if (!ferror(spool))
		return true;
	report_errno(errors, NULL, "read the findings back from a temporary file");
	return false;
}

bool spool_write(FILE *spool, const char *path, struct reporter *errors)
{
	struct stat st;
	if (!is_written(spool, errors))
		return false;
	if (fstat(fileno(spool), &st)) {
		report_errno(errors, NULL, "look at a temporary file");
		return false;
	}
	if (st.st_size == 0)
		return output_write(path, (struct str){0}, errors);
	size_t n = (size_t)st.st_size;
	void *bytes = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fileno(spool), 0);
	if (bytes == MAP_FAILED) {
		report_errno(errors, NULL, "read the findings back from a temporary file");
		return false;
	}
	bool good = output_write(path, (struct str){bytes, n}, errors);
	munmap(bytes, n);
	return good;
}
