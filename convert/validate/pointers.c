// pointers.c: the attributes of TEI that point, and what stands in them

#include "validate/pointers.h"

#include <string.h>

// Sorted by bytes. A word with "#" is looked up in all of them; in @from and @to (dates, mostly) there is
// no other kind to look up.
const struct pointer pointers[] = {
	{"active", BARE_WRONG},      {"adj", BARE_FINE},         {"adjFrom", BARE_FINE},
	{"adjTo", BARE_FINE},        {"ana", BARE_KNOWN},        {"baseForm", BARE_FINE},
	{"calendar", BARE_FINE},     {"change", BARE_KNOWN},     {"children", BARE_FINE},
	{"class", BARE_FINE},        {"code", BARE_FINE},        {"copyOf", BARE_WRONG},
	{"corresp", BARE_WRONG},     {"datcat", BARE_FINE},      {"datingMethod", BARE_FINE},
	{"datingPoint", BARE_FINE},  {"decls", BARE_KNOWN},      {"domains", BARE_FINE},
	{"edRef", BARE_FINE},        {"end", BARE_FINE},         {"exclude", BARE_WRONG},
	{"fVal", BARE_FINE},         {"facs", BARE_FINE},        {"feats", BARE_FINE},
	{"follow", BARE_FINE},       {"from", BARE_FINE},        {"fromUnit", BARE_FINE},
	{"given", BARE_FINE},        {"hand", BARE_KNOWN},       {"inst", BARE_FINE},
	{"lemmaRef", BARE_FINE},     {"location", BARE_FINE},    {"mergedIn", BARE_FINE},
	{"mutual", BARE_WRONG},      {"new", BARE_KNOWN},        {"next", BARE_WRONG},
	{"nymRef", BARE_FINE},       {"origin", BARE_WRONG},     {"parent", BARE_FINE},
	{"parts", BARE_FINE},        {"passive", BARE_WRONG},    {"perf", BARE_KNOWN},
	{"period", BARE_FINE},       {"prev", BARE_WRONG},       {"ref", BARE_KNOWN},
	{"rendition", BARE_KNOWN},   {"replyTo", BARE_WRONG},    {"resp", BARE_KNOWN},
	{"root", BARE_FINE},         {"sameAs", BARE_WRONG},     {"scheme", BARE_FINE},
	{"scribeRef", BARE_FINE},    {"scriptRef", BARE_FINE},   {"select", BARE_WRONG},
	{"since", BARE_WRONG},       {"source", BARE_FINE},      {"spanTo", BARE_WRONG},
	{"start", BARE_FINE},        {"synch", BARE_WRONG},      {"target", BARE_FINE},
	{"targetDatcat", BARE_FINE}, {"targetEnd", BARE_FINE},   {"to", BARE_FINE},
	{"toUnit", BARE_FINE},       {"toWhom", BARE_WRONG},     {"unitRef", BARE_FINE},
	{"url", BARE_FINE},          {"valueDatcat", BARE_FINE}, {"where", BARE_FINE},
	{"who", BARE_WRONG},         {"wit", BARE_KNOWN},
};

const size_t pointers_n = LENGTH(pointers);

_Static_assert(LENGTH(pointers) <= POINTERS_MAX, "arrays by attribute have room for all");

uint32_t pointer_named(const char *name)
{
	size_t low = 0, high = pointers_n;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(name, pointers[middle].name);
		if (order == 0)
			return (uint32_t)middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return POINTER_NONE;
}

// Schemes that lead out of the edition, by the registry of IANA and by custom; no prefix is called so.
static bool is_scheme(struct str scheme)
{
	static const char *const names[] = {"http", "https",      "ftp",   "ftps", "mailto", "urn",
	                                    "file", "doi",        "data",  "tel",  "tag",    "info",
	                                    "ark",  "hdl",        "geo",   "news", "rtsp",   "ws",
	                                    "wss",  "javascript", "about", "blob", "cid",    "did"};
	for (size_t i = 0; i < LENGTH(names); i++)
		if (scheme.n == strlen(names[i]) && strncasecmp(scheme.s, names[i], scheme.n) == 0)
			return true;
	return false;
}

// How long the scheme before a ":" is; 0: there is none (RFC 3986, 3.1).
static size_t scheme_length(struct str word)
{
	size_t n = 0;
	while (n < word.n && (ascii_is_alpha(word.s[n]) ||
	                      (n && (ascii_is_digit(word.s[n]) || strchr("+-._", word.s[n])))))
		n++;
	return n < word.n && word.s[n] == ':' ? n : 0;
}

enum pointer_kind pointer_kind(struct str word)
{
	if (word.n && word.s[0] == '#')
		return POINTER_LOCAL;
	size_t scheme = scheme_length(word);
	struct str rest = str_after(word, scheme ? scheme + 1 : 0);
	bool here = str_starts(rest, STR("///")) ||
	            (str_starts(rest, STR("/")) && !str_starts(rest, STR("//")));
	if (here && str_is(str_from_to(word, 0, scheme), "file"))
		return POINTER_FILE; // of this machine
	if (str_starts(rest, STR("//")))
		return POINTER_REMOTE;
	if (scheme)
		return is_scheme(str_from_to(word, 0, scheme)) ? POINTER_REMOTE : POINTER_PREFIXED;
	for (size_t i = 0; i < word.n; i++)
		if (strchr("#:/.?", word.s[i]))
			return POINTER_FILE;
	return POINTER_BARE;
}
