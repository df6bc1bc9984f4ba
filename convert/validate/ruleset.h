// ruleset.h: which rules hold, and how grave it is to break each
//
// Rules are what an edition should satisfy beyond its schema. Each has an id, by which it is switched,
// suppressed and looked up in the manual.

#ifndef STENOGRAM_RULESET_H
#define STENOGRAM_RULESET_H

#include <stdint.h>

#include "core/report.h"
#include "validate/findings.h"

// Every rule: X(NAME, "id", LEVEL, WHEN, "what it asks for"). WHEN: USUAL unless turned off, ASKED
// only where it is asked for by name.
#define RULES(X) \
	X(ID_DUPLICATE, "id-duplicate", ERROR, USUAL, "an xml:id names one element alone") \
	X(ID_NAME, "id-name", ERROR, USUAL, "an xml:id is a name, without blanks and colons") \
	X(LINK_MISSING, "link-target-missing", ERROR, USUAL, \
	  "a pointer such as who=\"#a\" has its xml:id=\"a\"") \
	X(LINK_BLANK, "link-blank", ERROR, USUAL, "no blank stands inside a pointer") \
	X(LINK_BARE, "link-not-a-pointer", ERROR, USUAL, "a pointer to an id begins with \"#\"") \
	X(LINK_ELSEWHERE, "link-elsewhere", WARNING, USUAL, \
	  "what a part of a corpus points to can be looked up") \
	X(LINK_FILE, "link-file-missing", WARNING, USUAL, "a file that is pointed to is there") \
	X(LINK_UNCHECKED, "link-unchecked", INFO, USUAL, \
	  "a file whose ids are pointed to is checked, too") \
	X(LINK_PREFIX, "link-prefix", WARNING, USUAL, \
	  "a prefix of a pointer is defined, and what follows fits") \
	X(CORPUS_ID, "id-corpus", ERROR, ASKED, "an id is there once in all documents of a run") \
	X(LANG_TAG, "lang-tag", ERROR, USUAL, "xml:lang has a tag of BCP 47, such as \"de\"") \
	X(WHO_PERSON, "who-not-a-person", WARNING, USUAL, "who points to somebody") \
	X(PERSON_SILENT, "person-silent", INFO, USUAL, "a participant speaks") \
	X(DATE_ORDER, "date-order", ERROR, USUAL, "what begins does not end before") \
	X(DATE_REAL, "date-real", ERROR, USUAL, "every date is one of the calendar") \
	X(DATE_TEXT, "date-text", WARNING, USUAL, "a printed date is that of its value") \
	X(DATE_OUTSIDE, "date-outside", WARNING, USUAL, \
	  "a session lies in the time that the header gives") \
	X(DATE_SEQUENCE, "date-sequence", WARNING, USUAL, "sessions follow each other in time") \
	X(NUMBER_ORDER, "number-order", WARNING, USUAL, \
	  "divisions and speeches that are numbered come in order") \
	X(COUNT_MEASURE, "count-measure", WARNING, USUAL, \
	  "a measure of the text is what is counted") \
	X(COUNT_TAG, "count-tag", WARNING, USUAL, "the use of tags is what is counted") \
	X(FILE_NAME, "file-name", WARNING, USUAL, \
	  "xml:id and the name of the file are no slip apart") \
	X(FILE_NAME_STRICT, "file-name-strict", WARNING, ASKED, "xml:id is the name of the file") \
	X(ELEMENT_EMPTY, "element-empty", WARNING, USUAL, "what should hold a text holds one") \
	X(PERSON_TWIN, "person-twin", WARNING, USUAL, "two people are not one") \
	X(SPEECH_EMPTY, "speech-empty", WARNING, USUAL, "something is said or done in a speech") \
	X(SPEECH_NO_WHO, "speech-no-who", WARNING, USUAL, \
	  "a speech has who, where nearly all have") \
	X(SPEECH_TWICE, "speech-twice", WARNING, USUAL, "nobody says the same twice on end") \
	X(SPEECH_UNSPLIT, "speech-unsplit", WARNING, USUAL, \
	  "a paragraph of a speech does not begin with another speaker") \
	X(SPEAKER_LABEL, "speaker-label", WARNING, USUAL, \
	  "a printed name means one person nearly always") \
	X(CHARACTER, "text-character", WARNING, USUAL, "every character of the text can be read") \
	X(NFC, "text-nfc", WARNING, USUAL, "letters and their accents are one character (NFC)") \
	X(SCRIPT, "text-script", WARNING, USUAL, "a word is written in one script") \
	X(MOJIBAKE, "text-mojibake", WARNING, USUAL, "the text was read in its encoding") \
	X(MARK, "text-mark", WARNING, USUAL, "editors' marks are elements") \
	X(GAP, "text-gap", WARNING, ASKED, "what is left out is a gap") \
	X(BRACKET, "text-bracket", WARNING, USUAL, "square brackets come in pairs")

enum rule {
#define RULE_NAME(NAME, id, level, when, meaning) RULE_##NAME,
	RULES(RULE_NAME)
#undef RULE_NAME
		RULE_COUNT
};

struct ruleset {
	uint64_t on; // bit 1 << rule
	enum severity levels[RULE_COUNT];
};

const char *rule_id(enum rule rule);

// All usual rules at their own levels.
struct ruleset ruleset_usual(void);

// No rule but that of ids, which are part of validity by the schema (RELAX NG DTD Compatibility).
struct ruleset ruleset_none(void);

// Changes a set as --rules says, item by item, separated by commas: "all", "none", "ID", "ID=LEVEL" (error,
// warning, info or off), "-ID". A list that begins with a plain ID begins with none. False: reported
// what there is.
bool ruleset_change(struct ruleset *set, struct str list, struct reporter *reporter);

// Appends the set as "ID=LEVEL", with commas, those that are off included.
void ruleset_put(struct buf *out, const struct ruleset *set);

static inline bool ruleset_has(const struct ruleset *set, enum rule rule)
{
	return set->on & (uint64_t)1 << rule;
}

// Keeps a finding of a rule at its level, unless that is off. Gives what findings_add gives.
size_t ruleset_tell(const struct ruleset *set, struct findings *findings, enum rule rule, size_t at,
                    const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
