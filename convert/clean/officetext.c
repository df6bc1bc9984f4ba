// officetext.c: the XML of docx and odt into lines

#include "clean/officetext.h"

#include <string.h>

enum { CHUNK = 1 << 20, ATTRIBUTES_MAX = 5000 };

static bool is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

static struct str attribute(const xmlChar **atts, int n, const char *name)
{
	return office_attribute(atts, n, name);
}

// ---- metadata ---------------------------------------------------------------------------------

// The key of an element of the metadata; NULL for one that says nothing of the text. In odt the
// creator is who saved the file last.
static const char *meta_key(const char *name, bool odt)
{
	static const char *const keys[][2] = {
		{"title", "dc.title"},       {"initial-creator", "dc.creator"},
		{"subject", "dc.subject"},   {"created", "dc.date"},
		{"keyword", "dc.subject"},   {"creation-date", "dc.date"},
		{"keywords", "dc.subject"},  {"description", "dc.description"},
		{"language", "dc.language"}, {"publisher", "dc.publisher"},
	};
	if (is(name, "creator"))
		return odt ? "dc.contributor" : "dc.creator";
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (is(name, keys[i][0]))
			return keys[i][1];
	return NULL;
}

static void put_meta(struct office_text *t)
{
	struct layout *l = &t->lines.layout;
	layout_text(l, str_trim(buf_str(&t->value)));
	if (l->line.n) {
		layout_hint(l, "meta", str_from(t->meta));
		layout_end(l);
	}
	buf_clear(&t->value);
	t->meta = NULL;
}

// ---- events -----------------------------------------------------------------------------------

static void on_text(void *context, const xmlChar *text, int n)
{
	struct office_text *t = context;
	struct str s = {(const char *)text, (size_t)n};
	if (t->meta)
		buf_put(&t->value, s);
	else if (t->skip || !t->in_text)
		return;
	else if (t->aside)
		office_add_aside(t, s);
	else
		office_put_words(&t->lines, s);
	if (t->lines.layout.out->failed)
		xmlStopParser(t->parser);
}

