// findings.h: what was found in one document, until it is told in order
//
// Parser, schema and links find things at different times; a reader wants them from the first line
// to the last, each once.

#ifndef STENOGRAM_FINDINGS_H
#define STENOGRAM_FINDINGS_H

#include "core/report.h"
#include "core/str.h"
#include "core/xml.h"
#include "validate/fixset.h"

#define FINDING_NONE SIZE_MAX

struct finding {
	size_t at;    // offset in the document
	size_t order; // in which it was found
	enum severity severity;
	const char *rule; // static, or NULL
	struct str message;
	bool silent; // not told: there were enough of its kind; it may be mended all the same
};

// What would mend a finding, or a part of it: bytes of the document that others take the place of.
struct edit {
	size_t at, n;
	struct str text; // UTF-8, as it is written in XML
	size_t finding;  // its `order`; the edits of one are done all, or none
};

struct findings {
	struct finding *items;
	size_t n, cap;
	size_t added; // so far, also those that were taken out again
	struct {
		struct edit *items;
		size_t n, cap;
	} edits;
	fixset fixes;       // what edits are wanted for
	bool all;           // a rule may be told without end
	size_t compared;    // names, to find what was meant: a document may not cost hours
	struct arena arena; // owns the messages, and the texts of edits
	bool failed;        // memory ran out
};

// Keeps one finding, and gives its `order`, or FINDING_NONE when memory ran out. `rule` must outlive the
// findings.
size_t findings_add(struct findings *f, enum severity severity, size_t at, const char *rule,
                    const char *format, ...) __attribute__((format(printf, 5, 6)));

// Keeps an edit for a finding; FINDING_NONE is passed over.
void findings_edit(struct findings *f, size_t finding, size_t at, size_t n, struct str text);

static inline bool findings_mends(const struct findings *f, enum fix fix)
{
	return fixset_has(f->fixes, fix);
}

// Tells at most `max` of them (0: all) in the order of the document, equal ones once. Those beyond
// are counted in the reporter and told as a number. Reports lack of memory.
void findings_report(struct findings *f, struct xml_text *text, size_t max,
                     struct reporter *reporter);

// Tells how many findings on a file are not told, if there are any.
void findings_tell_rest(size_t rest, const char *file, struct reporter *reporter);

void findings_free(struct findings *f);

#endif
