// message.c: what processes of one run say to each other

#include "batch/message.h"

#include <stdint.h>

bool message_put(struct buf *out, const struct str *parts, size_t n)
{
	uint64_t length = sizeof length;
	for (size_t i = 0; i < n; i++)
		length += sizeof(uint64_t) + parts[i].n;
	buf_put(out, (struct str){(const char *)&length, sizeof length});
	for (size_t i = 0; i < n; i++) {
		uint64_t size = parts[i].n;
		buf_put(out, (struct str){(const char *)&size, sizeof size});
		buf_put(out, parts[i]);
	}
	return !out->failed;
}

static uint64_t number_at(struct str bytes)
{
	uint64_t n;
	memcpy(&n, bytes.s, sizeof n);
	return n;
}

size_t message_length(struct str bytes)
{
	if (bytes.n < sizeof(uint64_t))
		return 0;
	uint64_t length = number_at(bytes);
	return length <= bytes.n ? (size_t)length : 0;
}

void message_parts(struct str message, struct str *parts, size_t n)
{
	struct str rest = str_after(message, sizeof(uint64_t));
	for (size_t i = 0; i < n; i++) {
		size_t size = (size_t)number_at(rest);
		rest = str_after(rest, sizeof(uint64_t));
		parts[i] = str_from_to(rest, 0, size);
		rest = str_after(rest, size);
	}
}
