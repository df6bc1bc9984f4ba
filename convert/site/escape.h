// escape.h: text as HTML, as a string of JavaScript, and as a part of an address

#ifndef STENOGRAM_SITE_ESCAPE_H
#define STENOGRAM_SITE_ESCAPE_H

#include "core/str.h"

// Appends text for content and for attributes in double quotes. Control characters are left out.
void put_html(struct buf *out, struct str text);

// Appends a string with its quotes, for a script in a file or in a page.
void put_script(struct buf *out, struct str text);

// Appends a path as a relative reference: all but letters, digits and "-._~/" as %XX.
void put_link(struct buf *out, struct str path);

#endif
