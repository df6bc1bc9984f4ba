// json.h: JSON, written

#ifndef STENOGRAM_JSON_H
#define STENOGRAM_JSON_H

#include "core/str.h"

// Appends s as a string. Hidden characters (core/visible.h) are escaped as JSON does, so that a
// reader gets them back; bytes that are no UTF-8 become \x{FF}, which JSON cannot say otherwise.
void json_put(struct buf *out, struct str s);

// The same for text that people will see: what is hidden arrives as visible_put writes it.
void json_put_visible(struct buf *out, struct str s);

// A comma, unless an object or array has just begun.
void json_next(struct buf *out);

// json_next, the name of a member, which is plain ASCII, and a colon.
void json_key(struct buf *out, const char *name);

// A whole member.
void json_member(struct buf *out, const char *name, struct str value);
void json_member_visible(struct buf *out, const char *name, struct str value);
void json_member_number(struct buf *out, const char *name, size_t value);

#endif
