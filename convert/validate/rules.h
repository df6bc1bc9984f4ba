// rules.h: what an edition of speech should satisfy beyond its schema and its links
//
// Checks that follow a document in one reading, with memory for its depth and for what must be known at
// its end (labels of speakers). They look at elements in the namespace of TEI alone.

#ifndef STENOGRAM_RULES_H
#define STENOGRAM_RULES_H

#include "core/xml.h"
#include "validate/findings.h"
#include "validate/links.h"

// Every rule: X(NAME, "id", LEVEL, "what it asks for")
#define CHECK_RULES(X) \
	X(DATE_ORDER, "date-order", ERROR, "what begins does not end before") \
	X(NUMBER_ORDER, "number-order", WARNING, \
	  "divisions and speeches that are numbered come in order") \
	X(SPEECH_EMPTY, "speech-empty", WARNING, "something is said or done in a speech") \
	X(SPEAKER_LABEL, "speaker-label", WARNING, \
	  "a printed name means one person nearly always") \
	X(CHARACTER, "text-character", WARNING, "every character of the text can be read") \
	X(NFC, "text-nfc", WARNING, "letters and their accents are one character (NFC)") \
	X(SCRIPT, "text-script", WARNING, "a word is written in one script")

// Their bits follow those of the link rules.
enum check_rule {
	CHECK_FIRST_MINUS_ONE = LINK_RULE_COUNT - 1,
#define CHECK_RULE_NAME(NAME, id, level, meaning) CHECK_##NAME,
	CHECK_RULES(CHECK_RULE_NAME)
#undef CHECK_RULE_NAME
		RULE_COUNT
};

#define RULES_ALL ((1u << RULE_COUNT) - 1)

// The id of a rule of either kind.
const char *rule_id(unsigned rule);

// What the rules share.
struct rules {
	unsigned on; // a set, bit 1 << rule
	struct xml_text *text;
	struct findings *findings;
	const unsigned char *tei; // the namespace, once it was met
	size_t depth;
	struct buf run; // text that was read in pieces, up to the next tag
	size_t run_at;
	struct speech_rules *speech;
	unsigned told[RULE_COUNT]; // how often
};

// NULL: no memory. `text` and `findings` are borrowed until rules_free().
struct rules *rules_new(unsigned on, struct xml_text *text, struct findings *findings);

// The events of a document. False: no memory, told in the findings.
bool rules_start(struct rules *r, const struct xml_element *element);
bool rules_text(struct rules *r, struct str text, size_t at);
bool rules_end(struct rules *r);

// After the last tag of a complete document.
void rules_finish(struct rules *r);
void rules_free(struct rules *r);

// Tells a finding of a rule, unless that is off or was told often enough in this document.
void rule_tell(struct rules *r, enum check_rule rule, size_t at, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

static inline bool rule_holds(const struct rules *r, enum check_rule rule)
{
	return r->on & 1u << rule;
}

// The value of an attribute without namespace; an empty view when it is not there.
struct str rule_attribute(const struct xml_element *element, const char *name);

#endif
