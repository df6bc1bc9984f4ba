// office.c: docx and odt into cleaned lines with hints
//
// Both are XML in a zip archive. Names of elements are compared without their prefix: the two
// vocabularies do not clash in what is read here.

#include "clean/office.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "clean/layout.h"
#include "core/zip.h"

enum { CHUNK = 1 << 20, STYLES_MAX = 2000 };

struct style {
	char id[64], name[64], parent[64];
	bool bold, italic, centred;
	int level; // of a heading, 0 for none
};

struct reader {
	struct layout layout;
	struct style styles[STYLES_MAX];
	size_t styles_n;
	struct style *style; // being read in the styles
	const char *meta;    // key whose value is being read
	struct buf value;
	struct buf notes;     // of the paragraph in odt: id, line feed, text, line feed
	bool in_note;         // inside a note of odt
	char note[32];        // id of the footnote being read
	char paragraph[64];   // style of the paragraph
	int level;            // of its heading by an attribute
	unsigned depth, skip; // skip: depth of an element whose content is no text, 0 for none
	unsigned in_text, in_row, list;
	bool bold_base, italic_base; // of the paragraph's style
	bool run_props, bold, italic, item, centred, page;
	bool odt, in_body;
	xmlParserCtxt *parser;
};

static struct str attribute(const xmlChar **atts, int n, const char *name)
{
	for (int i = 0; i < n; i++, atts += 5)
		if (strcmp((const char *)atts[0], name) == 0)
			return (struct str){(const char *)atts[3], (size_t)(atts[4] - atts[3])};
	return (struct str){0};
}

static void copy(char *to, size_t size, struct str s)
{
	size_t n = s.n < size - 1 ? s.n : size - 1;
	if (n)
		memcpy(to, s.s, n);
	to[n] = '\0';
}

static struct style *find_style(struct reader *r, const char *id)
{
	for (size_t i = 0; *id && i < r->styles_n; i++)
		if (strcmp(r->styles[i].id, id) == 0)
			return &r->styles[i];
	return NULL;
}

static bool is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

// Whether <w:b/> or the like is on: without a value it is.
static bool is_on(const xmlChar **atts, int n)
{
	struct str value = attribute(atts, n, "val");
	return !(str_is(value, "0") || str_is(value, "false") || str_is(value, "none"));
}

// "heading 2", "Heading_20_2", "Title": the level, 0 for none.
static int heading_level(const char *name)
{
	if (strcasecmp(name, "title") == 0)
		return 1;
	if (strncasecmp(name, "heading", 7) != 0)
		return 0;
	size_t n = strlen(name);
	return name[n - 1] >= '1' && name[n - 1] <= '6' ? name[n - 1] - '0' : 0;
}

// ---- styles -----------------------------------------------------------------------------------

static void begin_style(struct reader *r, const xmlChar **atts, int n)
{
	r->style = NULL;
	if (r->styles_n == STYLES_MAX)
		return;
	struct style *style = &r->styles[r->styles_n++];
	*style = (struct style){0};
	r->style = style;
	copy(style->id, sizeof style->id, attribute(atts, n, r->odt ? "name" : "styleId"));
	if (!r->odt)
		return;
	struct str shown = attribute(atts, n, "display-name");
	struct str parent = attribute(atts, n, "parent-style-name");
	struct str level = attribute(atts, n, "default-outline-level");
	copy(style->name, sizeof style->name, shown.n ? shown : attribute(atts, n, "name"));
	copy(style->parent, sizeof style->parent, parent);
	if (level.n == 1 && level.s[0] >= '1' && level.s[0] <= '6')
		style->level = level.s[0] - '0';
}

