// evidence.c: which profile a document follows

#include "mark/evidence.h"

#include <stdlib.h>

#include "mark/plan.h"

// What a profile's own evidence counts beside the quality of its labels.
static const double SHARE_OF_LABELS = 0.5;
// The weights of a profile's evidence that make it certain.
static const double WEIGHT_FULL = 10;
enum { SAMPLE_MAX = 400 * 1000 }; // bytes of the document that are weighed

// The first part of a long text, to the end of a line.
static struct str sample_of(struct str text)
{
	if (text.n <= SAMPLE_MAX)
		return text;
	size_t n = SAMPLE_MAX;
	while (n && text.s[n - 1] != '\n')
		n--;
	return str_from_to(text, 0, n ? n : SAMPLE_MAX);
}

// Counts for each rule the lines that it matches, until there are as many as it needs.
static void count_lines(const struct page *page, const struct profile *profile, size_t *counts)
{
	const struct rule *rules = profile->items + profile->kinds[RULE_EVIDENCE];
	size_t n = profile->kinds[RULE_EVIDENCE + 1] - profile->kinds[RULE_EVIDENCE];
	struct match m;
	for (size_t i = 0; i < page->n; i++) {
		const struct line *line = &page->items[i];
		if (line_is_blank(line))
			continue;
		uint64_t candidates =
			profile_candidates(profile, RULE_EVIDENCE, line_text(line), 0, UINT64_MAX);
		for (size_t r = 0; (r = profile_next(candidates, r)) < n; r++)
			if (counts[r] < rules[r].need)
				counts[r] += pattern_match(&rules[r].pattern, line->text, 0, &m);
	}
}

static double weigh_evidence(const struct page *page, const struct profile *profile,
                             struct buf *explain)
{
	const struct rule *rules = profile->items + profile->kinds[RULE_EVIDENCE];
	size_t n = profile->kinds[RULE_EVIDENCE + 1] - profile->kinds[RULE_EVIDENCE];
	size_t *counts = calloc(n ? n : 1, sizeof *counts);
	double total = 0;
	if (counts)
		count_lines(page, profile, counts);
	for (size_t r = 0; counts && r < n; r++) {
		double weight = rules[r].weight * (double)counts[r] / (double)rules[r].need;
		total += weight;
		if (explain && counts[r])
			buf_printf(explain, "  evidence %4.1f of %.0f: /%.*s/\n", weight,
			           rules[r].weight, STR_ARG(rules[r].source));
	}
	free(counts);
	return total < WEIGHT_FULL ? total / WEIGHT_FULL : 1;
}

static void explain_labels(const struct plan *plan, struct buf *explain)
{
	const struct labels *labels = &plan->labels;
	for (size_t i = 0; i < labels->shapes_n; i++) {
		const struct shape *shape = &labels->shapes[i];
		if (!shape->looks)
			continue;
		if (!shape->active) {
			buf_printf(explain, "  label %.*s dropped, quality %.2f: %zu lines\n",
			           STR_ARG(shape->rule->argument), shape->best, shape->looks);
			continue;
		}
		buf_printf(explain,
		           "  label %.*s quality %.2f: %zu lines, %zu of speakers who recur or are "
		           "in a roster, %zu begin a block\n",
		           STR_ARG(shape->rule->argument), shape->quality, shape->found,
		           shape->recurring, shape->begins);
	}
	buf_printf(explain, "  speakers %zu, turns after another speaker %zu of %zu\n",
	           labels->speakers, labels->turns, labels->recurring);
}

static double score_of(double quality, double evidence)
{
	return SHARE_OF_LABELS * quality + (1 - SHARE_OF_LABELS) * evidence;
}

// What speaks for a profile.
struct weighing {
	double quality; // of its labels
	double evidence;
	double score;
	struct buf labels, table; // explained
};

// False when memory ran out.
static bool weigh_labels(const struct page *page, const struct words *words,
                         const struct profile *profile, struct weighing *w, bool explain)
{
	struct plan plan = {0};
	if (!plan_init(&plan, page, profile, words))
		return false;
	plan_speeches(&plan);
	w->quality = labels_quality(&plan.labels);
	if (explain)
		explain_labels(&plan, &w->labels);
	plan_free(&plan);
	return true;
}

// The profile with the best labels of those that are not weighed yet; n when all are.
static size_t find_next(const struct weighing *all, const bool *done, size_t n)
{
	size_t best = n;
	for (size_t i = 0; i < n; i++)
		if (!done[i] && (best == n || all[i].quality > all[best].quality))
			best = i;
	return best;
}

// A profile that cannot be the best, whatever speaks for it, is weighed only to be explained.
static void weigh_all(const struct page *page, const struct profile *profiles, size_t n,
                      struct weighing *all, bool *done, bool explain)
{
	double best = 0;
	size_t i;
	while ((i = find_next(all, done, n)) < n) {
		struct weighing *w = &all[i];
		done[i] = true;
		bool open = w->quality > 0 && score_of(w->quality, 1) >= best;
		if (open || explain)
			w->evidence =
				weigh_evidence(page, &profiles[i], explain ? &w->table : NULL);
		if (open)
			w->score = score_of(w->quality, w->evidence);
		if (w->score > best)
			best = w->score;
	}
}

static void explain_weighing(const struct profile *profile, const struct weighing *w,
                             struct buf *explain)
{
	double score = w->quality > 0 ? score_of(w->quality, w->evidence) : 0;
	buf_printf(explain, "%.*s: %.2f (labels %.2f, evidence %.2f)\n", STR_ARG(profile->name),
	           score, w->quality, w->evidence);
	buf_put(explain, buf_str(&w->labels));
	buf_put(explain, buf_str(&w->table));
}

static size_t find_best(const struct weighing *all, const struct profile *profiles, size_t n)
{
	size_t best = 0;
	for (size_t i = 1; i < n; i++) {
		bool even = all[i].score > 0 && all[i].score == all[best].score &&
		            profile_has(&profiles[i], SETTING_CHOICE, "default");
		if (all[i].score > all[best].score || even)
			best = i;
	}
	return best;
}

size_t evidence_choose(struct str text, const struct words *words, const struct profile *profiles,
                       size_t n, double *score, struct buf *explain, struct reporter *reporter)
{
	struct page page = {0};
	struct weighing *all = calloc(n ? n : 1, sizeof *all);
	bool *done = calloc(n ? n : 1, sizeof *done);
	bool good = all && done && page_read(&page, sample_of(text));
	for (size_t i = 0; good && i < n; i++)
		good = weigh_labels(&page, words, &profiles[i], &all[i], explain != NULL);
	size_t best = 0;
	*score = 0;
	if (good) {
		weigh_all(&page, profiles, n, all, done, explain != NULL);
		best = find_best(all, profiles, n);
		*score = n ? all[best].score : 0;
	} else {
		report_memory(reporter);
	}
	for (size_t i = 0; all && i < n; i++) {
		if (explain && good)
			explain_weighing(&profiles[i], &all[i], explain);
		buf_free(&all[i].labels);
		buf_free(&all[i].table);
	}
	free(all);
	free(done);
	page_free(&page);
	return best;
}
