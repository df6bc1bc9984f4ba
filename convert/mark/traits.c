// traits.c: what the labels of one document have in common

#include "mark/traits.h"

#include "core/unicode.h"

enum { LABELS_MIN = 10, INDENT_MAX = 80 };

static const struct {
	double share; // of the labels that must have it, so that it counts
	bool all;     // speakers who recur may not lack it either
} needs[] = {
#define TRAIT_NEED(NAME, share, all, meaning) {share, all},
	TRAITS(TRAIT_NEED)
#undef TRAIT_NEED
};

// A word of two letters or more, all capitals.
static bool has_capitals(struct str name)
{
	struct str word = str_trim(name);
	size_t one = 0;
	// "Q." among "THE WITNESS:"
	if (word.n && unicode_is_upper(utf8_next(word, &one)) && one == word.n)
		return true;
	while ((word = str_word(&name)).n) {
		size_t at = 0, upper = 0;
		bool lower = false;
		while (at < word.n) {
			int32_t c = utf8_next(word, &at);
			upper += unicode_is_upper(c);
			lower = lower || unicode_is_lower(c);
		}
		// "McCOY", "DePUTY" and "d'EDAT" are in capitals as well.
		if (upper >= 2 && (!lower || upper >= 3))
			return true;
	}
	return false;
}

static size_t indent_of(const struct page *page, const struct label *label)
{
	const struct line *line = &page->items[label->line];
	size_t indent = line->text.n - line->body.n;
	return indent < INDENT_MAX ? indent : INDENT_MAX;
}

static bool is_titled(const struct words *words, struct str name)
{
	struct str first = str_word(&name);
	return words_have(words, "title", first, NULL) ||
	       words_have(words, "article", first, NULL) ||
	       words_have(words, "chair", first, NULL) || words_have(words, "office", first, NULL);
}

// Whether the text above ends as a sentence does; the first line of all follows one too.
static bool is_after_sentence(const struct page *page, size_t i)
{
	while (i > 0 && line_is_blank(&page->items[i - 1]))
		i--;
	return i == 0 || is_sentence_end(page->items[i - 1].body);
}

static unsigned traits_of(const struct labels *labels, const struct label *label,
                          const struct page *page, const struct words *words)
{
	struct str name = label->name.n ? label->name : label->office, rest = name;
	struct str first = str_word(&rest);
	unsigned traits = 0;
	if (page_begins(page, label->line))
		traits |= 1u << TRAIT_BLOCK;
	if (has_capitals(name) || has_capitals(label->office))
		traits |= 1u << TRAIT_CAPITALS;
	if (label->office.n || label->party.n || is_titled(words, name))
		traits |= 1u << TRAIT_TITLE;
	if (label->office.n || label->party.n || (first.n && str_word(&rest).n))
		traits |= 1u << TRAIT_WORDS;
	if (indent_of(page, label) == labels->indent)
		traits |= 1u << TRAIT_INDENT;
	struct str behind = str_after(page->items[label->line + label->more].text, label->text_at);
	traits |= 1u << (str_trim(behind).n ? TRAIT_SAME : TRAIT_BELOW);
	// Blank lines say it where they part the paragraphs.
	if ((!page->wrapped && page->items[label->line].first) ||
	    is_after_sentence(page, label->line))
		traits |= 1u << TRAIT_AFTER;
	return traits;
}

static bool recurs(const struct labels *labels, const struct label *label)
{
	return labels->keys[label->key].count > 1 || labels->keys[label->key].rostered;
}

static void find_indent(struct labels *labels, const struct page *page)
{
	size_t count[INDENT_MAX + 1] = {0};
	for (size_t i = 0; i < labels->n; i++)
		count[indent_of(page, &labels->items[i])]++;
	labels->indent = 0;
	for (size_t i = 1; i <= INDENT_MAX; i++)
		if (count[i] > count[labels->indent])
			labels->indent = i;
}

enum { COUNT_MAX = 1000, OFTEN = 70 }; // OFTEN: % of the labels that recur

// How often a speaker must speak to be among those who have most of the labels: what only looks like a
// label recurs now and then, too.
static size_t often(const struct labels *labels)
{
	size_t by_count[COUNT_MAX + 1] = {0}, all = 0, seen = 0, count = COUNT_MAX;
	for (size_t k = 0; k < labels->keys_n; k++) {
		size_t n = labels->keys[k].count;
		if (n < 2 && !labels->keys[k].rostered)
			continue;
		by_count[n < COUNT_MAX ? n : COUNT_MAX] += n;
		all += n;
	}
	for (; count > 1; count--) {
		seen += by_count[count];
		if (seen * 100 >= all * OFTEN)
			break;
	}
	return count;
}

