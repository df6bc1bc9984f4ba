// rules.h: what an edition of speech should satisfy beyond its schema and its links
//
// Checks that follow a document in one reading, with memory for its depth and for what must be known at
// its end (labels of speakers). They look at elements in the namespace of TEI alone.

#ifndef STENOGRAM_RULES_H
#define STENOGRAM_RULES_H

#include "core/xml.h"
#include "validate/findings.h"
#include "validate/ruleset.h"

// What the rules share.
struct rules {
	const struct ruleset *set;
	bool on; // one of them is
	struct xml_text *text;
	struct findings *findings;
	const unsigned char *tei; // the namespace, once it was met
	size_t depth;
	struct buf run; // text that was read in pieces, up to the next tag
	size_t run_at, run_end;
	struct speech_rules *speech;
	unsigned told[RULE_COUNT]; // how often
};

// NULL: no memory. `set`, `text` and `findings` are borrowed until rules_free().
struct rules *rules_new(const struct ruleset *set, struct xml_text *text,
                        struct findings *findings);

// The events of a document. False: no memory, told in the findings.
bool rules_start(struct rules *r, const struct xml_element *element);
bool rules_text(struct rules *r, struct str text, size_t at);
bool rules_end(struct rules *r);

// After the last tag of a complete document.
void rules_finish(struct rules *r);
void rules_free(struct rules *r);

// Tells a finding of a rule, unless that is off or was told often enough in this document. Gives what
// findings_add gives.
size_t rule_tell(struct rules *r, enum rule rule, size_t at, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

static inline bool rule_holds(const struct rules *r, enum rule rule)
{
	return ruleset_has(r->set, rule);
}

// The value of an attribute without namespace; an empty view when it is not there.
struct str rule_attribute(const struct xml_element *element, const char *name);

#endif
