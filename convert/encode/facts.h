// facts.h: settings and metadata, what the document says about itself

#ifndef STENOGRAM_FACTS_H
#define STENOGRAM_FACTS_H

#include "core/table.h"
#include "core/transcript.h"
#include "encode/inline.h"

// The keys of metadata: X(NAME, "key", kind).
#define METADATA(X) \
	X(TITLE, "title", WORDS) \
	X(SUBTITLE, "subtitle", WORDS) \
	X(DATE, "date", DATED) \
	X(PLACE, "place", WORDS) \
	X(AUTHOR, "author", WORDS) \
	X(EDITOR, "editor", WORDS) \
	X(OBTAINED_BY, "obtained-by", WORDS) \
	X(TRANSLATED_BY, "translated-by", WORDS) \
	X(FUNDER, "funder", WORDS) \
	X(PUBLISHER, "publisher", WORDS) \
	X(SERIES, "series", WORDS) \
	X(VOLUME, "volume", WORDS) \
	X(REPOSITORY, "repository", WORDS) \
	X(SHELFMARK, "shelfmark", WORDS) \
	X(IDNO, "idno", WORDS) \
	X(SOURCE, "source", PROSE) \
	X(URL, "url", PROSE) \
	X(RIGHTS, "rights", PROSE) \
	X(LICENCE, "licence", PROSE) \
	X(LANGUAGE, "language", LANGUAGE) \
	X(CLASSIFICATION, "classification", WORDS) \
	X(COPY, "copy", PROSE) \
	X(PROVENANCE, "provenance", WORDS) \
	X(ORIGIN_DATE, "origin-date", DATED) \
	X(PUBLICATION_DATE, "publication-date", DATED) \
	X(RECORDING, "recording", PROSE) \
	X(SUBJECT, "subject", WORDS)

enum metadata {
#define METADATA_NAME(NAME, word, kind) METADATA_##NAME,
	METADATA(METADATA_NAME)
#undef METADATA_NAME
		METADATA_COUNT // no such key
};

enum metadata_kind {
	KIND_WORDS,    // a final full stop is no part of it
	KIND_PROSE,    // as it stands
	KIND_DATED,    // a date
	KIND_LANGUAGE, // a language
};

enum metadata metadata_parse(struct str key);
enum metadata_kind metadata_kind(enum metadata key);

// One value for the header, with white space folded.
struct fact {
	enum metadata key;
	struct str text;
	struct str normal; // the ISO date or the language tag, where there is a good one
};

struct facts {
	struct fact *items; // each once, in the order of the document
	size_t n, cap;
	struct str profile, score, lang; // settings; may be empty
	enum brackets brackets;
	bool omissions; // an ellipsis at either end of a paragraph is an editor's omission
	struct table seen;
	struct arena arena; // owns the views
	bool failed;        // memory ran out
};

void facts_free(struct facts *facts);

// What is wrong with an argument: a rule id, the argument, and what to do about it. A NULL rule:
// nothing is wrong.
struct complaint {
	const char *rule;
	struct str what;
	const char *message; // goes on behind "'what' "
};

extern const char complaint_no_date[];

// Whether a row before the first line of the text is a setting: "&meta lang en".
bool facts_is_setting(const struct row *row);

// Reads a setting.
struct complaint facts_set(struct facts *facts, const struct row *row);

// Adds what a meta row says. `text` is its whole value, with the rows that go on in it.
struct complaint facts_add(struct facts *facts, const struct row *row, struct str text);

// Adds a value as it is; one that is there already is not added again.
void facts_put(struct facts *facts, enum metadata key, struct str text, struct str normal);

// A copy of the text with runs of white space as one blank and none at the ends.
struct str folded_blanks(struct arena *arena, struct str text);

// The next value of a key: *at is where to look from, moved behind it. NULL when there is no more.
const struct fact *facts_next(const struct facts *facts, enum metadata key, size_t *at);
bool facts_have(const struct facts *facts, enum metadata key);

#endif
