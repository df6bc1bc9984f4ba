// userheader.c: a user's own header, merged into ours (--header)

#include "encode/userheader.h"

#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "core/namespaces.h"
#include "core/xml.h"

// The parts of fileDesc, in TEI's order; no others may stand there.
static const char *const file_parts[] = {
	"titleStmt",  "editionStmt", "extent",     "publicationStmt",
	"seriesStmt", "notesStmt",   "sourceDesc",
};

struct reading {
	struct user_header *u;
	const char *file;
	struct reporter *reporter;
	bool good;
};

void user_header_free(struct user_header *u)
{
	free(u->parts.items);
	table_free(&u->ids);
	arena_free(&u->arena);
	*u = (struct user_header){0};
}

static struct str from_xml(const xmlChar *s)
{
	return str_from((const char *)s);
}

static void refuse(struct reading *r, const xmlNode *node, const char *rule, const char *message)
{
	long line = xmlGetLineNo(node);
	struct place place = {.file = r->file, .line = line > 0 ? (size_t)line : 0};
	report(r->reporter, SEVERITY_FATAL, &place, rule, "<%s> %s", (const char *)node->name,
	       message);
	r->good = false;
}

static bool is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static void keep_id(struct reading *r, struct str id)
{
	if (!table_set(&r->u->ids, arena_str(&r->u->arena, id), 1))
		r->u->arena.failed = true;
}

static void copy_attributes(struct reading *r, struct tei *w, const xmlNode *node)
{
	for (const xmlAttr *a = node->properties; a; a = a->next) {
		bool xml = a->ns && xmlStrEqual(a->ns->href, XML_XML_NAMESPACE);
		if (a->ns && !xml) {
			refuse(r, node, "header-namespace", "has an attribute that is not TEI's");
			continue;
		}
		xmlChar *value = xmlNodeListGetString(node->doc, a->children, 1);
		r->u->arena.failed |= !value && a->children;
		struct buf begin = {0};
		buf_printf(&begin, " %s%s=\"", xml ? "xml:" : "", (const char *)a->name);
		tei_put_attribute(w, buf_str(&begin), from_xml(value));
		if (xml && strcmp((const char *)a->name, "id") == 0)
			keep_id(r, from_xml(value));
		w->out->failed |= begin.failed;
		buf_free(&begin);
		xmlFree(value);
	}
}

