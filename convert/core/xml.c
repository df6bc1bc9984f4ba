// xml.c: reading XML that nobody vouches for

#include "core/xml.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlIO.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/io.h"
#include "core/xmlerror.h"

enum {
	CHUNK = 64 * 1024,
	PASSED = 4 * 1024 * 1024, // bytes of a mapped file that are given back at a time
	FAULTS_MAX = 10000,       // of one document as XML; nobody mends more in one go
	ERRORS_MAX = 100000, // that libxml2 may tell, repeated ones too: entities can multiply them
	EXPANSION_FREE = 10000000, // bytes that entities may make of any document,
	EXPANSION_FACTOR = 10,     // and how many times its size beyond that
	TREE_DEPTH_MAX = 256,
};

#define OPTIONS \
	(XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES | \
	 XML_PARSE_IGNORE_ENC | XML_PARSE_COMPACT)

// libxml2's loader for whatever is named in a schema or a stylesheet. Its "no network" loader
// still opens devices and pipes, on which a program would wait for ever.
static xmlParserInput *load_local(const char *url, const char *id, xmlParserCtxt *context)
{
	const char *path = url && strncmp(url, "file://", 7) == 0 ? url + 7 : url;
	struct stat st;
	if (path && stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return NULL;
	return xmlNoNetExternalEntityLoader(url, id, context);
}

void xml_ready(void)
{
	static bool ready;
	if (ready)
		return;
	xmlInitParser();
	xmlSetExternalEntityLoader(load_local);
	ready = true;
}

struct parse {
	xmlParserCtxt *main;
	struct xml_text *text;
	const struct xml_events *events; // NULL: a tree is built
	void *context;
	struct {
		size_t *items;
		size_t n, cap;
	} open; // offsets of the start tags that are open
	struct {
		struct xml_explained *items;
		size_t n, cap;
	} faults;
	struct buf external; // names of external entities, " a b "
	size_t errors;       // that libxml2 told in this reading
	size_t given;        // bytes handed on, to see what entities make of the document
	bool begun;          // an element was met
	bool broken;         // a structural fault came before
	bool stopped;        // by a limit or by the reader of events
	bool failed;         // memory ran out
};

// Offset of the parser in the document. In an entity that is behind its reference.
static size_t offset_of(const struct parse *p)
{
	const xmlParserCtxt *c = p->main;
	const xmlParserInput *in = c->inputNr > 0 ? c->inputTab[0] : c->input;
	if (!in)
		return p->text->utf8.n;
	size_t at = (size_t)in->consumed + (size_t)(in->cur - in->base);
	return at < p->text->utf8.n ? at : p->text->utf8.n;
}

static size_t back_to(const struct parse *p, char c)
{
	size_t at = offset_of(p);
	const char *found = memrchr(p->text->utf8.s, c, at);
	return found ? (size_t)(found - p->text->utf8.s) : at;
}

// Where the tag begins that the parser has just read. No "<" can stand inside a tag.
static size_t tag_at(const struct parse *p, const xmlParserCtxt *c)
{
	return back_to(p, c == p->main ? '<' : '&');
}

// Where a text begins that ends at an offset, when its line ends may be two bytes each.
static size_t text_before(const struct parse *p, size_t end, struct str text)
{
	const char *s = p->text->utf8.s;
	size_t at = end;
	for (size_t i = text.n; i > 0 && at > 0; i--) {
		at--;
		if (text.s[i - 1] == '\n' && s[at] == '\n' && at && s[at - 1] == '\r')
			at--;
	}
	return at;
}

// Where a text begins. It lies in the parser's input unless the parser had to put it together.
static size_t text_at(const struct parse *p, const xmlParserCtxt *c, struct str text)
{
	if (c != p->main)
		return back_to(p, '&');
	const xmlParserInput *in = c->input;
	size_t end = offset_of(p);
	const xmlChar *s = (const xmlChar *)text.s;
	if (in && s >= in->base && s < in->end)
		return end - (size_t)(in->cur - in->base) + (size_t)(s - in->base);
	size_t at = end > text.n ? end - text.n : 0;
	return memchr(p->text->utf8.s + at, '\r', end - at) ? text_before(p, end, text) : at;
}

// Where a comment begins that was just read; there may be "<" in it, but no other "<!--" after it.
static size_t comment_at(const struct parse *p, const xmlParserCtxt *c)
{
	size_t at = c == p->main ? offset_of(p) : back_to(p, '&');
	while (c == p->main && at > 0 && !str_starts(str_after(p->text->utf8, at), STR("<!--")))
		at--;
	return at;
}

static void stop(struct parse *p, xmlParserCtxt *c)
{
	p->stopped = true;
	xmlStopParser(c);
	if (c != p->main)
		xmlStopParser(p->main);
}

static struct xml_explained *add_fault(struct parse *p)
{
	if (p->faults.n >= FAULTS_MAX) {
		stop(p, p->main);
		return NULL;
	}
	if (!ARRAY_ROOM(&p->faults)) {
		p->failed = true;
		return NULL;
	}
	struct xml_explained *x = &p->faults.items[p->faults.n++];
	*x = (struct xml_explained){0};
	return x;
}

static void add_fault_text(struct parse *p, enum severity severity, size_t at, const char *rule,
                           const char *message)
{
	struct xml_explained *x = add_fault(p);
	if (!x)
		return;
	x->rule = rule;
	x->severity = severity;
	x->at = at;
	buf_puts(&x->message, message);
}

// Counts what is handed on; entities must not blow a document up. False: they did.
static bool is_bounded(struct parse *p, xmlParserCtxt *c, size_t bytes)
{
	p->given += bytes;
	if (p->given <= EXPANSION_FREE || p->given / EXPANSION_FACTOR <= p->text->utf8.n)
		return true;
	if (!p->stopped)
		add_fault_text(p, SEVERITY_ERROR, back_to(p, '&'), "xml-entity-expansion",
		               "the entities of this document expand to more than ten times its "
		               "size; it is not read any further");
	stop(p, c);
	return false;
}

// Faults that can only follow from a structural one before them; explaining each would cost a
// look through the whole document.
static bool is_consequence(const struct parse *p, int code)
{
	return p->broken && (code == XML_ERR_TAG_NAME_MISMATCH || code == XML_ERR_DOCUMENT_END ||
	                     code == XML_ERR_TAG_NOT_FINISHED || code == XML_ERR_INVALID_ENCODING);
}

static void on_error(void *context, xml_error_ptr e)
{
	xmlParserCtxt *c = context;
	struct parse *p = c->_private;
	// Where memory runs out while the parser is made, it complains before it knows us; making it
	// then fails, and that is reported.
	if (!p)
		return;
	if (++p->errors > ERRORS_MAX)
		stop(p, c);
	if (p->stopped || is_consequence(p, e->code))
		return;
	struct xml_state state = {
		.text = p->text,
		.at = offset_of(p),
		.open = p->open.items,
		.depth = p->open.n,
		.begun = p->begun,
		.external = buf_str(&p->external),
	};
	struct xml_explained x = {0};
	xml_explain(&x, e, &state);
	struct xml_explained *last = p->faults.n ? &p->faults.items[p->faults.n - 1] : NULL;
	bool repeats = last && last->at == x.at;
	if (repeats || (x.structural && p->broken)) {
		buf_free(&x.message);
		return;
	}
	struct xml_explained *kept = add_fault(p);
	if (kept) {
		*kept = x;
		p->broken = p->broken || x.structural;
	} else {
		buf_free(&x.message);
	}
}

static void on_entity(void *context, const xmlChar *name, int type, const xmlChar *public_id,
                      const xmlChar *system_id, xmlChar *content)
{
	xmlParserCtxt *c = context;
	struct parse *p = c->_private;
	xmlChar nothing[] = "";
	if (type == XML_INTERNAL_GENERAL_ENTITY || type == XML_INTERNAL_PARAMETER_ENTITY)
		xmlSAX2EntityDecl(c, name, type, public_id, system_id, content);
	else if (type == XML_EXTERNAL_PARAMETER_ENTITY)
		// A part of the DTD that lies elsewhere: as if it were empty.
		xmlSAX2EntityDecl(c, name, XML_INTERNAL_PARAMETER_ENTITY, NULL, NULL, nothing);
	else
		buf_printf(&p->external, " %s ", (const char *)name);
}

static xmlParserInput *on_resolve(void *context, const xmlChar *public_id, const xmlChar *system_id)
{
	(void)context, (void)public_id, (void)system_id;
	return NULL; // nothing outside the document is read
}

static bool push_open(struct parse *p, size_t at)
{
	if (!ARRAY_ROOM(&p->open)) {
		p->failed = true;
		return false;
	}
	p->open.items[p->open.n++] = at;
	return true;
}

static void hand_start(struct parse *p, xmlParserCtxt *c, const struct xml_element *e)
{
	size_t bytes = 4; // "<a/>"
	for (size_t i = 0; i < e->n_attributes; i++)
		bytes += (size_t)(e->attributes[i].end - e->attributes[i].value);
	if (!is_bounded(p, c, bytes))
		return;
	if (p->events->start && !p->events->start(p->context, e))
		stop(p, c);
}

static void on_start(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                     int n_namespaces, const xmlChar **namespaces, int n_attributes,
                     int n_defaulted, const xmlChar **attributes)
{
	xmlParserCtxt *c = context;
	struct parse *p = c->_private;
	size_t at = tag_at(p, c);
	p->begun = true;
	if (p->stopped || !push_open(p, at)) {
		stop(p, c);
		return;
	}
	if (!p->events) {
		if (p->open.n > TREE_DEPTH_MAX) {
			add_fault_text(p, SEVERITY_FATAL, at, "xml-limit",
			               "elements are nested more than 256 deep");
			stop(p, c);
			return;
		}
		xmlSAX2StartElementNs(c, local, prefix, uri, n_namespaces, namespaces, n_attributes,
		                      n_defaulted, attributes);
		return;
	}
	// libxml2's arrays of five (of two) pointers are arrays of our structures.
	_Static_assert(sizeof(struct xml_attribute) == 5 * sizeof(char *), "layout of attributes");
	_Static_assert(sizeof(struct xml_namespace) == 2 * sizeof(char *), "layout of namespaces");
	struct xml_element e = {
		.local = local,
		.prefix = prefix,
		.uri = uri,
		.n_namespaces = (size_t)n_namespaces,
		.n_attributes = (size_t)n_attributes,
		.namespaces = (const struct xml_namespace *)(const void *)namespaces,
		.attributes = (const struct xml_attribute *)(const void *)attributes,
		.at = at,
	};
	hand_start(p, c, &e);
}

static void on_end(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
	xmlParserCtxt *c = context;
	struct parse *p = c->_private;
	if (p->stopped)
		return;
	if (p->open.n)
		p->open.n--;
	if (!p->events)
		xmlSAX2EndElementNs(c, local, prefix, uri);
	else if (p->events->end && !p->events->end(p->context, tag_at(p, c)))
		stop(p, c);
}

static void on_text(void *context, const xmlChar *s, int n)
{
	xmlParserCtxt *c = context;
	struct parse *p = c->_private;
	struct str text = {(const char *)s, (size_t)n};
	if (p->stopped || !is_bounded(p, c, text.n))
		return;
	if (!p->events)
		xmlSAX2Characters(c, s, n);
	else if (p->events->text && !p->events->text(p->context, text, text_at(p, c, text)))
		stop(p, c);
}

static void on_instruction(void *context, const xmlChar *target, const xmlChar *data)
{
	xmlParserCtxt *c = context;
	struct parse *p = c->_private;
	if (p->stopped)
		return;
	if (!p->events)
		xmlSAX2ProcessingInstruction(c, target, data);
	else if (p->events->instruction &&
	         !p->events->instruction(p->context, (const char *)target,
	                                 str_from((const char *)data), back_to(p, '<')))
		stop(p, c);
}

static void on_comment(void *context, const xmlChar *text)
{
	xmlParserCtxt *c = context;
	struct parse *p = c->_private;
	if (!p->stopped && p->events->comment &&
	    !p->events->comment(p->context, str_from((const char *)text), comment_at(p, c)))
		stop(p, c);
}

static void set_handlers(xmlSAXHandler *sax, bool tree)
{
	xmlSAXVersion(sax, 2);
	sax->entityDecl = on_entity;
	sax->resolveEntity = on_resolve;
	sax->externalSubset = NULL;
	sax->startElementNs = on_start;
	sax->endElementNs = on_end;
	sax->characters = on_text;
	sax->ignorableWhitespace = on_text;
	sax->cdataBlock = on_text;
	sax->processingInstruction = on_instruction;
	sax->serror = on_error;
	if (tree)
		return;
	sax->attributeDecl = NULL;
	sax->elementDecl = NULL;
	sax->notationDecl = NULL;
	sax->reference = NULL;
	sax->comment = on_comment;
}

static void feed(struct parse *p)
{
	struct str rest = p->text->utf8, passed = {rest.s, 0};
	while (rest.n && !p->stopped && !p->failed) {
		size_t n = rest.n < CHUNK ? rest.n : CHUNK;
		xmlParseChunk(p->main, rest.s, (int)n, 0);
		rest = str_after(rest, n);
		passed.n += n;
		if (p->text->mapped && passed.n >= PASSED) {
			input_pass(passed);
			passed = (struct str){rest.s, 0};
		}
	}
	if (!p->stopped && !p->failed)
		xmlParseChunk(p->main, NULL, 0, 1);
}

static void clear_faults(struct parse *p)
{
	for (size_t i = 0; i < p->faults.n; i++)
		buf_free(&p->faults.items[i].message);
	p->faults.n = 0;
}

// One reading of the document. True: well-formed.
static bool read_once(struct parse *p, bool recover, struct _xmlDict *dict, xmlDoc **tree)
{
	xmlSAXHandler sax = {0};
	set_handlers(&sax, tree != NULL);
	p->main = xmlCreatePushParserCtxt(&sax, NULL, NULL, 0, p->text->file);
	if (!p->main) {
		p->failed = true;
		return false;
	}
	xmlParserCtxt *c = p->main;
	c->_private = p;
	if (dict) {
		xmlDictFree(c->dict);
		c->dict = dict;
		xmlDictReference(dict);
	}
	xmlCtxtUseOptions(c, OPTIONS | (recover ? XML_PARSE_RECOVER : 0));
	c->loadsubset |= XML_SKIP_IDS;
	// The text is UTF-8 by now; bytes that look like another encoding are text.
	xmlSwitchEncoding(c, XML_CHAR_ENCODING_UTF8);
	p->open.n = 0;
	p->errors = 0;
	feed(p);
	bool good = c->wellFormed && !p->stopped && !p->failed;
	xmlDoc *doc = c->myDoc;
	c->myDoc = NULL;
	if (good && tree)
		*tree = doc;
	else
		xmlFreeDoc(doc);
	xmlFreeParserCtxt(c);
	p->main = NULL;
	return good;
}

// A document that is not well-formed is read a second time by a parser that goes on after faults,
// so that they are found all.
static bool read_all(struct parse *p, struct _xmlDict *dict, xmlDoc **tree)
{
	xml_ready();
	bool good = read_once(p, false, dict, tree);
	if (good || p->stopped || p->failed)
		return good;
	static const struct xml_events deaf;
	const struct xml_events *events = p->events;
	clear_faults(p);
	p->broken = false;
	p->events = &deaf;
	p->given = 0;
	read_once(p, true, NULL, NULL);
	p->events = events;
	bool told = p->failed;
	for (size_t i = 0; i < p->faults.n; i++)
		told = told || p->faults.items[i].severity >= SEVERITY_ERROR;
	if (!told)
		add_fault_text(p, SEVERITY_ERROR, p->text->utf8.n, "xml-syntax",
		               "the document is not well-formed");
	return false;
}

static void free_parse(struct parse *p)
{
	clear_faults(p);
	free(p->faults.items);
	free(p->open.items);
	buf_free(&p->external);
}

struct str xml_attribute_named(const struct xml_element *element, const char *name)
{
	for (size_t i = 0; i < element->n_attributes; i++) {
		const struct xml_attribute *a = &element->attributes[i];
		if (!a->uri && strcmp((const char *)a->local, name) == 0)
			return str_trim(xml_value(a));
	}
	return (struct str){0};
}

bool xml_is_id(const struct xml_attribute *a)
{
	return a->uri && strcmp((const char *)a->local, "id") == 0 &&
	       strcmp((const char *)a->uri, (const char *)XML_XML_NAMESPACE) == 0;
}

bool xml_parse(struct xml_text *t, const struct xml_events *events, void *context,
               struct _xmlDict *dict)
{
	struct parse p = {.text = t, .events = events, .context = context};
	bool good = read_all(&p, dict, NULL);
	for (size_t i = 0; i < p.faults.n && events->fault; i++) {
		struct xml_explained *x = &p.faults.items[i];
		p.failed = p.failed || x->message.failed;
		struct xml_fault fault = {x->severity, x->rule, x->at, buf_str(&x->message)};
		events->fault(context, &fault);
	}
	if (p.failed && events->fault) {
		struct xml_fault fault = {SEVERITY_FATAL, NULL, 0, STR("memory ran out")};
		events->fault(context, &fault);
	}
	free_parse(&p);
	return good && !p.failed;
}

struct _xmlDoc *xml_read_tree(struct str bytes, const char *file, enum severity severity,
                              struct reporter *reporter)
{
	return xml_read_tree_in(NULL, bytes, file, severity, reporter);
}

struct _xmlDoc *xml_read_tree_in(struct _xmlDict *dict, struct str bytes, const char *file,
                                 enum severity severity, struct reporter *reporter)
{
	struct xml_text text;
	xmlDoc *doc = NULL;
	if (xml_text_open(&text, bytes, file, severity, reporter)) {
		struct parse p = {.text = &text};
		read_all(&p, dict, &doc);
		for (size_t i = 0; i < p.faults.n; i++) {
			struct xml_explained *x = &p.faults.items[i];
			struct place place = xml_text_place(&text, x->at);
			enum severity s = x->severity == SEVERITY_ERROR ? severity : x->severity;
			report(reporter, s, &place, x->rule, "%.*s", STR_ARG(buf_str(&x->message)));
		}
		if (p.failed)
			report_memory(reporter);
		free_parse(&p);
	}
	xml_text_close(&text);
	return doc;
}
