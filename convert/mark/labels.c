// labels.c: where speeches begin, and how sure that is

#include "mark/labels.h"

#include <stdlib.h>

#include "mark/names.h"
#include "mark/search.h"
#include "mark/traits.h"
#include "mark/unnamed.h"

// What labels in the midst of long lines are worth, and turns without labels.
static const double WITHIN_QUALITY = 0.6;

void labels_free(struct labels *labels)
{
	free(labels->items);
	free(labels->looks);
	free(labels->picks);
	free(labels->keys);
	free(labels->shapes);
	table_free(&labels->by_key);
	arena_free(&labels->arena);
	*labels = (struct labels){0};
}

size_t labels_key(struct labels *labels, struct str name, const struct words *words,
                  const struct people *people)
{
	size_t key = 0;
	const struct name *told = names_get(words, name);
	if (told && table_get(&labels->by_key, told->key, &key))
		return key;
	key = labels->keys_n;
	if (!told ||
	    !array_grow((void **)&labels->keys, &labels->keys_cap, key, sizeof *labels->keys) ||
	    !table_set(&labels->by_key, told->key, key)) {
		labels->failed = true;
	} else {
		size_t person = people ? people_find(people, name) : PEOPLE_NONE;
		labels->keys[labels->keys_n++] = (struct label_key){
			.folded = told->key,
			.rostered = person != PEOPLE_NONE && people->items[person].rostered,
			.crowd = told->crowd,
		};
	}
	return key;
}

static void pick(struct labels *labels, size_t look)
{
	if (!array_grow((void **)&labels->picks, &labels->picks_cap, labels->picks_n,
	                sizeof *labels->picks)) {
		labels->failed = true;
		return;
	}
	labels->keys[labels->looks[look].key].count++;
	labels->picks[labels->picks_n++] = look;
}

// The looks that were picked last are the labels; they stand in order, so that each moves to the front.
static void take_picks(struct labels *labels)
{
	for (size_t i = 0; i < labels->picks_n; i++)
		labels->looks[i] = labels->looks[labels->picks[i]];
	labels->items = labels->looks;
	labels->n = labels->picks_n;
	labels->looks = NULL;
	labels->looks_n = labels->looks_cap = labels->picks_n = 0;
}

// "The Minister of Works": an office, after an article.
static bool is_office(const struct words *words, struct str name)
{
	struct str word;
	while ((word = str_word(&name)).n)
		if (!words_have(words, "article", word, NULL))
			break;
	return words_have(words, "office", word, NULL) || words_have(words, "chair", word, NULL);
}

// What a label ends in, as a bit.
static unsigned end_of(const struct label *label)
{
	static const struct str ends[] = {STR(":"), STR("："), STR("."),
	                                  STR("-"), STR("–"),  STR("—")};
	for (unsigned i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(label->printed, ends[i]))
			return i < 2 ? 1u : i < 3 ? 2u : 4u;
	return 8;
}

// A shape that was dropped may still have labels of people who speak elsewhere, of offices or of
// crowds ("The Clerk:", "Several Members:") with words behind them.
static bool is_rescued(const struct labels *labels, const struct search *search,
                       const struct label *label)
{
	if (has_condition(label->rule, CONDITION_KNOWN))
		return labels->keys[label->key].known;
	if (has_condition(label->rule, CONDITION_WEAK) || !(labels->ends & end_of(label)))
		return false;
	if (labels->keys[label->key].known ||
	    (label->strong && !has_condition(label->rule, CONDITION_STRONG)))
		return true;
	return is_office(search->words, label->name) ||
	       words_have(search->words, "crowd", label->name, NULL);
}

enum { KNOWN_LOOKS = 3 };

// "Марина. Гусак: го-го!" is Marina's, who speaks elsewhere, though a shape before takes more of it.
static bool is_better(const struct labels *labels, size_t look, size_t than)
{
	const struct label *a = &labels->looks[look], *b = &labels->looks[than];
	return labels->keys[b->key].looks == 1 && labels->keys[a->key].looks >= KNOWN_LOOKS &&
	       a->name.n > 4 && str_starts(b->name, a->name);
}

