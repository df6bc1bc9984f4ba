// plan.h: what each line of the document is taken for
//
// The passes of marking (roster, regions, labels, narration) each decide the lines that they know;
// mark.c writes the rows from the whole plan at the end. A line is decided once.

#ifndef STENOGRAM_PLAN_H
#define STENOGRAM_PLAN_H

#include "core/str.h"
#include "core/transcript.h"
#include "mark/labels.h"
#include "mark/page.h"
#include "mark/people.h"
#include "mark/profile.h"
#include "mark/scribe.h"

struct decision {
	enum mark mark; // when decided
	bool decided;
	bool doubt;
	const struct rule *rule; // that decided, or NULL
	struct str args;         // of the row
	unsigned level;          // of a division without a rule
	size_t label;            // index in plan.labels, for MARK_SP
	size_t split;            // bytes of the text that are the row's printed label; 0: none
	bool unnamed;            // MARK_SP without a label
	bool tail;               // the label of a line above goes on: `split` bytes of it
};

// What words in parentheses within a speech are.
enum parentheses {
	PARENTHESES_STAGE,    // directions
	PARENTHESES_SENTENCE, // directions if they are a sentence
	PARENTHESES_SPEECH,   // words spoken aside
};

struct plan {
	const struct page *page;
	const struct profile *profile;
	const struct words *words;
	struct people people;
	struct labels labels;
	struct decision *items;  // one a line
	size_t opening, closing; // the lines of the document itself, without a publisher's matter
	size_t front_end;        // the first line behind the front matter
	size_t back;             // the first line of the back matter, or page->n
	bool narrated;           // a paragraph behind a speech is narration
	bool front_has_text;     // a paragraph or the like stands in front, so regions must be told
	enum parentheses parentheses;
	struct arena arena; // owns arguments
};

// An empty plan. The page, profile and words must outlive it. False when memory ran out.
bool plan_init(struct plan *plan, const struct page *page, const struct profile *profile,
               const struct words *words);

void plan_free(struct plan *plan);

// Decides line i; a decided line stays as it is. Gives the decision to be completed.
struct decision *plan_decide(struct plan *plan, size_t i, enum mark mark, const struct rule *rule);

// "session 2 1960-09-19" for a heading: its type, its number and its date, as far as it has them.
struct str plan_heading(struct plan *plan, const struct rule *rule, const struct match *m);

// The passes, in this order.
void plan_hints(struct plan *plan);           // what the markup of laid-out input says by itself
void plan_publisher(struct plan *plan);       // where the document begins and ends
void plan_titles(struct plan *plan);          // a title that is printed twice
void plan_furniture(struct plan *plan);       // fw, page breaks, clocks
void plan_rosters(struct plan *plan);         // rosters, and the people in them
void plan_metadata(struct plan *plan);        // metadata before the transcript, with printed names
void plan_headings(struct plan *plan);        // the heads of divisions
void plan_examiners(struct plan *plan);       // who asks from here on
void plan_scene_casts(struct plan *plan);     // who is on the stage, below a heading
void plan_marked_headings(struct plan *plan); // headings by markup that are no labels
void plan_notes(struct plan *plan);           // "Note: …"
void plan_labels(struct plan *plan);          // speeches

// All of these up to the labels, in their order: what a profile is judged by.
void plan_speeches(struct plan *plan);

void plan_rubrics(struct plan *plan);     // headings that only stand between speeches
void plan_lists(struct plan *plan);       // lists among narration
void plan_regions(struct plan *plan);     // front and back matter with their metadata
void plan_stages(struct plan *plan);      // stage directions that fill their lines
void plan_parentheses(struct plan *plan); // what parentheses within speech are

// A sentence, or words that could begin one: "I *do* love" is no direction.
bool is_direction(struct str text);

void plan_narration(struct plan *plan); // whether the document narrates between speeches

// Writes the rows of a roster's line: one of the whole, or, where teiencode would read other ids off
// the names than the people have, one of each entry.
void roster_write(struct plan *plan, size_t i, struct scribe *scribe);

// Where the reported speech begins in a paragraph of narration, and whose it is: "Deng stated in
// conclusion: As is well known …" gives the byte behind the colon. False when there is none.
bool plan_reported(const struct plan *plan, struct str text, size_t *at, size_t *person);

#endif
