// filedesc.c: the fileDesc, titles, those responsible, publication and source

#include "encode/header.h"
#include "encode/when.h"

static const struct str NONE = {0};

// Each value of a key as an element of its own. Returns whether there is any.
static bool write_each(struct tei *w, const struct facts *facts, enum metadata key,
                       struct str element, struct str attribute, struct str value)
{
	const struct fact *fact;
	size_t at = 0;
	bool any = false;
	while ((fact = facts_next(facts, key, &at))) {
		tei_open_block(w, element);
		if (attribute.n)
			tei_put_attribute(w, attribute, value);
		if (metadata_kind(key) == KIND_DATED && fact->normal.n)
			when_date(w, fact->normal);
		tei_text(w, fact->text);
		tei_close(w);
		any = true;
	}
	return any;
}

static void write_responsible(struct tei *w, const struct facts *facts, enum metadata key,
                              const char *what)
{
	const struct fact *fact;
	size_t at = 0;
	while ((fact = facts_next(facts, key, &at))) {
		tei_block(w, "respStmt");
		tei_element(w, "resp", str_from(what));
		tei_element(w, "persName", fact->text);
		tei_close(w);
	}
}

static void write_titles(struct tei *w, const struct facts *facts)
{
	tei_block(w, "titleStmt");
	if (!write_each(w, facts, METADATA_TITLE, STR("title"), NONE, NONE))
		tei_element(w, "title", STR("Untitled transcript"));
	write_each(w, facts, METADATA_SUBTITLE, STR("title"), TEI_ATTRIBUTE("type"), STR("sub"));
	write_each(w, facts, METADATA_AUTHOR, STR("author"), NONE, NONE);
	write_each(w, facts, METADATA_EDITOR, STR("editor"), NONE, NONE);
	write_each(w, facts, METADATA_FUNDER, STR("funder"), NONE, NONE);
	write_responsible(w, facts, METADATA_OBTAINED_BY, "Obtained by");
	write_responsible(w, facts, METADATA_TRANSLATED_BY, "Translated by");
	tei_close(w);
}

static void write_extent(struct tei *w, size_t speeches)
{
	struct buf text = {0};
	if (!speeches)
		return;
	buf_printf(&text, "%zu speech%s", speeches, speeches == 1 ? "" : "es");
	tei_block(w, "extent");
	tei_block(w, "measure");
	tei_attribute(w, "unit", STR("speeches"));
	tei_attribute_number(w, "quantity", (struct str){0}, speeches);
	tei_text(w, buf_str(&text));
	tei_close(w);
	tei_close(w);
	w->out->failed |= text.failed;
	buf_free(&text);
}

// The address in a licence's text, where it has one.
static struct str find_address(struct str text)
{
	struct str word;
	while ((word = str_word(&text)).n)
		if (str_starts(word, STR("http://")) || str_starts(word, STR("https://")))
			return word;
	return (struct str){0};
}

static void write_licences(struct tei *w, const struct facts *facts)
{
	const struct fact *fact;
	size_t at = 0;
	while ((fact = facts_next(facts, METADATA_LICENCE, &at))) {
		tei_block(w, "licence");
		tei_address(w, find_address(fact->text));
		tei_text(w, fact->text);
		tei_close(w);
	}
}

static void write_publication(struct tei *w, const struct facts *facts)
{
	bool rights = facts_have(facts, METADATA_RIGHTS) || facts_have(facts, METADATA_LICENCE);
	tei_block(w, "publicationStmt");
	if (!write_each(w, facts, METADATA_PUBLISHER, STR("publisher"), NONE, NONE)) {
		if (!rights && !facts_have(facts, METADATA_IDNO) &&
		    !facts_have(facts, METADATA_PUBLICATION_DATE)) {
			tei_element(w, "p", STR("The transcript does not say who published it."));
			tei_close(w);
			return;
		}
		tei_element(w, "authority", STR("not named in the transcript"));
	}
	write_each(w, facts, METADATA_PUBLICATION_DATE, STR("date"), NONE, NONE);
	write_each(w, facts, METADATA_IDNO, STR("idno"), TEI_ATTRIBUTE("type"), STR("record"));
	if (rights) {
		tei_block(w, "availability");
		write_each(w, facts, METADATA_RIGHTS, STR("p"), NONE, NONE);
		write_licences(w, facts);
		tei_close(w);
	}
	tei_close(w);
}

