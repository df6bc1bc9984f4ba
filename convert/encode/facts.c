// facts.c: settings and metadata, what the document says about itself

#include "encode/facts.h"

#include <stdlib.h>

#include "core/unicode.h"
#include "encode/arguments.h"
#include "encode/language.h"
#include "encode/when.h"

struct metadata_entry {
	struct str word;
	enum metadata_kind kind;
};

static const struct metadata_entry entries[] = {
#define METADATA_ENTRY(NAME, word, kind) {STR(word), KIND_##kind},
	METADATA(METADATA_ENTRY)
#undef METADATA_ENTRY
};

enum metadata metadata_parse(struct str key)
{
	for (size_t i = 0; i < METADATA_COUNT; i++)
		if (str_eq(entries[i].word, key))
			return (enum metadata)i;
	return METADATA_COUNT;
}

enum metadata_kind metadata_kind(enum metadata key)
{
	return key == METADATA_COUNT ? KIND_PROSE : entries[key].kind;
}

static const char no_language[] = "is no language tag; write one such as en, de or zh-Hant";
static const char no_key[] = "is no key of metadata; the manual page teimarked(5) lists them. "
			     "The text is kept, and the header does not have it";
const char complaint_no_date[] = "is no date; write it as 1960, 1960-09 or 1960-09-17";

void facts_free(struct facts *facts)
{
	free(facts->items);
	table_free(&facts->seen);
	arena_free(&facts->arena);
	*facts = (struct facts){0};
}

bool facts_is_setting(const struct row *row)
{
	static const char *const keys[] = {"profile", "lang", "brackets", "ellipsis", "person"};
	struct str args = row->args, key;
	bool doubt;
	if (row->mark != MARK_META || !row->joined || row->text.n || row->label.n)
		return false;
	key = row_argument(&args, &doubt);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (str_is(key, keys[i]))
			return true;
	return false;
}

struct complaint facts_set(struct facts *facts, const struct row *row)
{
	struct str args = row->args;
	bool doubt;
	struct str key = row_argument(&args, &doubt), value = row_argument(&args, &doubt);
	struct complaint none = {0};
	if (str_is(key, "profile")) {
		facts->profile = value;
		facts->score = row_argument(&args, &doubt);
	} else if (str_is(key, "lang") && language_is_good(value)) {
		facts->lang = value;
	} else if (str_is(key, "lang")) {
		return (struct complaint){"bad-language", value, no_language};
	} else if (str_is(key, "brackets") && str_is(value, "editorial")) {
		facts->brackets = BRACKETS_EDITORIAL;
	} else if (str_is(key, "brackets") && str_is(value, "stage")) {
		facts->brackets = BRACKETS_STAGE;
	} else if (str_is(key, "brackets") && !str_is(value, "plain")) {
		return (struct complaint){
			"bad-setting", value,
			"says nothing about brackets; expected editorial, stage or plain"};
	} else if (str_is(key, "ellipsis") && str_is(value, "omission")) {
		facts->omissions = true;
	} else if (str_is(key, "ellipsis")) {
		return (struct complaint){
			"bad-setting", value,
			"says nothing about dots; expected omission, or no such setting"};
	}
	return none;
}

// A final full stop goes, unless it ends an initial or an abbreviation.
static struct str without_stop(struct str s)
{
	static const char *const kept[] = {"Jr",   "Sr",   "Esq", "Inc", "Ltd", "Co",
	                                   "Corp", "Bros", "etc", "Dr",  "St",  "al"};
	if (s.n < 2 || s.s[s.n - 1] != '.' || s.s[s.n - 2] == '.')
		return s;
	struct str cut = str_from_to(s, 0, s.n - 1);
	size_t from = cut.n;
	while (from && cut.s[from - 1] != ' ' && cut.s[from - 1] != '.')
		from--;
	struct str last = str_after(cut, from);
	if (utf8_count(last) == 1 && !ascii_is_digit(last.s[0]))
		return s;
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (str_is(last, kept[i]))
			return s;
	return cut;
}

struct str folded_blanks(struct arena *arena, struct str text)
{
	struct str s = arena_str(arena, str_trim(text));
	char *to = (char *)s.s;
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (!ascii_is_space(s.s[i]))
			to[n++] = s.s[i];
		else if (n && to[n - 1] != ' ')
			to[n++] = ' ';
	}
	s.n = n;
	return s;
}

// Whether a value is new; compared without regard to case and diacritics.
static bool is_new(struct facts *facts, enum metadata key, struct str text)
{
	struct buf folded = {0};
	buf_put(&folded, entries[key].word);
	buf_putc(&folded, '\n');
	if (!utf8_is_valid(text))
		buf_put(&folded, text);
	else if (!unicode_fold(&folded, text))
		facts->failed = true;
	size_t seen;
	bool known = table_get(&facts->seen, buf_str(&folded), &seen);
	if (!known && !table_set(&facts->seen, arena_str(&facts->arena, buf_str(&folded)), 1))
		facts->failed = true;
	facts->failed |= folded.failed || facts->arena.failed;
	buf_free(&folded);
	return !known;
}

void facts_put(struct facts *facts, enum metadata key, struct str text, struct str normal)
{
	text = folded_blanks(&facts->arena, text);
	if (metadata_kind(key) != KIND_PROSE)
		text = without_stop(text);
	if (text.n == 0 || !is_new(facts, key, text))
		return;
	if (!ARRAY_ROOM(facts)) {
		facts->failed = true;
		return;
	}
	facts->items[facts->n++] = (struct fact){key, text, normal};
}

// The normalised date of a row: its argument if that is good, else what its text prints.
static struct str read_date(struct facts *facts, struct str given, struct str text,
                            struct complaint *complaint)
{
	if (given.n && when_is_date(given))
		return given;
	if (given.n)
		*complaint = (struct complaint){"bad-date", given, complaint_no_date};
	char iso[16];
	return arena_str(&facts->arena, when_printed(text, iso));
}

struct complaint facts_add(struct facts *facts, const struct row *row, struct str text)
{
	struct complaint complaint = {0};
	struct str args = row->args, word, normal = {0};
	bool doubt = false;
	if (!arguments_next(&args, &word, &doubt))
		return (struct complaint){"unknown-key", word, no_key};
	enum metadata key = metadata_parse(word);
	if (key == METADATA_COUNT)
		return (struct complaint){"unknown-key", word, no_key};
	struct str given = {0};
	arguments_next(&args, &given, &doubt);
	if (metadata_kind(key) == KIND_DATED) {
		normal = read_date(facts, given, text, &complaint);
	} else if (metadata_kind(key) == KIND_LANGUAGE && given.n) {
		if (language_is_good(given))
			normal = given;
		else
			complaint = (struct complaint){"bad-language", given, no_language};
	}
	facts_put(facts, key, text, normal);
	return complaint;
}

const struct fact *facts_next(const struct facts *facts, enum metadata key, size_t *at)
{
	while (*at < facts->n)
		if (facts->items[(*at)++].key == key)
			return &facts->items[*at - 1];
	return NULL;
}

bool facts_have(const struct facts *facts, enum metadata key)
{
	return facts_next(facts, key, &(size_t){0}) != NULL;
}
