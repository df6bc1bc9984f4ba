// xpathprimary.c: what a path begins with: literals, variables, calls

#include <stdlib.h>

#include "schematron/xpathfunctions.h"
#include "schematron/xpathparser.h"
#include "schematron/xpathregex.h"

static const struct xpath_function *function_named(struct parser *p, struct str qname)
{
	struct str local, uri = {0}, prefix = parser_prefix(qname, &local);
	enum xpath_library library = LIBRARY_CORE;
	if (prefix.n) {
		if (p->scope->uri(p->scope->context, prefix, &uri))
			library = xpath_library_of(uri);
		else if (str_is(prefix, "xs"))
			library = LIBRARY_TYPES;
		else if (!str_is(prefix, "fn") && !parser_find_uri(p, prefix, &uri))
			return NULL;
	}
	const struct xpath_function *f = xpath_function_find(library, local);
	if (!f && !prefix.n && !p->broken)
		xpath_function_missing(local, p->why);
	else if (!f)
		parser_fault(p, "the function %.*s() is not known here", STR_ARG(qname));
	p->broken |= !f;
	if (f && f->is_later)
		p->scope->uses_later = true;
	return f;
}

// A regular expression that is a literal is compiled once, and a wrong one told at once.
static void prepare_regex(struct parser *p, struct xpath_node *call, size_t n)
{
	struct str name = str_from(call->function->name);
	bool replaces = str_is(name, "replace");
	if (call->function->library != LIBRARY_CORE ||
	    !(replaces || str_is(name, "matches") || str_is(name, "tokenize")) || n < 2)
		return;
	const struct xpath_node *pattern = call->first->next, *flags = pattern->next;
	if (flags && replaces)
		flags = flags->next;
	if (pattern->op != XPATH_LITERAL || (flags && flags->op != XPATH_LITERAL))
		return;
	struct buf why = {0};
	call->regex = xpath_regex_keep(p->scope->regexes, pattern->text,
	                               flags ? flags->text : (struct str){0}, &why);
	if (!call->regex)
		parser_fault(p, "in the regular expression %.*s: %s", STR_ARG(pattern->text),
		             why.s ? why.s : "memory ran out");
	buf_free(&why);
}

static struct xpath_node *parse_call(struct parser *p)
{
	struct str qname = p->lexer.text;
	struct xpath_node *call = parser_node(p, XPATH_CALL, NULL, NULL);
	const struct xpath_function *f = function_named(p, qname);
	if (!call || !f)
		return NULL;
	call->function = f;
	if (f->library == LIBRARY_TYPES) {
		struct str local;
		parser_prefix(qname, &local);
		call->type = xpath_type_named(local);
	}
	xpath_next(&p->lexer);
	xpath_next(&p->lexer);
	size_t n = 0;
	struct xpath_node **to = &call->first;
	while (!p->broken && !xpath_at(&p->lexer, TOKEN_SIGN, ")")) {
		if (n && !parser_expect(p, ","))
			return NULL;
		struct xpath_node *arg = parser_single(p),
				  *held = parser_node(p, XPATH_SEQUENCE, NULL, NULL);
		if (!arg || !held)
			return NULL;
		*held = *arg;
		held->next = NULL;
		*to = held;
		to = &held->next;
		parser_deepen(p, call, held);
		n++;
	}
	if (!parser_expect(p, ")"))
		return NULL;
	if (n < f->min || n > f->max || n > ARGUMENTS_MAX)
		return parser_fault(p, "%.*s() is called with %zu values", STR_ARG(qname), n);
	prepare_regex(p, call, n);
	return p->broken ? NULL : call;
}

static struct xpath_node *parse_variable(struct parser *p)
{
	xpath_next(&p->lexer);
	if (p->lexer.token != TOKEN_NAME)
		return parser_unexpected(p);
	struct str name = p->lexer.text;
	struct xpath_node *variable = parser_node(p, XPATH_VARIABLE, NULL, NULL);
	if (!variable)
		return NULL;
	variable->text = name;
	xpath_next(&p->lexer);
	for (size_t i = p->n_locals; i-- > 0;) {
		if (!str_eq(p->locals[i], name))
			continue;
		variable->op = XPATH_LOCAL;
		variable->slot = (uint32_t)i;
		return variable;
	}
	struct buf why = {0};
	if (!p->scope->variable(p->scope->context, name, &variable->slot, &why)) {
		parser_fault(p, "%.*s", STR_ARG(buf_str(&why)));
		variable = NULL;
	}
	buf_free(&why);
	return variable;
}

static double number_of(struct str s)
{
	char text[64];
	if (s.n >= sizeof text)
		return strtod("nan", NULL);
	memcpy(text, s.s, s.n);
	text[s.n] = '\0';
	return strtod(text, NULL);
}

struct xpath_node *parser_primary(struct parser *p)
{
	struct xpath_node *node = NULL;
	if (p->lexer.token == TOKEN_STRING || p->lexer.token == TOKEN_NUMBER) {
		bool is_string = p->lexer.token == TOKEN_STRING;
		node = parser_node(p, is_string ? XPATH_LITERAL : XPATH_NUMERAL, NULL, NULL);
		if (node && is_string)
			node->text = parser_unquoted(p, p->lexer.text);
		else if (node)
			node->number = number_of(p->lexer.text);
		xpath_next(&p->lexer);
	} else if (xpath_at(&p->lexer, TOKEN_SIGN, "$")) {
		node = parse_variable(p);
	} else if (parser_take_sign(p, "(")) {
		if (parser_take_sign(p, ")")) {
			p->scope->uses_later = true;
			return parser_node(p, XPATH_SEQUENCE, NULL, NULL);
		}
		node = parser_sequence(p);
		if (node)
			parser_expect(p, ")");
	} else if (parser_take_sign(p, ".")) {
		node = parser_node(p, XPATH_ITEM, NULL, NULL);
	} else {
		node = parse_call(p);
	}
	return p->broken ? NULL : node;
}

bool parser_at_primary(const struct parser *p)
{
	const struct xpath_lexer *l = &p->lexer;
	if (l->token == TOKEN_STRING || l->token == TOKEN_NUMBER)
		return true;
	if (l->token == TOKEN_SIGN)
		return str_is(l->text, "$") || str_is(l->text, "(") || str_is(l->text, ".");
	return l->token == TOKEN_NAME && xpath_before(l, "(") && !parser_at_kind_test(p);
}
