// mark.c: cleaned text into marked lines

#include "mark/mark.h"

#include <stdlib.h>

#include "core/datafile.h"
#include "core/unicode.h"
#include "mark/evidence.h"
#include "mark/rows.h"

static bool add_profile(struct marker *m, const char *name, struct reporter *reporter)
{
	if (!ARRAY_ROOM(m)) {
		report_memory(reporter);
		return false;
	}
	if (!profile_read(&m->items[m->n], name, &m->words, &m->patterns, !m->named, reporter))
		return false;
	m->n++;
	return true;
}

struct listing {
	struct marker *marker;
	struct reporter *reporter;
};

static bool on_profile(void *context, const char *name)
{
	struct listing *listing = context;
	// What other profiles extend is no convention of its own; prose is what is left.
	if (str_is(str_from(name), "base") || str_is(str_from(name), "prose"))
		return true;
	return add_profile(listing->marker, name, listing->reporter);
}

bool marker_open(struct marker *m, const char *profile, struct str text, struct reporter *reporter)
{
	*m = (struct marker){.named = profile && !str_is(str_from(profile), "auto")};
	struct listing listing = {m, reporter};
	m->patterns.lists.words = &m->words;
	if (!words_read(&m->words, text, reporter))
		return false;
	bool good = profile_read(&m->prose, "prose", &m->words, &m->patterns, true, reporter);
	if (good && m->named)
		good = add_profile(m, profile, reporter);
	else if (good)
		good = datafile_list("convert/profiles", ".profile", on_profile, &listing,
		                     reporter);
	if (!good)
		marker_close(m);
	return good;
}

void marker_close(struct marker *m)
{
	for (size_t i = 0; i < m->n; i++)
		profile_free(&m->items[i]);
	free(m->items);
	profile_free(&m->prose);
	patterns_free(&m->patterns);
	words_free(&m->words);
	*m = (struct marker){0};
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
                      const struct marker *m, double score, struct str language,
                      struct transcript *out)
{
	struct plan plan;
	struct scribe scribe = {.out = out};
	bool good = plan_init(&plan, page, profile, &m->words);
	if (good) {
		plan.people.known = m->known;
		plan_speeches(&plan);
		plan_marked_headings(&plan);
		plan_parentheses(&plan);
		plan_stages(&plan);
		plan_rubrics(&plan);
		plan_lists(&plan);
		plan_regions(&plan);
		plan_narration(&plan);
		write_settings(&scribe, profile, score, language);
		rows_write(&plan, &scribe);
		good = !scribe.failed && !plan.arena.failed && !plan.labels.failed &&
		       !out->arena.failed;
	}
	plan_free(&plan);
	return good;
}

// The first byte that cleaned text has not: an ill-formed sequence, a control character, a TAB that
// no hints stand before. text.n when there is none.
static size_t find_unclean(struct str text)
{
	size_t at = 0, line = 0;
	while ((at = utf8_plain_end(text, at)) < text.n) {
		size_t from = at;
		int32_t c = utf8_next(text, &at);
		if (c == '\n')
			line = at;
		else if (c < 0 || (c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0) ||
		         (c == '\t' && line_hints(str_after(text, line)).n != from - line))
			return from;
	}
	return text.n;
}

static bool is_clean(struct str text, const char *file, struct reporter *reporter)
{
	struct place place = {.file = file};
	if (!text.n) {
		report(reporter, SEVERITY_ERROR, &place, "empty", "there is no text to mark");
		return false;
	}
	size_t at = find_unclean(text), begin = at;
	if (at == text.n)
		return true;
	place.line = 1;
	for (size_t i = 0; i < at; i++)
		place.line += text.s[i] == '\n';
	while (begin && text.s[begin - 1] != '\n')
		begin--;
	place.column = utf8_count(str_from_to(text, begin, at)) + 1;
	report(reporter, SEVERITY_ERROR, &place, "not-clean",
	       "this is no cleaned text: a byte 0x%02X stands here; run teiclean first, or "
	       "teiconvert, which does all",
	       (unsigned char)text.s[at]);
	return false;
}

// Patterns are compiled when they are first tried; whether all were well formed shows then.
static bool are_checked(const struct marker *m, struct reporter *reporter)
{
	bool good = profile_check(&m->prose, reporter);
	for (size_t i = 0; i < m->n && good; i++)
		good = profile_check(&m->items[i], reporter);
	return good;
}

bool mark(struct marker *m, struct buf *text, const char *file, struct buf *explain,
          struct transcript *out, struct reporter *reporter)
{
	double score;
	struct page page;
	if (!is_clean(buf_str(text), file, reporter)) {
		transcript_free(out);
		buf_free(text);
		return false;
	}
	out->source = *text;
	*text = (struct buf){0};
	struct str source = buf_str(&out->source);
	struct str language = words_language(&m->words, source);
	words_set_document(&m->words, language);
	patterns_remember(&m->patterns, source);
	size_t best = evidence_choose(source, &m->words, m->items, m->n, &score, explain, reporter);
	const struct profile *profile = score > 0 || m->named ? &m->items[best] : &m->prose;
	patterns_remember(&m->patterns, (struct str){0});
	if (explain)
		buf_printf(explain, "%s: %.*s\n", m->named ? "given" : "chosen",
		           STR_ARG(profile->name));
	bool good = page_read(&page, source) && mark_page(&page, profile, m, score, language, out);
	if (!good)
		report_memory(reporter);
	good = good && are_checked(m, reporter);
	if (!good)
		transcript_free(out);
	page_free(&page);
	return good;
}