static void find_common(struct labels *labels)
{
	size_t have[TRAIT_COUNT] = {0}, all = 0, least = often(labels);
	for (size_t i = 0; i < labels->n; i++) {
		if (!recurs(labels, &labels->items[i]) ||
		    labels->keys[labels->items[i].key].count < least)
			continue;
		all++;
		for (unsigned t = 0; t < TRAIT_COUNT; t++)
			have[t] += labels->items[i].traits >> t & 1;
	}
	labels->common = 0;
	for (unsigned t = 0; t < TRAIT_COUNT && all >= LABELS_MIN; t++)
		if ((double)have[t] >= needs[t].share * (double)all)
			labels->common |= 1u << t;
}

// A label that begins no paragraph, where all others do, may still follow the end of a sentence.
static bool follows_sentence(const struct labels *labels, const struct page *page,
                             const struct label *label)
{
	const unsigned block = 1u << TRAIT_BLOCK;
	bool alike = !(labels->common & ~label->traits & ~block);
	struct str above = label->line ? page->items[label->line - 1].body : (struct str){0};
	// The number of a page interrupts nothing.
	return (alike || recurs(labels, label)) && (is_sentence_end(above) || !has_letters(above));
}

static bool missing_block(const struct page *page, const struct label *label)
{
	return !page_begins(page, label->line) && label->line > 0 &&
	       !is_sentence_end(page->items[label->line - 1].body) &&
	       has_letters(page->items[label->line - 1].body);
}

// Capitals, where all labels have them, leave little doubt about one that has them too. Who speaks
// under a proper label elsewhere may be printed otherwise once: "Dr. Evatt" among "DR. EVATT".
static bool fits(const struct labels *labels, const struct page *page, const struct label *label)
{
	const unsigned block = 1u << TRAIT_BLOCK, capitals = 1u << TRAIT_CAPITALS;
	unsigned missing = labels->common & ~label->traits;
	const struct label_key *key = &labels->keys[label->key];
	if (missing & block && follows_sentence(labels, page, label))
		missing &= ~block;
	// In broken lines a name at the margin may stand in the midst of a sentence.
	if (page->wrapped && !page->verse && missing_block(page, label) &&
	    (page->spaced || !recurs(labels, label)))
		return false;
	const unsigned layout = 1u << TRAIT_SAME | 1u << TRAIT_BELOW;
	if (key->crowd || key->rostered || key->proper)
		missing &= block;
	if (labels->common & label->traits & capitals)
		missing &= (recurs(labels, label) ? 0 : block) | layout;
	// A clause that leads to what follows may recur: "… will the Government inform us:"
	if (missing & (1u << TRAIT_SAME | 1u << TRAIT_AFTER) && !key->proper)
		return false;
	for (unsigned t = 0; t < TRAIT_COUNT; t++)
		if (missing >> t & 1 && (needs[t].all || !recurs(labels, label)))
			return false;
	return true;
}

enum { SOON = 6, FRONT_MAX = 50 }; // labels

// The first label of a speaker who speaks again soon: what stands before may be front matter.
static size_t conversation_begin(const struct labels *labels)
{
	if (labels->n < LABELS_MIN)
		return 0;
	for (size_t i = 0; i < labels->n; i++) {
		const struct label *label = &labels->items[i];
		if (labels->common & ~label->traits)
			continue;
		for (size_t k = i + 1; k < labels->n && k <= i + SOON; k++)
			if (labels->items[k].key == label->key)
				return i;
	}
	return 0;
}

// "President: Mr. Okello", "Project: …": printed before the first who speaks again, under a name that
// does not come again in the same print, and no sentence.
static bool is_front(const struct labels *labels, const struct page *page,
                     const struct label *label)
{
	const struct label_key *key = &labels->keys[label->key];
	if (is_sentence_end(page->items[label->line + label->more].body))
		return false;
	if (key->rostered || label->direction.n ||
	    (labels->common & (1u << TRAIT_CAPITALS) & label->traits))
		return false;
	for (size_t i = 0; i < labels->n; i++) {
		const struct label *other = &labels->items[i];
		if (other->line != label->line && str_eq(other->printed, label->printed))
			return false;
	}
	bool told = label->office.n || label->party.n || label->country.n || label->number.n ||
	            label->time.n;
	return !label->strong || (key->count > 1 && !told);
}

void traits_apply(struct labels *labels, const struct page *page, const struct words *words)
{
	find_indent(labels, page);
	for (size_t i = 0; i < labels->n; i++)
		labels->items[i].traits = traits_of(labels, &labels->items[i], page, words);
	find_common(labels);
	for (size_t i = 0; i < labels->n; i++)
		if (!(labels->common & ~labels->items[i].traits))
			labels->keys[labels->items[i].key].proper = true;
	size_t kept = 0, begin = conversation_begin(labels);
	for (size_t i = 0; i < labels->n; i++) {
		struct label *label = &labels->items[i];
		if (fits(labels, page, label) &&
		    (i >= begin || i >= FRONT_MAX || !is_front(labels, page, label)))
			labels->items[kept++] = *label;
		else
			labels->keys[label->key].count--;
	}
	labels->n = kept;
}
