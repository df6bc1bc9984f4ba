// str.h: views, owned buffers and arenas, the three ways text is held
//
// A view owns nothing and lives as long as the bytes it looks at; it is never NUL-terminated by
// promise. A buffer owns its bytes until buf_free(). An arena owns everything taken from it until
// arena_free(). Memory that cannot be had is a value, not an exit: a buffer or an arena that once
// failed stays failed, every later call on it is harmless, and its owner asks once at the end.

#ifndef STENOGRAM_STR_H
#define STENOGRAM_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *s; // may be NULL when n is 0
	size_t n;      // bytes
};

// A view of a string literal, without strlen at run time.
#define STR(literal) ((struct str){"" literal, sizeof literal - 1})

// A view as the two arguments that "%.*s" takes.
#define STR_ARG(view) (int)(view).n, (view).n ? (view).s : ""

// The items of a constant table.
#define LENGTH(array) (sizeof(array) / sizeof *(array))

struct str str_from(const char *s); // a view of a C string; NULL gives the empty view

static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.s, b.s, a.n) == 0);
}

bool str_is(struct str a, const char *b);
int str_cmp(struct str a, struct str b); // order of bytes, which is the order of code points
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);

// The offset of the first occurrence, or s.n when there is none.
size_t str_find(struct str s, struct str needle);

static inline size_t str_find_char(struct str s, char c)
{
	const char *at = s.n ? memchr(s.s, (unsigned char)c, s.n) : NULL;
	return at ? (size_t)(at - s.s) : s.n;
}

// From byte `from` up to byte `to`, and from `from` to the end; clamped to s.
static inline struct str str_from_to(struct str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from >= to)
		return (struct str){0};
	return (struct str){s.s + from, to - from};
}

static inline struct str str_after(struct str s, size_t from)
{
	return str_from_to(s, from, s.n);
}

// Without ASCII blanks, tabs and line ends at both ends; at the left; at the right.
struct str str_trim(struct str s);
struct str str_trim_left(struct str s);
struct str str_trim_right(struct str s);

// Cuts the character off the front of *s, if it stands there; the decimal digits, also none.
bool str_take(struct str *s, char c);
struct str str_take_digits(struct str *s);

// Cuts the next word (a run without ASCII blanks) off the front of *rest; empty at the end.
struct str str_word(struct str *rest);

// Cuts the next field up to `separator` off the front of *rest and moves past the separator.
// False when nothing is left.
bool str_field(struct str *rest, char separator, struct str *field);

// A whole number in decimal digits alone. False when it is none or too large for *value.
bool str_number(struct str s, size_t *value);

// Blank, tab, line feed, carriage return, form feed, vertical tab.
static inline bool ascii_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool ascii_is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool ascii_is_word(struct str s); // letters and hyphens, at least one byte

struct buf {
	char *s; // NUL-terminated whenever anything was put in
	size_t n, cap;
	bool failed; // memory ran out; the content is incomplete
};

void buf_put(struct buf *b, struct str s);
void buf_insert(struct buf *b, size_t at, struct str s); // at offset `at`; s is no view of b
void buf_cut(struct buf *b, size_t at, size_t n);        // takes out n bytes at offset `at`
void buf_puts(struct buf *b, const char *s);
void buf_put_number(struct buf *b, size_t number); // in decimal digits
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));
bool buf_reserve(struct buf *b, size_t more); // room for `more` bytes beyond n
void buf_clear(struct buf *b);                // empties it and keeps its memory
void buf_free(struct buf *b);

static inline void buf_putc(struct buf *b, char c)
{
	if (b->n + 1 >= b->cap && !buf_reserve(b, 1))
		return;
	b->s[b->n++] = c;
	b->s[b->n] = '\0';
}

// Valid until the next change of b.
static inline struct str buf_str(const struct buf *b)
{
	return (struct str){b->s, b->n};
}

struct arena {
	struct arena_block *last;
	bool failed;
};

// Zeroed memory aligned for any type, or NULL when there is none (then a->failed is set).
void *arena_alloc(struct arena *a, size_t size);
struct str arena_str(struct arena *a, struct str s); // a copy, NUL-terminated behind its n bytes
struct str arena_printf(struct arena *a, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void arena_free(struct arena *a);

// Makes room for one more item in a growing array: *items has room for *cap items of `size` bytes
// and n are in use. False when memory ran out; *items is then as it was.
bool array_grow(void **items, size_t *cap, size_t n, size_t size);

// array_grow for `T *items; size_t n, cap;` kept in a struct.
#define ARRAY_ROOM(a) array_grow((void **)&(a)->items, &(a)->cap, (a)->n, sizeof *(a)->items)

#endif
