// profile.h: a convention as data (convert/profiles/*.profile)
//
// The manual page teiprofile(5) tells the format to those who write profiles. In short, a line each:
//
//     describes TEXT            what kind of document this is
//     extends NAME              everything that another profile says, after what this one says
//     define NAME /re/          a piece of pattern, used as %{NAME}; %{title} etc. are word lists
//     set KEY VALUE             a choice: see enum setting
//     label SHAPE /re/          how a speech begins; groups: name, office, party, country, number,
//                               time, direction
//     notlabel /re/             what looks like a label and is none
//     heading TYPE[LEVEL] /re/  the head of a division; groups: n, date
//     stage TYPE /re/           a stage direction that fills its line
//     aside TYPE /re/           a stage direction within a line; with a mark (pb, time, note, fw)
//                               for its type, that instead (group n or time)
//     fw /re/   page /re/       page furniture; a page break (group n)
//     clock /re/   cue /re/     a clock in the record, a time of the recording (group time)
//     narration /re/            a paragraph that ends a speech and is nobody's
//     roster /re/               how a roster begins (groups: org; one, where one name suffices)
//     examiner /re/   witness /re/  who asks, who answers from here on (group name)
//     opening /re/   closing /re/   a publisher's matter ends, begins
//     key KEY /re/   meta KEY /re/   split KEY /re/    metadata
//     evidence WEIGHT NEED /re/ what speaks for this profile: NEED matching lines give WEIGHT

#ifndef STENOGRAM_PROFILE_H
#define STENOGRAM_PROFILE_H

#include "core/report.h"
#include "core/str.h"
#include "mark/needs.h"
#include "mark/pattern.h"
#include "mark/words.h"

// X(NAME, "keyword", arguments, "meaning")
#define RULES(X) \
	X(LABEL, "label", 1, "how a speech begins") \
	X(NOTLABEL, "notlabel", 0, "what looks like a label and is none") \
	X(HEADING, "heading", 1, "the head of a division") \
	X(STAGE, "stage", 1, "a stage direction that fills its line") \
	X(ASIDE, "aside", 1, "a stage direction within a line") \
	X(FW, "fw", 0, "page furniture") \
	X(PAGE, "page", 0, "a page break") \
	X(CLOCK, "clock", 0, "a clock in the record") \
	X(CUE, "cue", 0, "a time of the recording") \
	X(NARRATION, "narration", 0, "a paragraph that ends a speech") \
	X(ROSTER, "roster", 0, "how a roster begins") \
	X(EXAMINER, "examiner", 0, "who asks the questions from here on") \
	X(WITNESS, "witness", 0, "who answers them") \
	X(OPENING, "opening", 0, "the last line of what a publisher puts before a document") \
	X(CLOSING, "closing", 0, "the first line of what a publisher puts behind it") \
	X(KEY, "key", 1, "the printed name of metadata") \
	X(META, "meta", 1, "a line of metadata") \
	X(SPLIT, "split", 1, "parts of a line of metadata") \
	X(EVIDENCE, "evidence", 2, "what speaks for this profile")

enum rule_kind {
#define RULE_NAME(NAME, word, arguments, meaning) RULE_##NAME,
	RULES(RULE_NAME)
#undef RULE_NAME
		RULE_KINDS
};

// X(NAME, "key", "allowed values, the first by default")
#define SETTINGS(X) \
	X(BRACKETS, "brackets", "plain editorial stage") \
	X(ELLIPSIS, "ellipsis", "plain omission") \
	X(AFTER_TURN, "after-turn", "speech narration stage") \
	X(SESSIONS, "sessions", "printed implicit") \
	X(VERSE, "verse", "none detect") \
	X(INDENTED, "indented", "text stage") \
	X(ITALICS, "italics", "text stage") \
	X(PARENTHESES, "parentheses", "stage weighed") \
	X(CHOICE, "choice", "evident default")

enum setting {
#define SETTING_NAME(NAME, key, values) SETTING_##NAME,
	SETTINGS(SETTING_NAME)
#undef SETTING_NAME
		SETTING_COUNT
};

// What must be so, besides the pattern, for a label: "label colon,block". X(NAME, "word")
#define CONDITIONS(X) \
	X(ANY, "any") \
	X(BLOCK, "block") \
	X(BOLD, "bold") \
	X(CUED, "cued") \
	X(DIRECTED, "directed") \
	X(FEW, "few") \
	X(FOLLOWED, "followed") \
	X(HEADING, "heading") \
	X(ITALIC, "italic") \
	X(KNOWN, "known") \
	X(LEADS, "leads") \
	X(STRONG, "strong") \
	X(WEAK, "weak")

enum condition {
#define CONDITION_NAME(NAME, word) CONDITION_##NAME,
	CONDITIONS(CONDITION_NAME)
#undef CONDITION_NAME
};

struct rule {
	enum rule_kind kind;
	struct str argument; // shape, type, key, weight
	unsigned level;      // of a heading, from 1
	size_t need;         // of evidence
	double weight;       // of evidence
	unsigned conditions; // of a label, a bit for each
	struct pattern pattern;
	struct str source;    // the pattern as the file has it
	struct place written; // where it stands
	unsigned depth;       // how many `extends` away from the profile itself
	size_t place;         // in the order of reading
};

enum { PROFILE_FIRST = 257 }; // the bytes that a text can begin with, and none

struct definition {
	struct str name, source;
};

struct profile {
	struct str name, describes;
	struct str settings[SETTING_COUNT];
	struct rule *items; // of each kind the profile's own first, then those it extends, in the
			    // order of the files
	size_t n, cap;
	size_t kinds[RULE_KINDS + 1];        // where the rules of each kind begin among the items
	uint64_t (*by_first)[PROFILE_FIRST]; // of each kind, see profile_candidates
	struct definition *definitions;
	size_t definitions_n, definitions_cap;
	struct arena arena; // owns all views
};

// Reads the profile `name` (a name in convert/profiles, or a path with a slash). Every mistake in
// the file is reported with its line. False after a report; *p then needs no freeing.
// With `lazy`, mistakes in patterns are told by profile_check when they have been used.
bool profile_read(struct profile *p, const char *name, const struct words *words,
                  struct patterns *patterns, bool lazy, struct reporter *reporter);

// False after a report when a pattern that was used is not well formed.
bool profile_check(const struct profile *p, struct reporter *reporter);

void profile_free(struct profile *p);

bool profile_has(const struct profile *p, enum setting setting, const char *value);

// What rules are held against: a text, and the signs in it.
struct subject {
	struct str text;
	uint16_t signs;
	bool part; // the signs are those of a text that it is a part of
};

struct subject subject_of(struct str text);

// The rules of a kind, by their places among the rules of the kind, a bit for each; the last bit
// stands for all from the 64th on. Of those in `among`, the ones that the text has all for, see needs.h.
uint64_t profile_candidates(const struct profile *p, enum rule_kind kind, struct subject subject,
                            size_t from, uint64_t among);

// The place of the first of the candidates from `place` on, or a number larger than any.
size_t profile_next(uint64_t candidates, size_t place);

// The first rule of the kind whose pattern matches the line (searched from `from` on), or NULL.
const struct rule *profile_match(const struct profile *p, enum rule_kind kind, struct subject line,
                                 size_t from, struct match *m);

// The rule of the kind that matches nearest to byte `from` (of several there, the first), or NULL.
const struct rule *profile_nearest(const struct profile *p, enum rule_kind kind,
                                   struct subject line, size_t from, struct match *m);

#endif
