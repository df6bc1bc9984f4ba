// nfc.c: canonical composition in linear time
//
// Unicode Standard Annex 15. utf8proc knows the decompositions and composes; finding the few
// stretches that need it, and ordering endless runs of marks, is done here: utf8proc orders marks
// by exchanging neighbours, which takes hours for a hostile megabyte of them.

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "core/unicode.h"

struct range {
	int32_t first, last;
};

// What may join with the character before it: the second halves of primary composites. Scripts
// added since Unicode 16 stand here whole: a utf8proc that is older leaves them alone.
static const struct range joining[] = {
	{0x0300, 0x0304},   {0x0306, 0x030c},   {0x030f, 0x030f},   {0x0311, 0x0311},
	{0x0313, 0x0314},   {0x031b, 0x031b},   {0x0323, 0x0328},   {0x032d, 0x032e},
	{0x0330, 0x0331},   {0x0338, 0x0338},   {0x0342, 0x0342},   {0x0345, 0x0345},
	{0x0653, 0x0655},   {0x093c, 0x093c},   {0x09be, 0x09be},   {0x09d7, 0x09d7},
	{0x0b3e, 0x0b3e},   {0x0b56, 0x0b57},   {0x0bbe, 0x0bbe},   {0x0bd7, 0x0bd7},
	{0x0c56, 0x0c56},   {0x0cc2, 0x0cc2},   {0x0cd5, 0x0cd6},   {0x0d3e, 0x0d3e},
	{0x0d57, 0x0d57},   {0x0dca, 0x0dca},   {0x0dcf, 0x0dcf},   {0x0ddf, 0x0ddf},
	{0x102e, 0x102e},   {0x1161, 0x1175},   {0x11a8, 0x11c2},   {0x1b35, 0x1b35},
	{0x3099, 0x309a},   {0x110ba, 0x110ba}, {0x11127, 0x11127}, {0x1133e, 0x1133e},
	{0x11357, 0x11357}, {0x11380, 0x113ff}, {0x114b0, 0x114b0}, {0x114ba, 0x114ba},
	{0x114bd, 0x114bd}, {0x115af, 0x115af}, {0x11930, 0x11930}, {0x16100, 0x1613f},
	{0x16d40, 0x16d7f},
};

static bool may_join(int32_t c)
{
	size_t low = 0, high = sizeof joining / sizeof *joining;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (joining[middle].last < c)
			low = middle + 1;
		else
			high = middle;
	}
	return low < sizeof joining / sizeof *joining && joining[low].first <= c;
}

static int class_of(int32_t c)
{
	return utf8proc_get_property(c)->combining_class;
}

enum { PARTS_MAX = 8 }; // a canonical decomposition has at most four code points

static size_t decompose(int32_t c, int32_t parts[PARTS_MAX])
{
	utf8proc_ssize_t n = utf8proc_decompose_char(c, parts, PARTS_MAX,
	                                             UTF8PROC_STABLE | UTF8PROC_DECOMPOSE, NULL);
	if (n > 0 && n <= PARTS_MAX)
		return (size_t)n;
	parts[0] = c;
	return 1;
}

