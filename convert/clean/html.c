// html.c: the source of an HTML page into cleaned lines with hints

#include "clean/html.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "clean/layout.h"

enum { DEPTH_MAX = 2000 };

// What an element does to the lines.
enum kind {
	INLINE,
	BLOCK,  // begins and ends a line
	HEAD,   // h1 to h6: a block with {hN}
	ITEM,   // a block with {li}
	ROW,    // a block with {tr}
	CELL,   // a range in its row
	QUOTE,  // a block with {quote}
	PRE,    // lines as they stand
	BREAK,  // br
	SKIP,   // nothing of it is text
	CHROME, // a block with {fw}
	MARKED, // a range: b, i, u, sup, a
	TITLE,
	META,
};

static const struct element {
	const char *name;
	enum kind kind;
	const char *word;
} elements[] = {
	{"address", BLOCK, ""},
	{"article", BLOCK, ""},
	{"aside", CHROME, ""},
	{"b", MARKED, "b"},
	{"a", MARKED, "a"},
	{"blockquote", QUOTE, ""},
	{"body", BLOCK, ""},
	{"br", BREAK, ""},
	{"button", SKIP, ""},
	{"caption", BLOCK, ""},
	{"center", BLOCK, "center"},
	{"cite", MARKED, "i"},
	{"dd", BLOCK, ""},
	{"dialog", CHROME, ""},
	{"div", BLOCK, ""},
	{"dl", BLOCK, ""},
	{"dt", BLOCK, ""},
	{"em", MARKED, "i"},
	{"fieldset", BLOCK, ""},
	{"figcaption", BLOCK, ""},
	{"figure", BLOCK, ""},
	{"footer", CHROME, ""},
	{"form", BLOCK, ""},
	{"h1", HEAD, "h1"},
	{"h2", HEAD, "h2"},
	{"h3", HEAD, "h3"},
	{"h4", HEAD, "h4"},
	{"h5", HEAD, "h5"},
	{"h6", HEAD, "h6"},
	{"header", CHROME, ""},
	{"hr", BLOCK, ""},
	{"i", MARKED, "i"},
	{"iframe", SKIP, ""},
	{"legend", BLOCK, ""},
	{"li", ITEM, ""},
	{"main", BLOCK, ""},
	{"menu", CHROME, ""},
	{"meta", META, ""},
	{"nav", CHROME, ""},
	{"noscript", SKIP, ""},
	{"object", SKIP, ""},
	{"ol", BLOCK, ""},
	{"option", SKIP, ""},
	{"p", BLOCK, ""},
	{"plaintext", PRE, ""},
	{"pre", PRE, ""},
	{"script", SKIP, ""},
	{"section", BLOCK, ""},
	{"select", SKIP, ""},
	{"strong", MARKED, "b"},
	{"style", SKIP, ""},
	{"sup", MARKED, "sup"},
	{"svg", SKIP, ""},
	{"table", BLOCK, ""},
	{"tbody", BLOCK, ""},
	{"td", CELL, "td"},
	{"template", SKIP, ""},
	{"textarea", SKIP, ""},
	{"tfoot", BLOCK, ""},
	{"th", CELL, "th"},
	{"thead", BLOCK, ""},
	{"title", TITLE, ""},
	{"tr", ROW, ""},
	{"u", MARKED, "u"},
	{"ul", BLOCK, ""},
	{"var", MARKED, "i"},
	{"xmp", PRE, ""},
};

// Ranges that go on in the next line, over a <br> and into blocks.
static const char *const kept[] = {"b", "i", "u", "sup"};

struct reader {
	struct layout layout;
	const struct element *stack[DEPTH_MAX]; // open elements, NULL for one without effect
	size_t depth;
	size_t over; // elements open beyond DEPTH_MAX
	size_t skip, pre, chrome;
	size_t open[4]; // elements of each of the kept words
	struct buf title;

	char head_word[8];
	char style[64];
	bool in_title, blank, text;
	htmlParserCtxt *parser;
};

static const struct element *find_element(const xmlChar *name)
{
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
		if (strcmp(elements[i].name, (const char *)name) == 0)
			return &elements[i];
	return NULL;
}

static const char *attribute(const xmlChar **atts, const char *name)
{
	for (; atts && atts[0]; atts += 2)
		if (strcmp((const char *)atts[0], name) == 0)
			return atts[1] ? (const char *)atts[1] : "";
	return NULL;
}

// Opens an element of the word or closes it. True for the outermost, which makes the range.
static bool count_open(struct reader *r, const char *word, bool opens)
{
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (strcmp(kept[i], word) == 0)
			return opens ? r->open[i]++ == 0 : --r->open[i] == 0;
	return true;
}