static void read_style(struct reader *r, const char *name, const xmlChar **atts, int n)
{
	struct style *style = r->style;
	if (r->odt && (is(name, "text-properties") || is(name, "paragraph-properties"))) {
		style->bold |= str_is(attribute(atts, n, "font-weight"), "bold");
		style->italic |= str_is(attribute(atts, n, "font-style"), "italic");
		style->centred |= str_is(attribute(atts, n, "text-align"), "center");
	} else if (is(name, "name")) {
		copy(style->name, sizeof style->name, attribute(atts, n, "val"));
		style->level = heading_level(style->name);
	} else if (is(name, "basedOn")) {
		copy(style->parent, sizeof style->parent, attribute(atts, n, "val"));
	} else if (is(name, "b")) {
		style->bold = is_on(atts, n);
	} else if (is(name, "i")) {
		style->italic = is_on(atts, n);
	} else if (is(name, "jc")) {
		style->centred = str_is(attribute(atts, n, "val"), "center");
	}
}

// What a style is with what it inherits from its parents.
static struct style resolve(struct reader *r, const char *id)
{
	struct style all = {0};
	const struct style *style = find_style(r, id);
	for (int i = 0; style && i < 10; i++) {
		if (i == 0 || (all.name[0] == 'P' && ascii_is_digit(all.name[1])))
			memcpy(all.name, style->name, sizeof all.name); // P1: automatic
		all.bold |= style->bold;
		all.italic |= style->italic;
		all.centred |= style->centred;
		all.level = all.level ? all.level : style->level;
		if (!all.level)
			all.level = heading_level(style->name);
		style = find_style(r, style->parent);
	}
	return all;
}

// ---- lines ------------------------------------------------------------------------------------

static void end_paragraph(struct reader *r)
{
	struct layout *l = &r->layout;
	struct style style = resolve(r, r->paragraph);
	int level = r->level ? r->level : style.level;
	static const char *const dull[] = {"",          "Normal",       "Standard", "Text body",
	                                   "Body Text", "Text_20_body", "Default",  "Normal (Web)"};
	bool named = !(style.name[0] == 'P' && ascii_is_digit(style.name[1])); // P1: automatic
	if (r->page)
		layout_hint(l, "pb", STR(""));
	if (r->note[0])
		layout_hint(l, "note", str_from(r->note));
	const char word[] = {'h', (char)('0' + level), '\0'};
	if (level)
		layout_hint(l, word, STR(""));
	if (r->item || r->list)
		layout_hint(l, "li", STR(""));
	if (style.centred || r->centred)
		layout_hint(l, "center", STR(""));
	for (size_t i = 0; i < sizeof dull / sizeof *dull; i++)
		named = named && !is(style.name, dull[i]);
	if (named && !level)
		layout_hint(l, "style", str_from(style.name));
	struct str text = str_trim(buf_str(&l->line));
	if (text.n == 0)
		buf_clear(&l->hints);
	layout_end(l);
	if (!r->in_row)
		buf_putc(l->out, '\n');
	r->page = r->page && text.n == 0;
}

// The notes of an odt stand in their paragraph; they come behind it as lines of their own.
static void put_notes(struct reader *r)
{
	struct layout *l = &r->layout;
	struct str rest = buf_str(&r->notes), id, text;
	while (str_field(&rest, '\n', &id) && str_field(&rest, '\n', &text)) {
		if (str_trim(text).n == 0)
			continue;
		layout_hint(l, "note", id);
		layout_text(l, str_trim(text));
		layout_end(l);
	}
	buf_clear(&r->notes);
}

static void put_note_text(struct reader *r, struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		buf_putc(&r->notes, ascii_is_space(text.s[i]) ? ' ' : text.s[i]);
}

// What meets in a row of a table is parted by a blank.
static void part_words(struct reader *r)
{
	const struct buf *line = &r->layout.line;
	if (r->in_row && line->n && line->s[line->n - 1] != ' ')
		layout_text(&r->layout, STR(" "));
}

// Runs are as the style of their paragraph says unless they say otherwise.
static void take_base(struct reader *r)
{
	struct style style = resolve(r, r->paragraph);
	r->bold = r->bold_base = style.bold && !style.level && !r->level;
	r->italic = r->italic_base = style.italic;
}

static void begin_paragraph(struct reader *r, const xmlChar **atts, int n)
{
	part_words(r);
	r->paragraph[0] = '\0';
	r->level = 0;
	r->item = r->centred = false;
	if (r->odt)
		copy(r->paragraph, sizeof r->paragraph, attribute(atts, n, "style-name"));
	take_base(r);
}

