// names.c: what a printed name says by itself, found out once for each

#include "mark/names.h"

#include <stdlib.h>

#include "core/unicode.h"
#include "mark/people.h"

enum { SUFFIX_MAX = 4 }; // characters

static bool is_title(const struct words *words, struct str word)
{
	return words_have(words, "title", word, NULL) || words_have(words, "chair", word, NULL) ||
	       words_have(words, "office", word, NULL);
}

// Scripts without blanks put the title behind the name: "陳志全議員".
static bool ends_with_title(const struct words *words, struct str name)
{
	size_t at = name.n;
	for (size_t i = 0; i < SUFFIX_MAX && at; i++) {
		at = utf8_begin(name, at - 1);
		struct str suffix = str_after(name, at);
		if (suffix.n > 1 && (suffix.s[0] & 0x80) && is_title(words, suffix))
			return true;
	}
	return false;
}

static bool begins_with_title(const struct words *words, struct str name)
{
	struct str first = str_word(&name);
	// "The Chairman", "De voorzitter"
	if (name.n && (words_have(words, "article", first, NULL) ||
	               words_have(words, "particle", first, NULL)))
		return words_have(words, "chair", str_trim(name), NULL);
	return name.n && is_title(words, first);
}

static bool put_key(struct names *names, const struct words *words, struct str name,
                    struct str *kept)
{
	struct buf key = {0};
	bool good = people_key(words, name, &key);
	*kept = good ? arena_str(&names->arena, buf_str(&key)) : (struct str){0};
	buf_free(&key);
	return kept->s != NULL;
}

static const struct name *add(struct names *names, const struct words *words, struct str name)
{
	struct name *made = arena_alloc(&names->arena, sizeof *made);
	struct str text = arena_str(&names->arena, name);
	if (!made || !text.s || !put_key(names, words, name, &made->key) || !ARRAY_ROOM(names) ||
	    !table_set(&names->by_text, text, names->n))
		return NULL;
	made->sex = people_sex(words, name);
	made->named = people_is_name(words, name);
	made->crowd = words_have(words, "crowd", name, NULL);
	made->unknown = words_have(words, "unknown", name, NULL);
	made->titled = begins_with_title(words, name) || ends_with_title(words, name);
	made->initials = people_is_initials(name);
	made->joined = people_is_joined(name);
	names->items[names->n++] = made;
	return made;
}

const struct name *names_get(const struct words *words, struct str name)
{
	struct names *names = words->names;
	size_t at;
	return table_get(&names->by_text, name, &at) ? names->items[at] : add(names, words, name);
}

void names_free(struct names *names)
{
	free(names->items);
	table_free(&names->by_text);
	arena_free(&names->arena);
	*names = (struct names){0};
}
