// header.c: the teiHeader, what the document is and how it came to be

#include "encode/header.h"

#include "core/origin.h"
#include "core/program.h"
#include "encode/language.h"
#include "encode/when.h"

static void write_application(struct tei *w, const struct header *h)
{
	const struct facts *facts = &h->survey->facts;
	tei_block(w, "appInfo");
	tei_block(w, "application");
	tei_attribute(w, "ident", STR("stenogram"));
	tei_attribute(w, "version", STR(STENOGRAM_VERSION));
	tei_element(w, "label", STR("Stenogram"));
	if (facts->profile.n) {
		tei_block(w, "desc");
		tei_text(w, STR("Recognised with the profile "));
		tei_text(w, facts->profile);
		if (facts->score.n) {
			tei_text(w, STR(" (score "));
			tei_text(w, facts->score);
			tei_text(w, STR(")"));
		}
		tei_text(w, STR("."));
		tei_close(w);
	}
	tei_close(w);
	tei_close(w);
}

static void tell_count(struct buf *text, size_t n, const char *one, const char *many)
{
	if (n == 1)
		buf_printf(text, " 1 %s", one);
	else if (n)
		buf_printf(text, " %zu %s", n, many);
}

// What teiclean did to the bytes.
static void tell_origin(struct buf *text, const struct origin *o)
{
	if (!str_is(o->format, "text"))
		buf_printf(text, " The source is a file in the format %.*s.", STR_ARG(o->format));
	if (!str_is(o->encoding, "utf-8"))
		buf_printf(text, " The source was read as %.*s: %s.", STR_ARG(o->encoding),
		           origin_reason(o));
	if (o->mark)
		buf_puts(text, " A byte order mark was left out.");
	tell_count(text, o->nul, "NUL byte was left out.", "NUL bytes were left out.");
	tell_count(text, o->undecoded, "sequence of bytes could not be decoded and became U+FFFD.",
	           "sequences of bytes could not be decoded and became U+FFFD.");
	tell_count(text, o->controls, "control character was left out or became a hyphen.",
	           "control characters were left out or became hyphens.");
	tell_count(text, o->windows, "control character was read as windows-1252 has it.",
	           "control characters were read as windows-1252 has them.");
	if (o->composed)
		buf_puts(text, " Some characters of the source were composed to be in NFC.");
}

static void write_normalization(struct tei *w, const struct survey *s)
{
	struct origin origin = origin_of(s->transcript);
	struct buf text = {0};
	buf_puts(&text,
	         "Line ends, tabs and odd spaces were made uniform, and the text is in Unicode "
	         "NFC. All other characters of the source stand in the text, in their order; "
	         "white space between blocks was added.");
	tell_origin(&text, &origin);
	tei_block(w, "normalization");
	tei_element(w, "p", buf_str(&text));
	tei_close(w);
	w->out->failed |= text.failed;
	buf_free(&text);
}

static void write_interpretation(struct tei *w, const struct facts *facts)
{
	tei_block(w, "interpretation");
	tei_element(w, "p",
	            STR("Speeches, people, divisions and metadata were marked by a program that "
	                "reads the layout, or by hand. What is doubtful has @cert: low where the "
	                "kind of thing could be another, medium where its name or number could."));
	tei_element(w, "p",
	            STR("Dates and times that are printed in full have their ISO form in "
	                "attributes. Page furniture is kept in fw."));
	if (facts->brackets == BRACKETS_EDITORIAL)
		tei_element(w, "p",
		            STR("Square brackets are an editor's; what stands in them is encoded "
		                "by its "
		                "form as supplied, as a gloss, as a correction or as a note. The "
		                "brackets stand in the text."));
	else if (facts->brackets == BRACKETS_STAGE)
		tei_element(w, "p", STR("Square brackets hold stage directions."));
	if (facts->omissions)
		tei_element(
			w, "p",
			STR("Dots at the start or the end of a paragraph are an editor's omission "
		            "(gap)."));
	tei_close(w);
}

static void write_categories(struct tei *w, const struct header *h)
{
	const struct survey *s = h->survey;
	bool open = false;
	for (size_t i = 0; i < s->categories.n; i++) {
		const struct category *c = &s->categories.items[i];
		if (user_header_describes(h->user, c->id))
			continue;
		if (!open) {
			tei_block(w, "classDecl");
			tei_block(w, "taxonomy");
		}
		open = true;
		tei_block(w, "category");
		tei_attribute(w, "xml:id", c->id);
		tei_element(w, "catDesc", c->name);
		tei_close(w);
	}
	if (open) {
		tei_close(w);
		tei_close(w);
	}
}

