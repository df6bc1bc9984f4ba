// prefixes.h: what private prefixes of pointers stand for (TEI P5, 17.2.3: prefixDef)

#ifndef STENOGRAM_PREFIXES_H
#define STENOGRAM_PREFIXES_H

#include "core/str.h"

struct prefix {
	struct str ident, match, replacement; // as the document has them
	void *code;                           // the compiled pattern; NULL: not yet, or it is wrong
	bool compiled;
};

// Zero is none.
struct prefixes {
	struct prefix *items;
	size_t n, cap;
	struct arena arena;
};

// Adds a definition, which is copied. False: no memory.
bool prefixes_add(struct prefixes *p, struct str ident, struct str match, struct str replacement);

enum prefix_result {
	PREFIX_UNKNOWN, // no definition of that prefix
	PREFIX_UNFIT,   // none of its patterns fits
	PREFIX_BROKEN,  // a pattern that cannot be read, or takes too long
	PREFIX_FOUND,
};

// Replaces "psn:deng" by what it stands for, appended to `out`. *used is the definition that was looked at last.
enum prefix_result prefixes_resolve(struct prefixes *p, struct str word, struct buf *out,
                                    const struct prefix **used);

// Appends the patterns of a prefix, "([a-z]+) or ([0-9]+)".
void prefixes_put_patterns(const struct prefixes *p, struct str ident, struct buf *out);

// The ident that one probably means; empty: none is near.
struct str prefixes_near(const struct prefixes *p, struct str ident);

void prefixes_free(struct prefixes *p);

#endif