// Picks one label at most for each line, of the first active shape that fits; when rescuing, else of the
// first dropped one.
static void collect(struct labels *labels, const struct search *search, bool rescue)
{
	labels->picks_n = 0;
	for (size_t k = 0; k < labels->keys_n; k++)
		labels->keys[k].count = 0;
	for (size_t i = 0; i < labels->looks_n && !labels->failed;) {
		const struct label *first = &labels->looks[i];
		size_t end = i, found = labels->looks_n;
		while (end < labels->looks_n && labels->looks[end].line == first->line)
			end++;
		for (size_t k = i; k < end; k++)
			if (labels->shapes[labels->looks[k].shape].active &&
			    (found == labels->looks_n || is_better(labels, k, found)))
				found = k;
		for (size_t k = i; k < end && found == labels->looks_n && rescue; k++)
			if (is_rescued(labels, search, &labels->looks[k]))
				found = k;
		if (found < labels->looks_n)
			pick(labels, found);
		i = end;
	}
}

// A name met once is a speaker where the shape leaves little doubt; else the turn is doubtful.
static void judge_single(struct labels *labels, const struct words *words)
{
	for (size_t i = 0; i < labels->n; i++) {
		struct label *label = &labels->items[i];
		if (labels_recurs(labels, label))
			continue;
		label->doubt = !label->strong && !is_office(words, label->name) &&
		               !words_have(words, "crowd", label->name, NULL);
	}
}

void labels_find(struct labels *labels, const struct page *page, const bool *taken,
                 const struct profile *profile, const struct words *words,
                 const struct people *people)
{
	*labels = (struct labels){0};
	if (unnamed_has_voices(page)) {
		labels->unnamed = UNNAMED_VOICES;
		return;
	}
	for (size_t i = 0; i < profile->n; i++) {
		if (profile->items[i].kind != RULE_LABEL)
			continue;
		if (!array_grow((void **)&labels->shapes, &labels->shapes_cap, labels->shapes_n,
		                sizeof *labels->shapes)) {
			labels->failed = true;
			return;
		}
		labels->shapes[labels->shapes_n++] = (struct shape){
			.rule = &profile->items[i],
			.active = !has_condition(&profile->items[i], CONDITION_KNOWN)};
	}
	struct search search = {page, taken, profile, words, people, 0, 0};
	for (size_t s = 0; s < labels->shapes_n && s < 63; s++) {
		const struct rule *rule = labels->shapes[s].rule;
		search.marked |= (uint64_t)labels_needs_markup(rule) << s;
		search.first |= (uint64_t)has_condition(rule, CONDITION_BLOCK) << s;
	}
	labels_look(labels, &search);
	size_t blocks = labels_count_blocks(page);
	do {
		collect(labels, &search, false);
		labels_weigh(labels, page, blocks);
	} while (!labels->failed && labels_drop_worst(labels));
	if (labels_quality(labels) > 0) {
		for (size_t k = 0; k < labels->keys_n; k++)
			labels->keys[k].known = labels->keys[k].count > 0;
		for (size_t i = 0; i < labels->picks_n; i++)
			labels->ends |= end_of(&labels->looks[labels->picks[i]]);
		collect(labels, &search, true);
		take_picks(labels);
		traits_apply(labels, page, words);
	} else {
		take_picks(labels);
		labels_look_within(labels, &search);
	}
	if (labels_quality(labels) <= 0)
		labels->unnamed = unnamed_find(page, taken);
	judge_single(labels, words);
}

double labels_quality(const struct labels *labels)
{
	double best = labels->within || labels->unnamed ? WITHIN_QUALITY : 0;
	for (size_t i = 0; i < labels->shapes_n; i++)
		if (labels->shapes[i].active && labels->shapes[i].quality > best)
			best = labels->shapes[i].quality;
	return best;
}
