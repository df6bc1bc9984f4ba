// habits.c: names that people bring along from other vocabularies

#include "relaxng/habits.h"

#include "core/namespaces.h"

struct habit {
	const char *name, *means; // in the order of likelihood, with blanks
};

static const struct habit elements[] = {
	{"a", "ref"},         {"article", "div"},
	{"b", "hi emphasis"}, {"blockquote", "quote q"},
	{"br", "lb"},         {"caption", "head figDesc"},
	{"dd", "item"},       {"del", "del"},
	{"dl", "list"},       {"dt", "label"},
	{"em", "emph hi"},    {"h1", "head title"},
	{"h2", "head title"}, {"h3", "head title"},
	{"h4", "head title"}, {"h5", "head title"},
	{"h6", "head title"}, {"hr", "milestone"},
	{"i", "hi emphasis"}, {"img", "graphic"},
	{"li", "item"},       {"ol", "list"},
	{"para", "p"},        {"section", "div"},
	{"span", "seg hi"},   {"strong", "hi emph"},
	{"td", "cell"},       {"th", "cell"},
	{"tr", "row"},        {"tt", "code hi"},
	{"u", "hi"},          {"ul", "list"},
	{"TEI.2", "TEI"},     {"teiCorpus.2", "teiCorpus"},
	{"xref", "ref"},      {"xptr", "ptr"},
	{"turn", "sp u"},     {"speech", "sp u"},
	{"footnote", "note"}, {"paragraph", "p"},
	{"heading", "head"},  {"break", "lb pb"},
};

static const struct habit attributes[] = {
	{"class", "rend rendition"},
	{"style", "rend"},
	{"href", "target url ref"},
	{"id", "id"},
	{"lang", "lang"},
	{"src", "url"},
	{"speaker", "who"},
	{"name", "n"},
	{"url", "target"},
	{"colspan", "cols"},
	{"rowspan", "rows"},
	{"alt", "n"},
};

// The first of the words that is a name of the schema.
static symbol find(const struct symbols *symbols, struct str uri, const char *means)
{
	struct str rest = str_from(means), word;
	while ((word = str_word(&rest)).n) {
		symbol s = symbols_find(symbols, uri, word);
		if (symbols->items[s].local.n)
			return s;
	}
	return 0;
}

static const char *meaning(const struct habit *habits, size_t n, struct str local)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(local, habits[i].name))
			return habits[i].means;
	return "";
}

symbol habit_of_element(const struct symbols *symbols, struct str uri, struct str local)
{
	return find(symbols, uri, meaning(elements, LENGTH(elements), local));
}

bool habit_is_attribute(const struct symbols *symbols, struct str local, symbol attribute)
{
	struct str rest = str_from(meaning(attributes, LENGTH(attributes), local)), word;
	struct symbol_name name = symbols->items[attribute];
	bool known = !name.uri.n || str_is(name.uri, XML_NAMESPACE);
	while (known && (word = str_word(&rest)).n)
		if (str_eq(word, name.local))
			return true;
	return false;
}