static void put_run(struct reader *r, struct str text)
{
	struct layout *l = &r->layout;
	size_t from = l->line.n;
	layout_text(l, text);
	if (r->bold)
		layout_range(l, "b", STR(""), from, l->line.n);
	if (r->italic)
		layout_range(l, "i", STR(""), from, l->line.n);
}

static void on_text(void *context, const xmlChar *text, int n)
{
	struct reader *r = context;
	struct str s = {(const char *)text, (size_t)n};
	if (r->meta)
		buf_put(&r->value, s);
	else if (r->in_note && !r->skip)
		put_note_text(r, s);
	else if (r->in_text && !r->skip)
		put_run(r, s);
	if (r->layout.out->failed)
		xmlStopParser(r->parser);
}

static void put_meta(struct reader *r)
{
	struct layout *l = &r->layout;
	layout_text(l, str_trim(buf_str(&r->value)));
	if (l->line.n) {
		layout_hint(l, "meta", str_from(r->meta));
		layout_end(l);
	}
	buf_clear(&r->value);
	r->meta = NULL;
}

// The key of an element of the metadata; NULL for one that says nothing of the text.
static const char *meta_key(const char *name)
{
	static const char *const keys[][2] = {
		{"title", "dc.title"},         {"creator", "dc.creator"},
		{"subject", "dc.subject"},     {"created", "dc.date"},
		{"creation-date", "dc.date"},  {"language", "dc.language"},
		{"publisher", "dc.publisher"},
	};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (is(name, keys[i][0]))
			return keys[i][1];
	return NULL;
}

static void put_anchor(struct reader *r, struct str id)
{
	struct layout *l = &r->layout;
	if (id.n)
		layout_range(l, "fn", id, l->line.n, l->line.n);
}

// Elements of paragraphs that both formats or one of them has.
static void start_text(struct reader *r, const char *name, const xmlChar **atts, int n)
{
	if (r->in_note) {
		if (is(name, "note-citation"))
			r->skip = r->depth;
		else if (is(name, "p") || is(name, "tab") || is(name, "s") ||
		         is(name, "line-break"))
			put_note_text(r, STR(" "));
	} else if (r->odt && is(name, "note")) {
		struct str id = attribute(atts, n, "id");
		put_anchor(r, id);
		put_note_text(r, id.n ? id : STR("0"));
		buf_putc(&r->notes, '\n');
		r->in_note = true;
	} else if (is(name, "p") || (r->odt && is(name, "h"))) {
		begin_paragraph(r, atts, n);
		r->in_text += r->odt;
		struct str level = r->odt ? attribute(atts, n, "outline-level") : (struct str){0};
		if (level.n == 1 && level.s[0] >= '1' && level.s[0] <= '6')
			r->level = level.s[0] - '0';
	} else if (is(name, "tab") && !r->run_props) {
		put_run(r, STR(" "));
	} else if (is(name, "br") || is(name, "line-break") || is(name, "cr")) {
		if (str_is(attribute(atts, n, "type"), "page"))
			r->page = true;
		else
			put_run(r, STR(" "));
	} else if (is(name, "lastRenderedPageBreak") || is(name, "soft-page-break")) {
		r->page = true;
	} else if (is(name, "noBreakHyphen")) {
		put_run(r, STR("-"));
	} else if (r->odt && is(name, "s")) {
		size_t count = 1;
		str_number(attribute(atts, n, "c"), &count);
		for (size_t i = 0; i < count && i < 1000; i++)
			put_run(r, STR(" "));
	} else if (is(name, "tr") || is(name, "table-row")) {
		if (r->in_row++ == 0)
			layout_hint(&r->layout, "tr", STR(""));
	} else if (is(name, "tc") || is(name, "table-cell")) {
		part_words(r);
		if (r->in_row == 1)
			layout_open(&r->layout, "td", STR(""));
	} else if (is(name, "footnoteReference") || is(name, "endnoteReference")) {
		put_anchor(r, attribute(atts, n, "id"));
	} else if (is(name, "footnote") || is(name, "endnote")) {
		if (attribute(atts, n, "type").n)
			r->skip = r->depth;
		else
			copy(r->note, sizeof r->note, attribute(atts, n, "id"));
	} else if (is(name, "annotation") || is(name, "tracked-changes") || is(name, "del") ||
	           is(name, "txbxContent") || is(name, "Fallback") || is(name, "instrText") ||
	           is(name, "object") || is(name, "sequence-decls")) {
		r->skip = r->depth;
	} else if (r->odt && is(name, "list-item")) {
		r->list++;
	}
}

