// html.c: the source of an HTML page into cleaned lines with hints
//
// The page is parsed twice: htmlsurvey.c finds out what is chrome, then what follows here hands
// lines to htmllines.c.

#include "clean/html.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "clean/htmlfeed.h"
#include "clean/htmllines.h"

enum { DEPTH_MAX = 2000 };

// What an open element has done and its end takes back.
enum {
	DID_TYPE = TRAIT_BOLD | TRAIT_ITALIC | TRAIT_UNDERLINED | TRAIT_RAISED,
	DID_SKIP = 1 << 4,
	DID_CHROME = 1 << 5,
	DID_PRE = 1 << 6,
	DID_QUOTE = 1 << 7,
	DID_CENTRE = 1 << 8,
	DID_LINK = 1 << 9,
	DID_CELL = 1 << 10,
	DID_CELL_HEAD = 1 << 11,
	DID_LINE = 1 << 12, // begun one
	DID_HEAD = 1 << 13,
	DID_ITEM = 1 << 14,
	DID_ROW = 1 << 15,
	DID_STYLE = 1 << 16,
	DID_APART = 1 << 17,
	DID_MAIN = 1 << 18,
	DID_ANCHOR = 1 << 19,
	DID_PART = 1 << 20, // parted words in a line
};

struct reader {
	struct html_lines lines;
	unsigned frames[DEPTH_MAX]; // of the open elements: what they did
	size_t depth;
	size_t over; // elements open beyond DEPTH_MAX
	size_t skip;
	htmlParserCtxt *parser;
};

// ---- elements ---------------------------------------------------------------------------------

// Opens an element of the kept word or closes it; the outermost makes the range.
static void open_kept(struct html_lines *l, size_t i)
{
	if (l->open[i]++ == 0)
		layout_open(&l->layout, html_kept[i], STR(""));
}

static void close_kept(struct html_lines *l, size_t i)
{
	if (--l->open[i] == 0)
		layout_close(&l->layout, html_kept[i]);
}

// A class that is a word of somebody and no number of a converter.
static bool is_telling(const char *class)
{
	size_t letters = 0;
	for (; *class; class ++) {
		if (ascii_is_digit(*class))
			return false;
		letters += ascii_is_alpha(*class);
	}
	return letters > 1;
}

static void take_style(struct html_lines *l, const struct html_element *e,
                       const unsigned char **atts)
{
	const char *class = html_attribute(atts, "class");
	l->style[0] = '\0';
	if (!class && (strcmp(e->name, "dt") == 0 || strcmp(e->name, "dd") == 0))
		class = e->name;
	if (!class)
		return;
	bool wanted = strcmp(e->name, "p") == 0 || is_telling(class);
	if (strlen(class) < HTML_CLASS_MAX && wanted && strcmp(class, "MsoNormal") != 0)
		strcpy(l->style, class);
}

// A block begins a line, but not in a heading, nor as the first of a cell in a row.
static unsigned begin_block(struct html_lines *l, const struct html_element *e,
                            const unsigned char **atts, unsigned traits)
{
	const struct html_node *node = &l->survey.items[l->node - 1];
	const char *align = html_attribute(atts, "align");
	if (l->head || (l->row && l->layout.line.n <= l->cell)) {
		l->blank = l->blank || (l->text && l->layout.line.n > l->cell);
		return DID_PART;
	}
	unsigned did = DID_LINE | (e->apart ? DID_APART : 0);
	html_end_line(l);
	l->gap |= e->apart || strcmp(e->name, "dt") == 0;
	take_style(l, e, atts);
	if (e->kind == HTML_HEAD) {
		l->head = e->word;
		did |= DID_HEAD;
	} else if (e->kind == HTML_ITEM) {
		l->item = true;
		did |= DID_ITEM;
	} else if (e->kind == HTML_ROW && !node->has_table && node->cells > 1) {
		l->row = true;
		did |= DID_ROW;
	} else if (e->kind == HTML_QUOTE) {
		did |= DID_QUOTE;
	} else if (e->kind == HTML_PRE) {
		l->pre_begins = true;
		did |= DID_PRE;
	}
	if ((align && strcasecmp(align, "center") == 0) || strcmp(e->word, "center") == 0 ||
	    (traits & TRAIT_CENTRED))
		did |= DID_CENTRE;
	l->quote += (did & DID_QUOTE) != 0;
	l->pre += (did & DID_PRE) != 0;
	l->centre += (did & DID_CENTRE) != 0;
	return did;
}

static unsigned begin_cell(struct html_lines *l, const struct html_element *e)
{
	if (!l->row) { // of a table for the looks, or behind a cell of several paragraphs
		html_end_line(l);
		take_style(l, e, NULL);
		return DID_LINE;
	}
	l->blank = l->blank || l->text;
	if (l->blank && l->text)
		layout_text(&l->layout, STR(" "));
	l->blank = false;
	l->cell = l->layout.line.n;
	layout_open(&l->layout, e->word, STR(""));
	return strcmp(e->word, "th") == 0 ? DID_CELL_HEAD : DID_CELL;
}

