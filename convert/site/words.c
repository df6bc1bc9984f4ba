// words.c: the words of a text as a search looks for them

#include "site/words.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/unicode.h"

unsigned word_hash(struct str s)
{
	unsigned hash = 2166136261u;
	for (size_t i = 0; i < s.n; i++)
		hash = (hash ^ (unsigned char)s.s[i]) * 16777619u;
	return hash;
}

size_t word_shard(struct str word, size_t shards)
{
	size_t at = 0;
	for (int i = 0; i < 3 && at < word.n; i++)
		utf8_next(word, &at);
	return word_hash(str_from_to(word, 0, at)) % shards;
}

static void add(struct words *w, struct str word, const char *prefix)
{
	char bytes[WORD_MAX + 8];
	if (!word.n || word.n > WORD_MAX)
		return;
	int n = snprintf(bytes, sizeof bytes, "%s%.*s", prefix, STR_ARG(word));
	struct str key = {bytes, (size_t)n};
	size_t i;
	if (table_get(&w->table, key, &i)) {
		w->items[i].count++;
		return;
	}
	w->failed = w->failed || !ARRAY_ROOM(w);
	if (w->failed)
		return;
	key = arena_str(&w->arena, key);
	w->items[w->n] = (struct word){key, 1};
	w->failed = w->arena.failed || !table_set(&w->table, key, w->n);
	w->n++;
}

static bool is_part(int32_t c)
{
	return unicode_is_letter(c) || unicode_is_digit(c) || unicode_is_mark(c);
}

void words_add(struct words *w, struct str text, const char *prefix)
{
	struct buf folded = {0};
	if (!unicode_fold(&folded, text))
		w->failed = true;
	struct str s = buf_str(&folded);
	// Where the word begins, and the character before if it is one of a script without blanks.
	size_t begin = 0, before = 0;
	bool has_before = false;
	for (size_t at = 0; at < s.n;) {
		size_t here = at;
		int32_t c = utf8_next(s, &at);
		bool unspaced = unicode_is_unspaced(c) && is_part(c);
		if (is_part(c) && !unspaced) {
			has_before = false;
			continue;
		}
		add(w, str_from_to(s, begin, here), prefix);
		if (unspaced) {
			add(w, str_from_to(s, here, at), prefix);
			if (has_before)
				add(w, str_from_to(s, before, at), prefix);
		}
		has_before = unspaced;
		before = here;
		begin = at;
	}
	add(w, str_after(s, begin), prefix);
	buf_free(&folded);
}

void words_free(struct words *w)
{
	free(w->items);
	table_free(&w->table);
	arena_free(&w->arena);
	*w = (struct words){0};
}
