// people.c: which printed names are one person

#include "mark/people.h"

#include <stdlib.h>

#include "core/id.h"
#include "core/unicode.h"
#include "mark/names.h"
#include "mark/page.h"

void people_init(struct people *p, const struct words *words)
{
	*p = (struct people){
		.words = words,
		.translit.japanese = words_is_language(words, "ja"),
	};
}

void people_free(struct people *p)
{
	free(p->items);
	table_free(&p->by_key);
	table_free(&p->by_id);
	table_free(&p->by_word);
	table_free(&p->by_place);
	table_free(&p->by_title);
	table_free(&p->by_ends);
	table_free(&p->by_initials);
	table_free(&p->by_office);
	translit_free(&p->translit);
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

// Titles and articles are no part of a key; an epithet that is a title is. One letter is an article
// only where the name begins ("A Doctor", "O señor"), and with a stop it is an initial.
static bool is_dropped(const struct words *words, struct str printed, bool begins)
{
	struct str word = trim_edges(printed);
	size_t at = 0;
	if (words_have(words, "title", word, NULL) && !words_have(words, "epithet", word, NULL))
		return true;
	utf8_next(word, &at);
	if (at == word.n && (!begins || str_ends(printed, STR("."))))
		return false;
	return words_have(words, "article", word, NULL);
}

// A title that is more than a form of address.
static bool is_noble(const struct words *words, struct str word)
{
	return words_have(words, "title", word, NULL) && !words_have(words, "male", word, NULL) &&
	       !words_have(words, "female", word, NULL) &&
	       !words_have(words, "abbreviation", word, NULL);
}

static bool leads_to_particle(const struct words *words, struct str rest)
{
	struct str next = str_word(&rest);
	size_t at = 0;
	return next.n && unicode_is_lower(utf8_next(next, &at)) &&
	       words_have(words, "particle", next, NULL) && str_trim(rest).n;
}

struct str people_without_article(const struct words *words, struct str name)
{
	struct str rest = name, first = str_word(&rest);
	bool more = str_trim_left(rest).n > 0;
	return more && words_have(words, "article", first, NULL) ? str_trim_left(rest) : name;
}

// The words of a name that its key is made of, folded or as they are printed.
static void put_key(const struct words *words, struct str name, bool folded, struct buf *key)
{
	bool (*put_word)(struct buf *, struct str) = folded ? unicode_fold : unicode_casefold;
	struct buf spaced = {0};
	put_spaced(words, trim_edges(name), &spaced);
	struct str rest = buf_str(&spaced), printed, word;
	size_t begin = key->n, count = 0;
	while ((word = trim_edges(printed = str_word(&rest))).n) {
		// At the end of a name, "M" is an initial and no Monsieur.
		bool last = !str_trim(rest).n && key->n > begin;
		// In "Il Cavaliere di Ripafratta" and "The Minister of Works" the title is the name.
		if (is_noble(words, word) && leads_to_particle(words, rest)) {
			count++;
		} else if (!last && is_dropped(words, printed, !count++)) {
			continue;
		}
		if (key->n > begin)
			buf_putc(key, ' ');
		put_word(key, word);
	}
	// A label that is a title and nothing else ("The President:") is its own key.
	if (key->n == begin)
		put_word(key, people_without_article(words, trim_edges(name)));
	buf_free(&spaced);
	key->failed |= spaced.failed;
}

bool people_key(const struct words *words, struct str name, struct buf *key)
{
	put_key(words, name, true, key);
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

// The words of the key as an id. Folding takes away marks that are vowels in other scripts, or tell "ga"
// from "ka".
static void put_id(struct people *p, struct str key, struct str name, struct buf *id)
{
	struct buf words = {0};
	if (translit_reads(name)) {
		put_key(p->words, name, false, &words);
		key = buf_str(&words);
	}
	id->failed |= !id_from_name(&p->translit, id, key);
	buf_free(&words);
}

// Of two namesakes the second has an id of all titles: "mrs-higgins".
static struct str unique_id(struct people *p, struct str key, struct str name)
{
	struct buf id = {0};
	size_t there;
	if (p->given.n)
		return p->given;
	put_id(p, key, name, &id);
	if (!id.failed &&
	    (table_get(&p->by_id, buf_str(&id), &there) || known_has_id(p->known, buf_str(&id)))) {
		id.n = 0;
		id_from_name(&p->translit, &id, name);
	}
	size_t bare = id.n;
	for (unsigned i = 2; !id.failed && (table_get(&p->by_id, buf_str(&id), &there) ||
	                                    known_has_id(p->known, buf_str(&id)));
	     i++) {
		id.n = bare;
		buf_printf(&id, "-%u", i);
	}
	struct str made = id.failed ? (struct str){0} : arena_str(&p->arena, buf_str(&id));
	buf_free(&id);
	return made;
}

// Adds a key that may mean several people.
static bool know(struct table *table, struct str key, size_t person)
{
	size_t there;
	if (key.n < 2)
		return true;
	if (table_get(table, key, &there) && there != person)
		person = PEOPLE_SEVERAL;
	return table_set(table, key, person);
}

// "dw" for "dana whitlock"; empty for a name of one word.
static struct str initials_of(struct people *p, struct str key)
{
	struct buf initials = {0};
	struct str word;
	if (is_one_word(key))
		return (struct str){0};
	while ((word = str_word(&key)).n) {
		size_t at = 0;
		utf8_next(word, &at);
		buf_put(&initials, str_from_to(word, 0, at));
	}
	struct str made = arena_str(&p->arena, buf_str(&initials));
	buf_free(&initials);
	return made;
}

bool people_is_initials(struct str name)
{
	size_t at = 0, letters = 0;
	while (at < name.n) {
		int32_t c = utf8_next(name, &at);
		if (c == '.' || c == ' ')
			continue;
		if (!unicode_is_upper(c) || ++letters > 4)
			return false;
	}
	return letters >= 2;
}

static bool known_as(const struct table *table, struct str key, size_t *person)
{
	return table_get(table, key, person) && *person != PEOPLE_SEVERAL;
}

char people_sex(const struct words *words, struct str name)
{
	struct str printed, word;
	for (size_t i = 0; (word = trim_edges(printed = str_word(&name))).n; i++) {
		if (words_have(words, "female", word, NULL))
			return 'f';
		if (words_have(words, "male", word, NULL))
			return 'm';
		if (!is_dropped(words, printed, !i))
			break;
	}
	return 0;
}

// The person with this very key; "Mrs. Hale" is not "Mr. Hale".
static bool same_key(const struct people *p, struct str key, char sex, size_t *person)
{
	size_t one, found = PEOPLE_NONE;
	if (!table_get(&p->by_key, key, &one))
		return false;
	// A name without a title is the one met first, who is no woman where another is.
	for (; one != PEOPLE_NONE; one = p->items[one].twin) {
		char other = p->items[one].sex;
		if (sex ? !other || sex == other : other != 'f' || found == PEOPLE_NONE)
			found = one;
	}
	*person = found;
	return found != PEOPLE_NONE;
}

static bool fits_sex(const struct people *p, size_t person, char sex)
{
	return !sex || !p->items[person].sex || p->items[person].sex == sex;
}

// The first and the last word of a key of several: "joseph biden" of "joseph r biden".
static void put_ends(struct str key, struct buf *ends)
{
	buf_put(ends, first_word(key));
	buf_putc(ends, ' ');
	buf_put(ends, last_word(key));
}

// What stands between the first and the last word of a key.
static struct str middle_of(struct str key)
{
	struct str last = last_word(key), rest = key;
	str_word(&rest);
	size_t end = (size_t)(last.s - rest.s);
	return str_trim(str_from_to(rest, 0, end < rest.n ? end : rest.n));
}

static size_t same_ends(const struct people *p, struct str key)
{
	struct buf ends = {0};
	size_t person = PEOPLE_NONE;
	put_ends(key, &ends);
	bool found = !ends.failed && known_as(&p->by_ends, buf_str(&ends), &person);
	buf_free(&ends);
	if (!found)
		return PEOPLE_NONE;
	// "Joseph R. Brandt" and "Joseph P. Brandt" are two.
	struct str one = middle_of(key), other = middle_of(p->items[person].key);
	return one.n && other.n && one.s[0] != other.s[0] ? PEOPLE_NONE : person;
}

// The only person who goes by this one word: by a word of the name first, then by a title, then by
// the place behind a particle.
static size_t same_word(const struct people *p, struct str key, bool initials)
{
	size_t person;
	if (initials && known_as(&p->by_initials, key, &person))
		return person;
	if (known_as(&p->by_word, key, &person) || known_as(&p->by_title, key, &person) ||
	    known_as(&p->by_place, key, &person))
		return person;
	return PEOPLE_NONE;
}

// The last word of a key before its first particle, and whether there is one: "servitore" of
// "servitore del conte".
static struct str head_end(const struct people *p, struct str key, bool *particle)
{
	struct str word, last = {0};
	*particle = false;
	while ((word = str_word(&key)).n) {
		*particle = last.n && words_have(p->words, "particle", word, NULL);
		if (*particle)
			break;
		last = word;
	}
	return last;
}

// The person that an unknown key means, or PEOPLE_NONE: an office, one word or initials name the only
// person who has them; several words name the person known by the last (or, in a roster, the first)
// of them alone, or the one whose middle names they lack.
static size_t same_person(const struct people *p, struct str key, bool initials)
{
	size_t person;
	if (known_as(&p->by_office, key, &person))
		return person;
	if (is_one_word(key))
		return same_word(p, key, initials);
	if (words_have(p->words, "epithet", first_word(key), NULL))
		return PEOPLE_NONE;
	bool particle;
	head_end(p, key, &particle);
	// "A servant of Lucinda" is not Lucinda.
	if (!particle && table_get(&p->by_key, last_word(key), &person) &&
	    is_one_word(p->items[person].key) && !p->items[person].group)
		return person;
	if (table_get(&p->by_key, first_word(key), &person) && p->items[person].rostered &&
	    is_one_word(p->items[person].key))
		return person;
	return same_ends(p, key);
}

// The words that a person may be called by alone.
static bool know_words(struct people *p, struct str key, bool rostered, size_t person)
{
	bool particle, epithet = words_have(p->words, "epithet", first_word(key), NULL);
	struct str head = head_end(p, key, &particle);
	struct buf ends = {0};
	bool good = true;
	// "Lady Macbeth" is called Macbeth only where no other is.
	if (!epithet)
		good = know(&p->by_word, first_word(key), person);
	if (!epithet || rostered)
		good = good && know(&p->by_word, head, person);
	if (particle && is_noble(p->words, first_word(key)))
		good = good && know(&p->by_place, last_word(key), person);
	if (!is_one_word(key)) {
		put_ends(key, &ends);
		struct str kept = arena_str(&p->arena, buf_str(&ends));
		good = good && !ends.failed && know(&p->by_ends, kept, person);
		buf_free(&ends);
	}
	return good && know(&p->by_initials, initials_of(p, key), person);
}

// A title that is no part of the key may be all that the person is called by.
static bool know_titles(struct people *p, struct str name, size_t person)
{
	struct str word;
	while ((word = trim_edges(str_word(&name))).n) {
		struct buf folded = {0};
		if (!words_have(p->words, "title", word, NULL))
			continue;
		unicode_fold(&folded, word);
		struct str kept = arena_str(&p->arena, buf_str(&folded));
		buf_free(&folded);
		if (!kept.s || !know(&p->by_title, kept, person))
			return false;
	}
	return true;
}

static size_t add_person(struct people *p, struct str key, struct str name, bool rostered)
{
	struct person made = {
		.key = key,
		.id = unique_id(p, key, trim_edges(name)),
		.name = arena_str(&p->arena, trim_edges(name)),
		.rostered = rostered,
		.group = words_have(p->words, "crowd", key, NULL),
		.sex = people_sex(p->words, name),
		.twin = PEOPLE_NONE,
	};
	size_t there;
	if (table_get(&p->by_key, key, &there) && str_eq(p->items[there].key, key))
		made.twin = there;
	if (!made.id.s || !made.name.s || !ARRAY_ROOM(p) || !table_set(&p->by_id, made.id, p->n) ||
	    !table_set(&p->by_key, key, p->n) || !know_words(p, key, rostered, p->n) ||
	    !know_titles(p, name, p->n))
		return PEOPLE_NONE;
	p->items[p->n] = made;
	return p->n++;
}

// A person of the user's table.
static size_t add_listed(struct people *p, size_t listed, struct str name, bool rostered)
{
	struct str id = known_id(p->known, listed), key = {0};
	size_t person = PEOPLE_NONE, there;
	struct buf folded = {0};
	if (people_key(p->words, name, &folded))
		key = arena_str(&p->arena, buf_str(&folded));
	buf_free(&folded);
	if (!key.s)
		return PEOPLE_NONE;
	if (!table_get(&p->by_id, id, &person)) {
		p->given = id;
		person = add_person(p, key, name, rostered);
		p->given = (struct str){0};
		struct str role = known_role(p->known, listed);
		if (person != PEOPLE_NONE && role.n)
			people_know_office(p, person, role);
	} else if (!table_get(&p->by_key, key, &there) && !table_set(&p->by_key, key, person)) {
		return PEOPLE_NONE;
	}
	if (person != PEOPLE_NONE && !p->items[person].sex)
		p->items[person].sex = people_sex(p->words, name);
	return person;
}

size_t people_add(struct people *p, struct str name, bool rostered)
{
	size_t person = PEOPLE_NONE, listed = known_find(p->known, name, true);
	if (listed == KNOWN_SEVERAL)
		return PEOPLE_NONE;
	if (listed != KNOWN_NONE)
		return add_listed(p, listed, name, rostered);
	const struct name *told = names_get(p->words, name);
	char sex = told ? told->sex : 0;
	if (told && !same_key(p, told->key, sex, &person)) {
		struct str key = arena_str(&p->arena, told->key);
		size_t there;
		bool twin = table_get(&p->by_key, told->key, &there);
		// Two entries of a roster are two people, however alike their names.
		person = rostered || twin || !key.s ? PEOPLE_NONE
		                                    : same_person(p, key, told->initials);
		if (person != PEOPLE_NONE && !fits_sex(p, person, sex))
			person = PEOPLE_NONE;
		if (person == PEOPLE_NONE && key.s)
			person = add_person(p, key, name, rostered);
		else if (key.s && !table_set(&p->by_key, key, person))
			person = PEOPLE_NONE;
	}
	if (person != PEOPLE_NONE && !p->items[person].sex)
		p->items[person].sex = sex;
	return person;
}

void people_part(struct people *p, struct str name)
{
	size_t person = people_add(p, name, false);
	if (person != PEOPLE_NONE && !p->items[person].sex)
		p->items[person].sex = 'm';
}

size_t people_find(const struct people *p, struct str name)
{
	size_t person = PEOPLE_NONE, listed = known_find(p->known, name, false);
	if (listed == KNOWN_SEVERAL)
		return PEOPLE_NONE;
	if (listed != KNOWN_NONE)
		return table_get(&p->by_id, known_id(p->known, listed), &person) ? person
		                                                                 : PEOPLE_NONE;
	const struct name *told = names_get(p->words, name);
	if (told && !same_key(p, told->key, told->sex, &person)) {
		person = same_person(p, told->key, told->initials);
		if (person != PEOPLE_NONE && !fits_sex(p, person, told->sex))
			person = PEOPLE_NONE;
	}
	return person;
}

void people_know_office(struct people *p, size_t person, struct str office)
{
	struct buf folded = {0};
	people_key(p->words, office, &folded);
	struct str key = arena_str(&p->arena, buf_str(&folded));
	buf_free(&folded);
	if (!key.s || !know(&p->by_office, key, person))
		p->arena.failed = true;
}

bool people_is_listed(const struct people *p, struct str name)
{
	return known_find(p->known, name, false) < KNOWN_SEVERAL;
}

// Cuts the first of several joined names off the front of *rest.
static struct str next_name(struct str *rest)
{
	static const struct str joints[] = {
		STR(" and "), STR(" und "), STR(" et "),  STR(" e "),   STR(" y "),
		STR(" i "),   STR(" и "),   STR(" AND "), STR(" UND "), STR(" ET "),
		STR(" E "),   STR(" Y "),   STR(" & "),   STR("/"),     STR(", "),
	};
	size_t at = rest->n, behind = rest->n;
	for (size_t k = 0; k < rest->n && at == rest->n; k++) {
		char c = rest->s[k];
		if (c != ' ' && c != '/' && c != ',')
			continue;
		for (size_t i = 0; i < sizeof joints / sizeof *joints && at == rest->n; i++) {
			if (str_starts(str_after(*rest, k), joints[i])) {
				at = k;
				behind = k + joints[i].n;
			}
		}
	}
	struct str name = str_trim(str_from_to(*rest, 0, at));
	*rest = str_after(*rest, behind);
	return name;
}

bool people_is_joined(struct str name)
{
	struct str rest = name;
	return next_name(&rest).n < name.n;
}

// Whether each of several joined names is somebody's.
static bool are_known(const struct people *p, struct str names)
{
	struct str one;
	while ((one = next_name(&names)).n)
		if (!people_is_listed(p, one) && people_find(p, one) == PEOPLE_NONE)
			return false;
	return true;
}

size_t people_add_label(struct people *p, struct str name, size_t *out, size_t max)
{
	struct str rest = name, one;
	size_t n = 0, listed = known_find(p->known, name, true);
	if (listed == KNOWN_SEVERAL)
		return 0;
	const struct name *told = names_get(p->words, name);
	if (!told || (listed == KNOWN_NONE && told->unknown))
		return 0;
	if (listed == KNOWN_NONE && told->joined && are_known(p, name))
		while ((one = next_name(&rest)).n && n < max) {
			size_t person = people_is_listed(p, one) ? people_add(p, one, false)
			                                         : people_find(p, one);
			// "Klus, Martin" is one.
			if (!n || out[n - 1] != person)
				out[n++] = person;
		}
	if (n > 1)
		return n;
	out[0] = people_add(p, name, false);
	return out[0] != PEOPLE_NONE;
}
