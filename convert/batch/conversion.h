// conversion.h: documents of a batch into TEI, with all that can be made ready made ready once
//
// teiconvert's work. Profiles, words and the user's header and people are read once for all documents.

#ifndef STENOGRAM_BATCH_CONVERSION_H
#define STENOGRAM_BATCH_CONVERSION_H

#include "batch/counts.h"
#include "core/report.h"
#include "core/str.h"
#include "encode/encode.h"

// As teiconvert(1) has them; NULL: not given.
struct conversion_options {
	const char *encoding, *from, *profile, *lang, *header_file, *people;
};

// What became of a document.
struct converted {
	struct buf tei;
	struct counts counts;
};

struct conversion;

// Borrows the options. NULL: reported.
struct conversion *conversion_open(const struct conversion_options *options,
                                   struct reporter *reporter);

// Converts one document; `file` is its name for reports, `charset` what its carrier says of its
// encoding, as in clean.h. False: reported; converted_free() all the same.
bool conversion_run(struct conversion *c, struct str content, struct str charset, const char *file,
                    const struct provenance *provenance, struct converted *out,
                    struct reporter *reporter);

void converted_free(struct converted *c);
void conversion_close(struct conversion *c); // NULL is allowed

#endif