static bool is_text(const xmlNode *node)
{
	return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

// Whether an element holds elements alone, which may then stand on lines of their own.
static bool holds_blocks(const xmlNode *node)
{
	for (const xmlNode *child = node->children; child; child = child->next)
		if (is_text(child) && str_trim(from_xml(child->content)).n)
			return false;
	return true;
}

// Writes what is inside an element. The tree is at most 256 deep.
static void copy_content(struct reading *r, struct tei *w, const xmlNode *node)
{
	bool blocks = holds_blocks(node);
	for (const xmlNode *child = node->children; child; child = child->next) {
		if (is_text(child) && !blocks) {
			tei_text(w, from_xml(child->content));
		} else if (child->type == XML_ELEMENT_NODE) {
			if (!child->ns ||
			    strcmp((const char *)child->ns->href, TEI_NAMESPACE) != 0) {
				refuse(r, child, "header-namespace",
				       "is not in TEI's namespace, " TEI_NAMESPACE);
				continue;
			}
			if (blocks)
				tei_open_block(w, from_xml(child->name));
			else
				tei_open_inline(w, from_xml(child->name));
			copy_attributes(r, w, child);
			copy_content(r, w, child);
			tei_close(w);
		}
	}
}

static void keep_part(struct reading *r, const char *parent, const xmlNode *node)
{
	struct user_header *u = r->u;
	struct buf xml = {0};
	struct tei w = {.out = &xml, .depth = strcmp(parent, "teiHeader") == 0 ? 2 : 3};
	tei_open_block(&w, from_xml(node->name));
	copy_attributes(r, &w, node);
	copy_content(r, &w, node);
	tei_close(&w);
	if (!ARRAY_ROOM(&u->parts) || xml.failed)
		u->arena.failed = true;
	else
		u->parts.items[u->parts.n++] = (struct user_part){
			str_from(parent), arena_str(&u->arena, from_xml(node->name)),
			arena_str(&u->arena, buf_str(&xml))};
	buf_free(&xml);
}

static bool is_file_part(const xmlNode *node)
{
	for (size_t i = 0; i < sizeof file_parts / sizeof *file_parts; i++)
		if (is_named(node, file_parts[i]))
			return true;
	return false;
}

// Keeps each child of fileDesc, encodingDesc or profileDesc.
static void keep_parts(struct reading *r, const char *parent, const xmlNode *node)
{
	for (const xmlNode *child = node->children; child; child = child->next) {
		if (child->type != XML_ELEMENT_NODE)
			continue;
		if (strcmp(parent, "fileDesc") == 0 && !is_file_part(child))
			refuse(r, child, "header-part",
			       "is no part of fileDesc; expected titleStmt, editionStmt, extent, "
			       "publicationStmt, seriesStmt, notesStmt or sourceDesc");
		else
			keep_part(r, parent, child);
	}
}

// Keeps a part of teiHeader. False when it is none.
static bool keep_header_part(struct reading *r, const xmlNode *node)
{
	static const char *const with_parts[] = {"fileDesc", "encodingDesc", "profileDesc"};
	for (size_t i = 0; i < sizeof with_parts / sizeof *with_parts; i++) {
		if (is_named(node, with_parts[i])) {
			keep_parts(r, with_parts[i], node);
			return true;
		}
	}
	if (!is_named(node, "xenoData") && !is_named(node, "revisionDesc"))
		return false;
	keep_part(r, "teiHeader", node);
	return true;
}

static const xmlNode *find_child(const xmlNode *node, const char *name)
{
	const xmlNode *child = node->children;
	while (child && !is_named(child, name))
		child = child->next;
	return child;
}

static void keep_header(struct reading *r, const xmlNode *root)
{
	if (!root->ns || strcmp((const char *)root->ns->href, TEI_NAMESPACE) != 0) {
		refuse(r, root, "header-namespace",
		       "is not in TEI's namespace; write <teiHeader "
		       "xmlns=\"" TEI_NAMESPACE "\">");
		return;
	}
	const xmlNode *header = is_named(root, "TEI") ? find_child(root, "teiHeader") : root;
	if (header && is_named(header, "teiHeader")) {
		for (const xmlNode *child = header->children; child; child = child->next)
			if (child->type == XML_ELEMENT_NODE && !keep_header_part(r, child))
				refuse(r, child, "header-part",
				       "is no part of teiHeader that can be merged; expected "
				       "fileDesc, "
				       "encodingDesc, profileDesc, xenoData or revisionDesc");
	} else if (!header || !keep_header_part(r, header)) {
		refuse(r, root, "header-part",
		       "is no header; expected teiHeader, a part of it such as "
		       "fileDesc, or a TEI document");
	}
}

bool user_header_read(struct user_header *u, struct str bytes, const char *file,
                      struct reporter *reporter)
{
	*u = (struct user_header){0};
	if (bytes.n == 0)
		return true;
	struct reading r = {.u = u, .file = file, .reporter = reporter, .good = true};
	xmlDoc *doc = xml_read_tree(bytes, file, SEVERITY_FATAL, reporter);
	if (!doc)
		return false;
	keep_header(&r, xmlDocGetRootElement(doc));
	xmlFreeDoc(doc);
	if (u->arena.failed) {
		report_memory(reporter);
		return false;
	}
	return r.good;
}

bool user_header_put(const struct user_header *u, struct tei *w, const char *parent,
                     const char *name)
{
	bool any = false;
	for (size_t i = 0; i < u->parts.n; i++) {
		const struct user_part *part = &u->parts.items[i];
		if (!str_is(part->parent, parent) || (name && !str_is(part->name, name)))
			continue;
		tei_raw(w, part->xml);
		any = true;
	}
	return any;
}

bool user_header_has(const struct user_header *u, const char *parent)
{
	for (size_t i = 0; i < u->parts.n; i++)
		if (str_is(u->parts.items[i].parent, parent))
			return true;
	return false;
}

bool user_header_describes(const struct user_header *u, struct str id)
{
	size_t ignored;
	return u->ids.n && table_get(&u->ids, id, &ignored);
}
