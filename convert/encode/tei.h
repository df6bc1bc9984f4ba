// tei.h: the event writer: open, attribute, text, close, straight into a buffer
//
// Knows XML, indentation and nothing else. A block stands on lines of its own, two blanks a level;
// an inline element stands where the text is. A start tag stays open for attributes until
// something is put into the element. What is put out is well-formed whatever is put in: characters
// that XML 1.0 forbids, and bytes that are no UTF-8, become U+FFFD and are counted.

#ifndef STENOGRAM_TEI_H
#define STENOGRAM_TEI_H

#include "core/str.h"

enum { TEI_DEPTH = 320 }; // deeper than anything that is written or that libxml2 reads

struct tei_level {
	struct str name; // a literal, or what lives as long as the element is open
	bool block;      // has blocks inside, so that its end tag stands on a line of its own
};

struct tei {
	struct buf *out; // whose `failed` tells that memory ran out
	struct tei_level open[TEI_DEPTH];
	unsigned depth;
	bool in_tag; // the innermost start tag waits for attributes
	bool clean;  // what is put is valid UTF-8 and has no U+FFFE or U+FFFF: the caller's word
	size_t replaced; // characters and bytes that became U+FFFD
};

// Begins an element on a line of its own, or where the text is. Names are literals.
#define tei_block(w, name) tei_open_block(w, STR(name))
#define tei_inline(w, name) tei_open_inline(w, STR(name))

void tei_open_block(struct tei *w, struct str name);
void tei_open_inline(struct tei *w, struct str name);

// Attributes of the element that was opened last, before anything is put into it: a value; a prefix
// and a number; a pointer "#id"; a pointer to a prefix and a number. Names are literals.
#define tei_attribute(w, name, value) tei_put_attribute(w, TEI_ATTRIBUTE(name), value)
#define tei_attribute_number(w, name, prefix, number) \
	tei_put_numbered(w, TEI_ATTRIBUTE(name), prefix, number)
#define tei_pointer(w, name, id) tei_put_attribute(w, STR(" " name "=\"#"), id)
#define tei_pointer_number(w, name, prefix, number) \
	tei_put_numbered(w, STR(" " name "=\"#"), prefix, number)

// The same behind the macros: `begin` is TEI_ATTRIBUTE(name), or made like it.
#define TEI_ATTRIBUTE(name) STR(" " name "=\"")
void tei_put_attribute(struct tei *w, struct str begin, struct str value);
void tei_put_numbered(struct tei *w, struct str begin, struct str prefix, size_t number);

// Writes @target if the text is a web address; what an address may not have is written as %20.
void tei_address(struct tei *w, struct str text);

void tei_text(struct tei *w, struct str text);

// Puts what is XML already: blocks, each on lines of its own at the right depth.
void tei_raw(struct tei *w, struct str xml);

// Closes the innermost element, or all that are deeper than `depth`.
void tei_close(struct tei *w);
void tei_close_to(struct tei *w, unsigned depth);

// A whole element with text alone, on a line of its own.
#define tei_element(w, name, text) tei_whole_element(w, STR(name), text)
void tei_whole_element(struct tei *w, struct str name, struct str text);

#endif
