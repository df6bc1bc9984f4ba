// labels.h: where speeches begin, and how sure that is
//
// A profile's label rules say what a label looks like. Whether a line that looks like one is one,
// the whole document tells: labels recur, alternate, stand in the roster, begin a block. Each shape
// (the label rules of one name) is weighed, weak shapes are dropped, and what is left are the turns.

#ifndef STENOGRAM_LABELS_H
#define STENOGRAM_LABELS_H

#include "core/str.h"
#include "core/table.h"
#include "mark/page.h"
#include "mark/people.h"
#include "mark/profile.h"

struct label {
	// What is counted again and again stands together.
	size_t line;
	size_t key;   // index in labels.keys
	size_t shape; // index in labels.shapes
	const struct rule *rule;
	size_t text_at;  // byte where the first words begin, in the text of line + more
	size_t more;     // how many later lines the label goes on in
	unsigned traits; // a bit for each
	bool strong; // has an office, a party, a number or the like, or the name begins with a title
	bool lower;  // the first words begin in small letters
	bool begins; // begins a block
	bool doubt;
	bool clock;         // the time is one of the day, not of a recording
	struct str printed; // as it stands, from the first letter to its punctuation
	struct str name;    // views of the line; empty where the label has none
	struct str office, party, country, number, time;
	struct str direction; // a stage direction inside the label, with its brackets; of a label
			      // that goes on in later lines, its part in the first
};

struct label_key {
	struct str folded;
	size_t count;
	size_t looks;  // under all shapes
	size_t within; // how often it stands in the midst of long lines
	bool rostered;
	bool seen;   // while shapes are counted
	bool known;  // speaks under an active shape
	bool crowd;  // "Several Members"
	bool proper; // has a label with all traits that are common
};

// What the labels of one document have in common; one that lacks it is none.
// X(NAME, share of the labels that must have it so that it counts, whether speakers who recur may not
// lack it either, "meaning")
#define TRAITS(X) \
	X(BLOCK, 0.95, true, "begin a paragraph") \
	X(CAPITALS, 0.94, true, "have a word in capitals") \
	X(TITLE, 0.97, false, "begin with a title or an office") \
	X(WORDS, 0.97, false, "are of two words or more") \
	X(INDENT, 0.97, false, "are set in alike") \
	X(SAME, 0.97, false, "have their first words in the same line") \
	X(BELOW, 0.97, false, "have their first words below") \
	X(AFTER, 0.85, false, "follow the end of a sentence")

enum trait {
#define TRAIT_NAME(NAME, share, all, meaning) TRAIT_##NAME,
	TRAITS(TRAIT_NAME)
#undef TRAIT_NAME
		TRAIT_COUNT
};

// What speaks for one label rule.
struct shape {
	const struct rule *rule;
	size_t looks;     // lines that look like it, whatever else they look like
	double best;      // its quality when it was dropped
	size_t found;     // lines that look like it
	size_t recurring; // of them, those whose name occurs again or stands in the roster
	size_t speakers;  // different names among the recurring
	size_t strong;    // of the found, those that are strong
	size_t lower;     // of the found, those whose first words begin in small letters
	size_t begins;    // of the found, those that begin a block
	double quality;   // 0 to 1
	bool active;
};

// How turns are shown in a document that names no speaker.
enum unnamed {
	UNNAMED_NONE,
	UNNAMED_VOICES, // the markup tells whose voice it is, the text does not
	UNNAMED_DASHES, // each begins with a dash
	UNNAMED_BOLD,   // questions in bold, answers not
	UNNAMED_NUMBERS, // "4102. And for how long?—For 31 years.": question and answer in one paragraph
};

struct labels {
	struct label *items; // in the order of lines, at most one a line
	size_t n;
	struct label *
		looks; // all that look like labels, in the order of lines and of shapes, until it is
		       // known which are
	size_t looks_n, looks_cap;
	size_t *picks; // indices in looks: the labels while shapes are weighed
	size_t picks_n, picks_cap;
	struct label_key *keys;
	size_t keys_n, keys_cap;
	struct table by_key;
	struct shape *shapes; // in the profile's order
	size_t shapes_n, shapes_cap;
	size_t recurring; // of all labels, those whose name occurs again or stands in the roster
	size_t speakers;  // different names among them
	size_t turns;     // of them, those that follow another speaker
	enum unnamed unnamed;
	unsigned ends;   // what the labels end in, a bit each
	bool within;     // speakers begin in the midst of lines: one endless line
	unsigned common; // the traits that nearly all of them share
	size_t indent;   // the indentation of most of them
	struct arena arena;
	bool failed; // memory ran out
};

// Finds the labels among the lines for which taken[i] is false (taken may be NULL).
void labels_find(struct labels *labels, const struct page *page, const bool *taken,
                 const struct profile *profile, const struct words *words,
                 const struct people *people);

void labels_free(struct labels *labels);

// A label of someone who speaks elsewhere in the document, in the midst of a paragraph, behind the
// end of a sentence: "…? MAJOR PLIMSOLL: The War Department …". Searches text from byte `from` on and
// gives the label and the bytes it takes. False when there is none.
bool labels_within(const struct labels *labels, const struct words *words, struct str text,
                   size_t from, struct label *label, size_t *begin, size_t *end);

// The quality of the best shape, 0 when the document has no turns.
double labels_quality(const struct labels *labels);

#endif
