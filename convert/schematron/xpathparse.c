// xpathparse.c: expressions made into trees

#include <stdlib.h>

#include "schematron/xpath.h"
#include "schematron/xpathfunctions.h"
#include "schematron/xpathlex.h"
#include "schematron/xpathregex.h"

enum { DEPTH_MAX = 200, TREE_DEPTH_MAX = 1000, LOCALS_MAX = XPATH_LOCALS };

struct parser {
	struct xpath_scope *scope;
	struct xpath_lexer lexer;
	struct buf *why;
	size_t depth;
	struct str locals[LOCALS_MAX];
	size_t n_locals;
	bool broken;
};

static struct xpath_node *parse_sequence(struct parser *p);
static struct xpath_node *parse_single(struct parser *p);
static struct xpath_node *parse_path(struct parser *p);
static struct xpath_node *parse_unary(struct parser *p);

static struct xpath_node *fault(struct parser *p, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

// The first one is told.
static struct xpath_node *fault(struct parser *p, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	if (!p->broken)
		buf_vprintf(p->why, format, args);
	va_end(args);
	p->broken = true;
	return NULL;
}

static struct xpath_node *unexpected(struct parser *p)
{
	if (p->lexer.token == TOKEN_END)
		return fault(p, "the expression ends too early");
	return fault(p, "'%.*s' is not expected here", STR_ARG(p->lexer.text));
}

// Evaluation goes as deep as the tree, and "1+1+1+…" is a deep one.
static void deepen(struct parser *p, struct xpath_node *node, const struct xpath_node *below)
{
	if (below && below->depth >= node->depth)
		node->depth = below->depth + 1;
	if (node->depth > TREE_DEPTH_MAX)
		fault(p, "the expression is too long");
}

static struct xpath_node *new_node(struct parser *p, enum xpath_op op, struct xpath_node *a,
                                   struct xpath_node *b)
{
	struct xpath_node *node = arena_alloc(p->scope->arena, sizeof *node);
	if (!node)
		return fault(p, "memory ran out");
	node->op = op;
	node->a = a;
	node->b = b;
	deepen(p, node, a);
	deepen(p, node, b);
	return p->broken ? NULL : node;
}

static bool take(struct parser *p, enum xpath_token token, const char *text)
{
	if (!xpath_at(&p->lexer, token, text))
		return false;
	xpath_next(&p->lexer);
	return true;
}

static bool take_sign(struct parser *p, const char *sign)
{
	return take(p, TOKEN_SIGN, sign);
}

static bool expect(struct parser *p, const char *sign)
{
	if (!take_sign(p, sign))
		unexpected(p);
	return !p->broken;
}

// ---- Names ----

static struct str prefix_of(struct str qname, struct str *local)
{
	size_t colon = str_find_char(qname, ':');
	*local = colon < qname.n ? str_after(qname, colon + 1) : qname;
	return colon < qname.n ? str_from_to(qname, 0, colon) : (struct str){0};
}

static bool find_uri(struct parser *p, struct str prefix, struct str *uri)
{
	if (p->scope->uri(p->scope->context, prefix, uri))
		return true;
	fault(p, "the prefix %.*s is not declared", STR_ARG(prefix));
	return false;
}

static uint32_t symbol(struct parser *p, struct str s)
{
	uint32_t id = idtable_add(p->scope->symbols, s);
	if (id == ID_NONE) {
		p->scope->arena->failed = true;
		fault(p, "memory ran out");
	}
	return id;
}

static void name_test(struct parser *p, struct xpath_node *step)
{
	struct str local, uri, prefix = prefix_of(p->lexer.text, &local);
	step->test = TEST_NAME;
	step->local = str_is(local, "*") ? XPATH_ANY : symbol(p, local);
	step->uri = XPATH_NOWHERE;
	if (str_is(prefix, "*"))
		step->uri = XPATH_ANY;
	else if (prefix.n && find_uri(p, prefix, &uri))
		step->uri = symbol(p, uri);
	if (str_is(prefix, "*"))
		p->scope->uses_later = true;
	xpath_next(&p->lexer);
}

static struct str unquoted(struct parser *p, struct str literal)
{
	struct str inside = str_from_to(literal, 1, literal.n - 1);
	char quote = literal.s[0];
	char *kept = arena_alloc(p->scope->arena, inside.n + 1);
	if (!kept) {
		fault(p, "memory ran out");
		return (struct str){0};
	}
	size_t n = 0;
	for (size_t i = 0; i < inside.n; i++) {
		kept[n++] = inside.s[i];
		i += inside.s[i] == quote;
	}
	return (struct str){kept, n};
}

// ---- Steps ----

static const struct {
	const char *name;
	enum xpath_test test;
} kinds[] = {
	{"node", TEST_NODE},           {"text", TEST_TEXT},
	{"comment", TEST_COMMENT},     {"processing-instruction", TEST_INSTRUCTION},
	{"document-node", TEST_ROOT},  {"element", TEST_ELEMENT},
	{"attribute", TEST_ATTRIBUTE},
};

static const struct {
	const char *name;
	enum xpath_axis axis;
} axes[] = {
	{"child", AXIS_CHILD},
	{"descendant", AXIS_DESCENDANT},
	{"descendant-or-self", AXIS_DESCENDANT_OR_SELF},
	{"attribute", AXIS_ATTRIBUTE},
	{"self", AXIS_SELF},
	{"following-sibling", AXIS_FOLLOWING_SIBLING},
	{"following", AXIS_FOLLOWING},
	{"parent", AXIS_PARENT},
	{"ancestor", AXIS_ANCESTOR},
	{"ancestor-or-self", AXIS_ANCESTOR_OR_SELF},
	{"preceding-sibling", AXIS_PRECEDING_SIBLING},
	{"preceding", AXIS_PRECEDING},
};

static bool is_kind_test(const struct parser *p)
{
	for (size_t i = 0; i < LENGTH(kinds); i++)
		if (xpath_at(&p->lexer, TOKEN_NAME, kinds[i].name))
			return xpath_before(&p->lexer, "(");
	return false;
}

static void kind_test(struct parser *p, struct xpath_node *step)
{
	for (size_t i = 0; i < LENGTH(kinds); i++)
		if (str_is(p->lexer.text, kinds[i].name))
			step->test = kinds[i].test;
	step->local = step->uri = XPATH_ANY;
	xpath_next(&p->lexer);
	xpath_next(&p->lexer);
	if (xpath_at(&p->lexer, TOKEN_SIGN, ")")) {
		xpath_next(&p->lexer);
		return;
	}
	enum xpath_test test = step->test;
	if (test == TEST_INSTRUCTION && p->lexer.token == TOKEN_STRING) {
		step->local = symbol(p, unquoted(p, p->lexer.text));
		xpath_next(&p->lexer);
	} else if (p->lexer.token == TOKEN_NAME &&
	           (test == TEST_INSTRUCTION || test == TEST_ELEMENT || test == TEST_ATTRIBUTE)) {
		name_test(p, step);
		if (test == TEST_INSTRUCTION)
			step->uri = XPATH_ANY;
	} else if (!(test == TEST_ELEMENT || test == TEST_ATTRIBUTE) || !take_sign(p, "*")) {
		unexpected(p);
	}
	step->test = test;
	expect(p, ")");
}

static void node_test(struct parser *p, struct xpath_node *step)
{
	if (is_kind_test(p)) {
		kind_test(p, step);
	} else if (p->lexer.token == TOKEN_NAME) {
		name_test(p, step);
	} else if (take_sign(p, "*")) {
		step->test = TEST_NAME;
		step->local = step->uri = XPATH_ANY;
	} else {
		unexpected(p);
	}
}

static bool is_positional(const struct xpath_node *n);

static bool asks_for_place(const struct xpath_node *n)
{
	if (!n)
		return false;
	if (n->op == XPATH_CALL && (str_is(str_from(n->function->name), "position") ||
	                            str_is(str_from(n->function->name), "last")))
		return true;
	for (const struct xpath_node *arg =
	             n->op == XPATH_CALL || n->op == XPATH_SEQUENCE ? n->first : NULL;
	     arg; arg = arg->next)
		if (asks_for_place(arg))
			return true;
	// The right side of a path and predicates have a focus of their own.
	bool own = n->op == XPATH_PATH || n->op == XPATH_MAP || n->op == XPATH_STEP;
	return asks_for_place(n->a) || (!own && (asks_for_place(n->b) || asks_for_place(n->c)));
}

// Whether a predicate may mean a place: by its type, or because it asks for one.
static bool is_positional(const struct xpath_node *n)
{
	switch (n->op) {
	case XPATH_OR:
	case XPATH_AND:
	case XPATH_SOME:
	case XPATH_EVERY:
	case XPATH_CASTABLE:
	case XPATH_LITERAL:
	case XPATH_STEP:
	case XPATH_ROOT:
	case XPATH_UNION:
	case XPATH_INTERSECT:
	case XPATH_EXCEPT:
		return asks_for_place(n);
	case XPATH_PATH:
		return is_positional(n->b) || asks_for_place(n->a);
	case XPATH_CALL:
		return !n->function->is_boolean || asks_for_place(n);
	default:
		return !(n->op >= XPATH_EQUAL && n->op <= XPATH_AFTER) || asks_for_place(n);
	}
}

static void predicates(struct parser *p, struct xpath_node *of)
{
	struct xpath_node **to = &of->first;
	while (!p->broken && take_sign(p, "[")) {
		struct xpath_node *predicate = parse_sequence(p);
		if (!predicate || !expect(p, "]"))
			return;
		// Of its own, since one tree may stand in several lists.
		struct xpath_node *held = new_node(p, XPATH_SEQUENCE, NULL, NULL);
		if (!held)
			return;
		*held = *predicate;
		held->next = NULL;
		held->is_positional = is_positional(predicate);
		deepen(p, of, held);
		*to = held;
		to = &held->next;
	}
}

static struct xpath_node *parse_axis_step(struct parser *p)
{
	struct xpath_node *step = new_node(p, XPATH_STEP, NULL, NULL);
	if (!step)
		return NULL;
	if (take_sign(p, "..")) {
		step->axis = AXIS_PARENT;
		step->test = TEST_NODE;
		predicates(p, step);
		return step;
	}
	step->axis = AXIS_CHILD;
	if (take_sign(p, "@")) {
		step->axis = AXIS_ATTRIBUTE;
	} else if (p->lexer.token == TOKEN_NAME && xpath_before(&p->lexer, "::")) {
		size_t i = 0;
		while (i < LENGTH(axes) && !str_is(p->lexer.text, axes[i].name))
			i++;
		if (i == LENGTH(axes))
			return fault(p, "the axis %.*s:: is not known here",
			             STR_ARG(p->lexer.text));
		step->axis = axes[i].axis;
		xpath_next(&p->lexer);
		xpath_next(&p->lexer);
	} else if (xpath_at(&p->lexer, TOKEN_NAME, "attribute") && is_kind_test(p)) {
		step->axis = AXIS_ATTRIBUTE;
	}
	node_test(p, step);
	predicates(p, step);
	return p->broken ? NULL : step;
}

// ---- Primaries ----

static const struct xpath_function *function_named(struct parser *p, struct str qname)
{
	struct str local, uri = {0}, prefix = prefix_of(qname, &local);
	enum xpath_library library = LIBRARY_CORE;
	if (prefix.n) {
		if (p->scope->uri(p->scope->context, prefix, &uri))
			library = xpath_library_of(uri);
		else if (str_is(prefix, "xs"))
			library = LIBRARY_TYPES;
		else if (!str_is(prefix, "fn") && !find_uri(p, prefix, &uri))
			return NULL;
	}
	const struct xpath_function *f = xpath_function_find(library, local);
	if (!f && !prefix.n)
		xpath_function_missing(local, p->broken ? &(struct buf){0} : p->why);
	else if (!f)
		fault(p, "the function %.*s() is not known here", STR_ARG(qname));
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
		fault(p, "in the regular expression %.*s: %s", STR_ARG(pattern->text),
		      why.s ? why.s : "memory ran out");
	buf_free(&why);
}

static struct xpath_node *parse_call(struct parser *p)
{
	struct str qname = p->lexer.text;
	struct xpath_node *call = new_node(p, XPATH_CALL, NULL, NULL);
	const struct xpath_function *f = function_named(p, qname);
	if (!call || !f)
		return NULL;
	call->function = f;
	if (f->library == LIBRARY_TYPES) {
		struct str local;
		prefix_of(qname, &local);
		call->type = xpath_type_named(local);
	}
	xpath_next(&p->lexer);
	xpath_next(&p->lexer);
	size_t n = 0;
	struct xpath_node **to = &call->first;
	while (!p->broken && !xpath_at(&p->lexer, TOKEN_SIGN, ")")) {
		if (n && !expect(p, ","))
			return NULL;
		struct xpath_node *arg = parse_single(p),
				  *held = new_node(p, XPATH_SEQUENCE, NULL, NULL);
		if (!arg || !held)
			return NULL;
		*held = *arg;
		held->next = NULL;
		*to = held;
		to = &held->next;
		deepen(p, call, held);
		n++;
	}
	if (!expect(p, ")"))
		return NULL;
	if (n < f->min || n > f->max || n > ARGUMENTS_MAX)
		return fault(p, "%.*s() is called with %zu values", STR_ARG(qname), n);
	prepare_regex(p, call, n);
	return p->broken ? NULL : call;
}

static struct xpath_node *parse_variable(struct parser *p)
{
	xpath_next(&p->lexer);
	if (p->lexer.token != TOKEN_NAME)
		return unexpected(p);
	struct str name = p->lexer.text;
	struct xpath_node *variable = new_node(p, XPATH_VARIABLE, NULL, NULL);
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
		fault(p, "%.*s", STR_ARG(buf_str(&why)));
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

static struct xpath_node *parse_primary(struct parser *p)
{
	struct xpath_node *node = NULL;
	if (p->lexer.token == TOKEN_STRING || p->lexer.token == TOKEN_NUMBER) {
		bool is_string = p->lexer.token == TOKEN_STRING;
		node = new_node(p, is_string ? XPATH_LITERAL : XPATH_NUMERAL, NULL, NULL);
		if (node && is_string)
			node->text = unquoted(p, p->lexer.text);
		else if (node)
			node->number = number_of(p->lexer.text);
		xpath_next(&p->lexer);
	} else if (xpath_at(&p->lexer, TOKEN_SIGN, "$")) {
		node = parse_variable(p);
	} else if (take_sign(p, "(")) {
		if (take_sign(p, ")")) {
			p->scope->uses_later = true;
			return new_node(p, XPATH_SEQUENCE, NULL, NULL);
		}
		node = parse_sequence(p);
		if (node)
			expect(p, ")");
	} else if (take_sign(p, ".")) {
		node = new_node(p, XPATH_ITEM, NULL, NULL);
	} else {
		node = parse_call(p);
	}
	return p->broken ? NULL : node;
}

static bool at_primary(const struct parser *p)
{
	const struct xpath_lexer *l = &p->lexer;
	if (l->token == TOKEN_STRING || l->token == TOKEN_NUMBER)
		return true;
	if (l->token == TOKEN_SIGN)
		return str_is(l->text, "$") || str_is(l->text, "(") || str_is(l->text, ".");
	return l->token == TOKEN_NAME && xpath_before(l, "(") && !is_kind_test(p);
}

static struct xpath_node *parse_step(struct parser *p)
{
	if (!at_primary(p))
		return parse_axis_step(p);
	struct xpath_node *primary = parse_primary(p);
	if (!primary || !xpath_at(&p->lexer, TOKEN_SIGN, "["))
		return primary;
	struct xpath_node *filter = new_node(p, XPATH_FILTER, primary, NULL);
	if (filter)
		predicates(p, filter);
	return p->broken ? NULL : filter;
}

// ---- Paths ----

static bool begins_step(const struct parser *p)
{
	const struct xpath_lexer *l = &p->lexer;
	if (l->token == TOKEN_SIGN)
		return str_is(l->text, "@") || str_is(l->text, "*") || str_is(l->text, ".") ||
		       str_is(l->text, "..") || str_is(l->text, "$") || str_is(l->text, "(");
	return l->token == TOKEN_NAME || l->token == TOKEN_STRING || l->token == TOKEN_NUMBER;
}

static bool any_positional(const struct xpath_node *step)
{
	for (const struct xpath_node *f = step->first; f; f = f->next)
		if (f->is_positional)
			return true;
	return false;
}

// Steps to children, and unions of such, that ask for no place.
static bool goes_deeper(const struct xpath_node *n)
{
	if (n->op == XPATH_UNION)
		return goes_deeper(n->a) && goes_deeper(n->b);
	if (n->op == XPATH_FILTER)
		return goes_deeper(n->a) && !any_positional(n);
	return n->op == XPATH_STEP && n->axis == AXIS_CHILD && !any_positional(n);
}

static void make_deeper(struct xpath_node *n)
{
	if (n->op == XPATH_STEP)
		n->axis = AXIS_DESCENDANT;
	if (n->a)
		make_deeper(n->a);
	if (n->op == XPATH_UNION)
		make_deeper(n->b);
}

// "//x" is /descendant-or-self::node()/child::x, and without places the same as /descendant::x.
static struct xpath_node *join_deep(struct parser *p, struct xpath_node *before,
                                    struct xpath_node *step)
{
	if (goes_deeper(step)) {
		make_deeper(step);
		return new_node(p, XPATH_PATH, before, step);
	}
	struct xpath_node *all = new_node(p, XPATH_STEP, NULL, NULL);
	if (!all)
		return NULL;
	all->axis = AXIS_DESCENDANT_OR_SELF;
	all->test = TEST_NODE;
	return new_node(p, XPATH_PATH, new_node(p, XPATH_PATH, before, all), step);
}

static struct xpath_node *parse_relative(struct parser *p, struct xpath_node *before, bool deep)
{
	for (;;) {
		struct xpath_node *step = parse_step(p);
		if (!step)
			return NULL;
		if (before && step->op == XPATH_CALL)
			p->scope->uses_later = true;
		if (before)
			step = deep ? join_deep(p, before, step)
			            : new_node(p, XPATH_PATH, before, step);
		before = step;
		if (take_sign(p, "/"))
			deep = false;
		else if (take_sign(p, "//"))
			deep = true;
		else
			return p->broken ? NULL : before;
	}
}

static struct xpath_node *parse_path(struct parser *p)
{
	bool deep = xpath_at(&p->lexer, TOKEN_SIGN, "//");
	if (!deep && !xpath_at(&p->lexer, TOKEN_SIGN, "/"))
		return parse_relative(p, NULL, false);
	xpath_next(&p->lexer);
	struct xpath_node *root = new_node(p, XPATH_ROOT, NULL, NULL);
	if (!root)
		return NULL;
	if (!begins_step(p))
		return deep ? unexpected(p) : root;
	return parse_relative(p, root, deep);
}

// ---- Operators ----

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

enum { LEVELS = 10 };

static struct xpath_node *parse_cast(struct parser *p)
{
	struct xpath_node *a = parse_unary(p);
	while (a && !p->broken) {
		bool castable = xpath_at(&p->lexer, TOKEN_NAME, "castable");
		if (!castable && !xpath_at(&p->lexer, TOKEN_NAME, "cast")) {
			if (xpath_at(&p->lexer, TOKEN_NAME, "instance") ||
			    xpath_at(&p->lexer, TOKEN_NAME, "treat"))
				return fault(p, "'%.*s' is not known here", STR_ARG(p->lexer.text));
			return a;
		}
		xpath_next(&p->lexer);
		if (!take(p, TOKEN_NAME, "as") || p->lexer.token != TOKEN_NAME)
			return unexpected(p);
		struct xpath_node *cast =
			new_node(p, castable ? XPATH_CASTABLE : XPATH_CAST, a, NULL);
		struct str local;
		prefix_of(p->lexer.text, &local);
		if (!cast)
			return NULL;
		cast->type = xpath_type_named(local);
		if (cast->type == TYPE_NONE)
			return fault(p, "the type %.*s is not known here", STR_ARG(p->lexer.text));
		xpath_next(&p->lexer);
		cast->optional = take_sign(p, "?");
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
		a = new_node(p, operators[i].op, a, b);
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
	struct xpath_node *a = parse_path(p);
	while (a && take_sign(p, "!")) {
		struct xpath_node *b = parse_path(p);
		p->scope->uses_later = true;
		a = b ? new_node(p, XPATH_MAP, a, b) : NULL;
	}
	if (!a || !any)
		return a;
	// Of two signs the number remains, not the nodes.
	struct xpath_node *negated = new_node(p, XPATH_NEGATE, a, NULL);
	return negated && !minus ? new_node(p, XPATH_NEGATE, negated, NULL) : negated;
}

// "for $a in …, $b in … return …", the same of some, every and let.
static struct xpath_node *parse_binding(struct parser *p, enum xpath_op op, const char *in,
                                        const char *then)
{
	if (!take_sign(p, "$") || p->lexer.token != TOKEN_NAME)
		return unexpected(p);
	if (p->n_locals == LOCALS_MAX)
		return fault(p, "more than %d variables in one expression", LOCALS_MAX);
	struct str name = p->lexer.text;
	xpath_next(&p->lexer);
	bool is_sign = in[0] == ':';
	if (!take(p, is_sign ? TOKEN_SIGN : TOKEN_NAME, in))
		return unexpected(p);
	struct xpath_node *of = parse_single(p);
	if (!of)
		return NULL;
	struct xpath_node *binding = new_node(p, op, of, NULL);
	if (!binding)
		return NULL;
	binding->slot = (uint32_t)p->n_locals;
	p->locals[p->n_locals++] = name;
	if (take_sign(p, ","))
		binding->b = parse_binding(p, op, in, then);
	else if (take(p, TOKEN_NAME, then))
		binding->b = parse_single(p);
	else
		unexpected(p);
	p->n_locals--;
	deepen(p, binding, binding->b);
	p->scope->uses_later = true;
	return p->broken ? NULL : binding;
}

static struct xpath_node *parse_if(struct parser *p)
{
	xpath_next(&p->lexer);
	xpath_next(&p->lexer);
	struct xpath_node *condition = parse_sequence(p);
	if (!condition || !expect(p, ")") || !take(p, TOKEN_NAME, "then"))
		return unexpected(p);
	struct xpath_node *yes = parse_single(p);
	if (!yes || !take(p, TOKEN_NAME, "else"))
		return unexpected(p);
	struct xpath_node *no = parse_single(p);
	struct xpath_node *node = no ? new_node(p, XPATH_IF, condition, yes) : NULL;
	if (node)
		node->c = no, deepen(p, node, no);
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

static struct xpath_node *parse_single(struct parser *p)
{
	if (p->broken)
		return NULL;
	if (p->depth == DEPTH_MAX)
		return fault(p, "the expression is nested more than %d deep", DEPTH_MAX);
	p->depth++;
	struct xpath_node *node = parse_any_single(p);
	p->depth--;
	return node;
}

static struct xpath_node *parse_sequence(struct parser *p)
{
	struct xpath_node *one = parse_single(p);
	if (!one || !xpath_at(&p->lexer, TOKEN_SIGN, ","))
		return one;
	struct xpath_node *all = new_node(p, XPATH_SEQUENCE, NULL, NULL);
	struct xpath_node **to = all ? &all->first : NULL;
	p->scope->uses_later = true;
	while (one && to) {
		struct xpath_node *held = new_node(p, XPATH_SEQUENCE, NULL, NULL);
		if (!held)
			return NULL;
		*held = *one;
		held->next = NULL;
		*to = held;
		to = &held->next;
		deepen(p, all, held);
		if (!take_sign(p, ","))
			return p->broken ? NULL : all;
		one = parse_single(p);
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
	struct xpath_node *node = parse_sequence(&p);
	if (node && p.lexer.token != TOKEN_END)
		node = unexpected(&p);
	if (p.broken && !why->n)
		buf_puts(why, "it is not understood");
	return p.broken ? NULL : node;
}
