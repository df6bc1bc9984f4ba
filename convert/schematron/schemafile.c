// schemafile.c: the files of a schema, and what stands in them

#include "schematron/schemafile.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "core/io.h"
#include "core/uri.h"
#include "core/xml.h"
#include "schematron/schematron.h"

enum { FILE_MAX = 64 * 1024 * 1024, FILES_MAX = 200 };

static xmlDoc *keep(struct schema_files *files, const char *path, xmlDoc *doc)
{
	char *copy = doc ? strdup(path) : NULL;
	if (!copy || !ARRAY_ROOM(files)) {
		if (doc)
			report_memory(files->reporter);
		free(copy);
		xmlFreeDoc(doc);
		files->broken = true;
		return NULL;
	}
	files->items[files->n++] = (struct schema_file){copy, doc};
	return doc;
}

xmlDoc *schema_file(struct schema_files *files, const char *path)
{
	for (size_t i = 0; i < files->n; i++)
		if (strcmp(files->items[i].path, path) == 0)
			return files->items[i].doc;
	struct buf bytes = {0};
	xmlDoc *doc = NULL;
	size_t before = files->reporter->count[SEVERITY_FATAL];
	if (input_read(&bytes, path, FILE_MAX, files->reporter))
		doc = xml_read_tree(buf_str(&bytes), path, SEVERITY_FATAL, files->reporter);
	buf_free(&bytes);
	// Of names that are wrong there is a tree, too.
	if (files->reporter->count[SEVERITY_FATAL] > before) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	return keep(files, path, doc);
}

const char *schema_path_of(const struct schema_files *files, const xmlNode *node)
{
	for (size_t i = 0; i < files->n; i++)
		if (files->items[i].doc == node->doc)
			return files->items[i].path;
	return NULL;
}

struct place schema_place_of(const struct schema_files *files, const xmlNode *node)
{
	long line = xmlGetLineNo(node);
	return (struct place){.file = schema_path_of(files, node),
	                      .line = line > 0 ? (size_t)line : 0};
}

static xmlNode *with_id(xmlNode *node, struct str id)
{
	for (xmlNode *n = node; n;) {
		xmlChar *value =
			n->type == XML_ELEMENT_NODE ? xmlGetNoNsProp(n, BAD_CAST "id") : NULL;
		if (n->type == XML_ELEMENT_NODE && !value)
			value = xmlGetNsProp(n, BAD_CAST "id", XML_XML_NAMESPACE);
		bool found = value && str_is(id, (const char *)value);
		xmlFree(value);
		if (found)
			return n;
		if (n->type == XML_ELEMENT_NODE && n->children) {
			n = n->children;
			continue;
		}
		while (n != node && !n->next)
			n = n->parent;
		n = n == node ? NULL : n->next;
	}
	return NULL;
}

static xmlNode *refuse(struct schema_files *files, const xmlNode *element, const char *href,
                       const char *why)
{
	struct place place = schema_place_of(files, element);
	report(files->reporter, SEVERITY_FATAL, &place, "schematron-broken",
	       "cannot include %s: %s", href, why);
	files->broken = true;
	return NULL;
}

xmlNode *schema_included(struct schema_files *files, const xmlNode *element, const char *href)
{
	struct str whole = str_from(href);
	struct str file = str_from_to(whole, 0, str_find_char(whole, '#'));
	struct str id = str_after(whole, file.n + 1);
	const char *here = schema_path_of(files, element);
	if (str_find_char(file, ':') < file.n || str_starts(file, STR("/")))
		return refuse(files, element, href,
		              "only files named relative to the schema are read");
	if (files->n >= FILES_MAX)
		return refuse(files, element, href, "a schema may have 200 files");
	struct buf path = {0};
	buf_put(&path, uri_folder(str_from(here)));
	if (file.n)
		uri_decode(&path, file);
	else
		buf_clear(&path), buf_puts(&path, here);
	struct stat st;
	xmlDoc *doc = NULL;
	if (path.failed)
		report_memory(files->reporter);
	else if (stat(path.s, &st) || !S_ISREG(st.st_mode))
		refuse(files, element, href, "there is no such file");
	else
		doc = schema_file(files, path.s);
	buf_free(&path);
	xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
	if (root && id.n)
		root = with_id(root, id);
	if (doc && !root)
		return refuse(files, element, href, "no element has that id");
	files->broken |= !root;
	return root;
}

bool schema_is(const xmlNode *node, const char *name)
{
	if (node->type != XML_ELEMENT_NODE || !node->ns || !node->ns->href)
		return false;
	bool ours = xmlStrEqual(node->ns->href, BAD_CAST SCHEMATRON_NAMESPACE) ||
	            xmlStrEqual(node->ns->href, BAD_CAST SCHEMATRON_1_5_NAMESPACE);
	return ours && (!name || xmlStrEqual(node->name, BAD_CAST name));
}

struct str schema_attribute(const xmlNode *node, const char *name, struct arena *arena)
{
	xmlChar *value = xmlGetNoNsProp(node, BAD_CAST name);
	struct str kept = value ? arena_str(arena, str_from((const char *)value)) : (struct str){0};
	xmlFree(value);
	return kept;
}

bool schema_has(const xmlNode *node, const char *name)
{
	return xmlHasNsProp(node, BAD_CAST name, NULL) != NULL;
}

void schema_files_free(struct schema_files *files)
{
	for (size_t i = 0; i < files->n; i++) {
		xmlFreeDoc(files->items[i].doc);
		free(files->items[i].path);
	}
	free(files->items);
	*files = (struct schema_files){0};
}
