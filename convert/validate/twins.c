// twins.c: names of people that are probably one name

#include "validate/twins.h"

#include <stdlib.h>

#include "core/nearest.h"
#include "core/table.h"
#include "core/unicode.h"

enum {
	WORDS_MAX = 12,
	SLIP_LEAST = 12, // letters of names that may differ by a slip
	SLIP_WORD = 7,   // and of the word that differs
	PART = 5,   // letters at the front and at the end, one of which a slip leaves as they are
	ENDING = 2, // letters of a word that may tell a man from a woman
	ID_ENDING = 4,      // letters of an id that tell one from another
	COMPARED_MAX = 200, // names that are compared with one
};

static int by_bytes(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

// Punctuation becomes blanks; digits and letters stay.
static bool put_words(struct buf *out, struct str name)
{
	struct buf folded = {0};
	bool good = unicode_fold(&folded, name);
	struct str s = buf_str(&folded);
	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		int32_t c = utf8_next(s, &i);
		if (unicode_is_letter(c) || unicode_is_digit(c) || unicode_is_mark(c))
			buf_put(out, str_from_to(s, from, i));
		else if (c != '\'' && c != 0x2019)
			buf_putc(out, ' ');
	}
	buf_free(&folded);
	return good && !out->failed;
}

bool twin_key(struct buf *key, struct str name)
{
	struct buf text = {0};
	struct str words[WORDS_MAX], word;
	size_t n = 0;
	bool good = put_words(&text, name);
	struct str rest = buf_str(&text);
	buf_clear(key);
	while ((word = str_word(&rest)).n && n < WORDS_MAX)
		words[n++] = word;
	if (n)
		qsort(words, n, sizeof *words, by_bytes);
	for (size_t i = 0; i < n && n < WORDS_MAX; i++) {
		if (i)
			buf_putc(key, ' ');
		buf_put(key, words[i]);
	}
	buf_free(&text);
	return good && !key->failed;
}

// The word of `s` that the byte `at` belongs to.
static struct str word_around(struct str s, size_t at)
{
	size_t from = at < s.n ? at : s.n, to = from;
	while (from && s.s[from - 1] != ' ')
		from--;
	while (to < s.n && s.s[to] != ' ')
		to++;
	return str_from_to(s, from, to);
}

// One letter more, less, another or two exchanged, in a long word and not at its beginning or end.
static bool is_slip(struct str a, struct str b)
{
	size_t front = 0, back = 0, least = a.n < b.n ? a.n : b.n;
	if (least < SLIP_LEAST || (a.n > b.n ? a.n - b.n : b.n - a.n) > 2)
		return false;
	while (front < least && a.s[front] == b.s[front])
		front++;
	front = front < least ? utf8_begin(a, front) : front;
	while (back < least - front && a.s[a.n - 1 - back] == b.s[b.n - 1 - back])
		back++;
	while (back && utf8_is_tail(a.s[a.n - back]))
		back--;
	struct str x = str_from_to(a, front, a.n - back), y = str_from_to(b, front, b.n - back);
	bool swapped = x.n == 2 && y.n == 2 && x.s[0] == y.s[1] && x.s[1] == y.s[0];
	if (utf8_count(x) > 1 || utf8_count(y) > 1)
		if (!swapped)
			return false;
	if (str_find_char(x, ' ') < x.n || str_find_char(y, ' ') < y.n)
		return false;
	struct str word = word_around(a, front), other = word_around(b, front);
	size_t before = (size_t)(a.s + front - word.s);
	size_t after = utf8_count(str_after(word, before + x.n));
	return utf8_count(a) >= SLIP_LEAST && utf8_count(word) >= SLIP_WORD &&
	       utf8_count(other) >= SLIP_WORD && before >= 1 && after > ENDING;
}

static bool has_digit(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (ascii_is_digit(s.s[i]))
			return true;
	return false;
}

// Ids that count ("krieger_2a", "krieger_2b", "gast-1") were given to several people on purpose.
static bool is_counted(struct str a, struct str b)
{
	size_t front = 0;
	while (front < a.n && front < b.n && a.s[front] == b.s[front])
		front++;
	// Back to where the word or the number in the id begins.
	while (front && ascii_is_digit(a.s[front - 1]))
		front--;
	struct str x = str_after(a, front), y = str_after(b, front);
	if (x.n > ID_ENDING || y.n > ID_ENDING)
		return false;
	bool parted = front && strchr("-_.", a.s[front - 1]) && x.n <= 1 && y.n <= 1;
	bool longer =
		(!x.n && y.n && strchr("-_.", y.s[0])) || (!y.n && x.n && strchr("-_.", x.s[0]));
	return has_digit(x) || has_digit(y) || parted || longer || str_eq(a, b);
}

