// parse.c: parses documents and does nothing with them: what no validator over this parser can beat

#include <libxml/tree.h>

#include "core/io.h"
#include "core/xml.h"

static bool on_start(void *context, const struct xml_element *element)
{
	(void)context;
	(void)element;
	return true;
}

static bool on_text(void *context, struct str text, size_t at)
{
	(void)context;
	(void)text;
	(void)at;
	return true;
}

static bool on_end(void *context, size_t at)
{
	(void)context;
	(void)at;
	return true;
}

int main(int argc, char **argv)
{
	static const struct xml_events events = {.start = on_start, .text = on_text, .end = on_end};
	struct reporter reporter = {0};
	xml_ready();
	xmlDict *names = xmlDictCreate();
	bool good = names != NULL;
	for (int i = 1; i < argc && good; i++) {
		struct input in;
		struct xml_text text = {0};
		good = input_open(&in, argv[i], INPUT_MAX, &reporter) &&
		       xml_text_open_input(&text, &in, argv[i], SEVERITY_ERROR, &reporter) &&
		       xml_parse(&text, &events, NULL, names);
		xml_text_close(&text);
		input_close(&in);
	}
	xmlDictFree(names);
	return good ? 0 : 2;
}
