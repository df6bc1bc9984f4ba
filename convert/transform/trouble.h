// trouble.h: what libxslt says while it works, as reports
//
// libxslt and libxml2 tell errors in pieces of text to handlers that are global to the process.
// The handlers are set and put back here and nowhere else: trouble_begin() lends them to the
// calling thread, trouble_end() gives them back.

#ifndef STENOGRAM_TROUBLE_H
#define STENOGRAM_TROUBLE_H

#include "core/report.h"
#include "core/str.h"
#include "transform/modules.h"

struct _xsltTransformContext;

// One thing that libxslt had to say.
struct complaint {
	struct str url, element; // of the stylesheet, NUL-terminated; empty when unknown
	size_t line;             // 0 when unknown; the line on which the start tag ends
	struct str message;
};

struct trouble {
	struct reporter *reporter;
	struct modules *modules;
	const char *document; // its name, for what is wrong at no place of the stylesheet; or NULL
	struct _xsltTransformContext *context; // NULL while compiling
	struct trouble *outer;                 // the one this thread had before
	struct buf text;                       // pieces of what is being said
	struct buf detail;                     // what XPath said, for the complaint that follows
	struct complaint place;                // where, of the complaint that follows
	bool has_place;
	struct {
		struct complaint *items;
		size_t n, cap;
	} complaints;    // of a compilation, until it is known how bad they are
	size_t messages; // that the stylesheet itself gave
	bool failed;     // something fatal was reported
	struct arena arena;
};

// From here to trouble_end() what libxslt says in this thread goes to t, whose reporter, modules
// and context are set. Every begin has its end, in the reverse order.
void trouble_begin(struct trouble *t);

// Ends it: what is still unsaid is reported.
void trouble_end(struct trouble *t);

// Reports the complaints of a compilation with one severity.
void trouble_flush(struct trouble *t, enum severity severity);

// Reports trouble of our own, at the instruction that is being carried out, and stops the
// transformation.
void trouble_say(struct trouble *t, const char *rule, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

// Reports that the transformation ended without a result, by what was said last of all.
void trouble_give_up(struct trouble *t);

// The trouble of the calling thread, or NULL.
struct trouble *trouble_now(void);

// What libxslt calls for a context: pass to xsltSetTransformErrorFunc with the trouble.
void trouble_hear(void *trouble, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
