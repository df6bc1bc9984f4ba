// weigh.c: how much the lines of a shape look like labels

#include "mark/search.h"

// Below this a shape is taken for a coincidence.
static const double QUALITY_MIN = 0.4;

bool labels_recurs(const struct labels *labels, const struct label *label)
{
	const struct label_key *key = &labels->keys[label->key];
	return key->count > 1 || key->rostered;
}

static void count(struct labels *labels, const struct page *page)
{
	for (size_t s = 0; s < labels->shapes_n; s++)
		labels->shapes[s] = (struct shape){.rule = labels->shapes[s].rule,
		                                   .looks = labels->shapes[s].looks,
		                                   .best = labels->shapes[s].best,
		                                   .active = labels->shapes[s].active};
	for (size_t k = 0; k < labels->keys_n; k++)
		labels->keys[k].seen = false;
	labels->recurring = labels->speakers = labels->turns = 0;
	size_t before = labels->keys_n; // nobody
	for (size_t i = 0; i < labels->picks_n; i++) {
		const struct label *label = &labels->looks[labels->picks[i]];
		struct shape *shape = &labels->shapes[label->shape];
		// Subtitles print the name again for each cue.
		if (page->cued && label->key == before)
			continue;
		shape->found++;
		shape->begins += label->begins;
		shape->strong += label->strong;
		shape->lower += label->lower;
		if (!labels_recurs(labels, label))
			continue;
		shape->recurring++;
		labels->recurring++;
		labels->turns += label->key != before;
		shape->speakers += !labels->keys[label->key].seen;
		labels->speakers += !labels->keys[label->key].seen;
		labels->keys[label->key].seen = true;
		before = label->key;
	}
}

// How much the labels of all shapes together look like turns, 0 to 1: they are several, of several
// speakers, and change from one to the next.
static double turning_of(const struct labels *labels)
{
	if (!labels->recurring)
		return 0;
	double recurring = (double)labels->recurring;
	double several = labels->speakers >= 2 ? 1 : 0.4;
	double enough = recurring >= 4 ? 1 : recurring / 4;
	return (0.4 + 0.6 * (double)labels->turns / recurring) * several * enough;
}

enum { STRONG_MIN = 4, FEW = 3 };

// 0 to 1. Labels that recur among turns are labels; a few words before a colon that never come again
// are prose, unless an office, a party or a number says what they are. In a short text without
// recurrence, density speaks instead.
static double quality_of(const struct shape *shape, double turning, size_t strong, size_t blocks)
{
	if (!shape->found)
		return 0;
	double found = (double)shape->found;
	double recurrence = (double)shape->recurring / found;
	double strength = (double)shape->strong / found;
	double begins = (double)shape->begins / found;
	double density = blocks ? found / (double)blocks : 0;
	double by_recurrence =
		(recurrence > 0.8 * strength ? recurrence : 0.8 * strength) * turning;
	double by_density = density >= 0.5 && begins > 0.9 && found >= 2 && found <= 12 &&
	                                    shape->lower * 4 <= shape->found
	                            ? 0.5 * density
	                            : 0;
	double best = by_recurrence > by_density ? by_recurrence : by_density;
	// In a short record each may speak once; offices and countries say that they do.
	if (strong >= STRONG_MIN && strength > 0.7 && begins > 0.9 && best < 0.6 * strength)
		best = 0.6 * strength;
	return best > 1 ? 1 : best * (0.8 + 0.2 * begins);
}

size_t labels_count_blocks(const struct page *page)
{
	size_t blocks = 0;
	for (size_t i = 0; i < page->n; i++)
		blocks += page->items[i].first;
	return blocks;
}

// Weighs the active shapes. A shape marked weak ("label alone,weak") looks like much that is no
// label; it counts only where it has at least half as many lines as the strongest other shape.
void labels_weigh(struct labels *labels, const struct page *page, size_t blocks)
{
	size_t most = 0, strong = 0;
	count(labels, page);
	double turning = turning_of(labels);
	for (size_t s = 0; s < labels->shapes_n; s++)
		strong += labels->shapes[s].strong;
	for (size_t s = 0; s < labels->shapes_n; s++) {
		struct shape *shape = &labels->shapes[s];
		bool too_many = has_condition(shape->rule, CONDITION_FEW) &&
		                (shape->speakers < 2 || shape->speakers > FEW);
		shape->quality =
			shape->active && !too_many ? quality_of(shape, turning, strong, blocks) : 0;
		if (shape->quality >= QUALITY_MIN && !has_condition(shape->rule, CONDITION_WEAK) &&
		    shape->recurring > most)
			most = shape->recurring;
	}
	for (size_t s = 0; s < labels->shapes_n; s++) {
		struct shape *shape = &labels->shapes[s];
		if (has_condition(shape->rule, CONDITION_WEAK) && shape->recurring * 2 < most)
			shape->quality = 0;
	}
}

// Drops the shapes that have no label, which changes nothing for the others.
static void drop_empty(struct labels *labels)
{
	for (size_t s = 0; s < labels->shapes_n; s++)
		if (!labels->shapes[s].looks)
			labels->shapes[s].active = false;
}

// Drops the worst of the active shapes that are not good enough. False when all are.
bool labels_drop_worst(struct labels *labels)
{
	struct shape *worst = NULL;
	drop_empty(labels);
	for (size_t s = 0; s < labels->shapes_n; s++) {
		struct shape *shape = &labels->shapes[s];
		if (shape->active && shape->quality < QUALITY_MIN &&
		    (!worst || shape->quality < worst->quality))
			worst = shape;
	}
	if (worst) {
		worst->best = worst->quality;
		worst->active = false;
	}
	return worst != NULL;
}
