// mark.c: cleaned text into marked lines

#include "mark/mark.h"

#include "mark/evidence.h"
#include "mark/rows.h"

static bool choose(struct str text, const struct mark_options *o, const struct words *words,
                   struct profile *profile, double *score, struct reporter *reporter)
{
	if (!o->profile || str_is(str_from(o->profile), "auto"))
		return evidence_choose(text, words, profile, score, o->explain, reporter);
	if (!profile_read(profile, o->profile, words, reporter))
		return false;
	*score = evidence_weigh(text, words, profile, o->explain, reporter);
	return true;
}

// What holds for the whole document, and what a person may change there.
static void write_settings(struct scribe *s, const struct profile *profile, double score,
                           struct str language)
{
	struct arena *arena = &s->out->arena;
	scribe_setting(s, arena_printf(arena, "profile %.*s %.2f", STR_ARG(profile->name), score));
	if (language.n)
		scribe_setting(s, arena_printf(arena, "lang %.*s", STR_ARG(language)));
	if (!profile_has(profile, SETTING_BRACKETS, "plain"))
		scribe_setting(s, arena_printf(arena, "brackets %.*s",
		                               STR_ARG(profile->settings[SETTING_BRACKETS])));
	if (!profile_has(profile, SETTING_ELLIPSIS, "plain"))
		scribe_setting(s, arena_printf(arena, "ellipsis %.*s",
		                               STR_ARG(profile->settings[SETTING_ELLIPSIS])));
}

static bool mark_page(const struct page *page, const struct profile *profile,
                      const struct words *words, double score, struct str language,
                      struct transcript *out)
{
	struct plan plan;
	struct scribe scribe = {.out = out};
	bool good = plan_init(&plan, page, profile, words);
	if (good) {
		plan_furniture(&plan);
		plan_rosters(&plan);
		plan_headings(&plan);
		plan_labels(&plan);
		plan_stages(&plan);
		plan_regions(&plan);
		write_settings(&scribe, profile, score, language);
		rows_write(&plan, &scribe);
		good = !scribe.failed && !plan.arena.failed && !plan.labels.failed &&
		       !out->arena.failed;
	}
	plan_free(&plan);
	return good;
}

bool mark(struct buf *text, const struct mark_options *options, struct transcript *out,
          struct reporter *reporter)
{
	struct words words;
	struct profile profile;
	struct page page;
	double score = 0;
	*out = (struct transcript){.source = *text};
	*text = (struct buf){0};
	struct str source = buf_str(&out->source);
	bool good = words_read(&words, reporter);
	if (!good) {
		transcript_free(out);
		return false;
	}
	good = choose(source, options, &words, &profile, &score, reporter);
	if (good) {
		struct str language = words_language(&words, source);
		good = page_read(&page, source) &&
		       mark_page(&page, &profile, &words, score, language, out);
		if (!good)
			report_memory(reporter);
		page_free(&page);
		profile_free(&profile);
	}
	words_free(&words);
	if (!good)
		transcript_free(out);
	return good;
}
