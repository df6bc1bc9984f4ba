// survey.h: what the header and the pointers of the text have to know before a word is written
//
// One pass over the rows: settings, metadata, people, and the ids of divisions, notes and points in
// time. Whatever is wrong with the arguments of a row is told here, once.

#ifndef STENOGRAM_SURVEY_H
#define STENOGRAM_SURVEY_H

#include <stdint.h>

#include "encode/facts.h"
#include "encode/ids.h"
#include "encode/participants.h"

struct division {
	struct str id;   // empty for none
	struct str date; // ISO; empty for none or a bad one
};

struct cue {
	uint64_t start, end; // millionths of a second; end 0: none
	struct str seconds;  // the start as the row has it
	size_t when; // the number of its point in the timeline, 0 where the row gives no time
};

// A note that has a number, which anchors refer to.
struct numbered_note {
	struct str number;
	size_t next; // 1 + index of the next note with this number; 0 for none
	size_t due;  // of the first note with a number: 1 + index of the one that anchors now mean
};

// What a speech is in an examination: ana=question.
struct category {
	struct str name, id;
};

struct survey {
	const struct transcript *transcript;
	const char *file; // the name of the marked lines, for reports; NULL for none
	struct reporter *reporter;
	size_t settings; // rows at the beginning that are settings or were taken for them

	struct facts facts;
	struct ids ids;
	struct participants people;
	unsigned char *flow; // of each row, flow.h

	// Of the div, cue and numbered note rows, in their order.
	struct {
		struct division *items;
		size_t n, cap;
	} divisions;
	struct {
		struct cue *items;
		size_t n, cap;
	} cues;
	struct {
		struct numbered_note *items;
		size_t n, cap;
	} notes;
	struct table note_numbers; // a number -> the first note that has it

	struct {
		struct category *items;
		size_t n, cap;
	} categories;                                       // values of ana=
	struct table category_names;                        // a value -> its index
	struct str speech_prefix, time_prefix, note_prefix; // "sp-", "t", "note-"
	size_t speeches;
	size_t points; // in the timeline, beyond its origin
	bool has_text;
	bool failed; // memory ran out
};

// Looks through the rows. `reserved` are ids that stand in the user's header, n of them: none of
// ours is the same, except where the same person, organisation or category is meant. Free with
// survey_free whatever happens.
void survey_read(struct survey *s, const struct transcript *t, const char *file,
                 const struct table *reserved, struct reporter *reporter);

void survey_free(struct survey *s);

// Tells what is wrong with a row.
void survey_warn(const struct survey *s, size_t row, const char *rule, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

#endif
