// schemanames.c: the elements and attributes that a schema speaks of

#include "validate/schemanames.h"

#include <stdlib.h>
#include <string.h>

#include "core/namespaces.h"
#include "core/nearest.h"

bool schema_names_is_rng(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && node->ns &&
	       strcmp((const char *)node->ns->href, RNG_NAMESPACE) == 0 &&
	       (!name || strcmp((const char *)node->name, name) == 0);
}

static bool add_name(struct schema_names *n, struct names *names, struct str name)
{
	size_t colon = str_find_char(name, ':');
	name = str_trim(colon < name.n ? str_after(name, colon + 1) : name);
	if (!ARRAY_ROOM(names))
		return false;
	names->items[names->n++] = arena_str(&n->arena, name);
	return !n->arena.failed;
}

static bool collect_one(struct schema_names *n, xmlNode *node)
{
	bool element = schema_names_is_rng(node, "element"),
	     attribute = schema_names_is_rng(node, "attribute");
	bool good = true;
	if (element || attribute) {
		xmlChar *name = xmlGetNoNsProp(node, (const xmlChar *)"name");
		if (name)
			good = add_name(n, element ? &n->elements : &n->attributes,
			                str_from((const char *)name));
		xmlFree(name);
	} else if (schema_names_is_rng(node, "name")) {
		xmlChar *name = xmlNodeGetContent(node);
		struct str text = str_from((const char *)name);
		good = name && add_name(n, &n->elements, text) && add_name(n, &n->attributes, text);
		xmlFree(name);
	} else if (schema_names_is_rng(node, "anyName") || schema_names_is_rng(node, "nsName") ||
	           schema_names_is_rng(node, "include") ||
	           schema_names_is_rng(node, "externalRef")) {
		n->open = true;
	}
	xmlChar *uri = n->uri.n || node->type != XML_ELEMENT_NODE
	                       ? NULL
	                       : xmlGetNoNsProp(node, (const xmlChar *)"ns");
	if (uri)
		n->uri = arena_str(&n->arena, str_from((const char *)uri));
	xmlFree(uri);
	return good && !n->arena.failed;
}

// The next node in the order of the document.
static xmlNode *next_node(xmlNode *node)
{
	if (node->type == XML_ELEMENT_NODE && node->children)
		return node->children;
	while (node && !node->next)
		node = node->parent;
	return node ? node->next : NULL;
}

bool schema_names_collect(struct schema_names *n, xmlDoc *schema)
{
	for (xmlNode *node = xmlDocGetRootElement(schema); node; node = next_node(node))
		if (!collect_one(n, node))
			return false;
	return true;
}

bool schema_names_has(const struct names *names, struct str name)
{
	for (size_t i = 0; i < names->n; i++)
		if (str_eq(names->items[i], name))
			return true;
	return false;
}

void schema_names_hint(const struct schema_names *n, bool element, struct str name, struct buf *out)
{
	const struct names *names = element ? &n->elements : &n->attributes;
	if (schema_names_has(names, name))
		return;
	struct nearest nearest = nearest_to(name);
	for (size_t i = 0; i < names->n; i++)
		nearest_consider(&nearest, names->items[i]);
	if (nearest.best.n)
		buf_printf(out, element ? "; did you mean <%.*s>?" : "; did you mean @%.*s?",
		           STR_ARG(nearest.best));
	else if (!n->open)
		buf_puts(out, element ? "; the schema has no such element"
		                      : "; the schema has no such attribute");
}

void schema_names_free(struct schema_names *n)
{
	free(n->elements.items);
	free(n->attributes.items);
	arena_free(&n->arena);
	*n = (struct schema_names){0};
}
