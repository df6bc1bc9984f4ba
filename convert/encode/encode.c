// encode.c: marked lines into TEI, the whole way

#include "encode/encode.h"

#include <stdlib.h>

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

static void write_head(struct encoding *c, struct buf *out)
{
	struct tei w = {.out = out};
	struct header header = {
		.survey = &c->survey,
		.user = &c->user,
		.lang = c->lang,
		.settings = c->settings.items,
		.settings_n = c->settings.n,
		.provenance = c->options->provenance,
	};
	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
	open_root(&w, c->lang);
	header_write(&w, &header);
}

// The text goes first: the header tells what was met in it.
static bool write_document(struct encoding *c, struct edition *e)
{
	struct tei w = {.out = &e->text, .clean = c->options->clean};
	const struct transcript *t = c->survey.transcript;
	enum {
		TAGS = 48
	}; // bytes of a row's tags, generously: text that outgrows its room is moved
	buf_reserve(&e->text, t->source.n + t->n * TAGS);
	open_root(&w, c->lang);
	buf_clear(&e->text); // the head brings the root's start tag with it
	w.in_tag = false;
	if (!text_write(&w, &c->survey, &c->settings))
		return false;
	tei_close(&w);
	buf_putc(&e->text, '\n');
	write_head(c, &e->head);
	return !e->text.failed && !e->head.failed;
}

void edition_free(struct edition *e)
{
	buf_free(&e->head);
	buf_free(&e->text);
}

bool encode(const struct transcript *t, const struct encode_options *options, struct edition *e,
            struct reporter *reporter)
{
	struct encoding c = {.options = options};
	bool good = user_header_read(&c.user, options->header, options->header_file, reporter);
	if (good) {
		survey_read(&c.survey, t, options->file, &c.user.ids, reporter);
		good = !c.survey.failed && choose_language(&c, reporter);
		if (good && !c.survey.has_text) {
			struct place place = {.file = options->file};
			report(reporter, SEVERITY_ERROR, &place, "empty",
			       "there is no text here that an edition could be made of");
			good = false;
		} else if (c.survey.failed || (good && !write_document(&c, e))) {
			report_memory(reporter);
			good = false;
		}
	}
	if (!good)
		edition_free(e);
	survey_free(&c.survey);
	user_header_free(&c.user);
	free(c.settings.items);
	return good;
}