static void start_docx(struct reader *r, const char *name, const xmlChar **atts, int n)
{
	if (is(name, "r")) {
		r->bold = r->bold_base;
		r->italic = r->italic_base;
	} else if (is(name, "t"))
		r->in_text++;
	else if (is(name, "pStyle"))
		copy(r->paragraph, sizeof r->paragraph, attribute(atts, n, "val"));
	else if (is(name, "numPr"))
		r->item = true;
	else if (is(name, "jc"))
		r->centred = str_is(attribute(atts, n, "val"), "center");
	else if (is(name, "rPr") || is(name, "pPr"))
		r->run_props = true;
	else if (is(name, "b") && r->run_props)
		r->bold = is_on(atts, n);
	else if (is(name, "i") && r->run_props)
		r->italic = is_on(atts, n);
	else if (is(name, "rStyle")) {
		char id[64];
		copy(id, sizeof id, attribute(atts, n, "val"));
		struct style style = resolve(r, id);
		r->bold |= style.bold;
		r->italic |= style.italic;
	}
}

static void on_start(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                     int nns, const xmlChar **ns, int n, int ndefault, const xmlChar **atts)
{
	struct reader *r = context;
	const char *name = (const char *)local;
	(void)prefix, (void)uri, (void)nns, (void)ns, (void)ndefault;
	r->depth++;
	if (r->skip)
		return;
	if (is(name, "style")) {
		begin_style(r, atts, n);
	} else if (r->style) {
		read_style(r, name, atts, n);
	} else if (is(name, "body") || is(name, "footnotes") || is(name, "endnotes")) {
		r->in_body = true;
	} else if (r->in_body) {
		if (!r->odt)
			start_docx(r, name, atts, n);
		start_text(r, name, atts, n);
		if (r->odt && is(name, "span")) {
			char id[64];
			copy(id, sizeof id, attribute(atts, n, "style-name"));
			struct style style = resolve(r, id);
			r->bold |= style.bold;
			r->italic |= style.italic;
		}
	} else {
		r->meta = meta_key(name);
	}
}

static void on_end(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
	struct reader *r = context;
	const char *name = (const char *)local;
	(void)prefix, (void)uri;
	unsigned depth = r->depth--;
	if (r->skip) {
		r->skip = r->skip == depth ? 0 : r->skip;
	} else if (r->meta) {
		put_meta(r);
	} else if (is(name, "style")) {
		r->style = NULL;
	} else if (!r->in_body || r->style) {
		return;
	} else if (r->in_note) {
		r->in_note = !is(name, "note");
		if (!r->in_note)
			buf_putc(&r->notes, '\n');
	} else if (is(name, "body")) {
		r->in_body = false;
	} else if (is(name, "p") || (r->odt && is(name, "h"))) {
		r->in_text -= r->odt && r->in_text;
		if (!r->in_row) {
			end_paragraph(r);
			put_notes(r);
		}
	} else if (is(name, "t") && !r->odt) {
		r->in_text -= r->in_text > 0;
	} else if (is(name, "r") || is(name, "span")) {
		r->bold = r->bold_base;
		r->italic = r->italic_base;
	} else if (is(name, "rPr") || is(name, "pPr")) {
		r->run_props = false;
		if (is(name, "pPr"))
			take_base(r);
	} else if (is(name, "tc") || is(name, "table-cell")) {
		if (r->in_row == 1)
			layout_close(&r->layout, "td");
	} else if ((is(name, "tr") || is(name, "table-row")) && r->in_row && --r->in_row == 0) {
		r->paragraph[0] = '\0';
		r->level = 0;
		r->item = r->centred = false;
		r->page = false;
		layout_end(&r->layout);
		put_notes(r);
	} else if (is(name, "footnote") || is(name, "endnote")) {
		r->note[0] = '\0';
	} else if (r->odt && is(name, "list-item")) {
		r->list -= r->list > 0;
	}
}