static size_t compose(int32_t *c, size_t n)
{
	utf8proc_ssize_t made = utf8proc_normalize_utf32(c, (utf8proc_ssize_t)n,
	                                                 UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	return made < 0 ? n : (size_t)made;
}

// Whether c stays as it is in NFC whatever stands before it, marks in the right order.
static bool is_stable(int32_t c)
{
	if (c < 0x300)
		return true;
	if (may_join(c))
		return false;
	if (c >= 0xac00 && c <= 0xd7a3)
		return true;
	int32_t parts[PARTS_MAX];
	size_t n = decompose(c, parts);
	if (n == 1)
		return parts[0] == c;
	return compose(parts, n) == 1 && parts[0] == c;
}

// Finds the next stretch at or behind `at` that NFC may change. It begins and ends where nothing
// joins, so that it can be composed by itself. False when all the rest is in NFC.
static bool next_stretch(struct str s, size_t at, size_t *from, size_t *to)
{
	size_t start = at; // of the last character that joins with nothing before it
	int last = 0;
	while (at < s.n) {
		size_t plain = utf8_plain_end(s, at);
		if (plain > at) {
			start = utf8_begin(s, plain - 1);
			last = 0;
			at = plain;
			continue;
		}
		int32_t c = utf8_next(s, &at);
		int class = c < 0x300 ? 0 : class_of(c);
		bool stable = is_stable(c);
		if (stable && class == 0)
			start = plain;
		if (stable && (class == 0 || class >= last)) {
			last = class;
			continue;
		}
		*from = start;
		for (*to = at; at < s.n; *to = at) {
			if (utf8_plain_end(s, at) > at)
				break;
			c = utf8_next(s, &at);
			if (is_stable(c) && (c < 0x300 || class_of(c) == 0))
				break;
		}
		return true;
	}
	return false;
}

// Code points on their way through decomposition, ordering and composition.
struct codes {
	int32_t *items, *spare;
	size_t n, cap, spare_cap;
};

static bool add_code(struct codes *codes, int32_t c)
{
	if (!ARRAY_ROOM(codes))
		return false;
	codes->items[codes->n++] = c;
	return true;
}

static void order_few(int32_t *c, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		int32_t moved = c[i];
		int class = class_of(moved);
		size_t j = i;
		for (; j > 0 && class_of(c[j - 1]) > class; j--)
			c[j] = c[j - 1];
		c[j] = moved;
	}
}

// Sorts marks by their class and keeps the order within a class: a counting sort.
static bool order_many(struct codes *codes, int32_t *c, size_t n)
{
	if (codes->spare_cap < n) {
		int32_t *spare = realloc(codes->spare, n * sizeof *spare);
		if (!spare)
			return false;
		codes->spare = spare;
		codes->spare_cap = n;
	}
	size_t begin[257] = {0};
	for (size_t i = 0; i < n; i++)
		begin[class_of(c[i]) + 1]++;
	for (size_t i = 1; i < 257; i++)
		begin[i] += begin[i - 1];
	for (size_t i = 0; i < n; i++)
		codes->spare[begin[class_of(c[i])]++] = c[i];
	memcpy(c, codes->spare, n * sizeof *c);
	return true;
}

static bool order_marks(struct codes *codes)
{
	size_t i = 0;
	while (i < codes->n) {
		size_t from = i;
		while (i < codes->n && class_of(codes->items[i]) != 0)
			i++;
		if (i - from > 32) {
			if (!order_many(codes, codes->items + from, i - from))
				return false;
		} else {
			order_few(codes->items + from, i - from);
		}
		i += i == from;
	}
	return true;
}

static bool put_composed(struct codes *codes, struct str s, struct buf *out)
{
	size_t at = 0;
	codes->n = 0;
	while (at < s.n) {
		int32_t parts[PARTS_MAX];
		size_t n = decompose(utf8_next(s, &at), parts);
		for (size_t i = 0; i < n; i++)
			if (!add_code(codes, parts[i]))
				return false;
	}
	if (!order_marks(codes))
		return false;
	codes->n = compose(codes->items, codes->n);
	for (size_t i = 0; i < codes->n; i++)
		utf8_put(out, codes->items[i]);
	return !out->failed;
}

bool unicode_nfc(struct buf *out, struct str s)
{
	struct codes codes = {0};
	size_t at = 0, from, to;
	bool good = true;
	while (good && next_stretch(s, at, &from, &to)) {
		buf_put(out, str_from_to(s, at, from));
		good = put_composed(&codes, str_from_to(s, from, to), out);
		at = to;
	}
	buf_put(out, str_after(s, at));
	free(codes.items);
	free(codes.spare);
	return good && !out->failed;
}

bool unicode_is_nfc(struct str s)
{
	struct codes codes = {0};
	struct buf composed = {0};
	size_t at = 0, from, to;
	bool same = true;
	while (same && next_stretch(s, at, &from, &to)) {
		struct str stretch = str_from_to(s, from, to);
		buf_clear(&composed);
		same = put_composed(&codes, stretch, &composed) &&
		       str_eq(buf_str(&composed), stretch);
		at = to;
	}
	free(codes.items);
	free(codes.spare);
	buf_free(&composed);
	return same;
}