// Whether an id is made of the letters of a name, with some two more: it tells no two people apart.
static bool is_of_name(struct str id, struct str key)
{
	struct buf letters = {0};
	for (size_t i = 0; i < id.n; i++)
		if (ascii_is_alpha(id.s[i]))
			buf_putc(&letters, ascii_lower(id.s[i]));
	struct str word;
	while ((word = str_word(&key)).n && !letters.failed) {
		size_t at = str_find(buf_str(&letters), word);
		if (at < letters.n)
			buf_cut(&letters, at, word.n);
	}
	bool good = !letters.failed && letters.n <= ENDING;
	buf_free(&letters);
	return good;
}

// Two of the same name whose ids say nothing more.
static bool are_alike(const struct twin *a, const struct twin *b)
{
	struct nearest near = nearest_to(a->id);
	if (has_digit(a->id) || has_digit(b->id))
		return false;
	return nearest_consider(&near, b->id) ||
	       (is_of_name(a->id, a->key) && is_of_name(b->id, b->key));
}

static int by_key(const void *a, const void *b)
{
	const struct twin *x = a, *y = b;
	int order = str_cmp(x->key, y->key);
	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return order ? order : x->at < y->at ? -1 : x->at > y->at;
}

struct search {
	struct twin *items;
	size_t n;
	size_t *before[2]; // the item before with the same front, with the same end
	void (*tell)(void *context, const struct twin *a, const struct twin *b, bool same);
	void *context;
};

static void tell(struct search *s, const struct twin *a, const struct twin *b, bool same)
{
	if (a->at > b->at)
		s->tell(s->context, b, a, same);
	else
		s->tell(s->context, a, b, same);
}

static bool are_apart(const struct twin *a, const struct twin *b)
{
	return a->facts != b->facts || a->group != b->group || is_counted(a->id, b->id);
}

static struct str part_of(struct str key, int end)
{
	return end ? str_after(key, key.n - PART) : str_from_to(key, 0, PART);
}

static void look_back(struct search *s, size_t i)
{
	const struct twin *me = &s->items[i];
	for (int end = 0; end < 2; end++) {
		size_t at = s->before[end][i];
		for (int k = 0; at != SIZE_MAX && k < COMPARED_MAX; k++, at = s->before[end][at]) {
			const struct twin *other = &s->items[at];
			// With the same front and end both were compared already.
			if (end && str_eq(part_of(me->key, 0), part_of(other->key, 0)))
				continue;
			if (!are_apart(me, other) && is_slip(other->key, me->key))
				tell(s, other, me, false);
		}
	}
}

static bool find_slips(struct search *s)
{
	struct table parts[2] = {{0}, {0}};
	bool good = true;
	for (size_t i = 0; i < s->n && good; i++) {
		s->before[0][i] = s->before[1][i] = SIZE_MAX;
		const struct twin *me = &s->items[i];
		if (me->key.n < SLIP_LEAST || has_digit(me->key))
			continue;
		for (int end = 0; end < 2 && good; end++) {
			table_get(&parts[end], part_of(me->key, end), &s->before[end][i]);
			good = table_set(&parts[end], part_of(me->key, end), i);
		}
		look_back(s, i);
	}
	table_free(&parts[0]);
	table_free(&parts[1]);
	return good;
}

bool twins_find(struct twin *items, size_t n,
                void (*on_twins)(void *context, const struct twin *a, const struct twin *b,
                                 bool same),
                void *context)
{
	if (n < 2)
		return true;
	qsort(items, n, sizeof *items, by_key);
	struct search s = {.items = items, .n = n, .tell = on_twins, .context = context};
	for (size_t i = 1; i < n; i++)
		if (str_eq(items[i - 1].key, items[i].key) &&
		    !are_apart(&items[i - 1], &items[i]) && are_alike(&items[i - 1], &items[i]))
			tell(&s, &items[i - 1], &items[i], true);
	s.before[0] = calloc(n, sizeof **s.before);
	s.before[1] = calloc(n, sizeof **s.before);
	bool good = s.before[0] && s.before[1] && find_slips(&s);
	free(s.before[0]);
	free(s.before[1]);
	return good;
}
