// htmlclass.h: whether the names that an element has say that it is no part of the text

#ifndef STENOGRAM_HTMLCLASS_H
#define STENOGRAM_HTMLCLASS_H

#include "clean/htmlelement.h"

enum html_suspicion {
	SUSPECT_NOT,
	SUSPECT_WEAK,   // unless it has most of the words
	SUSPECT_STRONG, // unless it has nearly all
};

// By the attributes class, id and role. `e` is the element: an id on a heading or in a line is made
// from its text and says nothing.
enum html_suspicion html_class_suspicion(const struct html_element *e, const unsigned char **atts);

#endif
