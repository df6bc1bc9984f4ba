// rncdecl.c: the declarations of the compact syntax: namespaces and libraries of datatypes

#include "core/namespaces.h"
#include "core/nearest.h"
#include "relaxng/rncread.h"

#define XSD_NAMESPACE "http://www.w3.org/2001/XMLSchema-datatypes"

// Prefixes are looked up one by one.
enum { PREFIXES_MAX = 256 };

static const struct rnc_prefix *find(const struct rnc_prefix *list, struct str name)
{
	while (list && !str_eq(list->binding.prefix, name))
		list = list->before;
	return list;
}

static void declare(struct rnc *p, struct rnc_prefix **list, const struct rnc_token *name,
                    struct rnc_ns ns)
{
	struct rnc_prefix *prefix = arena_alloc(&p->lex.files->arena, sizeof *prefix);
	if (++p->n_prefixes > PREFIXES_MAX)
		rnc_fault(&p->lex, name->at, "more than %d prefixes are declared", PREFIXES_MAX);
	if (!prefix) {
		rnc_no_memory(&p->lex);
		return;
	}
	prefix->binding.prefix = name->text;
	prefix->binding.uri = ns.uri;
	prefix->ns = ns;
	prefix->before = *list;
	*list = prefix;
}

// What XML itself lays down of prefixes. True: the declaration says nothing new.
static bool is_of_xml(struct rnc *p, const struct rnc_token *name, struct rnc_ns ns)
{
	bool is_xml = str_is(name->text, "xml");
	if (str_is(name->text, "xmlns"))
		rnc_fault(&p->lex, name->at,
		          "the prefix xmlns cannot be declared; choose another name");
	else if (is_xml != (!ns.inherited && str_is(ns.uri, XML_NAMESPACE)))
		rnc_fault(&p->lex, name->at,
		          "the prefix xml always means \"" XML_NAMESPACE
		          "\", and no other prefix does; %s",
		          is_xml ? "choose another name" : "write xml: without declaring it");
	return is_xml;
}

static void declare_namespace(struct rnc *p, const struct rnc_token *name, struct rnc_ns ns)
{
	if (is_of_xml(p, name, ns))
		return;
	if (find(p->prefixes, name->text))
		rnc_fault(&p->lex, name->at, "the prefix %.*s is declared twice; take one out",
		          STR_ARG(name->text));
	declare(p, &p->prefixes, name, ns);
}

// = "uri", = inherit
static struct rnc_ns read_namespace(struct rnc *p)
{
	rnc_want(p, '=', "\"=\"", NULL);
	if (rnc_take(p, RNC_INHERIT))
		return p->inherited;
	return (struct rnc_ns){
		.uri = rnc_literal(p, "the namespace between quotes, or inherit,"),
		.given = true,
	};
}

static struct rnc_token read_prefix(struct rnc *p)
{
	struct rnc_token name = p->now;
	if (rnc_is_word(name.kind))
		rnc_next(p);
	else
		rnc_expected(p, "the prefix that is declared", "as in namespace tei = \"…\"");
	return name;
}

static void read_namespace_declaration(struct rnc *p)
{
	rnc_next(p);
	struct rnc_token name = read_prefix(p);
	declare_namespace(p, &name, read_namespace(p));
}

static void read_default(struct rnc *p)
{
	size_t at = p->now.at;
	rnc_next(p);
	rnc_want(p, RNC_NAMESPACE, "\"namespace\"", "as in default namespace = \"…\"");
	struct rnc_token name = p->now;
	if (rnc_is_word(name.kind))
		rnc_next(p);
	p->ns = read_namespace(p);
	if (p->default_at != SIZE_MAX)
		rnc_fault(&p->lex, at, "the default namespace is declared twice; take one out");
	p->default_at = at;
	if (rnc_is_word(name.kind))
		declare_namespace(p, &name, p->ns);
}

// A library is named by an absolute address, without "#" (RELAX NG, section 3).
static bool is_library(struct str uri)
{
	return uri.n == 0 || (str_find_char(uri, ':') < uri.n && str_find_char(uri, '#') == uri.n);
}

