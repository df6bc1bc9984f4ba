// evidence.c: which profile a document follows

#include "mark/evidence.h"

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

static size_t count_lines(const struct page *page, const struct rule *rule)
{
	struct match m;
	size_t count = 0;
	for (size_t i = 0; i < page->n && count < rule->need; i++)
		count += !line_is_blank(&page->items[i]) &&
		         pattern_match(&rule->pattern, page->items[i].text, 0, &m);
	return count;
}

static double weigh_evidence(const struct page *page, const struct profile *profile,
                             struct buf *explain)
{
	double total = 0;
	for (size_t i = 0; i < profile->n; i++) {
		const struct rule *rule = &profile->items[i];
		if (rule->kind != RULE_EVIDENCE)
			continue;
		size_t count = count_lines(page, rule);
		double weight = rule->weight * (double)count / (double)rule->need;
		total += weight;
		if (explain && count)
			buf_printf(explain, "  evidence %4.1f of %.0f: /%.*s/\n", weight,
			           rule->weight, STR_ARG(rule->source));
	}
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

double evidence_weigh(struct str text, const struct words *words, const struct profile *profile,
                      struct buf *explain, struct reporter *reporter)
{
	struct page page = {0};
	struct plan plan = {0};
	struct buf table = {0};
	double score = 0;
	if (!page_read(&page, sample_of(text)) || !plan_init(&plan, &page, profile, words)) {
		report_memory(reporter);
	} else {
		plan_hints(&plan);
		plan_furniture(&plan);
		plan_publisher(&plan);
		plan_titles(&plan);
		plan_rosters(&plan);
		plan_metadata(&plan);
		plan_notes(&plan);
		plan_headings(&plan);
		plan_examiners(&plan);
		plan_scene_casts(&plan);
		plan_labels(&plan);
		double quality = labels_quality(&plan.labels);
		double evidence = weigh_evidence(&page, profile, explain ? &table : NULL);
		score = quality > 0 ? SHARE_OF_LABELS * quality + (1 - SHARE_OF_LABELS) * evidence
		                    : 0;
		if (explain) {
			buf_printf(explain, "%.*s: %.2f (labels %.2f, evidence %.2f)\n",
			           STR_ARG(profile->name), score, quality, evidence);
			explain_labels(&plan, explain);
			buf_put(explain, buf_str(&table));
		}
	}
	buf_free(&table);
	plan_free(&plan);
	page_free(&page);
	return score;
}

size_t evidence_choose(struct str text, const struct words *words, const struct profile *profiles,
                       size_t n, double *score, struct buf *explain, struct reporter *reporter)
{
	size_t best = 0;
	*score = 0;
	for (size_t i = 0; i < n; i++) {
		double one = evidence_weigh(text, words, &profiles[i], explain, reporter);
		bool even = one > 0 && one == *score &&
		            profile_has(&profiles[i], SETTING_CHOICE, "default");
		if (one > *score || even) {
			*score = one;
			best = i;
		}
	}
	return best;
}
