// stepsummary.h: a page in Markdown on a step of GitHub Actions

#ifndef STENOGRAM_STEPSUMMARY_H
#define STENOGRAM_STEPSUMMARY_H

#include "report/format.h"
#include "report/tally.h"

struct step_summary {
	const char *path; // $GITHUB_STEP_SUMMARY; NULL or empty: nothing is wanted
	struct buf rows;  // the first findings
	size_t n_rows;
	struct tally rules;
};

void step_summary_add(struct step_summary *s, const struct report *report,
                      const struct format_settings *settings);

// Appends the page to the file and frees the summary. Trouble is reported and gives false.
bool step_summary_close(struct step_summary *s, const struct totals *totals,
                        const struct format_settings *settings, struct reporter *errors);

#endif
