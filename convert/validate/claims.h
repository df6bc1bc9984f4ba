// claims.h: what a document says that concerns other documents
//
// The ids that it gives, and the pointers that lead out of it: bytes that one process writes while it checks
// the document and another one keeps. Offsets are those of the document's text.

#ifndef STENOGRAM_CLAIMS_H
#define STENOGRAM_CLAIMS_H

#include <stdint.h>

#include "core/str.h"

enum claim_kind {
	CLAIM_ID,       // `text` is a name that the document gives
	CLAIM_LOCAL,    // a pointer "#text" that the document itself does not satisfy
	CLAIM_FILE,     // a pointer into another file, or to it
	CLAIM_PREFIXED, // a pointer whose prefix the document does not define
	CLAIM_PREFIX, // a prefixDef: ident, matchPattern and replacementPattern, with NUL between, and NUL behind
	CLAIM_COMPLETE, // the last: the document was read to its end
};

struct claim {
	enum claim_kind kind;
	uint32_t attribute; // of a pointer: its index in pointers
	size_t at;          // of the start tag
	struct str text;
};

// Appends one.
void claims_put(struct buf *claims, const struct claim *claim);

// Cuts the next one off the front; its text is a view. False at the end.
bool claims_next(struct str *claims, struct claim *claim);

#endif
