// streams.c: files as streams, streams that one may look into, lines of streams

#include "dump/streams.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

void time_write(char to[static 24], int64_t seconds)
{
	struct tm at;
	time_t t = (time_t)seconds;
	to[0] = '\0';
	if (!gmtime_r(&t, &at) || at.tm_year < -1900 || at.tm_year > 9999 - 1900)
		return;
	strftime(to, 24, "%Y-%m-%dT%H:%M:%SZ", &at);
}

// Pipes and devices are opened without waiting where only a file will do: they would hold us for ever.
static bool open_it(struct file *f)
{
	struct stat st;
	int flags = O_RDONLY | O_CLOEXEC | (f->regular ? O_NONBLOCK | O_NOCTTY : 0);
	f->fd = f->name ? openat(f->folder, f->name, flags) : STDIN_FILENO;
	if (f->fd < 0)
		return false;
	bool file = fstat(f->fd, &st) == 0 && S_ISREG(st.st_mode);
	if (file)
		time_write(f->modified, st.st_mtime);
	if (!file && f->regular)
		errno = TROUBLE_SPECIAL;
	return file || !f->regular;
}

ssize_t file_read(void *file, char *to, size_t max)
{
	struct file *f = file;
	if (f->fd < 0 && !open_it(f))
		return -1;
	ssize_t n = read(f->fd, to, max);
	// The signals that are caught are those that ask for an end, and a pipe may be silent for ever.
	if (n < 0 && errno == EINTR)
		errno = ECANCELED;
	if (n > 0 && f->count)
		*f->count += (uint64_t)n;
	return n;
}

void file_close(struct file *file)
{
	if (file->fd >= 0 && file->name)
		close(file->fd);
	file->fd = -1;
}

struct str peek(struct peeked *p, size_t want)
{
	while (p->head.n < want && !p->ended && !p->trouble) {
		if (!buf_reserve(&p->head, want - p->head.n)) {
			p->trouble = ENOMEM;
			break;
		}
		ssize_t n =
			p->below.read(p->below.context, p->head.s + p->head.n, want - p->head.n);
		if (n < 0)
			p->trouble = errno;
		else if (n == 0)
			p->ended = true;
		else
			p->head.n += (size_t)n;
	}
	return str_from_to(buf_str(&p->head), 0, want);
}

ssize_t peeked_read(void *peeked, char *to, size_t max)
{
	struct peeked *p = peeked;
	if (p->at < p->head.n) {
		struct str part = str_from_to(buf_str(&p->head), p->at, p->at + max);
		memcpy(to, part.s, part.n);
		p->at += part.n;
		return (ssize_t)part.n;
	}
	if (p->ended)
		return 0;
	if (p->trouble) {
		errno = p->trouble;
		return -1;
	}
	return p->below.read(p->below.context, to, max);
}

void peeked_free(struct peeked *p)
{
	buf_free(&p->head);
}

int stream_slurp(const struct stream *in, size_t max, struct buf *out)
{
	size_t before = out->n;
	for (;;) {
		if (!buf_reserve(out, STREAM_BLOCK))
			return ENOMEM;
		ssize_t n = in->read(in->context, out->s + out->n, STREAM_BLOCK);
		if (n < 0)
			return errno;
		if (n == 0)
			break;
		out->n += (size_t)n;
		if (out->n - before > max)
			return TROUBLE_LARGE;
	}
	out->s[out->n] = '\0';
	return 0;
}

// Reads more behind what is in the block; what was given before is forgotten.
static bool read_more(struct lines *l)
{
	if (l->at)
		buf_cut(&l->block, 0, l->at);
	l->at = 0;
	if (!buf_reserve(&l->block, STREAM_BLOCK))
		return false;
	ssize_t n = l->in.read(l->in.context, l->block.s + l->block.n, STREAM_BLOCK);
	if (n < 0)
		l->trouble = errno;
	if (n <= 0)
		l->ended = true;
	else
		l->block.n += (size_t)n;
	return true;
}

// Leaves out the rest of a line that is too long.
static bool pass_over(struct lines *l)
{
	while (l->large) {
		struct str rest = str_after(buf_str(&l->block), l->at);
		size_t end = str_find_char(rest, l->end);
		bool found = end < rest.n;
		l->at += found ? end + 1 : rest.n;
		l->next += found ? end + 1 : rest.n;
		l->large = !found && !l->ended;
		if (l->large && !read_more(l))
			return false;
	}
	return true;
}

bool lines_next(struct lines *l, struct str *line)
{
	if (!pass_over(l))
		return false;
	size_t seen = 0;
	for (;;) {
		struct str rest = str_after(buf_str(&l->block), l->at);
		size_t end = seen + str_find_char(str_after(rest, seen), l->end);
		bool found = end < rest.n;
		bool large = end > l->max;
		if (found || large || (l->ended && rest.n)) {
			size_t n = large ? l->max : end;
			*line = str_from_to(rest, 0, n);
			l->large = large;
			l->offset = l->next;
			l->at += n + (found && !large);
			l->next += n + (found && !large);
			l->number++;
			return true;
		}
		if (l->ended)
			return false;
		seen = rest.n;
		if (!read_more(l))
			return false;
	}
}

void lines_free(struct lines *l)
{
	buf_free(&l->block);
}
