// officestyle.c: the styles of docx and odt, by their names and what they inherit

#include "clean/officestyle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

struct str office_attribute(const xmlChar **atts, int n, const char *name)
{
	for (int i = 0; i < n; i++, atts += 5)
		if (strcmp((const char *)atts[0], name) == 0)
			return (struct str){(const char *)atts[3], (size_t)(atts[4] - atts[3])};
	return (struct str){0};
}

bool office_is_on(const xmlChar **atts, int n)
{
	struct str value = office_attribute(atts, n, "val");
	return !(str_is(value, "0") || str_is(value, "false") || str_is(value, "none"));
}

void office_copy(char *to, size_t size, struct str s)
{
	size_t n = s.n < size - 1 ? s.n : size - 1;
	if (n)
		memcpy(to, s.s, n);
	to[n] = '\0';
}

static int compare_styles(const void *a, const void *b)
{
	return strcmp(((const struct office_style *)a)->id, ((const struct office_style *)b)->id);
}

static const struct office_style *find_style(struct office_styles *styles, const char *id)
{
	struct office_style wanted = {0};
	if (!*id || styles->n == 0)
		return NULL;
	if (styles->sorted < styles->n)
		qsort(styles->items, styles->n, sizeof *styles->items, compare_styles);
	styles->sorted = styles->n;
	snprintf(wanted.id, sizeof wanted.id, "%s", id);
	return bsearch(&wanted, styles->items, styles->n, sizeof wanted, compare_styles);
}

// "heading 2", "Heading_20_2", "Title": the level, 0 for none.
static int heading_level(const char *name)
{
	if (strcasecmp(name, "title") == 0)
		return 1;
	if (strncasecmp(name, "heading", 7) != 0)
		return 0;
	size_t n = strlen(name);
	return name[n - 1] >= '1' && name[n - 1] <= '9' ? name[n - 1] - '0' : 0;
}

// "P1", "T12": made by the program for what somebody set by hand.
static bool is_automatic(const char *name)
{
	return (name[0] == 'P' || name[0] == 'T') && ascii_is_digit(name[1]);
}

void office_style_begin(struct office_styles *styles, const xmlChar **atts, int n)
{
	styles->open = NULL;
	if (styles->n == STYLES_MAX)
		return;
	struct office_style *style = &styles->items[styles->n++];
	*style = (struct office_style){0};
	styles->open = style;
	office_copy(style->id, sizeof style->id,
	            office_attribute(atts, n, styles->odt ? "name" : "styleId"));
	if (!styles->odt)
		return;
	struct str shown = office_attribute(atts, n, "display-name");
	struct str parent = office_attribute(atts, n, "parent-style-name");
	struct str level = office_attribute(atts, n, "default-outline-level");
	office_copy(style->name, sizeof style->name,
	            shown.n ? shown : office_attribute(atts, n, "name"));
	office_copy(style->parent, sizeof style->parent, parent);
	if (level.n == 1 && level.s[0] >= '1' && level.s[0] <= '9')
		style->level = level.s[0] - '0';
}

static void read_odt(struct office_style *style, const char *name, const xmlChar **atts, int n)
{
	if (!is(name, "text-properties") && !is(name, "paragraph-properties"))
		return;
	struct str line = office_attribute(atts, n, "text-underline-style");
	style->bold |= str_is(office_attribute(atts, n, "font-weight"), "bold");
	style->italic |= str_is(office_attribute(atts, n, "font-style"), "italic");
	style->centred |= str_is(office_attribute(atts, n, "text-align"), "center");
	style->underlined |= line.n && !str_is(line, "none");
	style->raised |= str_starts(office_attribute(atts, n, "text-position"), STR("super"));
}

static void read_docx(struct office_style *style, const char *name, const xmlChar **atts, int n)
{
	struct str value = office_attribute(atts, n, "val");
	if (is(name, "name")) {
		office_copy(style->name, sizeof style->name, value);
		style->level = heading_level(style->name);
	} else if (is(name, "basedOn")) {
		office_copy(style->parent, sizeof style->parent, value);
	} else if (is(name, "b")) {
		style->bold = office_is_on(atts, n);
	} else if (is(name, "i")) {
		style->italic = office_is_on(atts, n);
	} else if (is(name, "u")) {
		style->underlined = office_is_on(atts, n);
	} else if (is(name, "vertAlign")) {
		style->raised = str_is(value, "superscript");
	} else if (is(name, "jc")) {
		style->centred = str_is(value, "center");
	} else if (is(name, "numId")) {
		style->item = !str_is(value, "0");
	} else if (is(name, "outlineLvl")) {
		if (!style->level && value.n == 1 && value.s[0] >= '0' && value.s[0] < '9')
			style->level = value.s[0] - '0' + 1;
	}
}

void office_style_read(struct office_styles *styles, const char *name, const xmlChar **atts, int n)
{
	if (styles->odt)
		read_odt(styles->open, name, atts, n);
	else
		read_docx(styles->open, name, atts, n);
}

struct office_style office_style_resolve(struct office_styles *styles, const char *id)
{
	struct office_style all = {0};
	const struct office_style *style = find_style(styles, id);
	for (int i = 0; style && i < 10; i++) {
		if (i == 0 || is_automatic(all.name))
			memcpy(all.name, style->name, sizeof all.name);
		all.bold |= style->bold;
		all.italic |= style->italic;
		all.underlined |= style->underlined;
		all.raised |= style->raised;
		all.centred |= style->centred;
		all.item |= style->item;
		all.level = all.level ? all.level : style->level;
		if (!all.level)
			all.level = heading_level(style->name);
		style = find_style(styles, style->parent);
	}
	if (is_automatic(all.name))
		all.name[0] = '\0';
	return all;
}
