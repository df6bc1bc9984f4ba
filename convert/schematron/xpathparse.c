// xpathparse.c: expressions made into trees

#include <stdlib.h>

#include "schematron/xpathparser.h"

enum { DEPTH_MAX = 200, TREE_DEPTH_MAX = 1000, LEVELS = 10 };

// The first one is told.
struct xpath_node *parser_fault(struct parser *p, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	if (!p->broken)
		buf_vprintf(p->why, format, args);
	va_end(args);
	p->broken = true;
	return NULL;
}

struct xpath_node *parser_unexpected(struct parser *p)
{
	if (p->lexer.token == TOKEN_END)
		return parser_fault(p, "the expression ends too early");
	return parser_fault(p, "'%.*s' is not expected here", STR_ARG(p->lexer.text));
}

// Evaluation goes as deep as the tree, and "1+1+1+…" is a deep one.
void parser_deepen(struct parser *p, struct xpath_node *node, const struct xpath_node *below)
{
	if (below && below->depth >= node->depth)
		node->depth = below->depth + 1;
	if (node->depth > TREE_DEPTH_MAX)
		parser_fault(p, "the expression is too long");
}

struct xpath_node *parser_node(struct parser *p, enum xpath_op op, struct xpath_node *a,
                               struct xpath_node *b)
{
	struct xpath_node *node = arena_alloc(p->scope->arena, sizeof *node);
	if (!node)
		return parser_fault(p, "memory ran out");
	node->op = op;
	node->a = a;
	node->b = b;
	parser_deepen(p, node, a);
	parser_deepen(p, node, b);
	return p->broken ? NULL : node;
}

bool parser_take(struct parser *p, enum xpath_token token, const char *text)
{
	if (!xpath_at(&p->lexer, token, text))
		return false;
	xpath_next(&p->lexer);
	return true;
}

bool parser_take_sign(struct parser *p, const char *sign)
{
	return parser_take(p, TOKEN_SIGN, sign);
}

bool parser_expect(struct parser *p, const char *sign)
{
	if (!parser_take_sign(p, sign))
		parser_unexpected(p);
	return !p->broken;
}

// ---- Operators ----

static struct xpath_node *parse_unary(struct parser *p);

// Levels of binary operators from the loosest to the tightest. "a = b < c" is XPath 1.0 alone.
static const struct {
	unsigned level;
	enum xpath_token token;
	const char *text;
	enum xpath_op op;
	bool later;
} operators[] = {
	{0, TOKEN_NAME, "or", XPATH_OR, false},
	{1, TOKEN_NAME, "and", XPATH_AND, false},
	{2, TOKEN_SIGN, "=", XPATH_EQUAL, false},
	{2, TOKEN_SIGN, "!=", XPATH_UNEQUAL, false},
	{3, TOKEN_SIGN, "<", XPATH_LESS, false},
	{3, TOKEN_SIGN, "<=", XPATH_LESS_EQUAL, false},
	{3, TOKEN_SIGN, ">", XPATH_GREATER, false},
	{3, TOKEN_SIGN, ">=", XPATH_GREATER_EQUAL, false},
	{3, TOKEN_NAME, "eq", XPATH_EQ, true},
	{3, TOKEN_NAME, "ne", XPATH_NE, true},
	{3, TOKEN_NAME, "lt", XPATH_LT, true},
	{3, TOKEN_NAME, "le", XPATH_LE, true},
	{3, TOKEN_NAME, "gt", XPATH_GT, true},
	{3, TOKEN_NAME, "ge", XPATH_GE, true},
	{3, TOKEN_NAME, "is", XPATH_IS, true},
	{3, TOKEN_SIGN, "<<", XPATH_BEFORE, true},
	{3, TOKEN_SIGN, ">>", XPATH_AFTER, true},
	{4, TOKEN_SIGN, "||", XPATH_CONCAT, true},
	{5, TOKEN_NAME, "to", XPATH_TO, true},
	{6, TOKEN_SIGN, "+", XPATH_ADD, false},
	{6, TOKEN_SIGN, "-", XPATH_SUBTRACT, false},
	{7, TOKEN_SIGN, "*", XPATH_MULTIPLY, false},
	{7, TOKEN_NAME, "div", XPATH_DIVIDE, false},
	{7, TOKEN_NAME, "idiv", XPATH_INTEGER_DIVIDE, true},
	{7, TOKEN_NAME, "mod", XPATH_MODULO, false},
	{8, TOKEN_SIGN, "|", XPATH_UNION, false},
	{8, TOKEN_NAME, "union", XPATH_UNION, true},
	{9, TOKEN_NAME, "intersect", XPATH_INTERSECT, true},
	{9, TOKEN_NAME, "except", XPATH_EXCEPT, true},
};

