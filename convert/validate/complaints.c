// complaints.c: what libxml2's RelaxNG says of a document, in words for a scholar

#include "validate/complaints.h"

#include <libxml/relaxng.h>
#include <stdlib.h>
#include <string.h>

#include "core/unicode.h"
#include "validate/tree.h"

enum { SHOWN_MAX = 60 }; // characters of a value

static void say(struct complaints *c, const xmlNode *node, bool general, size_t at,
                const char *rule, struct buf *message)
{
	if (message->failed || !ARRAY_ROOM(c)) {
		c->failed = true;
		return;
	}
	struct str kept = arena_str(&c->arena, buf_str(message));
	c->items[c->n++] = (struct complaint){node, general, at, rule, kept};
}

static const char *name_of(const xmlNode *node)
{
	bool element = node && node->type == XML_ELEMENT_NODE;
	return element ? (const char *)node->name : "";
}

// The first text with words in it directly inside an element.
static size_t text_offset(const xmlNode *element)
{
	for (const xmlNode *child = element->children; child; child = child->next) {
		if (child->type != XML_TEXT_NODE || !child->content)
			continue;
		struct str text = str_from((const char *)child->content);
		struct str words = str_trim_left(text);
		if (words.n)
			return tree_offset(child) + (text.n - words.n);
	}
	return tree_offset(element);
}

static const char *uri_of(const xmlNode *node)
{
	return node->ns && node->ns->href ? (const char *)node->ns->href : "";
}

static void put_misplaced(struct complaints *c, const xmlNode *node, struct buf *m)
{
	struct str name = str_from(name_of(node)), parent = str_from(name_of(node->parent));
	struct str uri = str_from(uri_of(node)), expected = c->names->uri;
	bool known = schema_names_has(&c->names->elements, name);
	if (known && expected.n && !str_eq(uri, expected)) {
		buf_printf(
			m,
			"<%.*s> is in %s%.*s, where the schema has %.*s: put xmlns=\"%.*s\" on %s",
			STR_ARG(name), uri.n ? "the namespace " : "no namespace", STR_ARG(uri),
			STR_ARG(expected), STR_ARG(expected),
			parent.n ? "it, or on the outermost element" : "it");
		return;
	}
	if (parent.n)
		buf_printf(m, "<%.*s> is not allowed here inside <%.*s>", STR_ARG(name),
		           STR_ARG(parent));
	else
		buf_printf(m, "<%.*s> is not allowed as the outermost element", STR_ARG(name));
	if (known && parent.n)
		buf_puts(m, ": it belongs elsewhere, or something is missing before it");
	schema_names_hint(c->names, true, name, m);
}

static void explain_element(struct complaints *c, const xmlNode *node, const xmlError *e)
{
	struct buf m = {0};
	switch (e->code) {
	case XML_RELAXNG_ERR_NOELEM:
		buf_printf(&m, "<%s> is not complete: ", name_of(node));
		if (e->str1 && *e->str1)
			buf_printf(&m, "<%s> is missing in it", e->str1);
		else
			buf_puts(&m, "an element is missing in it");
		break;
	case XML_RELAXNG_ERR_ELEMNAME:
		buf_printf(&m, "<%s> stands where <%s> is expected", e->str2 ? e->str2 : "",
		           e->str1 ? e->str1 : "");
		schema_names_hint(c->names, true, str_from(e->str2), &m);
		break;
	default:
		put_misplaced(c, node, &m);
		break;
	}
	const char *rule = e->code == XML_RELAXNG_ERR_NOELEM ? "schema-missing" : "schema-element";
	say(c, node, false, tree_offset(node), rule, &m);
	buf_free(&m);
}

// The beginning of a value, whole characters, for a message.
static struct str shortened(struct str value)
{
	size_t n = 0;
	for (size_t i = 0; n < value.n && i < SHOWN_MAX; i++)
		utf8_next(value, &n);
	return str_from_to(value, 0, n);
}

static struct str value_of(const xmlAttr *attribute)
{
	const xmlNode *text = attribute->children;
	return str_from(text && text->content ? (const char *)text->content : "");
}