static unsigned begin_chrome(struct html_lines *l)
{
	html_end_line(l);
	l->style[0] = '\0';
	l->chrome++;
	return DID_CHROME;
}

static unsigned begin_link(struct html_lines *l, const unsigned char **atts)
{
	const char *href = html_attribute(atts, "href");
	if (!href)
		return 0;
	html_settle_blank(l);
	if (l->survey.items[l->node - 1].is_anchor) {
		const struct html_anchor *a = html_survey_anchor(&l->survey, href + 1);
		layout_open(&l->layout, "fn", a ? a->mark : STR(""));
		return DID_ANCHOR;
	}
	layout_open(&l->layout, "a", str_from(href));
	l->links += href[0] != '#';
	l->link_from = l->layout.line.n;
	return DID_LINK;
}

// Ranges of an element in a line, and of type that a class or a style attribute sets anywhere.
static unsigned begin_ranges(struct html_lines *l, const struct html_element *e,
                             const unsigned char **atts, unsigned traits)
{
	const char *class = html_attribute(atts, "class");
	unsigned did = 0;
	for (size_t i = 0; i < HTML_KEPT; i++) {
		bool own = e->kind == HTML_MARKED && strcmp(e->word, html_kept[i]) == 0;
		if (!own && !(traits & 1u << i))
			continue;
		html_settle_blank(l);
		open_kept(l, i);
		did |= 1u << i;
	}
	if (e->kind == HTML_INLINE && class && strlen(class) < HTML_CLASS_MAX &&
	    is_telling(class)) {
		html_settle_blank(l);
		layout_open(&l->layout, "style", str_from(class));
		did |= DID_STYLE;
	}
	return did;
}

// A footnote begins where its id is.
static void begin_note(struct html_lines *l, const struct html_element *e,
                       const unsigned char **atts)
{
	const char *id = html_attribute(atts, "id");
	id = id ? id : strcmp(e->name, "a") == 0 ? html_attribute(atts, "name") : NULL;
	const struct html_anchor *a = id && !l->text ? html_survey_anchor(&l->survey, id) : NULL;
	if (a && a->node < l->node - 1 && e->kind != HTML_HEAD)
		l->note = a->mark;
}

static unsigned begin_element(struct reader *r, const struct html_element *e,
                              const unsigned char **atts)
{
	struct html_lines *l = &r->lines;
	const struct html_node *node = &l->survey.items[l->node - 1];
	unsigned traits = html_style_traits(&l->survey.style, html_attribute(atts, "class"),
	                                    html_attribute(atts, "style"));
	unsigned did = 0;
	if (l->survey.main == l->node - 1 && l->survey.main) {
		did |= DID_MAIN;
		l->main++;
	}
	if (e->kind == HTML_SKIP || e->kind == HTML_SCRIPT || e->kind == HTML_STYLE ||
	    e->kind == HTML_TITLE) {
		r->skip++;
		return did | DID_SKIP;
	}
	if (r->skip || e->kind == HTML_META)
		return did;
	if (e->kind == HTML_BREAK) {
		html_put_break(l);
		return did;
	}
	if (node->chrome || (e->kind == HTML_BUTTON && !l->head && !node->is_clock))
		did |= begin_chrome(l);
	if (html_is_block(e))
		did |= begin_block(l, e, atts, traits);
	else if (e->kind == HTML_CELL)
		did |= begin_cell(l, e);
	else if (strcmp(e->name, "a") == 0)
		did |= begin_link(l, atts);
	if (l->survey.anchors.n)
		begin_note(l, e, atts);
	return did | begin_ranges(l, e, atts, traits);
}

static void end_element(struct reader *r, unsigned did)
{
	struct html_lines *l = &r->lines;
	for (size_t i = 0; i < HTML_KEPT; i++)
		if (did & 1u << i)
			close_kept(l, i);
	if (did & DID_STYLE)
		layout_close(&l->layout, "style");
	if (did & DID_LINK) {
		layout_close(&l->layout, "a");
		if (l->layout.line.n > l->link_from)
			l->linked += l->layout.line.n - l->link_from;
	}
	if (did & DID_ANCHOR)
		layout_close(&l->layout, "fn");
	if (did & DID_CELL)
		layout_close(&l->layout, "td");
	if (did & DID_CELL_HEAD)
		layout_close(&l->layout, "th");
	if (did & (DID_LINE | DID_CHROME)) {
		html_end_line(l);
		l->style[0] = '\0';
		l->gap |= (did & DID_APART) != 0;
		l->cut = !(did & DID_LINE);
	}
	if (did & DID_PART)
		l->blank = true;
	r->skip -= (did & DID_SKIP) != 0;
	l->chrome -= (did & DID_CHROME) != 0;
	l->pre -= (did & DID_PRE) != 0;
	l->quote -= (did & DID_QUOTE) != 0;
	l->centre -= (did & DID_CENTRE) != 0;
	l->main -= (did & DID_MAIN) != 0;
	if (did & DID_HEAD)
		l->head = NULL;
	if (did & DID_ITEM)
		l->item = false;
	if (did & DID_ROW)
		l->row = false;
}

