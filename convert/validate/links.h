// links.h: every pointer inside a document has its target
//
// Fed with the start tags of a document in order, it keeps the ids (about 35 bytes each) and the
// pointers that came before their target, and nothing else.

#ifndef STENOGRAM_LINKS_H
#define STENOGRAM_LINKS_H

#include "core/xml.h"
#include "validate/findings.h"
#include "validate/ruleset.h"

struct links;

// NULL: no memory. All is borrowed until links_free(). `claims` takes what other documents decide (claims.h);
// NULL: nobody asks for that. `is_part`: the document is included by another one of this run, which may have
// what is missing here.
struct links *links_new(const struct ruleset *rules, struct xml_text *text,
                        struct findings *findings, struct buf *claims, bool is_part);

// Takes the next start tag, the next end tag. False: no memory, told in the findings.
bool links_start(struct links *l, const struct xml_element *element);
void links_end(struct links *l);

// After the last tag of a complete document: finds what points nowhere.
void links_finish(struct links *l);

// Whether an attribute of TEI holds pointers.
bool links_hold(const char *attribute);

void links_free(struct links *l);

#endif
