// package.c: parts that a stylesheet makes, as one zip archive

#include "transform/package.h"

#include <libxml/hash.h>
#include <libxml/tree.h>
#include <libxml/xmlsave.h>

#include "core/zipwrite.h"
#include "transform/format.h"

struct packing {
	struct zip_writer zip;
	xmlHashTable *paths;
	size_t left; // bytes that may still come
	const char *file;
	struct reporter *reporter;
};

static bool is_ours(const xmlNode *n, const char *name)
{
	return n && n->type == XML_ELEMENT_NODE && n->ns && xmlStrEqual(n->name, BAD_CAST name) &&
	       xmlStrEqual(n->ns->href, BAD_CAST TRANSFORM_NAMESPACE);
}

static bool fail(const struct packing *p, const char *what, const xmlChar *path)
{
	struct place place = {.file = p->file};
	report(p->reporter, SEVERITY_FATAL, &place, "stylesheet", "the stylesheet made %s%s", what,
	       path ? (const char *)path : "");
	return false;
}

// A path in the archive: relative, no empty step, none that is "." or "..".
static bool is_safe(struct str path)
{
	struct str step;
	if (!path.n || path.n > 1000 || path.s[path.n - 1] == '/' ||
	    str_find_char(path, '\\') < path.n || str_find_char(path, ':') < path.n)
		return false;
	while (str_field(&path, '/', &step))
		if (!step.n || str_is(step, ".") || str_is(step, ".."))
			return false;
	return true;
}

static int on_bytes(void *context, const char *bytes, int n)
{
	struct buf *b = context;
	buf_put(b, (struct str){bytes, (size_t)n});
	return b->failed ? -1 : n;
}

// An element as a document of its own.
static bool write_element(xmlNode *element, bool is_html, struct buf *out)
{
	xmlDoc *doc = xmlNewDoc(BAD_CAST "1.0");
	xmlNode *copy = doc ? xmlDocCopyNode(element, doc, 1) : NULL;
	bool good = copy != NULL;
	if (good) {
		xmlDocSetRootElement(doc, copy);
		if (is_html)
			good = xmlCreateIntSubset(doc, BAD_CAST "html", NULL, NULL) != NULL;
		xmlSaveCtxt *save = xmlSaveToIO(on_bytes, NULL, out, "UTF-8", XML_SAVE_AS_XML);
		good = good && save && xmlSaveDoc(save, doc) >= 0;
		if (save && xmlSaveClose(save) < 0)
			good = false;
	}
	xmlFreeDoc(doc);
	return good && !out->failed;
}

static xmlNode *first_element(const xmlNode *part)
{
	for (xmlNode *n = part->children; n; n = n->next)
		if (n->type == XML_ELEMENT_NODE)
			return n;
	return NULL;
}

static bool write_part(xmlNode *part, struct buf *out)
{
	xmlNode *element = first_element(part);
	if (element) {
		xmlChar *doctype = xmlGetNoNsProp(part, BAD_CAST "doctype");
		bool good = write_element(element, doctype != NULL, out);
		xmlFree(doctype);
		return good;
	}
	for (xmlNode *n = part->children; n; n = n->next)
		if (n->content)
			buf_puts(out, (const char *)n->content);
	return !out->failed;
}

static bool add_part(struct packing *p, xmlNode *part)
{
	xmlChar *path = xmlGetNoNsProp(part, BAD_CAST "path");
	xmlChar *stored = xmlGetNoNsProp(part, BAD_CAST "stored");
	struct str name = str_from((const char *)path);
	struct buf content = {0};
	bool good = false;
	if (!is_safe(name))
		fail(p, "a part with a path that a package may not have: ", path);
	else if (xmlHashAddEntry(p->paths, path, p) != 0)
		fail(p, "two parts with the path ", path);
	else if (!write_part(part, &content) ||
	         (content.n <= p->left && !zip_add(&p->zip, name, buf_str(&content), !stored)))
		fail(p, "more than a package can hold, or memory ran out at ", path);
	else if (content.n > p->left)
		fail(p, "more than any derived format of this document would be, at ", path);
	else
		good = true;
	p->left -= good ? content.n : 0;
	buf_free(&content);
	xmlFree(path);
	xmlFree(stored);
	return good;
}

bool package_write(const struct _xmlDoc *result, size_t max, const char *file, struct buf *out,
                   struct reporter *reporter)
{
	struct packing p = {.left = max, .file = file, .reporter = reporter};
	xmlNode *root = xmlDocGetRootElement(result);
	p.paths = xmlHashCreate(0);
	bool good = p.paths != NULL;
	if (!good)
		report_memory(reporter);
	else if (!is_ours(root, "package"))
		good = fail(&p, "no <package>, as one of kind=\"package\" must", NULL);
	for (xmlNode *n = good ? root->children : NULL; n && good; n = n->next)
		if (is_ours(n, "part"))
			good = add_part(&p, n);
	if (good && !zip_finish(&p.zip))
		good = fail(&p, "more than a package can hold", NULL);
	if (good)
		buf_put(out, buf_str(&p.zip.bytes));
	xmlHashFree(p.paths, NULL);
	zip_free(&p.zip);
	return good && !out->failed;
}
