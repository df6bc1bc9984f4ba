// uuid.c: identifiers made from names, for stylesheets

#include "transform/uuid.h"

#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <stdint.h>
#include <stdio.h>

#include "transform/format.h"

// FNV-1a (Fowler, Noll, Vo), from a start of our choice.
static uint64_t hash(const unsigned char *s, uint64_t start)
{
	uint64_t h = start;
	for (; *s; s++)
		h = (h ^ *s) * 0x100000001b3;
	return h ^ h >> 32;
}

static void on_uuid(xmlXPathParserContext *context, int n)
{
	char text[37];
	if (n != 1) {
		xmlXPathSetArityError(context);
		return;
	}
	xmlChar *name = xmlXPathPopString(context);
	if (!name)
		return;
	uint64_t a = hash(name, 0xcbf29ce484222325), b = hash(name, 0x6c62272e07bb0142);
	a = (a & 0xffffffffffff0fff) | 0x8000;             // version 8
	b = (b & 0x3fffffffffffffff) | 0x8000000000000000; // variant of the RFC
	snprintf(text, sizeof text, "%08x-%04x-%04x-%04x-%012llx", (unsigned)(a >> 32),
	         (unsigned)(a >> 16 & 0xffff), (unsigned)(a & 0xffff), (unsigned)(b >> 48),
	         (unsigned long long)(b & 0xffffffffffff));
	xmlFree(name);
	valuePush(context, xmlXPathNewString(BAD_CAST text));
}

void uuid_register(void)
{
	xsltRegisterExtModuleFunction(BAD_CAST "uuid", BAD_CAST TRANSFORM_NAMESPACE, on_uuid);
}