// Ends the line if it has text and opens in the next what goes on: bold over a <br>.
static void end_line(struct reader *r)
{
	struct layout *l = &r->layout;
	if (!r->text) {
		buf_clear(&l->line);
		l->n = 0;
	} else {
		struct buf hints = {0};
		if (r->chrome)
			buf_puts(&hints, "{fw}");
		if (r->head_word[0])
			buf_printf(&hints, "{%s}", r->head_word);
		buf_put(&hints, buf_str(&l->hints));
		buf_free(&l->hints);
		l->hints = hints;
		if (r->style[0])
			layout_hint(l, "style", str_from(r->style));
		layout_end(l);
	}
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (r->open[i])
			layout_open(l, kept[i], STR(""));
	r->text = false;
	r->blank = false;
}

static void put_blank_line(struct reader *r)
{
	struct buf *out = r->layout.out;
	if (out->n > 1 && !(out->s[out->n - 1] == '\n' && out->s[out->n - 2] == '\n'))
		buf_putc(out, '\n');
}

static void put_flowing(struct reader *r, struct str s)
{
	struct layout *l = &r->layout;
	for (size_t at = 0; at < s.n;) {
		size_t end = at;
		while (end < s.n && !ascii_is_space(s.s[end]))
			end++;
		if (end > at) {
			if (r->blank && r->text)
				layout_text(l, STR(" "));
			size_t from = l->line.n;
			layout_text(l, str_from_to(s, at, end));
			for (size_t i = from; i < l->line.n && !r->text; i++)
				r->text = l->line.s[i] != ' ';
			r->blank = false;
		}
		while (end < s.n && ascii_is_space(s.s[end])) {
			r->blank = true;
			end++;
		}
		at = end;
	}
}

// Lines of <pre>, blank ones among them.
static void put_pre(struct reader *r, struct str s)
{
	while (s.n) {
		size_t end = str_find_char(s, '\n');
		struct str piece = str_from_to(s, 0, end);
		layout_text(&r->layout, piece);
		for (size_t i = 0; i < piece.n && !r->text; i++)
			r->text = piece.s[i] != ' ';
		if (end < s.n) {
			if (r->text)
				end_line(r);
			else {
				buf_clear(&r->layout.line);
				r->layout.n = 0;
				buf_putc(r->layout.out, '\n');
			}
		}
		s = str_after(s, end + 1);
	}
}

static void on_text(void *context, const xmlChar *text, int n)
{
	struct reader *r = context;
	struct str s = {(const char *)text, (size_t)n};
	if (r->in_title)
		buf_put(&r->title, s);
	else if (r->skip)
		return;
	else if (r->pre)
		put_pre(r, s);
	else
		put_flowing(r, s);
	if (r->layout.out->failed)
		xmlStopParser(r->parser);
}

static void put_meta(struct reader *r, const char *key, struct str value)
{
	struct layout *l = &r->layout;
	if (!key || str_trim(value).n == 0)
		return;
	layout_hint(l, "meta", str_from(key));
	r->blank = false;
	put_flowing(r, value);
	if (l->line.n)
		layout_end(l);
	buf_clear(&l->line);
	buf_clear(&l->hints);
	r->text = r->blank = false;
}

// Metadata of the page that say something of the text; the rest is for machines.
static bool is_wanted(const char *name)
{
	static const char *const wanted[] = {"author",    "date",     "description",
	                                     "keywords",  "language", "publisher",
	                                     "copyright", "rights",   "subject"};
	if (strncasecmp(name, "dc.", 3) == 0 || strncasecmp(name, "dcterms.", 8) == 0 ||
	    strncasecmp(name, "citation_", 9) == 0)
		return true;
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		if (strcasecmp(name, wanted[i]) == 0)
			return true;
	return false;
}

static void take_meta(struct reader *r, const xmlChar **atts)
{
	const char *name = attribute(atts, "name"), *content = attribute(atts, "content");
	char key[64];
	size_t n = 0;
	if (!name || !content || strlen(name) >= sizeof key || !is_wanted(name))
		return;
	for (; name[n]; n++)
		key[n] = ascii_lower(name[n]);
	key[n] = '\0';
	put_meta(r, key, str_from(content));
}

// Whether a class, an id or a role says that the block is no part of the text.
static bool is_chrome(const xmlChar **atts)
{
	static const char *const words[] = {
		"nav",     "navigation",  "navbar",      "menu",  "footer",      "header",
		"sidebar", "breadcrumb",  "breadcrumbs", "tabs",  "links",       "skip-link",
		"banner",  "contentinfo", "cookie",      "share", "site-header", "site-footer"};
	static const char *const names[] = {"class", "id", "role"};
	for (size_t i = 0; i < 3; i++) {
		const char *value = attribute(atts, names[i]);
		struct str rest = str_from(value), word;
		while (value && (word = str_word(&rest)).n)
			for (size_t k = 0; k < sizeof words / sizeof *words; k++)
				if (str_is(word, words[k]))
					return true;
	}
	return false;
}

