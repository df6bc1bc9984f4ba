// format.c: what a stylesheet says of the format that it makes

#include "transform/format.h"

#include <libxml/tree.h>

#include "core/datafile.h"
#include "core/io.h"
#include "core/xml.h"
#include "transform/limits.h"

static const char *const kinds[] = {
	[FORMAT_DOCUMENT] = "document",
	[FORMAT_LINES] = "lines",
	[FORMAT_TABLE] = "table",
	[FORMAT_PACKAGE] = "package",
};

static struct str attribute(const xmlNode *element, const char *name)
{
	for (const xmlAttr *a = element->properties; a; a = a->next)
		if (!a->ns && xmlStrEqual(a->name, BAD_CAST name) && a->children)
			return str_from((const char *)a->children->content);
	return (struct str){0};
}

static const xmlNode *find_element(const xmlDoc *stylesheet)
{
	const xmlNode *root = xmlDocGetRootElement(stylesheet);
	for (const xmlNode *n = root ? root->children : NULL; n; n = n->next)
		if (n->type == XML_ELEMENT_NODE && n->ns &&
		    xmlStrEqual(n->ns->href, BAD_CAST TRANSFORM_NAMESPACE) &&
		    xmlStrEqual(n->name, BAD_CAST "format"))
			return n;
	return NULL;
}

static bool is_extension(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_alpha(s.s[i]) && !ascii_is_digit(s.s[i]) &&
		    (i == 0 || (s.s[i] != '-' && s.s[i] != '.')))
			return false;
	return s.n > 0 && s.s[s.n - 1] != '.';
}

bool format_of(const struct _xmlDoc *stylesheet, const char *file, struct format *format,
               struct reporter *reporter)
{
	const xmlNode *element = find_element(stylesheet);
	*format = (struct format){0};
	if (!element)
		return false;
	struct place place = {.file = file, .line = (size_t)xmlGetLineNo((xmlNode *)element)};
	struct str kind = attribute(element, "kind");
	size_t k = 0;
	while (kind.n && k < LENGTH(kinds) && !str_is(kind, kinds[k]))
		k++;
	if (k == LENGTH(kinds)) {
		report(reporter, SEVERITY_FATAL, &place, "stylesheet",
		       "kind=\"%.*s\": it is document, lines, table or package", STR_ARG(kind));
		return false;
	}
	format->kind = (enum format_kind)k;
	format->extension = attribute(element, "extension");
	if (format->extension.n && !is_extension(format->extension)) {
		report(reporter, SEVERITY_FATAL, &place, "stylesheet",
		       "extension=\"%.*s\": it is letters, digits, hyphens and full stops",
		       STR_ARG(format->extension));
		return false;
	}
	if (element->children && element->children->content)
		format->about = str_trim(str_from((const char *)element->children->content));
	return true;
}

struct list {
	struct buf *out;
	struct reporter *reporter;
};

static bool put_line(void *context, const char *name)
{
	struct list *list = context;
	struct buf path = {0}, bytes = {0};
	struct format format = {0};
	xmlDoc *doc = NULL;
	if (datafile_find(&path, "xslt", name, ".xsl", list->reporter) &&
	    input_read(&bytes, path.s, MODULE_BYTES_MAX, list->reporter))
		doc = xml_read_tree(buf_str(&bytes), path.s, SEVERITY_FATAL, list->reporter);
	if (doc) {
		format_of(doc, path.s, &format, list->reporter);
		struct str extension = format.extension.n ? format.extension : str_from(name);
		buf_printf(list->out, format.about.n ? "%-15s .%-9.*s %.*s\n" : "%-15s .%.*s\n",
		           name, STR_ARG(extension), STR_ARG(format.about));
	}
	xmlFreeDoc(doc);
	buf_free(&bytes);
	buf_free(&path);
	return doc && !list->out->failed;
}

bool format_list(struct buf *out, struct reporter *reporter)
{
	struct list list = {out, reporter};
	return datafile_list("xslt", ".xsl", put_line, &list, reporter);
}