static void write_series(struct tei *w, const struct facts *facts)
{
	if (!facts_have(facts, METADATA_SERIES))
		return;
	tei_block(w, "seriesStmt");
	write_each(w, facts, METADATA_SERIES, STR("title"), NONE, NONE);
	write_each(w, facts, METADATA_VOLUME, STR("biblScope"), TEI_ATTRIBUTE("unit"),
	           STR("volume"));
	tei_close(w);
}

static void write_other_identifier(struct tei *w, const char *type, struct str text)
{
	tei_block(w, "altIdentifier");
	tei_attribute(w, "type", str_from(type));
	tei_element(w, "idno", text);
	tei_close(w);
}

static void write_identifier(struct tei *w, const struct facts *facts)
{
	const struct fact *fact;
	size_t repositories = 0, shelfmarks = 0;
	tei_block(w, "msIdentifier");
	if ((fact = facts_next(facts, METADATA_REPOSITORY, &repositories)))
		tei_element(w, "repository", fact->text);
	if ((fact = facts_next(facts, METADATA_SHELFMARK, &shelfmarks)))
		tei_element(w, "idno", fact->text);
	// TEI has room for one archive and, before 4.0, one shelf mark.
	while ((fact = facts_next(facts, METADATA_REPOSITORY, &repositories)) ||
	       (fact = facts_next(facts, METADATA_SHELFMARK, &shelfmarks))) {
		write_other_identifier(w,
		                       fact->key == METADATA_SHELFMARK ? "shelfmark" : "repository",
		                       fact->text);
	}
	size_t copies = 0;
	while ((fact = facts_next(facts, METADATA_COPY, &copies)))
		write_other_identifier(w, "copy", fact->text);
	tei_close(w);
}

static void write_manuscript(struct tei *w, const struct facts *facts)
{
	tei_block(w, "msDesc");
	write_identifier(w, facts);
	if (facts_have(facts, METADATA_CLASSIFICATION)) {
		tei_block(w, "physDesc");
		tei_block(w, "additions");
		write_each(w, facts, METADATA_CLASSIFICATION, STR("stamp"), TEI_ATTRIBUTE("type"),
		           STR("classification"));
		tei_close(w);
		tei_close(w);
	}
	bool dated = facts_have(facts, METADATA_ORIGIN_DATE);
	if (dated || facts_have(facts, METADATA_PROVENANCE)) {
		tei_block(w, "history");
		if (dated) {
			tei_block(w, "origin");
			write_each(w, facts, METADATA_ORIGIN_DATE, STR("origDate"), NONE, NONE);
			tei_close(w);
		}
		write_each(w, facts, METADATA_PROVENANCE, STR("provenance"), NONE, NONE);
		tei_close(w);
	}
	tei_close(w);
}

static void write_addresses(struct tei *w, const struct facts *facts)
{
	const struct fact *fact;
	size_t at = 0;
	while ((fact = facts_next(facts, METADATA_URL, &at))) {
		tei_block(w, "ref");
		tei_address(w, fact->text);
		tei_text(w, fact->text);
		tei_close(w);
	}
}

// What is known of a source that is in no archive.
static void write_source_notes(struct tei *w, const struct facts *facts)
{
	write_each(w, facts, METADATA_ORIGIN_DATE, STR("date"), TEI_ATTRIBUTE("type"),
	           STR("origin"));
	write_each(w, facts, METADATA_PROVENANCE, STR("note"), TEI_ATTRIBUTE("type"),
	           STR("provenance"));
	write_each(w, facts, METADATA_CLASSIFICATION, STR("note"), TEI_ATTRIBUTE("type"),
	           STR("classification"));
	write_each(w, facts, METADATA_COPY, STR("note"), TEI_ATTRIBUTE("type"), STR("copy"));
}

