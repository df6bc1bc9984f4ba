// fingerprint.h: what tells a tool that a finding is the one that it has seen before

#ifndef STENOGRAM_FINGERPRINT_H
#define STENOGRAM_FINGERPRINT_H

#include <stdint.h>

#include "report/format.h"
#include "report/tally.h"

struct fingerprint {
	uint64_t hash;
	size_t repeat; // 1 for the first with this hash in a document, 2 for the second
};

// Of file, rule and message, without what an edit elsewhere in the document changes: numbers of lines,
// what is expected (behind the first "; "), the place at the end ("(in TEI/text/body/div[3])"). `seen` is
// emptied where a document begins.
struct fingerprint fingerprint(struct tally *seen, const struct report *report,
                               const struct format_settings *settings);

#endif
