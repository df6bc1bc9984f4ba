// words.c: the word lists of all languages

#include "mark/words.h"

#include <stdlib.h>
#include <string.h>

#include "core/datafile.h"
#include "core/io.h"
#include "core/unicode.h"
#include "mark/names.h"

enum { LANGUAGES_MAX = 64, WORD_MEMOS = 4096, MEMO_BYTES = 16 };

// The patterns that word lists were made into.
struct word_patterns {
	struct table by_category;
	struct str *items;
	size_t n, cap;
	struct arena arena; // owns them
};

// A word that was looked up, as it stands in the text; the rest is zero bytes.
struct word_memo {
	char category[MEMO_BYTES], text[MEMO_BYTES];
	const struct word *word; // NULL: the category does not have it
	bool known;
};

// The key of a word in the table: its category, a line feed, the word folded without final stop.
static void put_key(struct buf *key, struct str category, struct str word)
{
	buf_put(key, category);
	buf_putc(key, '\n');
	size_t begin = key->n;
	unicode_fold(key, word);
	while (key->n > begin && key->s[key->n - 1] == '.')
		key->s[--key->n] = '\0';
}

static void give_blanks(struct buf *word)
{
	for (size_t i = 0; i < word->n; i++)
		if (word->s[i] == '_')
			word->s[i] = ' ';
}

// Adds a word as the list has it, or passes over it: most words are of other languages.
static bool add_word(struct words *w, struct word word)
{
	if (!met_has(&w->met, word.word, false))
		return true;
	buf_clear(w->key);
	buf_put(w->key, word.word);
	give_blanks(w->key);
	word.word = arena_str(&w->arena, buf_str(w->key));
	buf_clear(w->key);
	put_key(w->key, word.category, word.word);
	if (!met_has(&w->met, str_after(buf_str(w->key), word.category.n + 1), true))
		return true;
	struct str kept = arena_str(&w->arena, buf_str(w->key));
	if (w->key->failed || !kept.s || !ARRAY_ROOM(w))
		return false;
	word.languages = (uint64_t)1 << ((w->languages_n - 1) % LANGUAGES_MAX);
	w->items[w->n] = word;
	size_t there;
	// The first list that has a word decides its value.
	if (table_get(&w->folded, kept, &there))
		w->items[there].languages |= word.languages;
	else if (!table_set(&w->folded, kept, w->n))
		return false;
	w->n++;
	return true;
}

// The category as the lists have it; a view that is lost when memory ran out.
static struct str keep_category(struct words *w, struct str category)
{
	size_t at;
	if (table_get(&w->lists, category, &at))
		return w->categories[at];
	struct str kept = arena_str(&w->arena, category);
	if (!array_grow((void **)&w->categories, &w->categories_cap, w->categories_n,
	                sizeof *w->categories) ||
	    !table_set(&w->lists, kept, w->categories_n))
		w->arena.failed = true;
	else
		w->categories[w->categories_n++] = kept;
	return kept;
}

static bool read_line(struct words *w, struct str line, struct str language)
{
	struct str category = str_word(&line), value = str_word(&line), word;
	category = keep_category(w, category);
	value = str_is(value, "-") ? (struct str){0} : arena_str(&w->arena, value);
	while ((word = str_word(&line)).n)
		if (!add_word(w, (struct word){category, value, word, language, 0}))
			return false;
	return !w->arena.failed;
}

static bool add_language(struct words *w, struct str language)
{
	if (!array_grow((void **)&w->languages, &w->languages_cap, w->languages_n,
	                sizeof *w->languages))
		return false;
	w->languages[w->languages_n++] = language;
	return true;
}

