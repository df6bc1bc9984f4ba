// rncname.c: classes of names in the compact syntax

#include "relaxng/rncread.h"

static struct syntax *simple(struct rnc *p, bool attribute, bool *except);

// A name without a prefix: elements are in the default namespace, attributes in none.
static struct syntax *read_name(struct rnc *p, bool attribute)
{
	struct syntax *node = rnc_node(p, SYNTAX_NAME, p->now.at);
	if (p->now.kind == RNC_PREFIXED) {
		node->ns = rnc_namespace(p, &p->now).uri;
		node->name = rnc_local(&p->now);
	} else {
		if (!attribute)
			node->ns = p->ns.uri;
		node->name = p->now.text;
	}
	rnc_next(p);
	return node;
}

static void fault_except(struct rnc *p, size_t at)
{
	rnc_fault(&p->lex, at,
	          "names with \"-\" stand in parentheses here: (* - p), so that it is clear what "
	          "is taken out "
	          "of what");
}

// * or tei:*, with what is taken out of it. *except: something is.
static struct syntax *read_all(struct rnc *p, bool attribute, bool *except)
{
	bool any = p->now.kind == '*', inner = false;
	struct syntax *node = rnc_node(p, any ? SYNTAX_ANY_NAME : SYNTAX_NS_NAME, p->now.at);
	if (!any)
		node->ns = rnc_namespace(p, &p->now).uri;
	rnc_next(p);
	size_t at = p->now.at;
	*except = rnc_take(p, '-');
	if (!*except)
		return node;
	struct syntax *out = rnc_node(p, SYNTAX_EXCEPT, at);
	rnc_notes(p);
	size_t begin = p->now.at;
	if (rnc_enter(p))
		rnc_adopt(out, simple(p, attribute, &inner));
	rnc_leave(p);
	if (inner)
		fault_except(p, begin);
	rnc_adopt(node, out);
	return node;
}

static struct syntax *simple(struct rnc *p, bool attribute, bool *except)
{
	size_t at = p->now.at;
	if (rnc_is_word(p->now.kind) || p->now.kind == RNC_PREFIXED)
		return read_name(p, attribute);
	if (p->now.kind == RNC_ALL_OF || p->now.kind == '*')
		return read_all(p, attribute, except);
	if (rnc_take(p, '(')) {
		struct syntax *node = rnc_name_class(p, attribute);
		rnc_close(p, ')', at);
		return node;
	}
	rnc_expected(p, attribute ? "the name of an attribute" : "the name of an element",
	             p->now.kind == RNC_LITERAL ? "names stand without quotes" : NULL);
	return p->spare;
}

// With the notes before it and behind it.
static struct syntax *part(struct rnc *p, bool attribute, bool *except)
{
	rnc_notes(p);
	struct syntax *node = simple(p, attribute, except);
	rnc_following_notes(p, node, false);
	return node;
}

struct syntax *rnc_name_class(struct rnc *p, bool attribute)
{
	size_t at = p->now.at;
	bool except = false;
	if (!rnc_enter(p))
		return p->spare;
	struct syntax *node = part(p, attribute, &except);
	if (p->now.kind == '|') {
		struct syntax *choice = rnc_node(p, SYNTAX_CHOICE, at);
		rnc_adopt(choice, node);
		while (!except && rnc_take(p, '|')) {
			at = p->now.at;
			rnc_adopt(choice, part(p, attribute, &except));
		}
		if (except)
			fault_except(p, at);
		node = choice;
	}
	rnc_leave(p);
	return node;
}
