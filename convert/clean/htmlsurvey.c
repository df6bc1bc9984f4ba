// htmlsurvey.c: a first walk over an HTML page: where its main text is and what is chrome

#include "clean/htmlsurvey.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	MARK_MAX = 8,        // bytes of the text of a footnote's anchor
	SUBSTANCE = 80,      // bytes of text that make a block more than a button or a link
	HIDDEN_MAX = 300,    // a hidden block with more is a text that a button shows
	LINKS_FEW = 3,       // so many links make no list of links
	LINK_LIST_PLAIN = 6, // of so many bytes of links one may be plain
	DEPTH_LOOKED = 200,  // so many elements outwards, for time's sake
};

static bool is_in(const struct html_survey *s, enum html_kind kind, const char *name)
{
	size_t node = s->open;
	for (int i = 0; s->n && i < DEPTH_LOOKED; i++, node = s->items[node].parent) {
		const struct html_element *e = s->items[node].element;
		if (e->kind == kind && (!name || strcmp(e->name, name) == 0))
			return true;
		if (node == 0)
			return false;
	}
	return false;
}

// A header or footer of an article, a quotation or a figure is not the page's.
static bool is_of_page(const struct html_survey *s, const struct html_element *e)
{
	bool header = strcmp(e->name, "header") == 0, footer = strcmp(e->name, "footer") == 0;
	if (!header && !footer)
		return true;
	if (is_in(s, HTML_QUOTE, NULL) || is_in(s, HTML_BLOCK, "figure"))
		return false;
	return footer || !(is_in(s, HTML_BLOCK, "article") || is_in(s, HTML_BLOCK, "main") ||
	                   is_in(s, HTML_BLOCK, "section"));
}

static enum html_suspicion suspicion_of(const struct html_survey *s, const struct html_element *e,
                                        const unsigned char **atts)
{
	if (strcmp(e->name, "body") == 0 || strcmp(e->name, "html") == 0 ||
	    strcmp(e->name, "main") == 0)
		return SUSPECT_NOT;
	if (e->kind == HTML_CHROME && is_of_page(s, e))
		return strcmp(e->name, "header") == 0 ? SUSPECT_WEAK : SUSPECT_STRONG;
	return html_class_suspicion(e, atts);
}

static bool is_hidden(const struct html_survey *s, const unsigned char **atts)
{
	return html_attribute(atts, "hidden") ||
	       (html_style_traits(&s->style, NULL, html_attribute(atts, "style")) & TRAIT_HIDDEN);
}

static bool is_main(const struct html_element *e, const unsigned char **atts)
{
	const char *role = html_attribute(atts, "role"), *id = html_attribute(atts, "id");
	static const char *const ids[] = {"content",      "main",        "main-content",
	                                  "maincontent",  "bodyContent", "mw-content-text",
	                                  "page-content", "transcript"};
	if (strcmp(e->name, "main") == 0 || strcmp(e->name, "article") == 0 ||
	    (role && strcmp(role, "main") == 0))
		return true;
	for (size_t i = 0; id && i < sizeof ids / sizeof *ids; i++)
		if (strcmp(id, ids[i]) == 0)
			return true;
	return false;
}

static struct html_node *innermost_block(struct html_survey *s)
{
	size_t at = s->open;
	for (int i = 0; i < DEPTH_LOOKED && at && !html_is_block(s->items[at].element) &&
	                s->items[at].element->kind != HTML_CELL;
	     i++)
		at = s->items[at].parent;
	return &s->items[at];
}

static void begin_link(struct html_survey *s, const unsigned char **atts)
{
	const char *href = html_attribute(atts, "href");
	s->target = (struct str){0};
	buf_clear(&s->mark);
	if (!href)
		return;
	if (href[0] != '#') {
		s->items[s->n - 1].link_count = 1;
		return;
	}
	const struct html_node *block = innermost_block(s);
	s->sure = s->glued || is_in(s, HTML_MARKED, "sup");
	if (href[1] && block->own) // a mark stands behind words
		s->target = arena_str(&s->arena, str_from(href + 1));
}