static struct xpath_node *parse_cast(struct parser *p)
{
	struct xpath_node *a = parse_unary(p);
	while (a && !p->broken) {
		bool castable = xpath_at(&p->lexer, TOKEN_NAME, "castable");
		if (!castable && !xpath_at(&p->lexer, TOKEN_NAME, "cast")) {
			if (xpath_at(&p->lexer, TOKEN_NAME, "instance") ||
			    xpath_at(&p->lexer, TOKEN_NAME, "treat"))
				return parser_fault(p, "'%.*s' is not known here",
				                    STR_ARG(p->lexer.text));
			return a;
		}
		xpath_next(&p->lexer);
		if (!parser_take(p, TOKEN_NAME, "as") || p->lexer.token != TOKEN_NAME)
			return parser_unexpected(p);
		struct xpath_node *cast =
			parser_node(p, castable ? XPATH_CASTABLE : XPATH_CAST, a, NULL);
		struct str local;
		parser_prefix(p->lexer.text, &local);
		if (!cast)
			return NULL;
		cast->type = xpath_type_named(local);
		if (cast->type == TYPE_NONE)
			return parser_fault(p, "the type %.*s is not known here",
			                    STR_ARG(p->lexer.text));
		xpath_next(&p->lexer);
		cast->optional = parser_take_sign(p, "?");
		p->scope->uses_later = true;
		a = cast;
	}
	return p->broken ? NULL : a;
}

static size_t operator_at(const struct parser *p, unsigned level)
{
	for (size_t i = 0; i < LENGTH(operators); i++)
		if (operators[i].level == level &&
		    xpath_at(&p->lexer, operators[i].token, operators[i].text))
			return i;
	return LENGTH(operators);
}

static struct xpath_node *parse_binary(struct parser *p, unsigned level)
{
	if (level == LEVELS)
		return parse_cast(p);
	struct xpath_node *a = parse_binary(p, level + 1);
	size_t i;
	while (a && (i = operator_at(p, level)) < LENGTH(operators)) {
		xpath_next(&p->lexer);
		struct xpath_node *b = parse_binary(p, level + 1);
		if (!b)
			return NULL;
		p->scope->uses_later |= operators[i].later;
		a = parser_node(p, operators[i].op, a, b);
	}
	return p->broken ? NULL : a;
}

static struct xpath_node *parse_unary(struct parser *p)
{
	bool minus = false, any = false;
	while (xpath_at(&p->lexer, TOKEN_SIGN, "-") || xpath_at(&p->lexer, TOKEN_SIGN, "+")) {
		minus ^= str_is(p->lexer.text, "-");
		any = true;
		xpath_next(&p->lexer);
	}
	struct xpath_node *a = parser_path(p);
	while (a && parser_take_sign(p, "!")) {
		struct xpath_node *b = parser_path(p);
		p->scope->uses_later = true;
		a = b ? parser_node(p, XPATH_MAP, a, b) : NULL;
	}
	if (!a || !any)
		return a;
	// Of two signs the number remains, not the nodes.
	struct xpath_node *negated = parser_node(p, XPATH_NEGATE, a, NULL);
	return negated && !minus ? parser_node(p, XPATH_NEGATE, negated, NULL) : negated;
}

// "for $a in …, $b in … return …", the same of some, every and let.
static struct xpath_node *parse_binding(struct parser *p, enum xpath_op op, const char *in,
                                        const char *then)
{
	if (!parser_take_sign(p, "$") || p->lexer.token != TOKEN_NAME)
		return parser_unexpected(p);
	if (p->n_locals == XPATH_LOCALS)
		return parser_fault(p, "more than %d variables in one expression", XPATH_LOCALS);
	struct str name = p->lexer.text;
	xpath_next(&p->lexer);
	bool is_sign = in[0] == ':';
	if (!parser_take(p, is_sign ? TOKEN_SIGN : TOKEN_NAME, in))
		return parser_unexpected(p);
	struct xpath_node *of = parser_single(p);
	if (!of)
		return NULL;
	struct xpath_node *binding = parser_node(p, op, of, NULL);
	if (!binding)
		return NULL;
	binding->slot = (uint32_t)p->n_locals;
	p->locals[p->n_locals++] = name;
	if (parser_take_sign(p, ","))
		binding->b = parse_binding(p, op, in, then);
	else if (parser_take(p, TOKEN_NAME, then))
		binding->b = parser_single(p);
	else
		parser_unexpected(p);
	p->n_locals--;
	parser_deepen(p, binding, binding->b);
	p->scope->uses_later = true;
	return p->broken ? NULL : binding;
}

