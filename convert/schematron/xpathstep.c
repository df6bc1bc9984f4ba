// xpathstep.c: paths, their steps, and the names in them

#include "schematron/xpathfunctions.h"
#include "schematron/xpathparser.h"

// ---- Names ----

struct str parser_prefix(struct str qname, struct str *local)
{
	size_t colon = str_find_char(qname, ':');
	*local = colon < qname.n ? str_after(qname, colon + 1) : qname;
	return colon < qname.n ? str_from_to(qname, 0, colon) : (struct str){0};
}

bool parser_find_uri(struct parser *p, struct str prefix, struct str *uri)
{
	if (p->scope->uri(p->scope->context, prefix, uri))
		return true;
	parser_fault(p, "the prefix %.*s is not declared", STR_ARG(prefix));
	return false;
}

static uint32_t symbol(struct parser *p, struct str s)
{
	uint32_t id = idtable_add(p->scope->symbols, s);
	if (id == ID_NONE) {
		p->scope->arena->failed = true;
		parser_fault(p, "memory ran out");
	}
	return id;
}

static void name_test(struct parser *p, struct xpath_node *step)
{
	struct str local, uri, prefix = parser_prefix(p->lexer.text, &local);
	step->test = TEST_NAME;
	step->local = str_is(local, "*") ? XPATH_ANY : symbol(p, local);
	step->uri = XPATH_NOWHERE;
	if (str_is(prefix, "*"))
		step->uri = XPATH_ANY;
	else if (prefix.n && parser_find_uri(p, prefix, &uri))
		step->uri = symbol(p, uri);
	if (str_is(prefix, "*"))
		p->scope->uses_later = true;
	xpath_next(&p->lexer);
}

struct str parser_unquoted(struct parser *p, struct str literal)
{
	struct str inside = str_from_to(literal, 1, literal.n - 1);
	char quote = literal.s[0];
	char *kept = arena_alloc(p->scope->arena, inside.n + 1);
	if (!kept) {
		parser_fault(p, "memory ran out");
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

bool parser_at_kind_test(const struct parser *p)
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
		step->local = symbol(p, parser_unquoted(p, p->lexer.text));
		xpath_next(&p->lexer);
	} else if (p->lexer.token == TOKEN_NAME &&
	           (test == TEST_INSTRUCTION || test == TEST_ELEMENT || test == TEST_ATTRIBUTE)) {
		name_test(p, step);
		if (test == TEST_INSTRUCTION)
			step->uri = XPATH_ANY;
	} else if (!(test == TEST_ELEMENT || test == TEST_ATTRIBUTE) || !parser_take_sign(p, "*")) {
		parser_unexpected(p);
	}
	step->test = test;
	parser_expect(p, ")");
}

static void node_test(struct parser *p, struct xpath_node *step)
{
	if (parser_at_kind_test(p)) {
		kind_test(p, step);
	} else if (p->lexer.token == TOKEN_NAME) {
		name_test(p, step);
	} else if (parser_take_sign(p, "*")) {
		step->test = TEST_NAME;
		step->local = step->uri = XPATH_ANY;
	} else {
		parser_unexpected(p);
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

void parser_predicates(struct parser *p, struct xpath_node *of)
{
	struct xpath_node **to = &of->first;
	while (!p->broken && parser_take_sign(p, "[")) {
		struct xpath_node *predicate = parser_sequence(p);
		if (!predicate || !parser_expect(p, "]"))
			return;
		// Of its own, since one tree may stand in several lists.
		struct xpath_node *held = parser_node(p, XPATH_SEQUENCE, NULL, NULL);
		if (!held)
			return;
		*held = *predicate;
		held->next = NULL;
		held->is_positional = is_positional(predicate);
		parser_deepen(p, of, held);
		*to = held;
		to = &held->next;
	}
}

static struct xpath_node *parse_axis_step(struct parser *p)
{
	struct xpath_node *step = parser_node(p, XPATH_STEP, NULL, NULL);
	if (!step)
		return NULL;
	if (parser_take_sign(p, "..")) {
		step->axis = AXIS_PARENT;
		step->test = TEST_NODE;
		parser_predicates(p, step);
		return step;
	}
	step->axis = AXIS_CHILD;
	if (parser_take_sign(p, "@")) {
		step->axis = AXIS_ATTRIBUTE;
	} else if (p->lexer.token == TOKEN_NAME && xpath_before(&p->lexer, "::")) {
		size_t i = 0;
		while (i < LENGTH(axes) && !str_is(p->lexer.text, axes[i].name))
			i++;
		if (i == LENGTH(axes))
			return parser_fault(p, "the axis %.*s:: is not known here",
			                    STR_ARG(p->lexer.text));
		step->axis = axes[i].axis;
		xpath_next(&p->lexer);
		xpath_next(&p->lexer);
	} else if (xpath_at(&p->lexer, TOKEN_NAME, "attribute") && parser_at_kind_test(p)) {
		step->axis = AXIS_ATTRIBUTE;
	}
	node_test(p, step);
	parser_predicates(p, step);
	return p->broken ? NULL : step;
}

static struct xpath_node *parse_step(struct parser *p)
{
	if (!parser_at_primary(p))
		return parse_axis_step(p);
	struct xpath_node *primary = parser_primary(p);
	if (!primary || !xpath_at(&p->lexer, TOKEN_SIGN, "["))
		return primary;
	struct xpath_node *filter = parser_node(p, XPATH_FILTER, primary, NULL);
	if (filter)
		parser_predicates(p, filter);
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
		return parser_node(p, XPATH_PATH, before, step);
	}
	struct xpath_node *all = parser_node(p, XPATH_STEP, NULL, NULL);
	if (!all)
		return NULL;
	all->axis = AXIS_DESCENDANT_OR_SELF;
	all->test = TEST_NODE;
	return parser_node(p, XPATH_PATH, parser_node(p, XPATH_PATH, before, all), step);
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
			            : parser_node(p, XPATH_PATH, before, step);
		before = step;
		if (parser_take_sign(p, "/"))
			deep = false;
		else if (parser_take_sign(p, "//"))
			deep = true;
		else
			return p->broken ? NULL : before;
	}
}

struct xpath_node *parser_path(struct parser *p)
{
	bool deep = xpath_at(&p->lexer, TOKEN_SIGN, "//");
	if (!deep && !xpath_at(&p->lexer, TOKEN_SIGN, "/"))
		return parse_relative(p, NULL, false);
	xpath_next(&p->lexer);
	struct xpath_node *root = parser_node(p, XPATH_ROOT, NULL, NULL);
	if (!root)
		return NULL;
	if (!begins_step(p))
		return deep ? parser_unexpected(p) : root;
	return parse_relative(p, root, deep);
}