void html_survey_start(struct html_survey *s, const char *name, const unsigned char **atts)
{
	const struct html_element *e = html_element(name);
	if (s->failed || !ARRAY_ROOM(s)) {
		s->failed = true;
		return;
	}
	struct html_node node = {.element = e, .parent = s->n ? s->open : 0};
	node.suspicion = suspicion_of(s, e, atts);
	node.hidden = is_hidden(s, atts);
	node.is_main = is_main(e, atts);
	s->items[s->n] = node;
	s->open = s->n++;
	if (e->kind == HTML_SKIP || e->kind == HTML_SCRIPT || e->kind == HTML_STYLE)
		s->skip = s->skip ? s->skip : s->n;
	if (strcmp(e->name, "a") == 0) {
		begin_link(s, atts);
		s->links++;
	}
	s->sure |= strcmp(e->name, "sup") == 0 && s->links;
	s->glued = s->glued && !html_is_block(e) && e->kind != HTML_BREAK;
	s->items[s->open].has_main = strcmp(e->name, "main") == 0;
	if (e->kind == HTML_META)
		html_meta_take(&s->meta, atts);
	if (e->kind == HTML_SCRIPT) {
		const char *type = html_attribute(atts, "type");
		s->in_json = type && strcmp(type, "application/ld+json") == 0;
	}
	if (strcmp(e->name, "table") == 0 || strcmp(e->name, "ul") == 0 ||
	    strcmp(e->name, "ol") == 0 || e->kind == HTML_HEAD || e->kind == HTML_PRE)
		s->items[s->open].has_table = true;
}

void html_survey_text(struct html_survey *s, struct str text)
{
	if (s->failed || s->n == 0)
		return;
	struct html_node *open = &s->items[s->open];
	struct str all = text;
	text = str_trim(text);
	if (open->element->kind == HTML_STYLE)
		buf_put(&s->style.sheets, all);
	else if (s->in_json)
		buf_put(&s->json, all);
	else if (open->element->kind == HTML_TITLE && !s->skip && !s->title_known)
		buf_put(&s->title, all);
	if (s->skip || text.n == 0 || open->element->kind == HTML_TITLE)
		return;
	if (open->element->kind == HTML_BUTTON && open->plain == 0)
		open->is_clock = ascii_is_digit(text.s[0]);
	innermost_block(s)->own += text.n;
	s->glued = !ascii_is_space(all.s[all.n - 1]);
	if (s->links) {
		open->links += text.n;
		if (s->target.n && s->mark.n <= MARK_MAX)
			buf_put(&s->mark, text);
	} else {
		open->plain += text.n;
	}
}

// "12", "[12]", "*", "†"; without brackets, or empty.
static struct str footnote_mark(struct str s, bool *sure)
{
	bool bracketed = s.n > 2 && ((s.s[0] == '[' && s.s[s.n - 1] == ']') ||
	                             (s.s[0] == '(' && s.s[s.n - 1] == ')'));
	*sure |= bracketed;
	if (bracketed)
		s = str_from_to(s, 1, s.n - 1);
	bool letter = bracketed && s.n == 1 && ascii_is_alpha(s.s[0]);
	size_t n = 0;
	while (n < s.n && ascii_is_digit(s.s[n]))
		n++;
	bool number = n && n <= 4 && (n == s.n || (n + 1 == s.n && ascii_is_alpha(s.s[n])));
	size_t roman = 0;
	while (roman < s.n && memchr("ivxlc", s.s[roman], 5))
		roman++;
	letter |= *sure && roman == s.n && s.n && s.n < 7;
	bool sign = str_is(s, "*") || str_is(s, "**") || str_is(s, "†") || str_is(s, "‡") ||
	            str_is(s, "§");
	return number || sign || letter ? s : (struct str){0};
}

static void end_link(struct html_survey *s)
{
	struct str mark = footnote_mark(str_trim(buf_str(&s->mark)), &s->sure);
	struct html_anchors *a = &s->anchors;
	s->links--;
	if (s->target.n && mark.n && s->sure) {
		if (!ARRAY_ROOM(a)) {
			s->failed = true;
			return;
		}
		a->items[a->n++] =
			(struct html_anchor){s->target, arena_str(&s->arena, mark), s->open};
		s->items[s->open].is_anchor = true;
	}
	s->target = (struct str){0};
}

void html_survey_end(struct html_survey *s)
{
	if (s->failed || s->n == 0)
		return;
	struct html_node *node = &s->items[s->open], *parent = &s->items[node->parent];
	if (strcmp(node->element->name, "a") == 0)
		end_link(s);
	if (s->skip == s->open + 1)
		s->skip = 0;
	if (s->in_json && node->element->kind == HTML_SCRIPT) {
		html_meta_json(&s->meta, buf_str(&s->json));
		buf_clear(&s->json);
		s->in_json = false;
	}
	if (node->element->kind == HTML_TITLE && !s->skip && s->title.n)
		s->title_known = true;
	node->end = s->n;
	if (s->open == 0)
		return;
	if (node->element->kind == HTML_CELL && parent->cells < 2)
		parent->cells++;
	parent->plain += node->plain;
	parent->h1 += node->h1 + (strcmp(node->element->name, "h1") == 0);
	parent->links += node->links;
	parent->link_count += node->link_count;
	parent->blocks += node->blocks + (html_is_block(node->element) && node->own);
	parent->has_table |= node->has_table;
	parent->has_main |= node->has_main;
	s->open = node->parent;
}

