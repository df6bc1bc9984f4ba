// htmlelement.h: the elements of HTML and what each does to the lines of a page

#ifndef STENOGRAM_HTMLELEMENT_H
#define STENOGRAM_HTMLELEMENT_H

#include "core/str.h"

enum html_kind {
	HTML_INLINE, // nothing, as elements that are not known
	HTML_BLOCK,  // begins and ends a line
	HTML_HEAD,   // h1 to h6: a block with {hN}
	HTML_ITEM,   // a block with {li}
	HTML_ROW,    // a block with {tr}
	HTML_CELL,   // a range in its row
	HTML_QUOTE,  // blocks in it have {quote}
	HTML_PRE,    // lines as they stand
	HTML_BREAK,  // br
	HTML_SKIP,   // nothing of it is text
	HTML_CHROME, // a block with {fw}
	HTML_BUTTON, // text in a heading, else chrome
	HTML_MARKED, // a range: b, i, u, sup, a
	HTML_TITLE,
	HTML_META,
	HTML_SCRIPT, // skipped, but perhaps read for metadata
	HTML_STYLE,  // skipped, but read for what classes look like
};

struct html_element {
	const char *name;
	enum html_kind kind;
	const char *word; // of its hint, or ""
	bool apart;       // blank lines stand before and behind it
};

// The element of a name in lower case; one of kind HTML_INLINE for others.
const struct html_element *html_element(const char *name);

// Whether it begins and ends lines.
bool html_is_block(const struct html_element *e);

// The value of an attribute, "" for one without a value, NULL when it is not there. `atts` is as
// libxml2's handlers have it: names and values in turn, then NULL.
const char *html_attribute(const unsigned char **atts, const char *name);

#endif
