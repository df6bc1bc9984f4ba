// xpathfunctions.c: the functions that expressions may call, found by their names

#include "schematron/xpathfunctions.h"

bool xpath_give(struct xpath_run *run, struct buf *text, struct seq *out)
{
	bool good = !text->failed;
	run->failed |= text->failed;
	good = good && xpath_spend(run, text->n / 16) &&
	       seq_add_string(run, out, pool_str(run, buf_str(text)));
	buf_free(text);
	return good;
}

bool xpath_distinct(struct xpath_run *run, const struct seq *of, bool nodes, struct seq *out)
{
	for (uint32_t i = 0; i < of->n; i++) {
		struct item item = nodes ? of->items[i] : item_value(run, of->items[i]);
		bool known = false;
		if (!xpath_spend(run, out->n))
			return false;
		for (uint32_t j = 0; j < out->n && !known; j++)
			known = item_is_equal(run, out->items[j], item);
		if (!known && !seq_add(run, out, item))
			return false;
	}
	return true;
}

enum xpath_library xpath_library_of(struct str uri)
{
	static const struct {
		const char *uri;
		enum xpath_library means;
	} libraries[] = {
		{"", LIBRARY_CORE},
		{"http://www.w3.org/2005/xpath-functions", LIBRARY_CORE},
		{"http://www.w3.org/2001/XMLSchema", LIBRARY_TYPES},
		{"http://exslt.org/common", LIBRARY_COMMON},
		{"http://exslt.org/math", LIBRARY_MATH},
		{"http://exslt.org/sets", LIBRARY_SETS},
		{"http://exslt.org/strings", LIBRARY_STRINGS},
		{"http://exslt.org/dates-and-times", LIBRARY_DATES},
	};
	for (size_t i = 0; i < LENGTH(libraries); i++)
		if (str_is(uri, libraries[i].uri))
			return libraries[i].means;
	return LIBRARY_NONE;
}

static const struct xpath_function *find_in(const struct xpath_function *table,
                                            enum xpath_library library, struct str name)
{
	bool type = library == LIBRARY_TYPES;
	if (type && xpath_type_named(name) == TYPE_NONE)
		return NULL;
	for (; table->name; table++)
		if (table->library == library && (type || str_is(name, table->name)))
			return table;
	return NULL;
}

const struct xpath_function *xpath_function_find(enum xpath_library library, struct str name)
{
	const struct xpath_function *const tables[] = {
		xpath_functions_core, xpath_functions_strings, xpath_functions_exslt};
	const struct xpath_function *found = NULL;
	for (size_t i = 0; i < LENGTH(tables) && !found; i++)
		found = find_in(tables[i], library, name);
	return found;
}

void xpath_function_missing(struct str name, struct buf *why)
{
	static const char *const readers[] = {"document",
	                                      "doc",
	                                      "doc-available",
	                                      "unparsed-text",
	                                      "unparsed-text-available",
	                                      "unparsed-text-lines",
	                                      "collection",
	                                      "uri-collection",
	                                      "json-doc"};
	for (size_t i = 0; i < LENGTH(readers); i++) {
		if (!str_is(name, readers[i]))
			continue;
		buf_printf(why, "the function %.*s() reads other files, which is not done",
		           STR_ARG(name));
		return;
	}
	buf_printf(why, "the function %.*s() is not known here", STR_ARG(name));
}
