// officestyle.h: the styles of docx and odt, by their names and what they inherit

#ifndef STENOGRAM_OFFICESTYLE_H
#define STENOGRAM_OFFICESTYLE_H

#include <libxml/parser.h>

#include "core/str.h"

enum { STYLES_MAX = 2000, STYLE_NAME_MAX = 64 };

struct office_style {
	char id[STYLE_NAME_MAX], name[STYLE_NAME_MAX], parent[STYLE_NAME_MAX];
	bool bold, italic, underlined, raised, centred, item;
	int level; // of a heading, 0 for none
};

struct office_styles {
	struct office_style items[STYLES_MAX];
	size_t n;
	size_t sorted;             // so many are, by their ids
	struct office_style *open; // being read
	bool odt;
};

// The value of an attribute by its name without prefix, as libxml2's handlers have it; empty when it
// is not there.
struct str office_attribute(const xmlChar **atts, int n, const char *name);

// Whether an element like <w:b/> says yes: without a value it does.
bool office_is_on(const xmlChar **atts, int n);

// Copies a view into an array of `size` bytes, cut short if it must be.
void office_copy(char *to, size_t size, struct str s);

// A <style> begins, and an element in it.
void office_style_begin(struct office_styles *styles, const xmlChar **atts, int n);
void office_style_read(struct office_styles *styles, const char *name, const xmlChar **atts, int n);

// What a style is with what it inherits from its parents. Its name is that of the first ancestor that
// an author could name.
struct office_style office_style_resolve(struct office_styles *styles, const char *id);

#endif