// Elements whose content is no text of the document.
static bool is_left_out(struct office_text *t, const char *prefix, const char *name)
{
	static const char *const names[] = {"tracked-changes", "Fallback", "instrText", "object",
	                                    "sequence-decls"};
	if (prefix && is(prefix, "svg"))
		return true; // the title and the description of a picture
	if (is(name, "annotation") || is(name, "commentReference")) {
		t->comments++;
		return true;
	}
	if ((is(name, "del") || is(name, "moveFrom")) && !t->in_properties) {
		t->deletions++;
		return true;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (is(name, names[i]))
			return true;
	return false;
}

static void start_aside(struct office_text *t, const char *name)
{
	if (is(name, "note-citation"))
		t->in_mark = true;
	else if (is(name, "tab") || is(name, "s") || is(name, "line-break") || is(name, "br"))
		office_add_aside(t, STR(" "));
	t->in_text += is(name, "t") || (t->odt && is(name, "p"));
}

static void start_note_anchor(struct office_text *t, const char *name, const xmlChar **atts, int n)
{
	char number[32];
	office_note_number(t, attribute(atts, n, "id"), name[0] == 'e', true, number);
	office_put_anchor(t, str_from(number));
}

static void start_note(struct office_text *t, const char *name, const xmlChar **atts, int n)
{
	struct str type = attribute(atts, n, "type");
	if (type.n && !str_is(type, "normal"))
		t->skip = t->depth; // a separator
	else
		office_note_number(t, attribute(atts, n, "id"), name[0] == 'e', false,
		                   t->lines.note);
}

// Elements that both formats have.
static bool start_shared(struct office_text *t, const char *name)
{
	struct office_lines *l = &t->lines;
	if (is(name, "tab") && !t->in_properties)
		office_put_tab(l);
	else if (is(name, "lastRenderedPageBreak") || is(name, "soft-page-break"))
		l->page = true;
	else if (is(name, "tr") || is(name, "table-row"))
		office_begin_row(l);
	else if (is(name, "tc") || is(name, "table-cell"))
		office_begin_cell(l);
	else if (is(name, "txbxContent") || is(name, "text-box"))
		office_begin_aside(t, false);
	else
		return false;
	return true;
}

static void start_odt(struct office_text *t, const char *name, const xmlChar **atts, int n)
{
	struct office_lines *l = &t->lines;
	if (is(name, "p") || is(name, "h")) {
		struct str level = attribute(atts, n, "outline-level");
		bool item = l->list_starts;
		office_begin_paragraph(l, attribute(atts, n, "style-name"));
		if (is(name, "h") && level.n == 1 && level.s[0] >= '1' && level.s[0] <= '9')
			l->level = level.s[0] - '0';
		l->item = item;
		office_take_base(l);
		t->in_text++;
	} else if (is(name, "span")) {
		char id[STYLE_NAME_MAX];
		office_copy(id, sizeof id, attribute(atts, n, "style-name"));
		office_take_style(l, id);
	} else if (is(name, "note")) {
		office_begin_aside(t, true);
	} else if (is(name, "line-break")) {
		office_put_break(l);
	} else if (is(name, "s")) {
		size_t count = 1;
		str_number(attribute(atts, n, "c"), &count);
		for (size_t i = 0; i < count && i < 1000; i++)
			office_put_words(l, STR(" "));
	} else if (is(name, "a")) {
		layout_open(&l->layout, "a", attribute(atts, n, "href"));
	} else if (is(name, "list-item")) {
		l->list_starts = true;
	} else if (is(name, "table-of-content")) {
		l->index = true;
	}
}

// Properties of the paragraph or of words.
static void start_property(struct office_text *t, const char *name, const xmlChar **atts, int n)
{
	struct office_lines *l = &t->lines;
	struct str value = attribute(atts, n, "val");
	if (is(name, "pStyle"))
		office_copy(l->paragraph, sizeof l->paragraph, value);
	else if (is(name, "numPr"))
		l->item = true;
	else if (is(name, "numId"))
		l->item = !str_is(value, "0");
	else if (is(name, "jc"))
		l->centred = str_is(value, "center");
	else if (is(name, "outlineLvl") && value.n == 1 && value.s[0] >= '0' && value.s[0] < '9')
		l->level = value.s[0] - '0' + 1;
	else if (is(name, "b"))
		l->type.bold = office_is_on(atts, n);
	else if (is(name, "i"))
		l->type.italic = office_is_on(atts, n);
	else if (is(name, "u"))
		l->type.underlined = office_is_on(atts, n);
	else if (is(name, "vertAlign"))
		l->type.raised = str_is(value, "superscript");
	else if (is(name, "rStyle")) {
		char id[STYLE_NAME_MAX];
		office_copy(id, sizeof id, value);
		office_take_style(l, id);
	}
}

static void start_docx(struct office_text *t, const char *name, const xmlChar **atts, int n)
{
	struct office_lines *l = &t->lines;
	if (is(name, "p"))
		office_begin_paragraph(l, (struct str){0});
	else if (is(name, "r"))
		l->type = l->base;
	else if (is(name, "t"))
		t->in_text++;
	else if (is(name, "rPr") || is(name, "pPr"))
		t->in_properties = true;
	else if (t->in_properties)
		start_property(t, name, atts, n);
	else if (is(name, "br") && str_is(attribute(atts, n, "type"), "page"))
		office_put_page(l);
	else if (is(name, "br") || is(name, "cr"))
		office_put_break(l);
	else if (is(name, "noBreakHyphen"))
		office_put_words(l, STR("-"));
	else if (is(name, "hyperlink")) {
		struct str target = office_find_link(t, attribute(atts, n, "id"));
		if (target.n)
			layout_open(&l->layout, "a", target);
	} else if (is(name, "footnoteReference") || is(name, "endnoteReference"))
		start_note_anchor(t, name, atts, n);
	else if (is(name, "footnote") || is(name, "endnote"))
		start_note(t, name, atts, n);
}

static void on_start(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                     int nns, const xmlChar **ns, int n, int ndefault, const xmlChar **atts)
{
	struct office_text *t = context;
	const char *name = (const char *)local;
	struct office_styles *styles = &t->lines.styles;
	(void)uri, (void)nns, (void)ns, (void)ndefault;
	t->depth++;
	t->deletions += t->skip && is(name, "deletion");
	if (t->skip)
		return;
	if (is(name, "style"))
		office_style_begin(styles, atts, n);
	else if (styles->open)
		office_style_read(styles, name, atts, n);
	else if (is(name, "body") || is(name, "footnotes") || is(name, "endnotes"))
		t->in_body = true;
	else if (!t->in_body && is(name, "Relationship"))
		office_take_relationship(t, atts, n);
	else if (!t->in_body)
		t->meta = meta_key(name, t->odt);
	else if (is_left_out(t, (const char *)prefix, name))
		t->skip = t->depth;
	else if (t->aside)
		start_aside(t, name);
	else if (start_shared(t, name))
		return;
	else if (t->odt)
		start_odt(t, name, atts, n);
	else
		start_docx(t, name, atts, n);
}

static void end_aside(struct office_text *t, const char *name, unsigned depth)
{
	if (is(name, "note-citation")) {
		struct str all = buf_str(&t->lines.aside);
		size_t from = all.n;
		while (from && all.s[from - 1] != '\n')
			from--;
		office_put_anchor(t, str_trim(str_after(all, from)));
		buf_putc(&t->lines.aside, '\n');
		t->in_mark = false;
	} else if (is(name, "p") || is(name, "h")) {
		office_part_aside(t);
		t->in_text -= t->odt && is(name, "p") && t->in_text;
	} else if (is(name, "t")) {
		t->in_text -= t->in_text > 0;
	}
	if (depth != t->aside)
		return;
	buf_putc(&t->lines.aside, '\n');
	t->aside = 0;
	if (t->odt && t->in_text == 0) // in no paragraph
		office_put_aside(&t->lines);
}

static void end_text(struct office_text *t, const char *name)
{
	struct office_lines *l = &t->lines;
	if (is(name, "body")) {
		t->in_body = false;
	} else if (is(name, "p") || (t->odt && is(name, "h"))) {
		t->in_text -= t->odt && t->in_text;
		office_end_paragraph(l);
	} else if (is(name, "t") && !t->odt) {
		t->in_text -= t->in_text > 0;
	} else if (is(name, "r") || is(name, "span")) {
		l->type = l->base;
	} else if (is(name, "rPr") || is(name, "pPr")) {
		t->in_properties = false;
		if (is(name, "pPr"))
			office_take_base(l);
	} else if (is(name, "a") || is(name, "hyperlink")) {
		layout_close(&l->layout, "a");
	} else if (is(name, "tc") || is(name, "table-cell")) {
		layout_close(&l->layout, "td");
	} else if (is(name, "tr") || is(name, "table-row")) {
		office_end_row(l);
	} else if (is(name, "tbl") || is(name, "table")) {
		office_end_table(l);
	} else if (is(name, "footnote") || is(name, "endnote")) {
		l->note[0] = '\0';
	} else if (is(name, "list-item")) {
		l->list_starts = false;
	} else if (is(name, "table-of-content")) {
		l->index = false;
	}
}

static void on_end(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
	struct office_text *t = context;
	const char *name = (const char *)local;
	(void)prefix, (void)uri;
	unsigned depth = t->depth--;
	if (t->skip)
		t->skip = t->skip == depth ? 0 : t->skip;
	else if (t->meta)
		put_meta(t);
	else if (is(name, "style"))
		t->lines.styles.open = NULL;
	else if (!t->in_body || t->lines.styles.open)
		return;
	else if (t->aside)
		end_aside(t, name, depth);
	else
		end_text(t, name);
}

// Whether some tag has more attributes than any program writes: the parser's time grows with the
// square of their number.
static bool has_crowded_tag(struct str xml)
{
	size_t signs = 0;
	for (size_t i = 0; i < xml.n && signs < ATTRIBUTES_MAX; i++) {
		if (xml.s[i] == '<')
			signs = 0;
		else if (xml.s[i] == '=')
			signs++;
		else if (xml.s[i] == '>') // text is none of it
			i += str_find_char(str_after(xml, i), '<') - 1;
	}
	return signs == ATTRIBUTES_MAX;
}

// Entities are not wanted in office files: the five of XML and characters by number are all.
bool office_text_parse(struct office_text *t, struct str xml)
{
	xmlSAXHandler sax = {
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.cdataBlock = on_text,
		.ignorableWhitespace = on_text,
	};
	if (has_crowded_tag(xml))
		return false;
	t->depth = t->skip = t->in_text = t->aside = 0;
	t->lines.styles.open = NULL;
	t->meta = NULL;
	t->in_body = t->in_properties = t->in_mark = false;
	t->parser = xmlCreatePushParserCtxt(&sax, t, NULL, 0, NULL);
	if (!t->parser)
		return false;
	xmlCtxtUseOptions(t->parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	int bad = 0;
	for (size_t at = 0; at < xml.n && !bad; at += CHUNK)
		bad = xmlParseChunk(t->parser, xml.s + at,
		                    (int)(xml.n - at < CHUNK ? xml.n - at : CHUNK), 0);
	if (!bad)
		bad = xmlParseChunk(t->parser, NULL, 0, 1);
	bool good = !bad && t->parser->wellFormed;
	if (t->parser->myDoc)
		xmlFreeDoc(t->parser->myDoc);
	xmlFreeParserCtxt(t->parser);
	return good;
}
