// xpathparser.h: an expression on its way into a tree
//
// Between the files that parse, xpathparse.c, xpathstep.c and xpathprimary.c, alone. What fails gives NULL
// and sets `broken`; the first fault is told.

#ifndef STENOGRAM_XPATHPARSER_H
#define STENOGRAM_XPATHPARSER_H

#include "schematron/xpath.h"
#include "schematron/xpathlex.h"

struct parser {
	struct xpath_scope *scope;
	struct xpath_lexer lexer;
	struct buf *why;
	size_t depth;
	struct str locals[XPATH_LOCALS];
	size_t n_locals;
	bool broken;
};

// ---- xpathparse.c ----

struct xpath_node *parser_fault(struct parser *p, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
struct xpath_node *parser_unexpected(struct parser *p);
struct xpath_node *parser_node(struct parser *p, enum xpath_op op, struct xpath_node *a,
                               struct xpath_node *b);

// A node holds one more: how deep the tree is by that.
void parser_deepen(struct parser *p, struct xpath_node *node, const struct xpath_node *below);

// Move on where the word or sign is the one that is looked at; parser_expect tells it where it is not.
bool parser_take(struct parser *p, enum xpath_token token, const char *text);
bool parser_take_sign(struct parser *p, const char *sign);
bool parser_expect(struct parser *p, const char *sign);

struct xpath_node *parser_sequence(struct parser *p); // with commas
struct xpath_node *parser_single(struct parser *p);   // without

// ---- xpathstep.c ----

struct xpath_node *parser_path(struct parser *p);
void parser_predicates(struct parser *p, struct xpath_node *of);
bool parser_at_kind_test(const struct parser *p); // "text()" is no call
struct str parser_prefix(struct str qname, struct str *local);
bool parser_find_uri(struct parser *p, struct str prefix, struct str *uri);
struct str parser_unquoted(struct parser *p, struct str literal);

// ---- xpathprimary.c ----

bool parser_at_primary(const struct parser *p);
struct xpath_node *parser_primary(struct parser *p);

#endif
