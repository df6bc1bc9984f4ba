// xpath.h: expressions of XPath 1.0, and of XPath 2.0 and 3.0 as far as Schematron uses them
//
// An expression is parsed once into a tree of operations; names in it become numbers (symbols), prefixes
// and variables are resolved. What is not understood is told when it is parsed, never when it runs.
// Sources: XML Path Language (XPath) 1.0, 2.0 and 3.1; XQuery 1.0 and XPath 2.0 Functions and Operators.

#ifndef STENOGRAM_XPATH_H
#define STENOGRAM_XPATH_H

#include <stdint.h>

#include "core/idtable.h"
#include "core/str.h"

enum xpath_op {
	XPATH_SEQUENCE, // arguments
	XPATH_FOR,      // a: sequence, b: body, slot
	XPATH_LET,
	XPATH_SOME,
	XPATH_EVERY,
	XPATH_IF, // a, b, c
	XPATH_OR,
	XPATH_AND,
	// General comparisons, then those of single values, in the same order.
	XPATH_EQUAL,
	XPATH_UNEQUAL,
	XPATH_LESS,
	XPATH_LESS_EQUAL,
	XPATH_GREATER,
	XPATH_GREATER_EQUAL,
	XPATH_EQ,
	XPATH_NE,
	XPATH_LT,
	XPATH_LE,
	XPATH_GT,
	XPATH_GE,
	XPATH_IS,
	XPATH_BEFORE,
	XPATH_AFTER,
	XPATH_CONCAT, // ||
	XPATH_TO,
	XPATH_ADD,
	XPATH_SUBTRACT,
	XPATH_MULTIPLY,
	XPATH_DIVIDE,
	XPATH_INTEGER_DIVIDE,
	XPATH_MODULO,
	XPATH_UNION,
	XPATH_INTERSECT,
	XPATH_EXCEPT,
	XPATH_CASTABLE, // a, type
	XPATH_CAST,
	XPATH_NEGATE,
	XPATH_MAP,    // a ! b
	XPATH_PATH,   // a / b
	XPATH_ROOT,   // /
	XPATH_STEP,   // axis, test, predicates in `first`
	XPATH_FILTER, // a, predicates in `first`
	XPATH_ITEM,   // .
	XPATH_LITERAL,
	XPATH_NUMERAL,
	XPATH_VARIABLE, // slot: of a let
	XPATH_LOCAL,    // slot: of for, some, every
	XPATH_CALL,     // function, arguments in `first`
};

enum xpath_axis {
	AXIS_CHILD,
	AXIS_DESCENDANT,
	AXIS_DESCENDANT_OR_SELF,
	AXIS_ATTRIBUTE,
	AXIS_SELF,
	AXIS_FOLLOWING_SIBLING,
	AXIS_FOLLOWING,
	// From here on backwards.
	AXIS_PARENT,
	AXIS_ANCESTOR,
	AXIS_ANCESTOR_OR_SELF,
	AXIS_PRECEDING_SIBLING,
	AXIS_PRECEDING,
};

enum xpath_test {
	TEST_NAME,
	TEST_NODE,
	TEST_TEXT,
	TEST_COMMENT,
	TEST_INSTRUCTION,
	TEST_ROOT,
	TEST_ELEMENT,
	TEST_ATTRIBUTE
};

enum xpath_type {
	TYPE_STRING,
	TYPE_BOOLEAN,
	TYPE_INTEGER,
	TYPE_DECIMAL,
	TYPE_DOUBLE,
	TYPE_DATE,
	TYPE_DURATION,
	TYPE_NAME, // NCName
	TYPE_NONE,
};

#define XPATH_ANY (UINT32_MAX - 1)     // any name, any namespace
#define XPATH_NOWHERE (UINT32_MAX - 2) // in no namespace

enum {
	XPATH_LOCALS = 64,         // variables of for, some and every, one inside the other
	XPATH_LENGTH_MAX = 100000, // bytes of an expression
};

struct xpath_function;
struct xpath_regex;
struct xpath_regexes;

struct xpath_node {
	enum xpath_op op;
	enum xpath_axis axis;
	enum xpath_test test;
	enum xpath_type type;
	bool optional;       // a type with "?"
	bool is_positional;  // as a predicate it may ask for a place
	uint32_t local, uri; // of a test: symbols, or XPATH_ANY, XPATH_NOWHERE
	uint32_t slot;
	uint32_t depth; // of the tree below it
	struct xpath_node *a, *b, *c;
	struct xpath_node *first, *next; // arguments or predicates; the next of them
	struct str text;
	double number;
	const struct xpath_function *function;
	struct xpath_regex *regex; // of a pattern that is a literal
};

// What the names in an expression mean.
struct xpath_scope {
	bool (*uri)(void *context, struct str prefix, struct str *uri);
	// The slot of a variable. False: *why says what is wrong with it.
	bool (*variable)(void *context, struct str name, uint32_t *slot, struct buf *why);
	void *context;
	struct idtable *symbols; // names are entered here
	struct arena *arena;     // owns the trees
	struct xpath_regexes *regexes;
	bool uses_later; // set where an expression needs more than XPath 1.0
};

// NULL: `why` says what is not understood, or memory ran out (arena->failed).
struct xpath_node *xpath_parse(struct xpath_scope *scope, struct str text, struct buf *why);

// Whether a value can be cast so; names of types as in "xs:integer". TYPE_NONE: not known.
enum xpath_type xpath_type_named(struct str local);

#endif