// ---- the two walks ----------------------------------------------------------------------------

static void on_start(void *context, const xmlChar *name, const xmlChar **atts)
{
	struct reader *r = context;
	r->lines.node++;
	if (r->depth == DEPTH_MAX)
		r->over++;
	else
		r->frames[r->depth++] =
			begin_element(r, r->lines.survey.items[r->lines.node - 1].element, atts);
	(void)name;
}

static void on_end(void *context, const xmlChar *name)
{
	struct reader *r = context;
	(void)name;
	if (r->over)
		r->over--;
	else if (r->depth)
		end_element(r, r->frames[--r->depth]);
}

static void on_text(void *context, const xmlChar *text, int n)
{
	struct reader *r = context;
	struct str s = {(const char *)text, (size_t)n};
	if (!r->skip && r->lines.pre)
		html_put_pre(&r->lines, s);
	else if (!r->skip)
		html_put_flowing(&r->lines, s);
	if (r->lines.layout.out->failed)
		xmlStopParser(r->parser);
}

static void on_survey_start(void *context, const xmlChar *name, const xmlChar **atts)
{
	html_survey_start(&((struct reader *)context)->lines.survey, (const char *)name, atts);
}

static void on_survey_end(void *context, const xmlChar *name)
{
	(void)name;
	html_survey_end(&((struct reader *)context)->lines.survey);
}

static void on_survey_text(void *context, const xmlChar *text, int n)
{
	html_survey_text(&((struct reader *)context)->lines.survey,
	                 (struct str){(const char *)text, (size_t)n});
}

static bool parse(struct reader *r, htmlSAXHandler *sax, struct str text)
{
	sax->cdataBlock = sax->ignorableWhitespace = sax->characters;
	r->parser = htmlCreatePushParserCtxt(sax, r, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
	if (!r->parser)
		return false;
	htmlCtxtUseOptions(r->parser, HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
	                                      HTML_PARSE_RECOVER | HTML_PARSE_IGNORE_ENC);
	struct html_feed feed = {.rest = text};
	struct str piece;
	while (!r->lines.survey.failed && (piece = html_feed_next(&feed)).n)
		htmlParseChunk(r->parser, piece.s, (int)piece.n, 0);
	htmlParseChunk(r->parser, NULL, 0, 1);
	if (r->parser->myDoc)
		xmlFreeDoc(r->parser->myDoc);
	htmlFreeParserCtxt(r->parser);
	return !r->lines.survey.failed;
}

bool html_read(struct str text, struct buf *out)
{
	struct reader *r = calloc(1, sizeof *r);
	if (!r)
		return false;
	htmlSAXHandler survey = {.startElement = on_survey_start,
	                         .endElement = on_survey_end,
	                         .characters = on_survey_text};
	htmlSAXHandler lines = {
		.startElement = on_start, .endElement = on_end, .characters = on_text};
	size_t before = out->n;
	r->lines.layout.out = out;
	r->lines.begin = before;
	bool good = parse(r, &survey, text) && html_survey_settle(&r->lines.survey);
	if (good) {
		html_put_metadata(&r->lines);
		r->lines.gap = out->n > before;
		good = parse(r, &lines, text);
		html_end_line(&r->lines);
	}
	if (out->n == before)
		buf_putc(out, '\n');
	good = layout_free(&r->lines.layout) && good;
	html_survey_free(&r->lines.survey);
	free(r);
	return good;
}

// What is behind an XML declaration and comments.
static struct str behind_prolog(struct str text)
{
	struct str rest = str_trim_left(text);
	for (;;) {
		bool comment = str_starts(rest, STR("<!--"));
		if (!comment && !str_starts(rest, STR("<?xml ")))
			return rest;
		size_t end = str_find(rest, comment ? STR("-->") : STR("?>"));
		rest = str_trim_left(str_after(rest, end + (comment ? 3 : 2)));
	}
}

bool html_seems(struct str text)
{
	struct str rest = behind_prolog(text);
	static const char *const starts[] = {"<!doctype html", "<html", "<head", "<body"};
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (rest.n > 20 && strncasecmp(rest.s, starts[i], strlen(starts[i])) == 0)
			return true;
	// A piece of a page: closing tags of blocks, several in each kilobyte.
	if (rest.n == 0 || rest.s[0] != '<')
		return false;
	size_t tags = 0, n = rest.n < 65536 ? rest.n : 65536;
	static const struct str ends[] = {STR("</p>"),  STR("</div>"), STR("</li>"),
	                                  STR("</td>"), STR("<br />"), STR("<br>")};
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; rest.s[i] == '<' && k < sizeof ends / sizeof *ends; k++)
			tags += str_starts(str_from_to(rest, i, n), ends[k]);
	return tags >= 4 && tags > n / 2048;
}