// ---- what the page is -------------------------------------------------------------------------

// The element that holds the main text: the smallest of those that say so and have most of the
// words outside of chrome.
static void find_main(struct html_survey *s)
{
	size_t words = s->items[0].plain, best = 0;
	for (size_t i = 0; i < s->n; i++)
		if (s->items[i].chrome) {
			words -= s->items[i].plain;
			i = s->items[i].end - 1;
		}
	for (size_t i = 1; i < s->n; i++)
		if (s->items[i].is_main && s->items[i].plain > words - words / 4 &&
		    s->items[i].plain > SUBSTANCE)
			best = i;
	s->main = best;
}

// What says that it is chrome is, unless it has most of the words.
static void settle_suspects(struct html_survey *s)
{
	size_t words = s->items[0].plain;
	for (size_t i = 1; i < s->n; i++) {
		struct html_node *node = &s->items[i];
		bool hidden = node->hidden && node->plain + node->links <= HIDDEN_MAX;
		size_t most = node->suspicion == SUSPECT_STRONG ? words - words / 10 : words / 2;
		bool title = node->suspicion == SUSPECT_WEAK && node->h1 &&
		             node->h1 == s->items[0].h1; // a header with the title of the text
		node->chrome = hidden || (node->suspicion && !node->has_main && !title &&
		                          (node->plain <= most || node->plain == 0));
		if (node->chrome)
			i = node->end - 1;
	}
}

// Where the text begins and ends: the first and the last heading or block with some words.
static void find_text(struct html_survey *s)
{
	s->first = s->n;
	for (size_t i = 1; i < s->n; i++) {
		const struct html_node *node = &s->items[i];
		if (node->chrome) {
			i = node->end - 1;
		} else if (node->element->kind == HTML_HEAD ||
		           (node->own >= SUBSTANCE && node->plain > node->links)) {
			s->first = i < s->first ? i : s->first;
			s->last = i;
		}
	}
}

// Lists of links before all text and behind it are for finding the way.
static void settle_links(struct html_survey *s)
{
	for (size_t i = 1; i < s->n; i++) {
		struct html_node *node = &s->items[i];
		bool block = html_is_block(node->element) || node->element->kind == HTML_CELL;
		bool outside = node->end <= s->first || i > s->last;
		if (block && outside && node->link_count > LINKS_FEW &&
		    node->plain <= node->links / LINK_LIST_PLAIN)
			node->chrome = true;
	}
}

static int compare_ids(const void *a, const void *b)
{
	const struct html_anchor *x = a, *y = b;
	int order = str_cmp(x->id, y->id);
	return order ? order : (x->node > y->node) - (x->node < y->node);
}

bool html_survey_settle(struct html_survey *s)
{
	if (s->n && !s->failed) {
		while (s->open)
			html_survey_end(s);
		s->items[0].end = s->n;
		s->failed = !html_style_read(&s->style) || s->meta.failed;
		settle_suspects(s);
		find_main(s);
		find_text(s);
		settle_links(s);
		if (s->anchors.n)
			qsort(s->anchors.items, s->anchors.n, sizeof *s->anchors.items,
			      compare_ids);
	}
	return !s->failed && !s->arena.failed && !s->mark.failed && !s->title.failed &&
	       !s->json.failed;
}

const struct html_anchor *html_survey_anchor(const struct html_survey *s, const char *id)
{
	struct str wanted = str_from(id);
	size_t low = 0, high = s->anchors.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_cmp(s->anchors.items[middle].id, wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	const struct html_anchor *a = low < s->anchors.n ? &s->anchors.items[low] : NULL;
	return a && str_eq(a->id, wanted) ? a : NULL;
}

void html_survey_free(struct html_survey *s)
{
	html_style_free(&s->style);
	html_meta_free(&s->meta);
	buf_free(&s->mark);
	buf_free(&s->title);
	buf_free(&s->json);
	arena_free(&s->arena);
	free(s->anchors.items);
	free(s->items);
	*s = (struct html_survey){0};
}
