// parameters.h: the parameters of a stylesheet, as text

#ifndef STENOGRAM_PARAMETERS_H
#define STENOGRAM_PARAMETERS_H

#include "core/report.h"
#include "core/str.h"

struct _xsltStylesheet;
struct _xsltTransformContext;

// Zero is none.
struct parameters {
	const char **items; // name, value, name, value, …
	size_t n, cap;
	struct arena arena;
};

// Whether the stylesheet or its imports declare the global parameter. Appends the names of those
// that are declared to `names` until it is found; NULL: nobody wants to know.
bool parameters_declared(struct _xsltStylesheet *style, struct str name, struct buf *names);

// Adds one, copied. One that is not declared, or that is not UTF-8, is reported as fatal.
bool parameters_set(struct parameters *p, struct _xsltStylesheet *style, struct str name,
                    struct str value, struct reporter *reporter);

bool parameters_has(const struct parameters *p, struct str name);

// Hands them to a run. False: libxslt refused one.
bool parameters_pass(const struct parameters *p, struct _xsltTransformContext *context);

void parameters_free(struct parameters *p);

#endif
