// outlinks.h: pointers that lead out of a document, to other files or through private prefixes

#ifndef STENOGRAM_OUTLINKS_H
#define STENOGRAM_OUTLINKS_H

#include "core/xml.h"
#include "validate/findings.h"
#include "validate/pointers.h"
#include "validate/ruleset.h"

struct outlinks;

// NULL: no memory. All is borrowed until outlinks_free(). `claims` takes what other documents decide; NULL:
// nobody asks for that.
struct outlinks *outlinks_new(const struct ruleset *rules, struct xml_text *text,
                              struct findings *findings, struct buf *claims);

// A start tag: prefixDef and xml:base are looked at. False: no memory.
bool outlinks_start(struct outlinks *o, const struct xml_element *element);

// A word of the kinds POINTER_FILE and POINTER_PREFIXED in an attribute (its index). False: no memory.
bool outlinks_word(struct outlinks *o, enum pointer_kind kind, uint32_t attribute, struct str word,
                   size_t at);

// After the last tag. What turns out to be a pointer into this document is handed to `on_local`, without
// its "#". `is_part`: what is not defined here may be in the document that includes this one.
bool outlinks_finish(struct outlinks *o, bool is_part, void *context,
                     bool (*on_local)(void *context, uint32_t attribute, struct str name,
                                      size_t at));

void outlinks_free(struct outlinks *o);

#endif
