// counts.c: what is worth knowing of a conversion, in numbers

#include "batch/counts.h"

#include "encode/summary.h"

bool counts_make(struct counts *c, const struct transcript *t, struct reporter *reporter)
{
	// What is wrong with rows was told when they were encoded.
	struct reporter nobody = {0};
	struct summary s;
	bool good = summary_make(&s, t, NULL, &nobody);
	if (good) {
		buf_put(&c->convention, s.survey.facts.profile);
		buf_put(&c->score, s.survey.facts.score);
		buf_put(&c->language, s.survey.facts.lang);
		c->turns = s.survey.speeches;
		c->speakers = s.speakers;
		c->doubts = s.doubtful_arguments;
		for (size_t i = 0; i < MARK_COUNT; i++)
			c->doubts += s.doubts[i];
		for (size_t i = 0; i < SHARE_COUNT; i++)
			c->words += s.words[i];
	}
	summary_free(&s);
	if (!good)
		report_memory(reporter);
	return good;
}

void counts_free(struct counts *c)
{
	buf_free(&c->convention);
	buf_free(&c->score);
	buf_free(&c->language);
}
