// htmlstyle.c: what classes and style attributes of a page say about type

#include "clean/htmlstyle.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is_word(struct str s, const char *word)
{
	return s.n == strlen(word) && strncasecmp(s.s, word, s.n) == 0;
}

// "700", "bold"
static bool is_heavy(struct str value)
{
	size_t weight;
	return is_word(value, "bold") || is_word(value, "bolder") ||
	       (str_number(value, &weight) && weight >= 600 && weight <= 1000);
}

static unsigned read_declaration(struct str name, struct str value)
{
	size_t bang = str_find_char(value, '!');
	value = str_trim(str_from_to(value, 0, bang));
	if (is_word(name, "font-weight"))
		return is_heavy(value) ? TRAIT_BOLD : 0;
	if (is_word(name, "font-style"))
		return is_word(value, "italic") || is_word(value, "oblique") ? TRAIT_ITALIC : 0;
	if (is_word(name, "text-decoration") || is_word(name, "text-decoration-line"))
		return str_starts(value, STR("underline")) ? TRAIT_UNDERLINED : 0;
	if (is_word(name, "vertical-align"))
		return is_word(value, "super") ? TRAIT_RAISED : 0;
	if (is_word(name, "text-align"))
		return is_word(value, "center") ? TRAIT_CENTRED : 0;
	if (is_word(name, "display"))
		return is_word(value, "none") ? TRAIT_HIDDEN : 0;
	return 0;
}

// "font-weight: bold; color: red"
static unsigned read_declarations(struct str s)
{
	struct str declaration;
	unsigned traits = 0;
	while (str_field(&s, ';', &declaration)) {
		size_t colon = str_find_char(declaration, ':');
		if (colon < declaration.n)
			traits |= read_declaration(str_trim(str_from_to(declaration, 0, colon)),
			                           str_after(declaration, colon + 1));
	}
	return traits;
}

// The class of "p.c1" or ".c1"; the empty view for any other selector.
static struct str class_of(struct str selector)
{
	selector = str_trim(selector);
	size_t dot = str_find_char(selector, '.'), n = 0;
	while (n < dot && (ascii_is_alpha(selector.s[n]) || ascii_is_digit(selector.s[n])))
		n++;
	struct str name = str_after(selector, dot + 1);
	if (n < dot)
		return (struct str){0};
	for (size_t i = 0; i < name.n; i++)
		if (ascii_is_space(name.s[i]) || memchr(".:#>+~[*", name.s[i], 8))
			return (struct str){0};
	return name;
}

static int compare(const void *a, const void *b)
{
	return str_cmp(((const struct html_class *)a)->name, ((const struct html_class *)b)->name);
}

// Sorts the classes and makes one of those of one name.
static void merge_classes(struct html_style *style)
{
	size_t n = 0;
	if (style->n)
		qsort(style->items, style->n, sizeof *style->items, compare);
	for (size_t i = 0; i < style->n; i++) {
		if (n && str_eq(style->items[n - 1].name, style->items[i].name))
			style->items[n - 1].traits |= style->items[i].traits;
		else
			style->items[n++] = style->items[i];
	}
	style->n = n;
}

bool html_style_read(struct html_style *style)
{
	struct str rest = buf_str(&style->sheets);
	while (rest.n) {
		size_t open = str_find_char(rest, '{');
		struct str selectors = str_from_to(rest, 0, open), selector;
		rest = str_after(rest, open + 1);
		size_t close = str_find_char(rest, '}');
		unsigned traits = read_declarations(str_from_to(rest, 0, close));
		rest = str_after(rest, close + 1);
		while (traits && str_field(&selectors, ',', &selector)) {
			struct str name = class_of(selector);
			if (name.n == 0)
				continue;
			if (!ARRAY_ROOM(style))
				return false;
			style->items[style->n++] = (struct html_class){name, traits};
		}
	}
	merge_classes(style);
	return !style->sheets.failed;
}

static int compare_name(const void *name, const void *class)
{
	return str_cmp(*(const struct str *)name, ((const struct html_class *)class)->name);
}

unsigned html_style_traits(const struct html_style *style, const char *classes, const char *own)
{
	struct str rest = str_from(classes), word;
	unsigned traits = own ? read_declarations(str_from(own)) : 0;
	while (style->n && (word = str_word(&rest)).n) {
		const struct html_class *class =
			bsearch(&word, style->items, style->n, sizeof *class, compare_name);
		traits |= class ? class->traits : 0;
	}
	return traits;
}

void html_style_free(struct html_style *style)
{
	buf_free(&style->sheets);
	free(style->items);
	*style = (struct html_style){0};
}