// The name as written, with its prefix.
static void put_name(struct buf *out, const xmlAttr *attribute)
{
	const char *prefix = attribute->ns ? (const char *)attribute->ns->prefix : NULL;
	buf_printf(out, "%s%s%s", prefix ? prefix : "", prefix ? ":" : "",
	           (const char *)attribute->name);
}

static void say_of_attribute(struct complaints *c, const xmlNode *node, const xmlAttr *attribute,
                             const char *type)
{
	struct buf m = {0}, name = {0};
	put_name(&name, attribute);
	struct str value = shortened(value_of(attribute));
	struct str local = str_from((const char *)attribute->name);
	size_t at = tree_offset(node);
	bool known = type || schema_names_has(&c->names->attributes, local);
	const char *rule = type ? "schema-value" : "schema-attribute";
	if (name.failed) {
		c->failed = true;
		return;
	}
	if (str_is(buf_str(&name), "xml:id"))
		buf_printf(&m,
		           "xml:id=\"%.*s\" is no id: an id is letters, digits, \".\", \"-\" and "
		           "\"_\", and begins with a letter or \"_\"",
		           STR_ARG(value));
	else if (type)
		buf_printf(&m, "%s=\"%.*s\" on <%s>: the value is not a possible %s", name.s,
		           STR_ARG(value), name_of(node), type);
	else if (known)
		buf_printf(&m,
		           "%s=\"%.*s\" is not allowed on <%s>: either this value or the attribute "
		           "itself",
		           name.s, STR_ARG(value), name_of(node));
	else
		buf_printf(&m, "the attribute %s is not allowed on <%s>", name.s, name_of(node));
	schema_names_hint(c->names, false, local, &m);
	at = known ? xml_text_value(c->text, at, name.s, (struct str){0})
	           : xml_text_attribute(c->text, at, name.s);
	say(c, node, false, at, rule, &m);
	buf_free(&name);
	buf_free(&m);
}

static void explain_attribute(struct complaints *c, const xmlNode *node, const xmlError *e)
{
	// What is wrong with a value came just before.
	const struct complaint *last = c->n ? &c->items[c->n - 1] : NULL;
	if (last && last->node == node && strcmp(last->rule, "schema-value") == 0)
		return;
	const xmlAttr *attribute = node->properties;
	while (attribute && !str_is(str_from(e->str1), (const char *)attribute->name))
		attribute = attribute->next;
	if (attribute) {
		say_of_attribute(c, node, attribute, NULL);
		return;
	}
	struct buf m = {0};
	buf_printf(&m,
	           "the attributes of <%s> are not as they should be: one is missing, or those "
	           "that it has exclude each other",
	           name_of(node));
	say(c, node, false, tree_offset(node), "schema-attribute", &m);
	buf_free(&m);
}

// A value of a datatype (str1) that it does not have (str2), in an attribute or in an element.
static void explain_value(struct complaints *c, const xmlNode *node, const xmlError *e)
{
	const char *type = e->str1 ? e->str1 : "value";
	struct str value = str_from(e->str2);
	for (const xmlAttr *a = node->properties; a; a = a->next) {
		if (str_eq(str_trim(value_of(a)), str_trim(value))) {
			say_of_attribute(c, node, a, type);
			return;
		}
	}
	struct buf m = {0};
	value = shortened(value);
	buf_printf(&m, "\"%.*s\" in <%s> is not a possible %s", STR_ARG(value), name_of(node),
	           type);
	say(c, node, false, text_offset(node), "schema-value", &m);
	buf_free(&m);
}

static void explain_text(struct complaints *c, const xmlNode *node)
{
	struct buf m = {0};
	buf_printf(&m, "text is not allowed directly inside <%s>: it needs an element around it",
	           name_of(node));
	say(c, node, false, text_offset(node), "schema-text", &m);
	buf_free(&m);
}

