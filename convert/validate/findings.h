// findings.h: what was found in one document, until it is told in order
//
// Parser, schema and links find things at different times; a reader wants them from the first line
// to the last, each once.

#ifndef STENOGRAM_FINDINGS_H
#define STENOGRAM_FINDINGS_H

#include "core/report.h"
#include "core/str.h"
#include "core/xml.h"

struct finding {
	size_t at;    // offset in the document
	size_t order; // in which it was found
	enum severity severity;
	const char *rule; // static, or NULL
	struct str message;
};

struct findings {
	struct finding *items;
	size_t n, cap;
	struct arena arena; // owns the messages
	bool failed;        // memory ran out
};

// Keeps one finding. `rule` must outlive the findings.
void findings_add(struct findings *f, enum severity severity, size_t at, const char *rule,
                  const char *format, ...) __attribute__((format(printf, 5, 6)));

// Tells at most `max` of them (0: all) in the order of the document, equal ones once. Those beyond
// are counted in the reporter and told as a number. Reports lack of memory.
void findings_report(struct findings *f, struct xml_text *text, size_t max,
                     struct reporter *reporter);

void findings_free(struct findings *f);

#endif
