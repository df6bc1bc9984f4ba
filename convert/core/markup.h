// markup.h: text in XML and HTML

#ifndef STENOGRAM_MARKUP_H
#define STENOGRAM_MARKUP_H

#include "core/str.h"

// Appends s for the content of an element or a quoted attribute. Hidden characters and bytes that are
// no UTF-8 are written as visible_put does: XML has no way to say most of them.
void markup_put(struct buf *out, struct str s);

// The name of a file in an attribute of XML: a reader gets it back exactly, wherever XML can say it.
void markup_put_name(struct buf *out, struct str s);

// Text that is read and no sign of trouble: marks of direction stay, as Arabic and Hebrew need them, control
// characters go, and bytes that are no UTF-8 become U+FFFD.
void markup_put_text(struct buf *out, struct str s);

// name="value", with a blank before it.
void markup_attribute(struct buf *out, const char *name, struct str value);

#endif
