// rncpattern.c: patterns of the compact syntax

#include "relaxng/rncread.h"

// A part of a pattern as it is being read.
struct part {
	struct syntax *node;
	size_t at;   // where it begins, also when that is a parenthesis
	bool except; // it is a datatype with "-" that no parentheses enclose
};

static struct part read_primary(struct rnc *p, bool top);

static void fault_except(struct rnc *p, size_t at)
{
	rnc_fault(&p->lex, at,
	          "a datatype with \"-\" stands in parentheses when more stands beside it: "
	          "(xsd:NCName - \"x\")");
}

static struct syntax *read_braces(struct rnc *p, struct syntax *node, const char *what)
{
	size_t opened = p->now.at;
	if (rnc_want(p, '{', what, NULL)) {
		rnc_adopt(node, rnc_pattern(p, false));
		rnc_close(p, '}', opened);
	}
	return node;
}

static struct syntax *read_element(struct rnc *p, enum syntax_kind kind)
{
	struct syntax *node = rnc_node(p, kind, p->now.at);
	rnc_next(p);
	rnc_adopt(node, rnc_name_class(p, kind == SYNTAX_ATTRIBUTE));
	return read_braces(p, node, "\"{\" behind the name");
}

static struct syntax *read_value(struct rnc *p, struct syntax *node)
{
	node->kind = SYNTAX_VALUE;
	node->ns = p->ns.uri;
	node->bindings = p->bindings;
	node->text = rnc_literal(p, "text between quotes");
	return node;
}

// { pattern = "[a-z]+" }
static void read_params(struct rnc *p, struct syntax *node)
{
	size_t opened = p->now.at;
	if (!rnc_take(p, '{'))
		return;
	while (p->now.kind != '}' && !p->lex.failed) {
		rnc_notes(p);
		if (!rnc_is_word(p->now.kind) && p->now.kind != RNC_END)
			rnc_expected(p, "a parameter or \"}\"",
			             "parameters stand without a sign between: { minLength = \"1\" "
			             "maxLength = \"9\" }");
		if (!rnc_is_word(p->now.kind))
			break;
		struct syntax *param = rnc_node(p, SYNTAX_PARAM, p->now.at);
		param->name = p->now.text;
		rnc_next(p);
		rnc_want(p, '=', "\"=\"", "a parameter is written maxLength = \"10\"");
		param->text = rnc_literal(p, "the parameter's value between quotes");
		rnc_adopt(node, param);
	}
	rnc_close(p, '}', opened);
}

// A datatype: alone, with a value, with parameters, without some values.
static struct part read_data(struct rnc *p)
{
	struct part part = {.at = p->now.at};
	struct syntax *node = part.node = rnc_node(p, SYNTAX_DATA, p->now.at);
	node->name = p->now.text;
	if (p->now.kind == RNC_PREFIXED) {
		node->library = rnc_library(p, &p->now);
		node->name = rnc_local(&p->now);
	}
	rnc_next(p);
	if (p->now.kind == RNC_LITERAL) {
		read_value(p, node);
		return part;
	}
	read_params(p, node);
	size_t at = p->now.at;
	if (!rnc_take(p, '-'))
		return part;
	struct syntax *except = rnc_node(p, SYNTAX_EXCEPT, at);
	struct rnc_notes notes = rnc_notes(p);
	struct part inner = {p->spare, 0, false};
	if (rnc_enter(p))
		inner = read_primary(p, false);
	rnc_leave(p);
	rnc_document(p, inner.node, notes.documentation);
	if (inner.except)
		fault_except(p, inner.at);
	rnc_adopt(except, inner.node);
	rnc_adopt(node, except);
	part.except = true;
	return part;
}

static struct syntax *read_word(struct rnc *p, enum syntax_kind kind)
{
	struct syntax *node = rnc_node(p, kind, p->now.at);
	rnc_next(p);
	return node;
}

static struct syntax *read_ref(struct rnc *p)
{
	struct syntax *node = rnc_node(p, SYNTAX_REF, p->now.at);
	if (rnc_take(p, RNC_PARENT))
		node->kind = SYNTAX_PARENT_REF;
	node->name = p->now.text;
	rnc_want(p, RNC_NAME, "the name of a definition",
	         rnc_is_keyword(p->now.kind)
	                 ? "a keyword as a name is written with \"\\\" before it"
	                 : NULL);
	return node;
}

static struct syntax *read_grammar(struct rnc *p)
{
	struct syntax *node = read_word(p, SYNTAX_GRAMMAR);
	size_t opened = p->now.at;
	if (rnc_want(p, '{', "\"{\"", NULL)) {
		rnc_grammar_body(p, node, false);
		rnc_close(p, '}', opened);
	}
	return node;
}

static struct syntax *read_external(struct rnc *p)
{
	struct syntax *node = read_word(p, SYNTAX_EXTERNAL_REF);
	rnc_file(p, node);
	return node;
}

static struct syntax *read_parentheses(struct rnc *p, bool top)
{
	size_t opened = p->now.at;
	rnc_next(p);
	struct syntax *node = rnc_pattern(p, top);
	rnc_close(p, ')', opened);
	return node;
}