static struct xpath_node *parse_if(struct parser *p)
{
	xpath_next(&p->lexer);
	xpath_next(&p->lexer);
	struct xpath_node *condition = parser_sequence(p);
	if (!condition || !parser_expect(p, ")") || !parser_take(p, TOKEN_NAME, "then"))
		return parser_unexpected(p);
	struct xpath_node *yes = parser_single(p);
	if (!yes || !parser_take(p, TOKEN_NAME, "else"))
		return parser_unexpected(p);
	struct xpath_node *no = parser_single(p);
	struct xpath_node *node = no ? parser_node(p, XPATH_IF, condition, yes) : NULL;
	if (node)
		node->c = no, parser_deepen(p, node, no);
	p->scope->uses_later = true;
	return node;
}

static struct xpath_node *parse_any_single(struct parser *p)
{
	static const struct {
		const char *word;
		enum xpath_op op;
		const char *in, *then;
	} bindings[] = {
		{"for", XPATH_FOR, "in", "return"},
		{"let", XPATH_LET, ":=", "return"},
		{"some", XPATH_SOME, "in", "satisfies"},
		{"every", XPATH_EVERY, "in", "satisfies"},
	};
	for (size_t i = 0; i < LENGTH(bindings); i++) {
		if (!xpath_at(&p->lexer, TOKEN_NAME, bindings[i].word) ||
		    !xpath_before(&p->lexer, "$"))
			continue;
		xpath_next(&p->lexer);
		return parse_binding(p, bindings[i].op, bindings[i].in, bindings[i].then);
	}
	if (xpath_at(&p->lexer, TOKEN_NAME, "if") && xpath_before(&p->lexer, "("))
		return parse_if(p);
	return parse_binary(p, 0);
}

struct xpath_node *parser_single(struct parser *p)
{
	if (p->broken)
		return NULL;
	if (p->depth == DEPTH_MAX)
		return parser_fault(p, "the expression is nested more than %d deep", DEPTH_MAX);
	p->depth++;
	struct xpath_node *node = parse_any_single(p);
	p->depth--;
	return node;
}

struct xpath_node *parser_sequence(struct parser *p)
{
	struct xpath_node *one = parser_single(p);
	if (!one || !xpath_at(&p->lexer, TOKEN_SIGN, ","))
		return one;
	struct xpath_node *all = parser_node(p, XPATH_SEQUENCE, NULL, NULL);
	struct xpath_node **to = all ? &all->first : NULL;
	p->scope->uses_later = true;
	while (one && to) {
		struct xpath_node *held = parser_node(p, XPATH_SEQUENCE, NULL, NULL);
		if (!held)
			return NULL;
		*held = *one;
		held->next = NULL;
		*to = held;
		to = &held->next;
		parser_deepen(p, all, held);
		if (!parser_take_sign(p, ","))
			return p->broken ? NULL : all;
		one = parser_single(p);
	}
	return NULL;
}

struct xpath_node *xpath_parse(struct xpath_scope *scope, struct str text, struct buf *why)
{
	struct str kept = arena_str(scope->arena, text);
	struct parser p = {.scope = scope, .lexer = {.rest = kept}, .why = why};
	if (text.n > XPATH_LENGTH_MAX) {
		buf_printf(why, "the expression has more than %d bytes", XPATH_LENGTH_MAX);
		return NULL;
	}
	if (!str_trim(kept).n) {
		buf_puts(why, "the expression is empty");
		return NULL;
	}
	xpath_next(&p.lexer);
	struct xpath_node *node = parser_sequence(&p);
	if (node && p.lexer.token != TOKEN_END)
		node = parser_unexpected(&p);
	if (p.broken && !why->n)
		buf_puts(why, "it is not understood");
	return p.broken ? NULL : node;
}
