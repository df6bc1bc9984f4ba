// summary.h: what a person checks before trusting a conversion
//
// Counted from marked lines alone, so teimark and teiconvert say the same.

#ifndef STENOGRAM_SUMMARY_H
#define STENOGRAM_SUMMARY_H

#include "core/origin.h"
#include "encode/survey.h"

// A turn of nobody.
struct unassigned {
	size_t line, row; // of the cleaned text; of the marked lines
	struct str label;
};

// So many of a kind.
struct kind_count {
	struct str kind;
	size_t n;
};

// What text belongs to.
enum share { SHARE_SPEECH, SHARE_NARRATION, SHARE_OTHER, SHARE_COUNT };

struct summary {
	const char *file;
	struct survey survey;
	struct origin origin;
	size_t *turns; // of each of survey.people
	size_t *order; // the people, those with most turns first
	size_t speakers;
	struct {
		struct kind_count *items; // of divisions, in the order of the text
		size_t n, cap;
	} divisions;
	size_t doubts[MARK_COUNT], doubtful_arguments;
	struct {
		struct unassigned *items;
		size_t n, cap;
	} unassigned;
	size_t dates;
	size_t words[SHARE_COUNT], characters[SHARE_COUNT]; // without blanks
};

// Counts. `t` must outlive the summary; `file` is the name to tell, NULL or "-" for standard input.
// False after a report: memory ran out. Free with summary_free whatever happens.
bool summary_make(struct summary *s, const struct transcript *t, const char *file,
                  struct reporter *reporter);

void summary_free(struct summary *s);

// Appends it for people; as one line of JSON. teimark(1) documents both.
void summary_text(const struct summary *s, struct buf *out);
void summary_json(const struct summary *s, struct buf *out);

#endif
