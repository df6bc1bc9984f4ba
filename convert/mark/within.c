// within.c: labels in the midst of a line

#include "mark/names.h"
#include "mark/search.h"

enum { WITHIN_MAX = 60 }; // bytes of a label within a paragraph

// "…, M." ends no sentence.
static bool ends_in_title(const struct words *words, struct str text)
{
	size_t at = text.n;
	while (at && text.n - at < WITHIN_MAX && !ascii_is_space(text.s[at - 1]))
		at--;
	return words_have(words, "abbreviation", str_after(text, at), NULL);
}

// Where the name that ends at `colon` may begin: behind the end of a sentence and a blank, or, with
// `gaps`, behind two blanks.
static bool name_before(const struct words *words, struct str text, size_t from, size_t colon,
                        bool gaps, size_t *begin)
{
	size_t at = colon;
	while (at > from + 1 && colon - at < WITHIN_MAX) {
		at--;
		if (text.s[at - 1] != ' ')
			continue;
		// A title's stop ends no sentence: the longest name wins, so go on while it is one.
		struct str before = str_trim_right(str_from_to(text, 0, at));
		bool gap = gaps && at >= 2 && text.s[at - 2] == ' ';
		if (gap || (is_sentence_end(before) && !str_ends(before, STR(":")) &&
		            !ends_in_title(words, before)))
			*begin = at;
		else if (*begin < colon)
			break;
	}
	// One endless line begins with a label, too.
	if (gaps && !from && *begin == colon && colon < WITHIN_MAX)
		*begin = 0;
	return *begin < colon;
}

// What looks like a label in the midst of a text, from byte `from` on: "…? MAJOR PLIMSOLL: The …".
static bool next_within(const struct words *words, struct str text, size_t from, bool gaps,
                        size_t *begin, size_t *end)
{
	for (size_t colon = from; colon + 1 < text.n; colon++) {
		colon += str_find_char(str_after(text, colon), ':');
		if (colon + 1 >= text.n || text.s[colon + 1] != ' ')
			continue;
		*begin = colon;
		if (!name_before(words, text, from, colon, gaps, begin))
			continue;
		struct str name = str_from_to(text, *begin, colon);
		if (str_starts(name, STR("(")) || str_starts(name, STR("[")) ||
		    !people_is_name(words, name))
			continue;
		*end = colon + 1;
		return true;
	}
	return false;
}

enum { LONG_LINE = 1000, OFTEN_WITHIN = 3, SPEAKERS_WITHIN = 2 };

// A whole conversation in one line, or in few: names that recur before colons, behind sentences.
void labels_look_within(struct labels *labels, const struct search *search)
{
	size_t begin, end, speakers = 0;
	for (size_t i = 0; i < search->page->n; i++) {
		struct str text = search->page->items[i].text;
		if (text.n < LONG_LINE || (search->taken && search->taken[i]))
			continue;
		for (size_t at = 0; next_within(search->words, text, at, true, &begin, &end);
		     at = end) {
			size_t key = labels_key(labels, str_from_to(text, begin, end - 1),
			                        search->words, search->people);
			if (labels->failed)
				return;
			labels->keys[key].within++;
		}
	}
	for (size_t k = 0; k < labels->keys_n; k++)
		speakers += labels->keys[k].within >= OFTEN_WITHIN;
	labels->within = speakers >= SPEAKERS_WITHIN;
	for (size_t k = 0; labels->within && k < labels->keys_n; k++)
		labels->keys[k].known |= labels->keys[k].within >= OFTEN_WITHIN;
}

bool labels_within(const struct labels *labels, const struct words *words, struct str text,
                   size_t from, struct label *label, size_t *begin, size_t *end)
{
	for (size_t at = from; next_within(words, text, at, labels->within, begin, end);
	     at = *end) {
		struct str name = str_from_to(text, *begin, *end - 1);
		const struct name *told = names_get(words, name);
		size_t known = 0;
		if (!told || !table_get(&labels->by_key, told->key, &known) ||
		    !labels->keys[known].known)
			continue;
		*label = (struct label){
			.name = name, .key = known, .printed = str_from_to(text, *begin, *end)};
		return true;
	}
	return false;
}
