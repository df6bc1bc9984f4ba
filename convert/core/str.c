// str.c: views, owned buffers and arenas

#include "str.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct str str_from(const char *s)
{
	return (struct str){s, s ? strlen(s) : 0};
}

bool str_is(struct str a, const char *b)
{
	return str_eq(a, str_from(b));
}

int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.s, b.s, n) : 0;
	if (order)
		return order;
	return a.n < b.n ? -1 : a.n > b.n;
}

bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.s, prefix.s, prefix.n) == 0);
}

bool str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n && str_eq(str_after(s, s.n - suffix.n), suffix);
}

size_t str_find(struct str s, struct str needle)
{
	if (needle.n == 0)
		return 0;
	if (s.n < needle.n)
		return s.n;
	const char *at = memmem(s.s, s.n, needle.s, needle.n);
	return at ? (size_t)(at - s.s) : s.n;
}

struct str str_trim_left(struct str s)
{
	while (s.n && ascii_is_space(s.s[0])) {
		s.s++;
		s.n--;
	}
	return s;
}

struct str str_trim_right(struct str s)
{
	while (s.n && ascii_is_space(s.s[s.n - 1]))
		s.n--;
	return s;
}

struct str str_trim(struct str s)
{
	return str_trim_left(str_trim_right(s));
}

bool str_take(struct str *s, char c)
{
	if (!s->n || s->s[0] != c)
		return false;
	*s = str_after(*s, 1);
	return true;
}

struct str str_take_digits(struct str *s)
{
	size_t n = 0;
	while (n < s->n && ascii_is_digit(s->s[n]))
		n++;
	struct str digits = str_from_to(*s, 0, n);
	*s = str_after(*s, n);
	return digits;
}

struct str str_word(struct str *rest)
{
	struct str s = str_trim_left(*rest);
	size_t n = 0;
	while (n < s.n && !ascii_is_space(s.s[n]))
		n++;
	*rest = str_after(s, n);
	return str_from_to(s, 0, n);
}

bool str_field(struct str *rest, char separator, struct str *field)
{
	if (rest->n == 0)
		return false;
	size_t at = str_find_char(*rest, separator);
	*field = str_from_to(*rest, 0, at);
	*rest = str_after(*rest, at + 1);
	return true;
}

bool str_number(struct str s, size_t *value)
{
	size_t v = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (!ascii_is_digit(s.s[i]))
			return false;
		size_t digit = (size_t)(s.s[i] - '0');
		if (v > (SIZE_MAX - digit) / 10)
			return false;
		v = v * 10 + digit;
	}
	*value = v;
	return s.n > 0;
}

bool ascii_is_word(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_alpha(s.s[i]) && s.s[i] != '-')
			return false;
	return s.n > 0;
}

bool buf_reserve(struct buf *b, size_t more)
{
	if (b->failed || more >= SIZE_MAX / 2 - b->n) {
		b->failed = true;
		return false;
	}
	size_t need = b->n + more + 1;
	if (need <= b->cap)
		return true;
	size_t cap = b->cap ? b->cap + b->cap / 2 : 64;
	if (cap < need)
		cap = need;
	char *s = realloc(b->s, cap);
	if (!s) {
		b->failed = true;
		return false;
	}
	b->s = s;
	b->cap = cap;
	return true;
}

void buf_put(struct buf *b, struct str s)
{
	if ((b->failed || s.n >= b->cap - b->n) && !buf_reserve(b, s.n))
		return;
	if (s.n)
		memcpy(b->s + b->n, s.s, s.n);
	b->n += s.n;
	b->s[b->n] = '\0';
}

void buf_insert(struct buf *b, size_t at, struct str s)
{
	if (!buf_reserve(b, s.n) || s.n == 0)
		return;
	memmove(b->s + at + s.n, b->s + at, b->n - at);
	memcpy(b->s + at, s.s, s.n);
	b->n += s.n;
	b->s[b->n] = '\0';
}

void buf_cut(struct buf *b, size_t at, size_t n)
{
	if (b->failed)
		return;
	memmove(b->s + at, b->s + at + n, b->n - at - n);
	b->n -= n;
	b->s[b->n] = '\0';
}

void buf_puts(struct buf *b, const char *s)
{
	buf_put(b, str_from(s));
}

void buf_put_number(struct buf *b, size_t number)
{
	char digits[24];
	size_t at = sizeof digits;
	do {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number);
	buf_put(b, (struct str){digits + at, sizeof digits - at});
}

void buf_vprintf(struct buf *b, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	if (n < 0)
		b->failed = true;
	else if (buf_reserve(b, (size_t)n)) {
		vsnprintf(b->s + b->n, (size_t)n + 1, format, again);
		b->n += (size_t)n;
	}
	va_end(again);
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	buf_vprintf(b, format, args);
	va_end(args);
}

void buf_clear(struct buf *b)
{
	b->n = 0;
	if (b->s)
		b->s[0] = '\0';
}

void buf_free(struct buf *b)
{
	free(b->s);
	*b = (struct buf){0};
}

struct arena_block {
	struct arena_block *before;
	size_t used, size;
	alignas(max_align_t) char bytes[];
};

enum { ARENA_BLOCK = 16 * 1024 };

void *arena_alloc(struct arena *a, size_t size)
{
	size_t align = alignof(max_align_t);
	if (a->failed || size > SIZE_MAX / 2) {
		a->failed = true;
		return NULL;
	}
	size = (size + align - 1) / align * align;
	struct arena_block *block = a->last;
	if (!block || block->size - block->used < size) {
		// Blocks double, so that a large document costs few of them.
		size_t room =
			block && block->size < 64 * ARENA_BLOCK ? block->size * 2 : ARENA_BLOCK;
		if (room < size)
			room = size;
		block = malloc(sizeof *block + room);
		if (!block) {
			a->failed = true;
			return NULL;
		}
		*block = (struct arena_block){.before = a->last, .size = room};
		a->last = block;
	}
	void *p = block->bytes + block->used;
	block->used += size;
	return memset(p, 0, size);
}

struct str arena_str(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);
	if (!p)
		return (struct str){0};
	if (s.n)
		memcpy(p, s.s, s.n);
	return (struct str){p, s.n};
}

struct str arena_printf(struct arena *a, const char *format, ...)
{
	struct buf b = {0};
	va_list args;
	va_start(args, format);
	buf_vprintf(&b, format, args);
	va_end(args);
	if (b.failed)
		a->failed = true;
	struct str s = arena_str(a, buf_str(&b));
	buf_free(&b);
	return s;
}

void arena_free(struct arena *a)
{
	struct arena_block *block = a->last;
	while (block) {
		struct arena_block *before = block->before;
		free(block);
		block = before;
	}
	*a = (struct arena){0};
}

bool array_grow(void **items, size_t *cap, size_t n, size_t size)
{
	if (n < *cap)
		return true;
	size_t more = *cap ? *cap * 2 : 16;
	if (more > SIZE_MAX / 2 / size)
		return false;
	void *p = realloc(*items, more * size);
	if (!p)
		return false;
	*items = p;
	*cap = more;
	return true;
}
