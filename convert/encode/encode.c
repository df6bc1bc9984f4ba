// encode.c: marked lines into TEI, the whole way

#include "encode/encode.h"

#include <stdlib.h>
#include <string.h>

#include "encode/header.h"
#include "encode/language.h"
#include "encode/survey.h"
#include "encode/text.h"
#include "encode/userheader.h"

struct encoding {
	const struct encode_options *options;
	struct user_header user;
	struct survey survey;
	struct settings settings;
	struct str lang;
};

// The language of the transcript: as the caller says, else the settings, else the metadata.
static bool choose_language(struct encoding *c, struct reporter *reporter)
{
	const struct fact *fact;
	size_t at = 0;
	c->lang = c->survey.facts.lang;
	while (!c->lang.n && (fact = facts_next(&c->survey.facts, METADATA_LANGUAGE, &at)))
		c->lang = fact->normal;
	if (!c->options->lang)
		return true;
	c->lang = str_from(c->options->lang);
	if (language_is_good(c->lang))
		return true;
	report(reporter, SEVERITY_FATAL, NULL, "bad-language",
	       "'%s' is no language tag; write one such as en, de or zh-Hant", c->options->lang);
	return false;
}

static void open_root(struct tei *w, struct str lang)
{
	tei_block(w, "TEI");
	tei_attribute(w, "xmlns", STR("http://www.tei-c.org/ns/1.0"));
	if (lang.n)
		tei_attribute(w, "xml:lang", lang);
}

// Puts the header, which tells what was met in the text, before the text, which begins at `from`.
static void put_header(struct encoding *c, struct buf *out, size_t from)
{
	struct buf head = {0};
	struct tei w = {.out = &head};
	struct header header = {
		.survey = &c->survey,
		.user = &c->user,
		.lang = c->lang,
		.settings = c->settings.items,
		.settings_n = c->settings.n,
	};
	buf_puts(&head, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
	open_root(&w, c->lang);
	header_write(&w, &header);
	if (head.failed || !buf_reserve(out, head.n)) {
		out->failed = true;
	} else {
		memmove(out->s + from + head.n, out->s + from, out->n - from + 1);
		memcpy(out->s + from, head.s, head.n);
		out->n += head.n;
	}
	buf_free(&head);
}

static bool write_document(struct encoding *c, struct buf *out)
{
	size_t from = out->n;
	struct tei w = {.out = out};
	buf_reserve(out, c->survey.transcript->source.n * 5 / 4);
	open_root(&w, c->lang);
	out->n = from; // the header brings the root's start tag with it
	w.in_tag = false;
	if (!text_write(&w, &c->survey, &c->settings))
		return false;
	tei_close(&w);
	buf_putc(out, '\n');
	put_header(c, out, from);
	return !out->failed;
}

bool encode(const struct transcript *t, const struct encode_options *options, struct buf *out,
            struct reporter *reporter)
{
	struct encoding c = {.options = options};
	size_t from = out->n;
	bool good = user_header_read(&c.user, options->header, options->header_file, reporter);
	if (good) {
		survey_read(&c.survey, t, options->file, &c.user.ids, reporter);
		good = !c.survey.failed && choose_language(&c, reporter);
		if (good && !c.survey.has_text) {
			struct place place = {.file = options->file};
			report(reporter, SEVERITY_ERROR, &place, "empty",
			       "there is no text here that an edition could be made of");
			good = false;
		} else if (c.survey.failed || (good && !write_document(&c, out))) {
			report_memory(reporter);
			good = false;
		}
	}
	if (!good && !out->failed)
		out->n = from;
	survey_free(&c.survey);
	user_header_free(&c.user);
	free(c.settings.items);
	return good;
}
