// tree.c: a document built into libxml2's tree from events

#include "validate/tree.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

bool tree_begin(struct tree *t, struct _xmlDict *names)
{
	*t = (struct tree){0};
	t->doc = xmlNewDoc(NULL);
	if (!t->doc)
		return false;
	t->doc->dict = names;
	xmlDictReference(names);
	return true;
}

static void append(struct tree *t, xmlNode *node, size_t at)
{
	xmlNode *parent = t->open ? t->open : (xmlNode *)t->doc;
	node->_private = (void *)(uintptr_t)at;
	node->parent = parent;
	node->prev = parent->last;
	if (parent->last)
		parent->last->next = node;
	else
		parent->children = node;
	parent->last = node;
	t->n++;
}

// One text node for all that lies between two tags, however many pieces it came in.
static bool flush(struct tree *t)
{
	if (t->text.failed)
		t->failed = true;
	if (t->text.n && !t->failed) {
		xmlNode *node =
			xmlNewDocTextLen(t->doc, (const xmlChar *)t->text.s, (int)t->text.n);
		if (node)
			append(t, node, t->text_at);
		else
			t->failed = true;
	}
	buf_clear(&t->text);
	return !t->failed;
}

static void declare(struct tree *t, xmlNode *node, const struct xml_namespace *declared)
{
	xmlNs *ns = xmlNewNs(node, declared->uri, declared->prefix);
	if (!ns || !ARRAY_ROOM(&t->scopes)) {
		t->failed = true;
		return;
	}
	t->scopes.items[t->scopes.n++] =
		(struct tree_scope){declared->prefix, declared->uri, ns, t->depth};
}

static xmlNs *find(struct tree *t, xmlNode *node, const unsigned char *prefix,
                   const unsigned char *uri)
{
	if (!uri)
		return NULL;
	for (size_t i = t->scopes.n; i-- > 0;)
		if (t->scopes.items[i].prefix == prefix && t->scopes.items[i].uri == uri)
			return t->scopes.items[i].ns;
	// Only xml: is bound without a declaration.
	xmlNs *ns = xmlSearchNs(t->doc, node, prefix);
	if (!ns)
		t->failed = true;
	return ns;
}

// By hand, since libxml2's own function enters each xml:id into its table of ids, which is
// quadratic. Marked as an id from the start, the attribute is not entered by the validation either,
// which would then tell one duplicate several times.
static void add_attribute(struct tree *t, xmlNode *node, const struct xml_attribute *a)
{
	xmlAttr *attribute = xmlMalloc(sizeof *attribute);
	if (!attribute) {
		t->failed = true;
		return;
	}
	memset(attribute, 0, sizeof *attribute);
	attribute->type = XML_ATTRIBUTE_NODE;
	attribute->name = a->local;
	attribute->parent = node;
	attribute->doc = t->doc;
	xmlAttr *last = node->properties;
	while (last && last->next)
		last = last->next;
	attribute->prev = last;
	if (last)
		last->next = attribute;
	else
		node->properties = attribute;
	attribute->ns = find(t, node, a->prefix, a->uri);
	if (xml_is_id(a))
		attribute->atype = XML_ATTRIBUTE_ID;
	struct str value = xml_value(a);
	xmlNode *text = xmlNewDocTextLen(t->doc, a->value, (int)value.n);
	if (!text) {
		t->failed = true;
		return;
	}
	text->parent = (xmlNode *)attribute;
	attribute->children = attribute->last = text;
}

bool tree_start(struct tree *t, const struct xml_element *element)
{
	if (!flush(t))
		return false;
	xmlNode *node =
		xmlNewDocNodeEatName(t->doc, NULL, (xmlChar *)(uintptr_t)element->local, NULL);
	if (!node) {
		t->failed = true;
		return false;
	}
	append(t, node, element->at);
	t->open = node;
	t->depth++;
	for (size_t i = 0; i < element->n_namespaces; i++)
		declare(t, node, &element->namespaces[i]);
	node->ns = find(t, node, element->prefix, element->uri);
	for (size_t i = 0; i < element->n_attributes && !t->failed; i++)
		add_attribute(t, node, &element->attributes[i]);
	return !t->failed;
}

bool tree_text(struct tree *t, struct str text, size_t at)
{
	if (t->text.n == 0)
		t->text_at = at;
	buf_put(&t->text, text);
	return !t->text.failed;
}

bool tree_end(struct tree *t)
{
	if (!flush(t))
		return false;
	while (t->scopes.n && t->scopes.items[t->scopes.n - 1].depth == t->depth)
		t->scopes.n--;
	xmlNode *parent = t->open->parent;
	t->open = parent && parent->type == XML_ELEMENT_NODE ? parent : NULL;
	t->depth--;
	return true;
}

void tree_free(struct tree *t)
{
	xmlFreeDoc(t->doc);
	buf_free(&t->text);
	free(t->scopes.items);
	*t = (struct tree){0};
}