static void write_encoding(struct tei *w, const struct header *h)
{
	tei_block(w, "encodingDesc");
	if (h->lang.n && !str_starts(h->lang, STR("en")))
		tei_attribute(w, "xml:lang", STR("en"));
	write_application(w, h);
	tei_block(w, "editorialDecl");
	write_normalization(w, h->survey);
	write_interpretation(w, &h->survey->facts);
	tei_close(w);
	write_categories(w, h);
	user_header_put(h->user, w, "encodingDesc", NULL);
	tei_close(w);
}

static void write_date_fact(struct tei *w, const struct fact *fact)
{
	tei_block(w, "date");
	if (fact->normal.n)
		when_date(w, fact->normal);
	tei_text(w, fact->text);
	tei_close(w);
}

static void write_creation(struct tei *w, const struct facts *facts)
{
	size_t at = 0;
	const struct fact *fact = facts_next(facts, METADATA_DATE, &at);
	if (!fact)
		return;
	tei_block(w, "creation");
	for (; fact; fact = facts_next(facts, METADATA_DATE, &at))
		write_date_fact(w, fact);
	tei_close(w);
}

static void write_language(struct tei *w, struct str lang)
{
	if (!lang.n)
		return;
	tei_block(w, "langUsage");
	tei_block(w, "language");
	tei_attribute(w, "ident", lang);
	tei_text(w, language_name(lang));
	tei_close(w);
	tei_close(w);
}

static void write_setting(struct tei *w, const struct setting *setting)
{
	tei_block(w, "setting");
	tei_pointer(w, "corresp", setting->where);
	tei_block(w, "date");
	when_date(w, setting->iso);
	tei_text(w, setting->date.n ? setting->date : setting->iso);
	tei_close(w);
	if (setting->clock.n) {
		tei_block(w, "time");
		tei_attribute(w, "from", str_from(setting->from));
		tei_attribute(w, "to", str_from(setting->to));
		tei_text(w, setting->clock);
		tei_close(w);
	}
	tei_close(w);
}

static void write_settings(struct tei *w, const struct header *h)
{
	const struct facts *facts = &h->survey->facts;
	const struct fact *place;
	size_t at = 0;
	if (!h->settings_n && !facts_have(facts, METADATA_PLACE))
		return;
	tei_block(w, "settingDesc");
	while ((place = facts_next(facts, METADATA_PLACE, &at))) {
		tei_block(w, "setting");
		tei_block(w, "name");
		tei_attribute(w, "type", STR("place"));
		tei_text(w, place->text);
		tei_close(w);
		tei_close(w);
	}
	for (size_t i = 0; i < h->settings_n; i++)
		write_setting(w, &h->settings[i]);
	tei_close(w);
}

static void write_subjects(struct tei *w, const struct facts *facts)
{
	const struct fact *subject;
	size_t at = 0;
	if (!facts_have(facts, METADATA_SUBJECT))
		return;
	tei_block(w, "textClass");
	tei_block(w, "keywords");
	while ((subject = facts_next(facts, METADATA_SUBJECT, &at)))
		tei_element(w, "term", subject->text);
	tei_close(w);
	tei_close(w);
}

// Nothing is known of some documents.
static bool has_profile(const struct header *h)
{
	const struct facts *facts = &h->survey->facts;
	return h->lang.n || h->settings_n || h->survey->people.n || h->survey->people.orgs_n ||
	       facts_have(facts, METADATA_DATE) || facts_have(facts, METADATA_PLACE) ||
	       facts_have(facts, METADATA_SUBJECT) || user_header_has(h->user, "profileDesc");
}

static void write_profile(struct tei *w, const struct header *h)
{
	if (!has_profile(h))
		return;
	tei_block(w, "profileDesc");
	write_creation(w, &h->survey->facts);
	write_language(w, h->lang);
	write_settings(w, h);
	header_participants(w, h);
	write_subjects(w, &h->survey->facts);
	user_header_put(h->user, w, "profileDesc", NULL);
	tei_close(w);
}

void header_write(struct tei *w, const struct header *h)
{
	tei_block(w, "teiHeader");
	header_file(w, h);
	write_encoding(w, h);
	write_profile(w, h);
	user_header_put(h->user, w, "teiHeader", "xenoData");
	user_header_put(h->user, w, "teiHeader", "revisionDesc");
	tei_close(w);
}
