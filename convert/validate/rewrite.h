// rewrite.h: a document's own bytes, with others in some places
//
// Edits are places in the document's text, which is UTF-8; the document itself may be in any encoding.
// What is no edit is never converted to and fro: its bytes are copied.

#ifndef STENOGRAM_REWRITE_H
#define STENOGRAM_REWRITE_H

#include "core/xml.h"
#include "validate/findings.h"

// Whether each character of a text can be written in the document's encoding as it is.
bool rewrite_can_write(const struct xml_text *t, struct str text);

// Appends `bytes`, from which the text was opened, with the n edits done, which ascend and don't overlap.
// A character that the encoding lacks becomes a character reference. False: the places of the text
// cannot be told in the bytes, or memory ran out (then out->failed).
bool rewrite(const struct xml_text *t, struct str bytes, const struct edit *edits, size_t n,
             struct buf *out);

#endif