static void begin_block(struct reader *r, const struct element *e, const xmlChar **atts)
{
	const char *class = attribute(atts, "class"), *align = attribute(atts, "align");
	end_line(r);
	if (strcmp(e->name, "p") == 0 || e->kind == HEAD)
		put_blank_line(r);
	r->head_word[0] = '\0';
	r->style[0] = '\0';
	if (e->kind == HEAD || strcmp(e->word, "center") == 0)
		strcpy(r->head_word, e->word);
	else if (e->kind == ITEM)
		strcpy(r->head_word, "li");
	else if (e->kind == ROW)
		strcpy(r->head_word, "tr");
	else if (e->kind == QUOTE)
		strcpy(r->head_word, "quote");
	else if (align && strcasecmp(align, "center") == 0)
		strcpy(r->head_word, "center");
	if (class && strlen(class) < sizeof r->style && strcmp(e->name, "p") == 0)
		strcpy(r->style, class);
}

static void push(struct reader *r, const struct element *e)
{
	if (r->depth < DEPTH_MAX)
		r->stack[r->depth++] = e;
	else
		r->over++;
}

// A block whose class says chrome counts as CHROME while it is open.
static const struct element chrome_block = {"", CHROME, ""};

static void on_start(void *context, const xmlChar *name, const xmlChar **atts)
{
	struct reader *r = context;
	const struct element *e = find_element(name);
	if (e && (e->kind == BLOCK || e->kind == CHROME) && strcmp(e->name, "body") != 0)
		e = is_chrome(atts) ? &chrome_block : e;
	push(r, e);
	if (!e || r->over)
		return;
	switch (e->kind) {
	case SKIP:
		r->skip++;
		break;
	case TITLE:
		r->in_title = true;
		break;
	case META:
		take_meta(r, atts);
		break;
	case BREAK:
		if (r->pre)
			put_pre(r, STR("\n"));
		else
			end_line(r);
		break;
	case CELL:
		if (r->text)
			r->blank = true;
		layout_open(&r->layout, e->word, STR(""));
		break;
	case MARKED:
		if (r->skip)
			break;
		if (r->blank && r->text && !r->pre) {
			layout_text(&r->layout, STR(" "));
			r->blank = false;
		}
		const char *href = strcmp(e->word, "a") == 0 ? attribute(atts, "href") : "";
		if (count_open(r, e->word, true) && href)
			layout_open(&r->layout, e->word, str_from(href));
		break;
	case CHROME:
		end_line(r);
		r->head_word[0] = r->style[0] = '\0';
		r->chrome++;
		break;
	case PRE:
		begin_block(r, e, NULL);
		r->pre++;
		break;
	case INLINE:
		break;
	default:
		// Paragraphs in a cell stay in its row.
		begin_block(r, e, atts);
	}
}

static void on_end(void *context, const xmlChar *name)
{
	struct reader *r = context;
	(void)name;
	if (r->over) {
		r->over--;
		return;
	}
	if (r->depth == 0)
		return;
	const struct element *e = r->stack[--r->depth];
	if (!e)
		return;
	switch (e->kind) {
	case SKIP:
		r->skip--;
		break;
	case TITLE:
		r->in_title = false;
		break;
	case CELL:
		layout_close(&r->layout, e->word);
		break;
	case MARKED:
		if (!r->skip && count_open(r, e->word, false))
			layout_close(&r->layout, e->word);
		break;
	case CHROME:
		end_line(r);
		r->chrome--;
		break;
	case PRE:
		end_line(r);
		r->pre--;
		break;
	case META:
	case BREAK:
	case INLINE:
		break;
	default:
		end_line(r);
		r->head_word[0] = r->style[0] = '\0';
	}
}

bool html_read(struct str text, struct buf *out)
{
	struct reader *r = calloc(1, sizeof *r);
	if (!r)
		return false;
	htmlSAXHandler sax = {
		.startElement = on_start,
		.endElement = on_end,
		.characters = on_text,
		.cdataBlock = on_text,
		.ignorableWhitespace = on_text,
	};
	struct buf body = {0};
	r->layout.out = &body;
	r->parser = htmlCreatePushParserCtxt(&sax, r, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
	bool good = r->parser != NULL;
	if (good) {
		htmlCtxtUseOptions(r->parser, HTML_PARSE_NONET | HTML_PARSE_NOERROR |
		                                      HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER |
		                                      HTML_PARSE_IGNORE_ENC);
		for (size_t at = 0; at < text.n && !body.failed; at += 1 << 20)
			htmlParseChunk(r->parser, text.s + at,
			               (int)(text.n - at < 1 << 20 ? text.n - at : 1 << 20), 0);
		htmlParseChunk(r->parser, NULL, 0, 1);
		end_line(r);
		if (r->parser->myDoc)
			xmlFreeDoc(r->parser->myDoc);
		htmlFreeParserCtxt(r->parser);
	}
	size_t before = out->n;
	r->layout.out = out;
	r->depth = 0;
	put_meta(r, "title", buf_str(&r->title));
	buf_put(out, buf_str(&body));
	if (out->n == before)
		buf_putc(out, '\n');
	good = layout_free(&r->layout) && good && !body.failed && !r->title.failed;
	buf_free(&body);
	buf_free(&r->title);
	free(r);
	return good;
}

bool html_seems(struct str text)
{
	struct str rest = str_trim_left(text);
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
