// people.c: which printed names are one person

#include "mark/people.h"

#include <stdlib.h>

#include "core/unicode.h"

enum { NAME_WORDS_MAX = 9, NAME_BYTES_MAX = 120 };

void people_init(struct people *p, const struct words *words)
{
	*p = (struct people){.words = words};
}

void people_free(struct people *p)
{
	free(p->items);
	table_free(&p->by_key);
	table_free(&p->by_id);
	table_free(&p->by_word);
	arena_free(&p->arena);
	*p = (struct people){0};
}

static bool is_edge(char c)
{
	return c == '.' || c == ',' || c == ':' || c == ';' || c == '(' || c == ')' || c == '[' ||
	       c == ']' || c == '*' || c == '_' || c == '"' || c == '-' || c == '#';
}

static struct str trim_edges(struct str s)
{
	while (s.n && is_edge(s.s[0]))
		s = str_after(s, 1);
	while (s.n && is_edge(s.s[s.n - 1]))
		s.n--;
	return s;
}

// "DR.EVATT" as "DR. EVATT", but "S.V. Chervonenko" and "J.F.K." as they are.
static void put_spaced(const struct words *words, struct str name, struct buf *out)
{
	struct str rest = name, word;
	while ((word = str_word(&rest)).n) {
		size_t stop = str_find_char(word, '.');
		struct str title = str_from_to(word, 0, stop);
		if (out->n)
			buf_putc(out, ' ');
		if (stop + 1 < word.n && words_have(words, "title", title, NULL)) {
			buf_put(out, str_from_to(word, 0, stop + 1));
			buf_putc(out, ' ');
			word = str_after(word, stop + 1);
		}
		buf_put(out, word);
	}
}

bool people_key(const struct words *words, struct str name, struct buf *key)
{
	struct buf spaced = {0};
	put_spaced(words, trim_edges(name), &spaced);
	struct str rest = buf_str(&spaced), word;
	size_t begin = key->n;
	while ((word = trim_edges(str_word(&rest))).n) {
		if (words_have(words, "title", word, NULL) || words_have(words, "article", word, NULL))
			continue;
		if (key->n > begin)
			buf_putc(key, ' ');
		unicode_fold(key, word);
	}
	// A label that is a title and nothing else ("The President:") is its own key.
	if (key->n == begin)
		unicode_fold(key, trim_edges(name));
	buf_free(&spaced);
	return !key->failed;
}

static struct str last_word(struct str key)
{
	struct str word, last = {0};
	while ((word = str_word(&key)).n)
		last = word;
	return last;
}

static struct str first_word(struct str key)
{
	return str_word(&key);
}

static bool is_one_word(struct str key)
{
	return str_find_char(key, ' ') == key.n;
}

static struct str unique_id(struct people *p, struct str key)
{
	struct buf id = {0};
	size_t there;
	unicode_id(&id, key);
	size_t bare = id.n;
	for (unsigned i = 2; !id.failed && table_get(&p->by_id, buf_str(&id), &there); i++) {
		id.n = bare;
		buf_printf(&id, "-%u", i);
	}
	struct str made = id.failed ? (struct str){0} : arena_str(&p->arena, buf_str(&id));
	buf_free(&id);
	return made;
}

static bool know_word(struct people *p, struct str word, size_t person)
{
	size_t there;
	if (word.n < 2)
		return true;
	if (table_get(&p->by_word, word, &there))
		person = there == person ? person : PEOPLE_SEVERAL;
	return table_set(&p->by_word, word, person);
}

// The person that an unknown key means, or PEOPLE_NONE: one word names the only person who has it;
// several words name the person known by the last (or, in a roster, the first) of them alone.
static size_t same_person(const struct people *p, struct str key)
{
	size_t person;
	if (is_one_word(key)) {
		if (table_get(&p->by_word, key, &person) && person != PEOPLE_SEVERAL)
			return person;
		return PEOPLE_NONE;
	}
	if (table_get(&p->by_key, last_word(key), &person) && is_one_word(p->items[person].key))
		return person;
	if (table_get(&p->by_key, first_word(key), &person) && p->items[person].rostered &&
	    is_one_word(p->items[person].key))
		return person;
	return PEOPLE_NONE;
}

static size_t add_person(struct people *p, struct str key, struct str name, bool rostered)
{
	struct person made = {
		.key = key,
		.id = unique_id(p, key),
		.name = arena_str(&p->arena, trim_edges(name)),
		.rostered = rostered,
	};
	if (!made.id.s || !made.name.s || !ARRAY_ROOM(p) ||
	    !table_set(&p->by_id, made.id, p->n) || !table_set(&p->by_key, key, p->n) ||
	    !know_word(p, first_word(key), p->n) || !know_word(p, last_word(key), p->n))
		return PEOPLE_NONE;
	p->items[p->n] = made;
	return p->n++;
}

size_t people_add(struct people *p, struct str name, bool rostered)
{
	struct buf folded = {0};
	size_t person = PEOPLE_NONE;
	if (people_key(p->words, name, &folded) &&
	    !table_get(&p->by_key, buf_str(&folded), &person)) {
		struct str key = arena_str(&p->arena, buf_str(&folded));
		// Two entries of a roster are two people, however alike their names.
		person = rostered || !key.s ? PEOPLE_NONE : same_person(p, key);
		if (person == PEOPLE_NONE && key.s)
			person = add_person(p, key, name, rostered);
		else if (key.s && !table_set(&p->by_key, key, person))
			person = PEOPLE_NONE;
	}
	buf_free(&folded);
	return person;
}

size_t people_find(const struct people *p, struct str name)
{
	struct buf key = {0};
	size_t person = PEOPLE_NONE;
	if (people_key(p->words, name, &key) && !table_get(&p->by_key, buf_str(&key), &person)) {
		person = same_person(p, buf_str(&key));
	}
	buf_free(&key);
	return person == PEOPLE_SEVERAL ? PEOPLE_NONE : person;
}

static bool is_name_word(const struct words *words, struct str word)
{
	size_t at = 0;
	while (at < word.n) {
		int32_t c = utf8_next(word, &at);
		if (unicode_is_letter(c)) {
			// A letter of a script without case begins a name as well as a capital does.
			return !unicode_is_lower(c) || words_have(words, "particle", word, NULL) ||
			       words_have(words, "title", word, NULL) ||
			       words_have(words, "article", word, NULL);
		}
		if (unicode_is_digit(c))
			return true;
	}
	return true; // a sign between words, as in "CDU / CSU"
}

static bool has_letter(struct str s)
{
	size_t at = 0;
	while (at < s.n)
		if (unicode_is_letter(utf8_next(s, &at)))
			return true;
	return false;
}

bool people_is_name(const struct words *words, struct str name)
{
	if (name.n == 0 || name.n > NAME_BYTES_MAX || !has_letter(name))
		return false;
	for (size_t i = 0; i < name.n; i++)
		if (name.s[i] == '!' || name.s[i] == '?' || name.s[i] == ';' || name.s[i] == '"')
			return false;
	struct str rest = name, word, first = {0};
	size_t count = 0, proper = 0;
	while ((word = str_word(&rest)).n) {
		if (!count)
			first = word;
		if (++count > NAME_WORDS_MAX || !is_name_word(words, word))
			return false;
		proper += !words_have(words, "particle", word, NULL);
	}
	return proper > 0 && !words_have(words, "notlabel", name, NULL) &&
	       !words_have(words, "notlabel", first, NULL);
}