static void read_datatypes(struct rnc *p)
{
	rnc_next(p);
	struct rnc_token name = read_prefix(p);
	rnc_want(p, '=', "\"=\"", NULL);
	size_t at = p->now.at;
	struct rnc_ns library = {
		.uri = rnc_literal(p, "the address of the library between quotes")};
	if (!is_library(library.uri))
		rnc_fault(&p->lex, at, "\"%.*s\" is no absolute address without \"#\"",
		          STR_ARG(library.uri));
	if (find(p->libraries, name.text))
		rnc_fault(&p->lex, name.at, "the prefix %.*s is declared twice; take one out",
		          STR_ARG(name.text));
	declare(p, &p->libraries, &name, library);
}

// What values see of it: in XML no prefix can mean "no namespace".
static void link_bindings(struct rnc *p)
{
	for (struct rnc_prefix *prefix = p->prefixes; prefix; prefix = prefix->before) {
		if (prefix->binding.prefix.n && prefix->binding.uri.n == 0)
			continue;
		prefix->binding.outer = p->bindings;
		p->bindings = &prefix->binding;
	}
}

// xml and xsd are there without being declared; and values see the default namespace as well.
static void declare_known(struct rnc *p)
{
	const struct rnc_token xml = {.text = STR("xml")}, xsd = {.text = STR("xsd")};
	const struct rnc_token none = {.text = STR("")};
	declare(p, &p->prefixes, &xml, (struct rnc_ns){.uri = STR(XML_NAMESPACE), .given = true});
	if (!find(p->libraries, xsd.text))
		declare(p, &p->libraries, &xsd, (struct rnc_ns){.uri = STR(XSD_NAMESPACE)});
	declare(p, &p->prefixes, &none, p->ns);
	link_bindings(p);
}

void rnc_declarations(struct rnc *p)
{
	for (;;) {
		if (p->now.kind == RNC_NAMESPACE)
			read_namespace_declaration(p);
		else if (p->now.kind == RNC_DEFAULT)
			read_default(p);
		else if (p->now.kind == RNC_DATATYPES)
			read_datatypes(p);
		else
			break;
	}
	declare_known(p);
}

static void fault_unknown(struct rnc *p, const struct rnc_prefix *list, const char *declaration,
                          const struct rnc_token *token, struct str name)
{
	struct nearest near = nearest_to(name);
	for (; list; list = list->before)
		nearest_consider(&near, list->binding.prefix);
	if (near.best.n)
		rnc_fault(&p->lex, token->at,
		          "the prefix %.*s is not declared; did you mean %.*s? Else write "
		          "%s %.*s = \"…\" at the beginning of the file",
		          STR_ARG(name), STR_ARG(near.best), declaration, STR_ARG(name));
	else
		rnc_fault(&p->lex, token->at,
		          "the prefix %.*s is not declared; write %s %.*s = \"…\" at the beginning "
		          "of "
		          "the file",
		          STR_ARG(name), declaration, STR_ARG(name));
}

static struct str prefix_of(const struct rnc_token *token)
{
	return str_from_to(token->text, 0, str_find_char(token->text, ':'));
}

struct str rnc_local(const struct rnc_token *token)
{
	size_t colon = str_find_char(token->text, ':');
	return colon < token->text.n ? str_after(token->text, colon + 1) : token->text;
}

struct rnc_ns rnc_namespace(struct rnc *p, const struct rnc_token *token)
{
	struct str name = prefix_of(token);
	const struct rnc_prefix *prefix = find(p->prefixes, name);
	if (prefix)
		return prefix->ns;
	fault_unknown(p, p->prefixes, "namespace", token, name);
	return (struct rnc_ns){0};
}

struct str rnc_library(struct rnc *p, const struct rnc_token *token)
{
	struct str name = prefix_of(token);
	const struct rnc_prefix *prefix = find(p->libraries, name);
	if (prefix)
		return prefix->ns.uri;
	fault_unknown(p, p->libraries, "datatypes", token, name);
	return (struct str){0};
}
