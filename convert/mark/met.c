// met.c: which words a document may have

#include "mark/met.h"

#include <stdlib.h>

#include "core/unicode.h"

enum { TEXT_MAX = 200 * 1000, RUNS_BITS = 16, RUN = 4, FOLDS = 1024, FOLD_MAX = 11 };

// A character and what it is folded to.
struct fold {
	int32_t c;
	uint8_t n;
	char bytes[FOLD_MAX];
};

// The last bytes that were read, the newest lowest; a run is the lowest RUN of them.
struct last {
	uint32_t bytes;
	size_t n;
};

static bool push(struct last *last, char c)
{
	if (!ascii_is_alpha(c) && !ascii_is_digit(c) && (unsigned char)c < 0x80)
		return false;
	last->bytes = (last->bytes << 8 | (unsigned char)c);
	last->n++;
	return true;
}

static uint32_t hash_of(uint32_t run)
{
	return run * UINT32_C(0x9e3779b1) >> (32 - RUNS_BITS);
}

// Shorter runs stand for themselves: a word of one or two letters has no other.
static void keep(struct met *met, const struct last *last)
{
	for (unsigned n = 1; n <= RUN && n <= last->n; n++) {
		uint32_t at = hash_of(last->bytes & (UINT32_MAX >> (32 - 8 * n)));
		met->runs[at / 64] |= UINT64_C(1) << at % 64;
	}
}

static void read_bytes(struct met *met, struct last *last, struct str bytes)
{
	for (size_t i = 0; i < bytes.n; i++)
		if (push(last, ascii_lower(bytes.s[i])))
			keep(met, last);
}

// A text has few characters beyond ASCII, many times each.
static void read_character(struct met *met, struct last *last, struct fold *folds, int32_t c,
                           struct str as_written)
{
	struct fold *known = &folds[(uint32_t)c % FOLDS];
	if (known->c == c) {
		read_bytes(met, last, (struct str){known->bytes, known->n});
		return;
	}
	struct buf folded = {0};
	unicode_fold(&folded, as_written);
	read_bytes(met, last, buf_str(&folded));
	if (folded.n <= FOLD_MAX) {
		*known = (struct fold){.c = c, .n = (uint8_t)folded.n};
		for (size_t i = 0; i < folded.n; i++)
			known->bytes[i] = folded.s[i];
	}
	buf_free(&folded);
}

void met_read(struct met *met, struct str text)
{
	*met = (struct met){0};
	if (!text.n || text.n > TEXT_MAX)
		return;
	struct fold *folds = calloc(FOLDS, sizeof *folds);
	met->runs = calloc((1u << RUNS_BITS) / 64, sizeof *met->runs);
	struct last last = {0};
	for (size_t at = 0; folds && met->runs && at < text.n;) {
		size_t from = at;
		if ((unsigned char)text.s[at] < 0x80) {
			at++;
			read_bytes(met, &last, str_from_to(text, from, at));
			continue;
		}
		int32_t c = utf8_next(text, &at);
		if (c >= 0x80)
			read_character(met, &last, folds, c, str_from_to(text, from, at));
	}
	if (!folds)
		met_free(met);
	free(folds);
}

void met_free(struct met *met)
{
	free(met->runs);
	*met = (struct met){0};
}

bool met_has(const struct met *met, struct str word, bool folded)
{
	struct last last = {0};
	for (size_t i = 0; met->runs && i < word.n; i++) {
		bool letter = folded || (unsigned char)word.s[i] < 0x80;
		if (!letter || !push(&last, ascii_lower(word.s[i]))) {
			last = (struct last){0};
			continue;
		}
		uint32_t at = hash_of(last.bytes);
		if (!(met->runs[at / 64] >> at % 64 & 1))
			return false;
	}
	return true;
}
