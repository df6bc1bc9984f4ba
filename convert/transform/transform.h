// transform.h: derived formats, made from TEI by stylesheets
//
// A stylesheet is compiled once and run on many documents. Once compiled and given its parameters
// a transform does not change: several threads may run it, each with its own reporter.
//
// Stylesheets are XSLT 1.0 with EXSLT, run by libxslt. They are not trusted: they read files below
// their own folder and Stenogram's own stylesheets, never the network; they write nothing but the
// result; nesting, steps, memory, time and the size of the result are bounded.

#ifndef STENOGRAM_TRANSFORM_H
#define STENOGRAM_TRANSFORM_H

#include "core/report.h"
#include "core/str.h"
#include "transform/format.h"

struct transform;

// Compiles the stylesheet of a format ("html"), found through core/datafile.h in the folder
// "xslt", or one given by its path, which has a slash. Reports what is wrong with it, with its
// file, line and column, as fatal, and returns NULL. The caller frees it with transform_free().
struct transform *transform_compile(const char *format, struct reporter *reporter);

// The same of a stylesheet of ours that makes no format for users: "rows" in the folder "xslt/site".
struct transform *transform_compile_own(const char *folder, const char *name,
                                        struct reporter *reporter);

// Sets a parameter of the stylesheet, always as a string: no value is ever read as XPath. Both are
// copied. A parameter that the stylesheet does not declare, or a value that is not UTF-8, is
// reported as fatal and gives false.
bool transform_set(struct transform *t, struct str name, struct str value,
                   struct reporter *reporter);

// The same of "name=value"; without "=" the value is empty.
bool transform_set_pair(struct transform *t, const char *pair, struct reporter *reporter);

// Takes back all that was set.
void transform_unset(struct transform *t);

// Whether the stylesheet declares the parameter.
bool transform_has(const struct transform *t, struct str name);

// What the stylesheet says of its format; its extension is never empty.
const struct format *transform_format(const struct transform *t);

// How many seconds of the processor's time a document of so many bytes may take at most.
size_t transform_seconds(size_t bytes);

// Transforms one document and appends the result to `out`, in the encoding that the stylesheet
// asks for (UTF-8 in all of ours). `file` is the document's name for reports; `name`, unless it is
// empty, is the parameter "document" of a stylesheet that declares one, as "talks" for talks.xml.
// False, and nothing added: the document is not well-formed or its root is not TEI (error), or the stylesheet failed
// or went beyond a limit (fatal). xsl:message is reported as info, with terminate="yes" as fatal.
bool transform_run(const struct transform *t, struct str bytes, const char *file, struct str name,
                   struct buf *out, struct reporter *reporter);

void transform_free(struct transform *t); // NULL is allowed

#endif