// Entities are not wanted in office files: the five of XML and characters by number are all.
static bool parse(struct reader *r, struct str xml)
{
	xmlSAXHandler sax = {
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.cdataBlock = on_text,
		.ignorableWhitespace = on_text,
	};
	r->depth = r->skip = r->in_text = r->in_row = r->list = 0;
	r->style = NULL;
	r->meta = NULL;
	r->in_body = r->run_props = r->in_note = false;
	r->parser = xmlCreatePushParserCtxt(&sax, r, NULL, 0, NULL);
	if (!r->parser)
		return false;
	xmlCtxtUseOptions(r->parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	int bad = 0;
	for (size_t at = 0; at < xml.n && !bad; at += CHUNK)
		bad = xmlParseChunk(r->parser, xml.s + at,
		                    (int)(xml.n - at < CHUNK ? xml.n - at : CHUNK), 0);
	if (!bad)
		bad = xmlParseChunk(r->parser, NULL, 0, 1);
	bool good = !bad && r->parser->wellFormed;
	if (r->parser->myDoc)
		xmlFreeDoc(r->parser->myDoc);
	xmlFreeParserCtxt(r->parser);
	return good;
}

// Reads a part of the archive; one that may be missing is no fault then.
static bool read_part(struct reader *r, struct str bytes, const char *name, size_t max, bool must)
{
	struct buf xml = {0};
	bool good = !must && !zip_has(bytes, name);
	if (!good && zip_read(bytes, name, max, &xml))
		good = parse(r, buf_str(&xml));
	buf_free(&xml);
	return good;
}

const char *office_seems(struct str bytes)
{
	if (!zip_seems(bytes))
		return NULL;
	if (zip_has(bytes, "word/document.xml"))
		return "docx";
	return zip_has(bytes, "content.xml") && zip_has(bytes, "mimetype") ? "odt" : NULL;
}

bool office_read(struct str bytes, const char *format, const char *file, size_t max,
                 struct buf *out, struct reporter *r)
{
	struct reader *reader = calloc(1, sizeof *reader);
	if (!reader) {
		report_memory(r);
		return false;
	}
	reader->layout.out = out;
	reader->odt = is(format, "odt");
	bool good;
	if (reader->odt)
		good = read_part(reader, bytes, "meta.xml", max, false) &&
		       read_part(reader, bytes, "styles.xml", max, false) &&
		       read_part(reader, bytes, "content.xml", max, true);
	else
		good = read_part(reader, bytes, "docProps/core.xml", max, false) &&
		       read_part(reader, bytes, "word/styles.xml", max, false) &&
		       read_part(reader, bytes, "word/document.xml", max, true) &&
		       read_part(reader, bytes, "word/footnotes.xml", max, false) &&
		       read_part(reader, bytes, "word/endnotes.xml", max, false);
	while (out->n > 1 && out->s[out->n - 1] == '\n' && out->s[out->n - 2] == '\n')
		out->n--;
	bool failed = reader->value.failed || reader->notes.failed;
	buf_free(&reader->value);
	buf_free(&reader->notes);
	bool kept = layout_free(&reader->layout) && !failed;
	free(reader);
	if (!kept)
		report_memory(r);
	else if (!good)
		report(r, SEVERITY_ERROR, &(struct place){.file = file}, "damaged",
		       "this %s file is damaged, encrypted or too large, and cannot be read; open "
		       "it in "
		       "an office program and save it anew, or as plain text in UTF-8",
		       format);
	return kept && good;
}
