// schemaread.c: what a schema says, before it is compiled

#include "schematron/schemaread.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "core/namespaces.h"
#include "core/uri.h"

enum { INCLUDED_MAX = 20 /* deep */, INCLUDED_ALL = 2000 };

static const xmlChar *const xslt = BAD_CAST "http://www.w3.org/1999/XSL/Transform";

struct gathering {
	struct schema_parts *parts;
	struct schema_files *files;
	struct arena *arena;
};

static void add(struct gathering *g, struct node_list *to, xmlNode *node)
{
	if (ARRAY_ROOM(to))
		to->items[to->n++] = node;
	else
		g->parts->failed = true;
}

static bool is_abstract(const xmlNode *node)
{
	xmlChar *value = xmlGetNoNsProp(node, BAD_CAST "abstract");
	bool abstract =
		value && (xmlStrEqual(value, BAD_CAST "true") || xmlStrEqual(value, BAD_CAST "1"));
	xmlFree(value);
	return abstract;
}

// The element that an include or extends means, or NULL where it names none.
static xmlNode *included(struct schema_parts *parts, struct schema_files *files, xmlNode *node)
{
	if (!schema_is(node, "include") && !schema_is(node, "extends"))
		return NULL;
	xmlChar *href = xmlGetNoNsProp(node, BAD_CAST "href");
	xmlNode *root = NULL;
	if (href && (parts->depth >= INCLUDED_MAX || ++parts->included > INCLUDED_ALL)) {
		struct place place = schema_place_of(files, node);
		report(files->reporter, SEVERITY_FATAL, &place, "schematron-broken",
		       "files include each other more than %d deep, or %d times in all",
		       INCLUDED_MAX, INCLUDED_ALL);
		files->broken = true;
	} else if (href) {
		root = schema_included(files, node, (const char *)href);
	}
	xmlFree(href);
	return root;
}

void schema_children(struct schema_parts *parts, struct schema_files *files, xmlNode *parent,
                     void (*each)(void *context, xmlNode *child), void *context)
{
	for (xmlNode *child = parent->children; child && !files->broken; child = child->next) {
		if (child->type != XML_ELEMENT_NODE)
			continue;
		xmlNode *other = included(parts, files, child);
		parts->depth++;
		if (other && schema_is(child, "extends"))
			schema_children(parts, files, other, each, context);
		else if (other)
			each(context, other);
		parts->depth--;
		if (!other && !schema_is(child, "include"))
			each(context, child);
	}
}

static void gather_any(void *context, xmlNode *node);

static void gather_abstract(void *context, xmlNode *node)
{
	struct gathering *g = context;
	if (schema_is(node, "rule") && is_abstract(node))
		add(g, &g->parts->abstract_rules, node);
}

static void gather_binding(struct gathering *g, const xmlNode *node)
{
	struct str prefix = schema_attribute(node, "prefix", g->arena);
	struct str uri = schema_attribute(node, "uri", g->arena);
	if (ARRAY_ROOM(&g->parts->bindings))
		g->parts->bindings.items[g->parts->bindings.n++] =
			(struct schema_binding){prefix, uri};
	else
		g->parts->failed = true;
}

static void gather_schema(struct gathering *g, xmlNode *node)
{
	struct str binding = schema_attribute(node, "queryBinding", g->arena);
	struct str phase = schema_attribute(node, "defaultPhase", g->arena);
	if (binding.n)
		g->parts->query_binding = binding;
	if (phase.n)
		g->parts->default_phase = phase;
	schema_children(g->parts, g->files, node, gather_any, g);
}

static void gather_own(struct gathering *g, xmlNode *node)
{
	struct schema_parts *parts = g->parts;
	if (schema_is(node, "ns")) {
		gather_binding(g, node);
	} else if (schema_is(node, "let")) {
		add(g, &parts->lets, node);
	} else if (schema_is(node, "phase")) {
		add(g, &parts->phases, node);
	} else if (schema_is(node, "pattern")) {
		add(g, is_abstract(node) ? &parts->abstract_patterns : &parts->patterns, node);
		schema_children(parts, g->files, node, gather_abstract, g);
	} else if (schema_is(node, "rule")) {
		// One outside all patterns stands for itself.
		add(g, is_abstract(node) ? &parts->abstract_rules : &parts->patterns, node);
	} else if (schema_is(node, "diagnostic")) {
		add(g, &parts->diagnostics, node);
	} else if (schema_is(node, "assert") || schema_is(node, "report")) {
		add(g, &parts->rules, node);
	} else if (schema_is(node, "schema")) {
		gather_schema(g, node);
	} else if (schema_is(node, "diagnostics") || schema_is(node, "rules")) {
		schema_children(parts, g->files, node, gather_any, g);
	}
}

static bool is_rng(const xmlNode *node, const char *name)
{
	return node->ns && xmlStrEqual(node->ns->href, BAD_CAST RNG_NAMESPACE) &&
	       xmlStrEqual(node->name, BAD_CAST name);
}

// A file that the grammar includes; what cannot be read is told by whoever reads the grammar.
static void gather_grammar(struct gathering *g, xmlNode *node)
{
	xmlChar *href = xmlGetNoNsProp(node, BAD_CAST "href");
	struct buf path = {0};
	struct stat st;
	if (href && !xmlStrchr(href, ':') && g->parts->depth < INCLUDED_MAX) {
		buf_put(&path, uri_folder(str_from(schema_path_of(g->files, node))));
		uri_decode(&path, str_from((const char *)href));
	}
	size_t before = g->files->n;
	if (path.n && !path.failed && stat(path.s, &st) == 0 && S_ISREG(st.st_mode)) {
		xmlDoc *doc = schema_file(g->files, path.s);
		xmlNode *root = doc && g->files->n > before ? xmlDocGetRootElement(doc) : NULL;
		g->parts->depth++;
		if (root)
			gather_any(g, root);
		g->parts->depth--;
	}
	buf_free(&path);
	xmlFree(href);
}

static void gather_any(void *context, xmlNode *node)
{
	struct gathering *g = context;
	if (g->files->broken || node->type != XML_ELEMENT_NODE)
		return;
	if (schema_is(node, NULL)) {
		gather_own(g, node);
	} else if (node->ns && xmlStrEqual(node->ns->href, xslt)) {
		if (xmlStrEqual(node->name, BAD_CAST "key"))
			add(g, &g->parts->keys, node);
	} else if (g->parts->is_embedded) {
		if (is_rng(node, "include") || is_rng(node, "externalRef"))
			gather_grammar(g, node);
		for (xmlNode *child = node->children; child; child = child->next)
			gather_any(g, child);
	}
}

void schema_gather(struct schema_parts *parts, struct schema_files *files, struct arena *arena,
                   xmlNode *root)
{
	struct gathering g = {parts, files, arena};
	gather_any(&g, root);
}

void schema_parts_free(struct schema_parts *parts)
{
	struct node_list *lists[] = {&parts->lets,           &parts->phases,
	                             &parts->patterns,       &parts->rules,
	                             &parts->diagnostics,    &parts->keys,
	                             &parts->abstract_rules, &parts->abstract_patterns};
	for (size_t i = 0; i < LENGTH(lists); i++)
		free(lists[i]->items);
	free(parts->bindings.items);
	*parts = (struct schema_parts){0};
}