static bool read_list(struct words *w, const char *path, const char *name,
                      struct reporter *reporter)
{
	struct buf file = {0};
	if (!input_read(&file, path, INPUT_MAX, reporter)) {
		buf_free(&file);
		return false;
	}
	struct str language = arena_str(&w->arena, str_from(name));
	struct str rest = buf_str(&file), line;
	bool good = add_language(w, language);
	size_t number = 0;
	while (good && str_field(&rest, '\n', &line)) {
		number++;
		struct str again = line, category = str_word(&again);
		if (category.n == 0 || category.s[0] == '#')
			continue;
		if (str_word(&again).n == 0 || str_word(&again).n == 0) {
			struct place place = {.file = path, .line = number, .source = line};
			report(reporter, SEVERITY_FATAL, &place, "bad-words",
			       "a line of a word list is a category, a value or '-', and at least "
			       "one "
			       "word");
			good = false;
		} else if (!read_line(w, line, language)) {
			report_memory(reporter);
			good = false;
		}
	}
	buf_free(&file);
	return good;
}

struct reading {
	struct words *words;
	struct reporter *reporter;
};

static bool on_list(void *context, const char *name)
{
	struct reading *reading = context;
	struct buf path = {0};
	bool good = datafile_find(&path, "convert/profiles", name, ".words", reading->reporter) &&
	            read_list(reading->words, path.s, name, reading->reporter);
	buf_free(&path);
	return good;
}

bool words_read(struct words *w, struct str text, struct reporter *reporter)
{
	*w = (struct words){0};
	met_read(&w->met, text);
	struct reading reading = {w, reporter};
	w->key = arena_alloc(&w->arena, sizeof *w->key);
	w->patterns = arena_alloc(&w->arena, sizeof *w->patterns);
	w->names = arena_alloc(&w->arena, sizeof *w->names);
	w->memos = calloc(WORD_MEMOS, sizeof *w->memos);
	if (!w->key || !w->patterns || !w->names || !w->memos) {
		words_free(w);
		report_memory(reporter);
		return false;
	}
	bool good = datafile_list("convert/profiles", ".words", on_list, &reading, reporter);
	if (!good)
		words_free(w);
	return good;
}

void words_free(struct words *w)
{
	if (w->key)
		buf_free(w->key);
	if (w->patterns) {
		free(w->patterns->items);
		table_free(&w->patterns->by_category);
		arena_free(&w->patterns->arena);
	}
	if (w->names)
		names_free(w->names);
	met_free(&w->met);
	free(w->memos);
	free(w->items);
	free(w->languages);
	free(w->categories);
	table_free(&w->folded);
	table_free(&w->lists);
	arena_free(&w->arena);
	*w = (struct words){0};
}

// Where what was looked up may be remembered.
static struct word_memo *memo_of(const struct words *w, const struct word_memo *key)
{
	uint64_t parts[MEMO_BYTES / 4], h = 0;
	memcpy(parts, key->category, sizeof key->category);
	memcpy(parts + MEMO_BYTES / 8, key->text, sizeof key->text);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		h = (h ^ parts[i]) * UINT64_C(0x9e3779b97f4a7c15) ^ h >> 29;
	return &w->memos[(h ^ h >> 32) % WORD_MEMOS];
}

static const struct word *look_up(const struct words *w, const char *category, struct str text)
{
	size_t at;
	buf_clear(w->key);
	put_key(w->key, str_from(category), text);
	bool found = !w->key->failed && table_get(&w->folded, buf_str(w->key), &at);
	return found ? &w->items[at] : NULL;
}

static const struct word *find_word(const struct words *w, const char *category, struct str text)
{
	// A text has few words that are many; they are looked up as they stand.
	struct word_memo key = {.known = true};
	size_t n = strlen(category);
	if (n >= sizeof key.category || text.n >= sizeof key.text || !text.n)
		return look_up(w, category, text);
	memcpy(key.category, category, n);
	memcpy(key.text, text.s, text.n);
	struct word_memo *memo = memo_of(w, &key);
	if (memo->known && !memcmp(memo->category, key.category, sizeof key.category) &&
	    !memcmp(memo->text, key.text, sizeof key.text))
		return memo->word;
	key.word = look_up(w, category, text);
	*memo = key;
	return key.word;
}

bool words_have(const struct words *w, const char *category, struct str text, struct str *value)
{
	const struct word *word = find_word(w, category, text);
	if (word && value)
		*value = word->value;
	return word != NULL;
}

