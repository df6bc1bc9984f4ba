// htmlstyle.h: what classes and style attributes of a page say about type
//
// Word processors and converters write bold, italic and centred text as classes. Of a style sheet
// only selectors of one class (".c1", "p.c1") are read.

#ifndef STENOGRAM_HTMLSTYLE_H
#define STENOGRAM_HTMLSTYLE_H

#include "core/str.h"

enum html_trait {
	TRAIT_BOLD = 1,
	TRAIT_ITALIC = 2,
	TRAIT_UNDERLINED = 4,
	TRAIT_RAISED = 8,
	TRAIT_CENTRED = 16,
	TRAIT_HIDDEN = 32,
};

struct html_class {
	struct str name;
	unsigned traits;
};

struct html_style {
	struct buf sheets; // the text of all style sheets of the page
	struct html_class *items;
	size_t n, cap;
};

// Reads the sheets; the classes borrow from them. False when memory ran out.
bool html_style_read(struct html_style *style);

// What the attributes class and style, either of them NULL, say together.
unsigned html_style_traits(const struct html_style *style, const char *classes, const char *own);

void html_style_free(struct html_style *style);

#endif
