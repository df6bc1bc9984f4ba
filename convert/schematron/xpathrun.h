// xpathrun.h: expressions at work on a document

#ifndef STENOGRAM_XPATHRUN_H
#define STENOGRAM_XPATHRUN_H

#include "schematron/doctree.h"
#include "schematron/xpath.h"

enum item_kind {
	ITEM_NODE,
	ITEM_UNTYPED, // the value of a node
	ITEM_STRING,
	ITEM_NUMBER,
	ITEM_BOOLEAN,
	ITEM_DATE,     // number: days
	ITEM_DURATION, // number: seconds
};

struct item {
	enum item_kind kind;
	union {
		uint32_t node;
		double number;
		bool boolean;
	};
	struct str text; // of ITEM_UNTYPED and ITEM_STRING
};

struct seq {
	struct item *items;
	uint32_t n, cap;
};

// Memory that is taken in pieces and given back all at once.
struct pool {
	struct pool_block *first, *now;
	size_t used;  // of the block now
	size_t total; // of all blocks
};

struct xpath_focus {
	struct item item;
	size_t position, size;
};

// A variable: it is worked out when it is first asked for.
struct xpath_variable {
	const struct xpath_node *expression;
	uint32_t context; // node
	bool is_known, is_busy, is_lasting;
	struct seq value;
};

struct xpath_run {
	struct doctree *tree;
	bool later; // comparisons as in XPath 2.0
	// Where results are made; where variables of a rule are kept, and those of the whole document.
	struct pool scratch, rule, lasting;
	uint64_t steps;        // that are left
	bool is_spent, failed; // they are gone; memory ran out
	struct buf why;        // of what could not be done
	uint32_t current;      // what current() gives
	struct xpath_variable *variables;
	struct seq locals[XPATH_LOCALS];
	// The nodes of a key with a value.
	bool (*key)(void *context, struct str name, struct str value, struct seq *out);
	void *context;
	size_t depth;
};

enum { XPATH_MEMORY_MAX = 1 << 30 }; // bytes of intermediate results

// NULL: run->why says so. The others take from `scratch`.
void *pool_take(struct xpath_run *run, struct pool *pool, size_t size);
void *pool_alloc(struct xpath_run *run, size_t size);
struct str pool_str(struct xpath_run *run, struct str s);

// What is taken after a mark is given back with it.
struct pool_mark {
	struct pool_block *now;
	size_t used;
};
struct pool_mark pool_mark(const struct pool *pool);
void pool_release(struct pool *pool, struct pool_mark mark);

// A copy of a value that outlives the results it came from.
bool pool_keep(struct xpath_run *run, struct pool *pool, const struct seq *value, struct seq *out);

void pool_reset(struct pool *pool);
void pool_free(struct pool *pool);

// Works an expression out; `out` must be empty and lives until the pool is reset. False: run->why says why.
bool xpath_evaluate(struct xpath_run *run, const struct xpath_node *node,
                    const struct xpath_focus *focus, struct seq *out);

// Its effective boolean value, and its string value as message text (several with blanks between).
bool xpath_test(struct xpath_run *run, const struct xpath_node *node,
                const struct xpath_focus *focus, bool *out);
bool xpath_text(struct xpath_run *run, const struct xpath_node *node,
                const struct xpath_focus *focus, struct buf *out);

// False, always: what is said goes to run->why.
bool xpath_fail(struct xpath_run *run, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

// Takes steps. False: none are left.
static inline bool xpath_spend(struct xpath_run *run, uint64_t steps)
{
	if (run->steps < steps) {
		run->is_spent = true;
		return false;
	}
	run->steps -= steps;
	return true;
}

bool seq_add(struct xpath_run *run, struct seq *to, struct item item);
bool seq_add_node(struct xpath_run *run, struct seq *to, uint32_t node);
bool seq_add_string(struct xpath_run *run, struct seq *to, struct str s); // not copied
bool seq_add_number(struct xpath_run *run, struct seq *to, double number);
bool seq_add_boolean(struct xpath_run *run, struct seq *to, bool boolean);

// In document order, each once. All must be nodes.
void seq_order(struct seq *seq);

// ---- Values (xpathvalue.c) ----

struct item item_value(const struct xpath_run *run, struct item item); // of a node its string
bool item_text(struct xpath_run *run, struct item item, struct str *out);
double item_number(struct xpath_run *run, struct item item); // NaN where it is none
double number_from(struct str text);
bool seq_boolean(struct xpath_run *run, const struct seq *seq, bool *out);
bool seq_text(struct xpath_run *run, const struct seq *seq, struct str *out); // of at most one; ""
bool seq_compare(struct xpath_run *run, enum xpath_op op, const struct seq *a, const struct seq *b,
                 bool *out); // a general comparison
bool seq_compare_values(struct xpath_run *run, enum xpath_op op, const struct seq *a,
                        const struct seq *b, struct seq *out);
bool seq_calculate(struct xpath_run *run, enum xpath_op op, const struct seq *a,
                   const struct seq *b, struct seq *out);
bool item_truth(struct item item); // of a value that is no node
bool item_cast(struct xpath_run *run, struct item item, enum xpath_type type, struct item *out);
bool item_is_equal(struct xpath_run *run, struct item a, struct item b);
bool item_is_less(struct xpath_run *run, struct item a, struct item b);

// ---- Axes (xpathaxis.c) ----

// Whether a node passes the test of a step (without its predicates).
bool step_admits(const struct doctree *tree, const struct xpath_node *step, uint32_t node);

// A walk along an axis.
struct axis_walk {
	const struct doctree *tree;
	enum xpath_axis axis;
	uint32_t origin, at, end;
	bool done, by_name; // by_name: along the chain of the nodes of a name
};
void axis_begin(struct axis_walk *w, const struct doctree *tree, enum xpath_axis axis,
                uint32_t node);
// The same for a step, whose name may show a shorter way.
void axis_begin_step(struct axis_walk *w, const struct doctree *tree, const struct xpath_node *step,
                     uint32_t node);
bool axis_next(struct axis_walk *w, uint32_t *node); // false: there are no more

#endif
