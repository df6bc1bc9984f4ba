// whois.h: who is defined and who speaks
//
// An id is given to somebody, or to something else; @who points at somebody.

#ifndef STENOGRAM_WHOIS_H
#define STENOGRAM_WHOIS_H

#include <stdint.h>

#include "core/idtable.h"
#include "core/xml.h"
#include "validate/findings.h"
#include "validate/ruleset.h"

struct whois;

// NULL: no memory. All is borrowed until whois_free().
struct whois *whois_new(const struct ruleset *rules, struct xml_text *text,
                        struct findings *findings);

// The events of a document. `is_tei`: the element is one of TEI's.
void whois_start(struct whois *p, const struct xml_element *element, bool is_tei);
void whois_end(struct whois *p);

// The element that was started last has the id of this index. False: no memory.
bool whois_id(struct whois *p, uint32_t id);

// @who, in the start tag at `at`, points at an id, which may come later. False: no memory.
bool whois_who(struct whois *p, uint32_t id, size_t at);

// A wrong @who probably means an id (ID_NONE: nobody knows which): whose that is speaks.
void whois_meant(struct whois *p, uint32_t id);

// After the last tag: tells who points at something that is nobody, and who never speaks.
void whois_finish(struct whois *p, const struct idtable *ids);

// Whether the document gives an id to anybody; whether an id is somebody's.
bool whois_any(const struct whois *p);
bool whois_somebody(const struct whois *p, uint32_t id);

void whois_free(struct whois *p);

#endif