static struct syntax *fault_primary(struct rnc *p)
{
	const char *why = NULL;
	switch (p->now.kind) {
	case '}':
	case ')':
		why = "behind \",\", \"|\" or \"&\" another pattern stands; where nothing may "
		      "stand, write empty";
		break;
	case '*':
	case '?':
	case '+':
		why = "it says how often what stands before it may stand";
		break;
	case RNC_START:
	case RNC_DIV:
	case RNC_INCLUDE:
		why = "that stands in a grammar { } alone, or in a file that holds no single "
		      "pattern";
		break;
	case RNC_NAMESPACE:
	case RNC_DEFAULT:
	case RNC_DATATYPES:
		why = "declarations stand at the beginning of the file";
		break;
	case RNC_NOTE:
		why = "it stands before what it documents; a remark begins with one \"#\"";
		break;
	case RNC_ALL_OF:
		why = "names of elements stand behind element";
		break;
	default:
		break;
	}
	rnc_expected(p, "a pattern (an element, attribute, text, name, …)", why);
	return p->spare;
}

static struct syntax *read_other(struct rnc *p, bool top)
{
	switch (p->now.kind) {
	case RNC_ELEMENT:
		return read_element(p, SYNTAX_ELEMENT);
	case RNC_ATTRIBUTE:
		return read_element(p, SYNTAX_ATTRIBUTE);
	case RNC_LIST:
		return read_braces(p, read_word(p, SYNTAX_LIST), "\"{\"");
	case RNC_MIXED:
		return read_braces(p, read_word(p, SYNTAX_MIXED), "\"{\"");
	case RNC_EMPTY:
		return read_word(p, SYNTAX_EMPTY);
	case RNC_TEXT:
		return read_word(p, SYNTAX_TEXT);
	case RNC_NOT_ALLOWED:
		return read_word(p, SYNTAX_NOT_ALLOWED);
	case RNC_NAME:
	case RNC_PARENT:
		return read_ref(p);
	case RNC_GRAMMAR:
		return read_grammar(p);
	case RNC_EXTERNAL:
		return read_external(p);
	case '(':
		return read_parentheses(p, top);
	default:
		return fault_primary(p);
	}
}

static struct part read_primary(struct rnc *p, bool top)
{
	struct part part = {.at = p->now.at};
	switch (p->now.kind) {
	case RNC_STRING:
	case RNC_TOKEN:
	case RNC_PREFIXED:
		return read_data(p);
	case RNC_LITERAL:
		part.node = rnc_node(p, SYNTAX_VALUE, p->now.at);
		part.node->name = STR("token");
		read_value(p, part.node);
		return part;
	default:
		part.node = read_other(p, top);
		return part;
	}
}

// ?, * or + behind a part.
static void read_occurrence(struct rnc *p, struct part *part, bool top)
{
	enum syntax_kind kind = p->now.kind == '?'   ? SYNTAX_OPTIONAL
	                        : p->now.kind == '*' ? SYNTAX_ZERO_OR_MORE
	                                             : SYNTAX_ONE_OR_MORE;
	if (p->now.kind != '?' && p->now.kind != '*' && p->now.kind != '+')
		return;
	if (part->except)
		fault_except(p, part->at);
	rnc_next(p);
	struct syntax *node = rnc_node(p, kind, part->at);
	rnc_adopt(node, part->node);
	part->node = node;
	rnc_following_notes(p, node, top);
}

// A part with its notes and how often it may stand.
static struct part read_part(struct rnc *p, bool top)
{
	struct rnc_notes notes = rnc_notes(p);
	struct part part = read_primary(p, top);
	rnc_document(p, part.node, notes.documentation);
	if (top && notes.has_elements && part.node->kind == SYNTAX_VALUE)
		rnc_fault(&p->lex, part.at,
		          "a value that is the whole schema cannot have an annotation");
	rnc_following_notes(p, part.node, top);
	read_occurrence(p, &part, top);
	return part;
}

static bool is_operator(int kind)
{
	return kind == ',' || kind == '|' || kind == '&';
}

static struct syntax *read_parts(struct rnc *p, struct part first, bool top)
{
	int sign = p->now.kind;
	enum syntax_kind kind = sign == ','   ? SYNTAX_GROUP
	                        : sign == '|' ? SYNTAX_CHOICE
	                                      : SYNTAX_INTERLEAVE;
	struct syntax *node = rnc_node(p, kind, first.at);
	struct part part = first;
	for (;;) {
		if (part.except)
			fault_except(p, part.at);
		rnc_adopt(node, part.node);
		if (!rnc_take(p, sign))
			break;
		part = read_part(p, top);
	}
	if (is_operator(p->now.kind))
		rnc_fault(&p->lex, p->now.at,
		          "\"%c\" and \"%c\" cannot stand side by side; put parentheses around "
		          "what belongs "
		          "together: (a %c b) %c c",
		          sign, p->now.kind, sign, p->now.kind);
	return node;
}

struct syntax *rnc_pattern(struct rnc *p, bool top)
{
	if (!rnc_enter(p))
		return p->spare;
	struct part part = read_part(p, top);
	struct syntax *node = is_operator(p->now.kind) ? read_parts(p, part, top) : part.node;
	rnc_leave(p);
	return node;
}