// Messages that only say that something in an element is wrong, or that have no wording of ours.
static void explain_general(struct complaints *c, const xmlNode *node, const xmlError *e)
{
	struct buf m = {0};
	struct str text = str_trim(str_from(e->message));
	bool general = true;
	switch (e->code) {
	case XML_RELAXNG_ERR_EXTRACONTENT:
		buf_printf(&m, "the content of <%s> does not fit the schema from \"%s\" on",
		           e->str1 ? e->str1 : name_of(node), e->str2 ? e->str2 : "");
		break;
	case XML_RELAXNG_ERR_CONTENTVALID:
	case XML_RELAXNG_ERR_INTEREXTRA:
	case XML_RELAXNG_ERR_INTERSEQ:
	case XML_RELAXNG_ERR_DATATYPE:
	case XML_RELAXNG_ERR_VALUE:
	case XML_RELAXNG_ERR_LIST:
		buf_printf(&m, "the content of <%s> does not fit the schema", name_of(node));
		break;
	default:
		general = false;
		buf_put(&m, text);
	}
	say(c, node, general, tree_offset(node), "schema-content", &m);
	buf_free(&m);
}

void complaints_add(void *context, xml_error_ptr e)
{
	struct complaints *c = context;
	if (e->domain != XML_FROM_RELAXNGV)
		return;
	const xmlNode *node = e->node;
	if (node && node->type == XML_ATTRIBUTE_NODE)
		node = ((const xmlAttr *)node)->parent;
	else if (node && node->type != XML_ELEMENT_NODE && node->type != XML_DOCUMENT_NODE)
		node = node->parent;
	if (!node || node->type != XML_ELEMENT_NODE)
		node = xmlDocGetRootElement(c->doc);
	switch (e->code) {
	case XML_RELAXNG_ERR_MEMORY:
		c->failed = true;
		return;
	case XML_RELAXNG_ERR_ELEMWRONG:
	case XML_RELAXNG_ERR_ELEMNAME:
	case XML_RELAXNG_ERR_NOELEM:
	case XML_RELAXNG_ERR_ELEMNONS:
	case XML_RELAXNG_ERR_ELEMWRONGNS:
	case XML_RELAXNG_ERR_ELEMEXTRANS:
		explain_element(c, node, e);
		return;
	case XML_RELAXNG_ERR_INVALIDATTR:
	case XML_RELAXNG_ERR_ATTRVALID:
		explain_attribute(c, node, e);
		return;
	case XML_RELAXNG_ERR_TYPEVAL:
		explain_value(c, node, e);
		return;
	case XML_RELAXNG_ERR_TEXTWRONG:
		explain_text(c, node);
		return;
	default:
		explain_general(c, node, e);
	}
}

enum { INSIDE = 1, HERE = 2 }; // where something definite was said: in or beside, or of it

// libxml2 says of an element whose attribute is wrong also that it is not complete.
static bool is_definite(const struct complaint *s)
{
	return !s->general && strcmp(s->rule, "schema-missing") != 0;
}

static void mark(const struct complaint *s)
{
	xmlNode *node = (xmlNode *)(uintptr_t)s->node;
	for (xmlNode *up = node->parent; up && up->type == XML_ELEMENT_NODE && !up->extra;
	     up = up->parent)
		up->extra = INSIDE;
	node->extra = is_definite(s) ? HERE : node->extra ? node->extra : INSIDE;
}

static bool is_explained(const struct complaint *s)
{
	const xmlNode *parent = s->node->parent;
	if (!s->general)
		return !is_definite(s) && s->node->extra == HERE;
	return s->node->extra || (parent && parent->type == XML_ELEMENT_NODE && parent->extra);
}

// Each definite message; of the others those that no definite one explains.
void complaints_hand_on(struct complaints *c, struct findings *findings)
{
	for (size_t i = 0; i < c->n; i++)
		if (!c->items[i].general)
			mark(&c->items[i]);
	for (size_t i = 0; i < c->n; i++) {
		const struct complaint *s = &c->items[i];
		if (!is_explained(s))
			findings_add(findings, SEVERITY_ERROR, s->at, s->rule, "%.*s",
			             STR_ARG(s->message));
	}
}

void complaints_free(struct complaints *c)
{
	free(c->items);
	arena_free(&c->arena);
	*c = (struct complaints){0};
}
