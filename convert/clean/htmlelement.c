// htmlelement.c: the elements of HTML and what each does to the lines of a page

#include "clean/htmlelement.h"

#include <stdlib.h>
#include <string.h>

// In the order of their names.
static const struct html_element elements[] = {
	{"a", HTML_MARKED, "a", false},
	{"address", HTML_BLOCK, "", false},
	{"article", HTML_BLOCK, "", true},
	{"aside", HTML_CHROME, "", true},
	{"audio", HTML_SKIP, "", false},
	{"b", HTML_MARKED, "b", false},
	{"blockquote", HTML_QUOTE, "", true},
	{"body", HTML_BLOCK, "", false},
	{"br", HTML_BREAK, "", false},
	{"button", HTML_BUTTON, "", false},
	{"canvas", HTML_SKIP, "", false},
	{"caption", HTML_BLOCK, "", false},
	{"center", HTML_BLOCK, "center", false},
	{"cite", HTML_MARKED, "i", false},
	{"dd", HTML_BLOCK, "", false},
	{"details", HTML_BLOCK, "", true},
	{"dialog", HTML_CHROME, "", true},
	{"dir", HTML_BLOCK, "", true},
	{"div", HTML_BLOCK, "", false},
	{"dl", HTML_BLOCK, "", true},
	{"dt", HTML_BLOCK, "", false},
	{"em", HTML_MARKED, "i", false},
	{"fieldset", HTML_BLOCK, "", true},
	{"figcaption", HTML_BLOCK, "", false},
	{"figure", HTML_BLOCK, "", true},
	{"footer", HTML_CHROME, "", true},
	{"form", HTML_BLOCK, "", true},
	{"h1", HTML_HEAD, "h1", true},
	{"h2", HTML_HEAD, "h2", true},
	{"h3", HTML_HEAD, "h3", true},
	{"h4", HTML_HEAD, "h4", true},
	{"h5", HTML_HEAD, "h5", true},
	{"h6", HTML_HEAD, "h6", true},
	{"header", HTML_CHROME, "", true},
	{"hgroup", HTML_BLOCK, "", true},
	{"hr", HTML_BLOCK, "", true},
	{"i", HTML_MARKED, "i", false},
	{"iframe", HTML_SKIP, "", false},
	{"legend", HTML_BLOCK, "", false},
	{"li", HTML_ITEM, "", false},
	{"listing", HTML_PRE, "", true},
	{"main", HTML_BLOCK, "", true},
	{"menu", HTML_CHROME, "", true},
	{"meta", HTML_META, "", false},
	{"nav", HTML_CHROME, "", true},
	{"noframes", HTML_SKIP, "", false},
	{"noscript", HTML_SKIP, "", false},
	{"object", HTML_SKIP, "", false},
	{"ol", HTML_BLOCK, "", true},
	{"optgroup", HTML_SKIP, "", false},
	{"option", HTML_SKIP, "", false},
	{"p", HTML_BLOCK, "", true},
	{"plaintext", HTML_PRE, "", true},
	{"pre", HTML_PRE, "", true},
	{"script", HTML_SCRIPT, "", false},
	{"section", HTML_BLOCK, "", true},
	{"select", HTML_SKIP, "", false},
	{"strong", HTML_MARKED, "b", false},
	{"style", HTML_STYLE, "", false},
	{"summary", HTML_BLOCK, "", false},
	{"sup", HTML_MARKED, "sup", false},
	{"svg", HTML_SKIP, "", false},
	{"table", HTML_BLOCK, "", true},
	{"tbody", HTML_BLOCK, "", false},
	{"td", HTML_CELL, "td", false},
	{"template", HTML_SKIP, "", false},
	{"textarea", HTML_SKIP, "", false},
	{"tfoot", HTML_BLOCK, "", false},
	{"th", HTML_CELL, "th", false},
	{"thead", HTML_BLOCK, "", false},
	{"title", HTML_TITLE, "", false},
	{"tr", HTML_ROW, "", false},
	{"u", HTML_MARKED, "u", false},
	{"ul", HTML_BLOCK, "", true},
	{"var", HTML_MARKED, "i", false},
	{"video", HTML_SKIP, "", false},
	{"xmp", HTML_PRE, "", true},
};

static int compare(const void *name, const void *element)
{
	return strcmp(name, ((const struct html_element *)element)->name);
}

const struct html_element *html_element(const char *name)
{
	static const struct html_element unknown = {"", HTML_INLINE, "", false};
	const struct html_element *e = bsearch(name, elements, sizeof elements / sizeof *elements,
	                                       sizeof *elements, compare);
	return e ? e : &unknown;
}

bool html_is_block(const struct html_element *e)
{
	return (e->kind >= HTML_BLOCK && e->kind <= HTML_ROW) || e->kind == HTML_QUOTE ||
	       e->kind == HTML_PRE || e->kind == HTML_CHROME;
}

const char *html_attribute(const unsigned char **atts, const char *name)
{
	for (; atts && atts[0]; atts += 2)
		if (strcmp((const char *)atts[0], name) == 0)
			return atts[1] ? (const char *)atts[1] : "";
	return NULL;
}
