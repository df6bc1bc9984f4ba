// htmlclass.c: whether the names that an element has say that it is no part of the text
//
// They are words of programmers, English whatever the language of the page.

#include "clean/htmlclass.h"

#include <string.h>

enum { NAME_MAX = 64, PARTS_MAX = 8 };

// Names that count as they stand.
static const char *const weak_names[] = {"header",   "banner",  "links", "tabs",
                                         "search",   "print",   "login", "site-header",
                                         "topbar",   "popup",   "ad",    "siteheader",
                                         "masthead", "toolbar", "toc",   "table-of-contents"};
static const char *const strong_names[] = {
	"comments",        "comments-area", "comments-section", "comment-list", "commentlist",
	"comment-respond", "disqus_thread", "mw-jump-link",     "catlinks",     "printfooter",
	"mw-editsection",  "search-form",   "searchform",       "mw-navigation"};

// Words that count as a part of a name: "nav" in "main-nav" and "mainNav".
static const char *const weak_parts[] = {"menu",  "sidebar",    "related", "recommended",
                                         "ads",   "newsletter", "social",  "subscribe",
                                         "promo", "skip"};
static const char *const strong_parts[] = {
	"nav",           "navigation", "navbar",  "navbox",    "footer",  "breadcrumb",
	"breadcrumbs",   "pagination", "share",   "advert",    "consent", "sharing",
	"advertisement", "pager",      "noprint", "sharedaddy"};

// Words that count in a name of any length.
static const char *const sure_parts[] = {"cookie", "cookies", "gdpr"};

// Roles of ARIA.
static const char *const strong_roles[] = {"navigation", "banner",  "contentinfo",  "search",
                                           "menu",       "menubar", "dialog",       "alertdialog",
                                           "tablist",    "toolbar", "complementary"};

// In line only what is never a part of a sentence.
static const char *const inline_names[] = {
	"skip-link",    "skip-to-content", "skiplink",    "noprint",
	"mw-jump-link", "mw-editsection",  "share",       "skip",
	"pagenum",      "pageno",          "page-number", "pagebreak"};

#define IN(word, list) is_in(word, list, sizeof(list) / sizeof *(list))

static bool is_in(const char *word, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(word, list[i]) == 0)
			return true;
	return false;
}

// Cuts "main-nav", "main_nav" and "mainNav" into words in lower case. Returns how many.
static size_t cut_parts(struct str name, char parts[PARTS_MAX][NAME_MAX])
{
	size_t n = 0, k = 0;
	for (size_t i = 0; i < name.n && n < PARTS_MAX; i++) {
		char c = name.s[i], lower = ascii_lower(c);
		bool letter = ascii_is_alpha(c) || ascii_is_digit(c);
		bool hump = c != lower && i && name.s[i - 1] == ascii_lower(name.s[i - 1]);
		if (k && (!letter || hump)) {
			parts[n++][k] = '\0';
			k = 0;
		}
		if (letter && n < PARTS_MAX && k < NAME_MAX - 1)
			parts[n][k++] = lower;
	}
	if (k && n < PARTS_MAX)
		parts[n++][k] = '\0';
	return n;
}

// "has-sidebar", "no-footer": says something of what is around.
static bool is_about_others(const char *first)
{
	static const char *const words[] = {"has", "no", "with", "without", "hide", "show", "is"};
	return IN(first, words);
}

static enum html_suspicion name_suspicion(struct str name, size_t parts_max)
{
	char whole[NAME_MAX] = "", parts[PARTS_MAX][NAME_MAX];
	if (name.n >= NAME_MAX)
		return SUSPECT_NOT;
	for (size_t i = 0; i < name.n; i++)
		whole[i] = ascii_lower(name.s[i]);
	if (IN(whole, strong_names))
		return SUSPECT_STRONG;
	enum html_suspicion found = IN(whole, weak_names) ? SUSPECT_WEAK : SUSPECT_NOT;
	size_t n = cut_parts(name, parts);
	for (size_t i = 0; i < n; i++)
		if (IN(parts[i], sure_parts))
			return SUSPECT_STRONG;
	if (n > parts_max || (n && is_about_others(parts[0])))
		return found;
	for (size_t i = 0; i < n; i++) {
		if (IN(parts[i], strong_parts))
			return SUSPECT_STRONG;
		if (IN(parts[i], weak_parts))
			found = SUSPECT_WEAK;
	}
	return found;
}

static enum html_suspicion inline_suspicion(const char *classes)
{
	struct str rest = str_from(classes), word;
	while ((word = str_word(&rest)).n) {
		for (size_t i = 0; i < sizeof inline_names / sizeof *inline_names; i++)
			if (str_is(word, inline_names[i]))
				return SUSPECT_STRONG;
	}
	return SUSPECT_NOT;
}

enum html_suspicion html_class_suspicion(const struct html_element *e, const unsigned char **atts)
{
	const char *classes = html_attribute(atts, "class"), *id = html_attribute(atts, "id");
	const char *role = html_attribute(atts, "role");
	enum html_suspicion found = SUSPECT_NOT, next;
	if (!html_is_block(e) && e->kind != HTML_CELL)
		return inline_suspicion(classes);
	const char *title = html_attribute(atts, "title"); // as LibreOffice names heads and feet
	if ((role && IN(role, strong_roles)) ||
	    (title && (strcmp(title, "header") == 0 || strcmp(title, "footer") == 0)))
		return SUSPECT_STRONG;
	struct str rest = str_from(classes), word;
	while ((word = str_word(&rest)).n) {
		next = name_suspicion(word, PARTS_MAX);
		found = next > found ? next : found;
	}
	bool named = strcmp(e->name, "div") == 0 || strcmp(e->name, "ul") == 0 ||
	             strcmp(e->name, "table") == 0 || e->kind == HTML_CELL;
	if (id && named) {
		next = name_suspicion(str_from(id), 2);
		found = next > found ? next : found;
	}
	return found;
}
