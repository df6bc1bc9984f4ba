// stream.h: bytes that come one piece after the other

#ifndef STENOGRAM_DUMP_STREAM_H
#define STENOGRAM_DUMP_STREAM_H

#include <stddef.h>
#include <sys/types.h>

struct stream {
	// Puts up to `max` bytes at `to`. Gives how many: 0 at the end, -1 for trouble, which is in errno.
	ssize_t (*read)(void *context, char *to, size_t max);
	void *context;
};

#endif