static void write_known(struct tei *w, const char *type, struct str text)
{
	if (!text.n)
		return;
	tei_block(w, "idno");
	tei_attribute(w, "type", str_from(type));
	tei_text(w, text);
	tei_close(w);
}

// How the document came to us: the same whatever carried it.
static void write_provenance(struct tei *w, const struct provenance *p)
{
	tei_block(w, "bibl");
	tei_attribute(w, "type", STR("file"));
	if (p->uri.n) {
		tei_block(w, "ref");
		tei_address(w, p->uri);
		tei_text(w, p->uri);
		tei_close(w);
	}
	if (p->captured.n) {
		tei_block(w, "date");
		tei_attribute(w, "type", STR("captured"));
		if (p->captured.n >= 10 && when_is_date(str_from_to(p->captured, 0, 10)))
			tei_attribute(w, "when", p->captured);
		tei_text(w, p->captured);
		tei_close(w);
	}
	write_known(w, "path", p->path);
	write_known(w, "sha256", p->checksum);
	tei_close(w);
}

static void write_source(struct tei *w, const struct facts *facts,
                         const struct provenance *provenance)
{
	bool manuscript =
		facts_have(facts, METADATA_REPOSITORY) || facts_have(facts, METADATA_SHELFMARK);
	bool notes = !manuscript && (facts_have(facts, METADATA_ORIGIN_DATE) ||
	                             facts_have(facts, METADATA_PROVENANCE) ||
	                             facts_have(facts, METADATA_CLASSIFICATION) ||
	                             facts_have(facts, METADATA_COPY));
	bool volume = facts_have(facts, METADATA_VOLUME) && !facts_have(facts, METADATA_SERIES);
	bool bibl = notes || volume || facts_have(facts, METADATA_URL);
	bool recording = facts_have(facts, METADATA_RECORDING);
	tei_block(w, "sourceDesc");
	if (manuscript)
		write_manuscript(w, facts);
	bool source = write_each(w, facts, METADATA_SOURCE, STR("bibl"), NONE, NONE);
	if (bibl) {
		tei_block(w, "bibl");
		write_addresses(w, facts);
		if (volume)
			write_each(w, facts, METADATA_VOLUME, STR("biblScope"),
			           TEI_ATTRIBUTE("unit"), STR("volume"));
		if (notes)
			write_source_notes(w, facts);
		tei_close(w);
	}
	if (recording) {
		tei_block(w, "recordingStmt");
		tei_block(w, "recording");
		write_each(w, facts, METADATA_RECORDING, STR("p"), NONE, NONE);
		tei_close(w);
		tei_close(w);
	}
	if (provenance)
		write_provenance(w, provenance);
	else if (!manuscript && !source && !bibl && !recording)
		tei_element(w, "p", STR("The transcript does not say where it comes from."));
	tei_close(w);
}

void header_file(struct tei *w, const struct header *h)
{
	const struct facts *facts = &h->survey->facts;
	const struct user_header *user = h->user;
	tei_block(w, "fileDesc");
	if (!user_header_put(user, w, "fileDesc", "titleStmt"))
		write_titles(w, facts);
	user_header_put(user, w, "fileDesc", "editionStmt");
	if (!user_header_put(user, w, "fileDesc", "extent"))
		write_extent(w, h->survey->speeches);
	if (!user_header_put(user, w, "fileDesc", "publicationStmt"))
		write_publication(w, facts);
	if (!user_header_put(user, w, "fileDesc", "seriesStmt"))
		write_series(w, facts);
	user_header_put(user, w, "fileDesc", "notesStmt");
	if (!user_header_put(user, w, "fileDesc", "sourceDesc"))
		write_source(w, facts, h->provenance);
	tei_close(w);
}