bool words_own(const struct words *w, const char *category, struct str text)
{
	const struct word *word = find_word(w, category, text);
	return word && (word->languages & w->document);
}

struct list {
	struct str *items;
	size_t n, cap;
};

static int by_bytes(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

// One character of a word as a pattern: a blank as any blanks; a final stop may be missing.
static void put_character(struct buf *out, struct str c, bool last)
{
	if (str_is(c, " "))
		buf_puts(out, "\\h+");
	else if (str_is(c, ".") && last)
		buf_puts(out, "\\.?");
	else if (c.n == 1 && !ascii_is_alpha(c.s[0]) && !ascii_is_digit(c.s[0]))
		buf_printf(out, "\\%c", c.s[0]);
	else
		buf_put(out, c);
}

// The words from..to, sorted and alike in their first `depth` bytes, as a tree of what follows:
// "first", "fifth", "five" give f(?:i(?:fth|ve|rst)). A match then looks at each letter once, not at
// each word. Longer words are tried before those that they begin with.
static void put_tree(const struct list *words, size_t from, size_t to, size_t depth,
                     struct buf *out)
{
	bool ends = false;
	while (from < to && words->items[from].n == depth) {
		ends = true;
		from++;
	}
	size_t groups = 0, begin = out->n;
	for (size_t i = from; i < to; groups++) {
		struct str word = words->items[i];
		size_t next = depth, end = i;
		utf8_next(word, &next);
		struct str c = str_from_to(word, depth, next);
		while (end < to && str_starts(str_after(words->items[end], depth), c))
			end++;
		if (groups)
			buf_putc(out, '|');
		put_character(out, c, next == word.n);
		put_tree(words, i, end, next, out);
		i = end;
	}
	if (groups + ends < 2)
		return;
	// There is a choice: what was written gets its brackets.
	struct buf choice = {0};
	buf_put(&choice, str_after(buf_str(out), begin));
	out->n = begin;
	buf_printf(out, "(?:%s%s)", choice.s ? choice.s : "", ends ? "|" : "");
	buf_free(&choice);
}

static void put_pattern(const struct words *w, struct str category, struct buf *out)
{
	struct list list = {0};
	struct arena lower = {0};
	for (size_t i = 0; i < w->n; i++) {
		if (!str_eq(w->items[i].category, category) || !ARRAY_ROOM(&list))
			continue;
		struct str word = arena_str(&lower, w->items[i].word);
		for (size_t c = 0; c < word.n; c++)
			((char *)(uintptr_t)word.s)[c] = ascii_lower(word.s[c]);
		list.items[list.n++] = word;
	}
	if (list.n)
		qsort(list.items, list.n, sizeof *list.items, by_bytes);
	// Without a word there is nothing that could match.
	buf_puts(out, list.n ? "(?i:" : "(?!");
	put_tree(&list, 0, list.n, 0, out);
	buf_putc(out, ')');
	free(list.items);
	arena_free(&lower);
}

// Profiles use the same word lists again and again.
static bool keep_pattern(struct word_patterns *known, struct str category, struct str pattern)
{
	struct str key = arena_str(&known->arena, category);
	struct str kept = arena_str(&known->arena, pattern);
	if (!key.s || !kept.s || !ARRAY_ROOM(known) ||
	    !table_set(&known->by_category, key, known->n))
		return false;
	known->items[known->n++] = kept;
	return true;
}

struct str words_list(const struct words *w, struct str category)
{
	size_t at;
	return table_get(&w->lists, category, &at) ? w->categories[at] : (struct str){0};
}

bool words_pattern(const struct words *w, struct str category, struct buf *out)
{
	size_t at;
	struct word_patterns *known = w->patterns;
	if (!table_get(&known->by_category, category, &at)) {
		struct buf made = {0};
		if (!words_list(w, category).n)
			return false;
		put_pattern(w, category, &made);
		bool kept = !made.failed && keep_pattern(known, category, buf_str(&made));
		buf_free(&made);
		if (!kept) {
			out->failed = true;
			return true;
		}
		at = known->n - 1;
	}
	buf_put(out, known->items[at]);
	return true;
}

enum { LANGUAGE_SAMPLE = 200 * 1000 };

// Han and kana tell Chinese and Japanese; words cannot, for lack of blanks between them.
static struct str language_by_script(struct str text)
{
	size_t han = 0, kana = 0, letters = 0, at = 0;
	while (at < text.n) {
		int32_t c = utf8_next(text, &at);
		if (c >= 0x4e00 && c <= 0x9fff)
			han++;
		else if (c >= 0x3040 && c <= 0x30ff)
			kana++;
		else if (unicode_is_letter(c))
			letters++;
	}
	// One Han character says about what three Latin letters do.
	if ((han + kana) * 3 <= letters)
		return (struct str){0};
	return kana * 10 > han ? STR("ja") : STR("zh");
}

static size_t language_index(const struct words *w, struct str language)
{
	for (size_t i = 0; i < w->languages_n; i++)
		if (str_eq(w->languages[i], language))
			return i;
	return 0;
}

void words_set_document(struct words *w, struct str language)
{
	size_t at = language_index(w, language.n ? language : STR("en"));
	w->document = (uint64_t)1 << (at % LANGUAGES_MAX);
	names_free(w->names);
}

bool words_is_language(const struct words *w, const char *language)
{
	size_t at = language_index(w, str_from(language));
	return at < w->languages_n && str_is(w->languages[at], language) &&
	       w->document == (uint64_t)1 << (at % LANGUAGES_MAX);
}

// Cuts the next run of letters off the front of *rest.
static struct str next_letters(struct str *rest)
{
	size_t at = 0, from = 0;
	bool inside = false;
	while (at < rest->n) {
		size_t before = at;
		bool letter = unicode_is_letter(utf8_next(*rest, &at));
		if (letter && !inside) {
			from = before;
			inside = true;
		} else if (!letter && inside) {
			struct str word = str_from_to(*rest, from, before);
			*rest = str_after(*rest, at);
			return word;
		}
	}
	struct str word = inside ? str_after(*rest, from) : (struct str){0};
	*rest = (struct str){0};
	return word;
}

struct str words_language(const struct words *w, struct str text)
{
	text = str_from_to(text, 0, LANGUAGE_SAMPLE);
	struct str by_script = language_by_script(text);
	if (by_script.n)
		return by_script;
	struct table common = {0};
	for (size_t i = 0; i < w->n; i++) {
		// A word of several languages is a bit for each of them.
		size_t bits = 0;
		if (!str_is(w->items[i].category, "common"))
			continue;
		table_get(&common, w->items[i].word, &bits);
		bits |= (size_t)1 << (language_index(w, w->items[i].language) % LANGUAGES_MAX);
		table_set(&common, w->items[i].word, bits);
	}
	size_t count[LANGUAGES_MAX] = {0}, bits, best = 0, total = 0;
	struct str rest = text, word;
	struct buf lower = {0};
	while ((word = next_letters(&rest)).n) {
		buf_clear(&lower);
		for (size_t i = 0; i < word.n; i++)
			buf_putc(&lower, ascii_lower(word.s[i]));
		total++;
		// A capital alone may be a label, or an initial.
		bool capital = word.n == 1 && ascii_lower(word.s[0]) != word.s[0];
		if (capital || !table_get(&common, buf_str(&lower), &bits))
			continue;
		for (size_t i = 0; i < LANGUAGES_MAX; i++)
			count[i] += bits >> i & 1;
	}
	for (size_t i = 1; i < LANGUAGES_MAX; i++)
		if (count[i] > count[best])
			best = i;
	buf_free(&lower);
	table_free(&common);
	// Fewer than one frequent word in twenty is no language that we know.
	bool clear = count[best] >= 3 && count[best] * 20 >= total && best < w->languages_n;
	return clear ? w->languages[best] : (struct str){0};
}
