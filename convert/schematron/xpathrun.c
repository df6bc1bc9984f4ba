// xpathrun.c: expressions worked out

#include "schematron/xpathrun.h"

#include <math.h>
#include <stdlib.h>

#include "schematron/xpathfunctions.h"

enum { DEPTH_MAX = 2000 };

bool xpath_fail(struct xpath_run *run, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	if (!run->why.n)
		buf_vprintf(&run->why, format, args);
	va_end(args);
	return false;
}

static struct xpath_focus focus_on(uint32_t node)
{
	return (struct xpath_focus){{.kind = ITEM_NODE, .node = node}, 1, 1};
}

// ---- Steps ----

// Whether an item passes a predicate: a number means a place.
static bool passes(struct xpath_run *run, const struct xpath_node *predicate,
                   const struct xpath_focus *focus, bool *out)
{
	if (!predicate->is_positional)
		return xpath_test(run, predicate, focus, out);
	struct seq value = {0};
	if (!xpath_evaluate(run, predicate, focus, &value))
		return false;
	if (value.n == 1 && value.items[0].kind == ITEM_NUMBER) {
		*out = value.items[0].number == (double)focus->position;
		return true;
	}
	return seq_boolean(run, &value, out);
}

static bool filter(struct xpath_run *run, const struct xpath_node *predicate, struct seq *seq)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < seq->n; i++) {
		struct xpath_focus focus = {seq->items[i], i + 1, seq->n};
		bool good = false;
		if (!xpath_spend(run, 1) || !passes(run, predicate, &focus, &good))
			return false;
		if (good)
			seq->items[n++] = seq->items[i];
	}
	seq->n = n;
	return true;
}

// The leading predicates that ask for no place are tried while walking, the others on what is found.
static bool admits(struct xpath_run *run, const struct xpath_node *step, uint32_t node, bool *out)
{
	*out = step_admits(run->tree, step, node);
	for (const struct xpath_node *p = step->first; p && *out && !p->is_positional;
	     p = p->next) {
		struct xpath_focus focus = focus_on(node);
		if (!xpath_test(run, p, &focus, out))
			return false;
	}
	return true;
}

static void turn_round(struct seq *seq, uint32_t from)
{
	for (uint32_t i = from, j = seq->n; i + 1 < j; i++) {
		struct item kept = seq->items[i];
		seq->items[i] = seq->items[--j];
		seq->items[j] = kept;
	}
}

// Whether any node of the document can pass the test of a step.
static bool occurs(const struct doctree *tree, const struct xpath_node *step)
{
	if (step->test != TEST_NAME || step->local >= tree->n_occurs)
		return true;
	enum node_kind kind = step->axis == AXIS_ATTRIBUTE ? NODE_ATTRIBUTE : NODE_ELEMENT;
	return tree->occurs[step->local] >> kind & 1;
}

// Appends what a step finds from a node, in document order; `max` of them are enough.
static bool walk(struct xpath_run *run, const struct xpath_node *step, uint32_t from, uint32_t max,
                 struct seq *out)
{
	const struct xpath_node *place = step->first;
	if (!occurs(run->tree, step))
		return true;
	while (place && !place->is_positional)
		place = place->next;
	uint32_t enough = place ? UINT32_MAX : max;
	if (place && place->op == XPATH_NUMERAL && place->number >= 1 && place->number < 1e9)
		enough = (uint32_t)place->number;
	struct seq found = {0};
	struct seq *to = place ? &found : out;
	uint32_t node, before = to->n;
	struct axis_walk w;
	bool good = false;
	axis_begin_step(&w, run->tree, step, from);
	while (to->n - before < enough && axis_next(&w, &node)) {
		if (!xpath_spend(run, 1) || !admits(run, step, node, &good) ||
		    (good && !seq_add_node(run, to, node)))
			return false;
	}
	for (; place; place = place->next)
		if (!filter(run, place, &found))
			return false;
	before = to == &found ? out->n : before;
	for (uint32_t i = 0; to == &found && i < found.n; i++)
		if (!seq_add(run, out, found.items[i]))
			return false;
	if (step->axis >= AXIS_PARENT)
		turn_round(out, before);
	return true;
}

static bool origin(struct xpath_run *run, const struct xpath_focus *focus, uint32_t *node)
{
	if (focus->item.kind != ITEM_NODE)
		return xpath_fail(run, "a path begins at a value that is no node");
	*node = focus->item.node;
	return true;
}

static bool only_nodes(const struct seq *seq)
{
	for (uint32_t i = 0; i < seq->n; i++)
		if (seq->items[i].kind != ITEM_NODE)
			return false;
	return true;
}

static bool evaluate_path(struct xpath_run *run, const struct xpath_node *path,
                          const struct xpath_focus *focus, uint32_t max, struct seq *out)
{
	struct seq left = {0};
	if (!xpath_evaluate(run, path->a, focus, &left))
		return false;
	if (!only_nodes(&left))
		return xpath_fail(run, "a path goes on from a value that is no node");
	for (uint32_t i = 0; i < left.n && out->n < max; i++) {
		struct xpath_focus one = {left.items[i], i + 1, left.n};
		struct seq right = {0};
		bool good = path->b->op == XPATH_STEP
		                    ? walk(run, path->b, left.items[i].node, max, out)
		                    : xpath_evaluate(run, path->b, &one, &right);
		if (!good)
			return false;
		for (uint32_t j = 0; j < right.n; j++)
			if (!seq_add(run, out, right.items[j]))
				return false;
	}
	if (only_nodes(out))
		seq_order(out);
	return true;
}

// ---- Variables ----

static bool evaluate_variable(struct xpath_run *run, const struct xpath_node *node, struct seq *out)
{
	struct xpath_variable *v = &run->variables[node->slot];
	if (!v->is_known) {
		if (v->is_busy)
			return xpath_fail(run, "the variable $%.*s is defined by itself",
			                  STR_ARG(node->text));
		struct pool_mark mark = pool_mark(&run->scratch);
		struct seq value = {0};
		uint32_t current = run->current;
		struct xpath_focus focus = focus_on(v->context);
		v->is_busy = true;
		run->current = v->context;
		bool good = xpath_evaluate(run, v->expression, &focus, &value);
		good = good && pool_keep(run, v->is_lasting ? &run->lasting : &run->rule, &value,
		                         &v->value);
		pool_release(&run->scratch, mark);
		run->current = current;
		v->is_busy = false;
		if (!good)
			return false;
		v->is_known = true;
	}
	*out = v->value;
	out->cap = out->n; // whoever adds to it works on a copy
	return true;
}

// Binds each item, or all of them to `let`, and works the body out.
static bool bind(struct xpath_run *run, const struct xpath_node *node,
                 const struct xpath_focus *focus, struct seq *out)
{
	struct seq of = {0}, *local = &run->locals[node->slot], before = *local;
	if (!xpath_evaluate(run, node->a, focus, &of))
		return false;
	bool good = true, is_every = node->op == XPATH_EVERY, verdict = is_every;
	bool quantified = is_every || node->op == XPATH_SOME;
	uint32_t n = node->op == XPATH_LET ? 1 : of.n;
	for (uint32_t i = 0; i < n && good && !(quantified && verdict != is_every); i++) {
		*local = node->op == XPATH_LET ? of : (struct seq){&of.items[i], 1, 1};
		struct seq one = {0};
		good = xpath_spend(run, 1);
		if (good && quantified)
			good = xpath_test(run, node->b, focus, &verdict);
		else if (good)
			good = xpath_evaluate(run, node->b, focus, &one);
		for (uint32_t j = 0; j < one.n && good; j++)
			good = seq_add(run, out, one.items[j]);
	}
	*local = before;
	if (good && quantified)
		return seq_add_boolean(run, out, verdict);
	return good;
}

// ---- Operators ----

static bool evaluate_both(struct xpath_run *run, const struct xpath_node *node,
                          const struct xpath_focus *focus, struct seq *a, struct seq *b)
{
	return xpath_evaluate(run, node->a, focus, a) && xpath_evaluate(run, node->b, focus, b);
}

static bool has_node(const struct seq *seq, uint32_t node)
{
	uint32_t low = 0, high = seq->n;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (seq->items[middle].node < node)
			low = middle + 1;
		else
			high = middle;
	}
	return low < seq->n && seq->items[low].node == node;
}

static bool combine(struct xpath_run *run, enum xpath_op op, struct seq *a, struct seq *b,
                    struct seq *out)
{
	if (!only_nodes(a) || !only_nodes(b))
		return xpath_fail(run, "only nodes can be united");
	struct seq sorted = {0};
	for (uint32_t i = 0; op != XPATH_UNION && i < b->n; i++)
		if (!seq_add(run, &sorted, b->items[i]))
			return false;
	seq_order(&sorted);
	for (uint32_t i = 0; i < a->n; i++) {
		bool in = op != XPATH_UNION && has_node(&sorted, a->items[i].node);
		if ((op == XPATH_UNION || in == (op == XPATH_INTERSECT)) &&
		    !seq_add(run, out, a->items[i]))
			return false;
	}
	for (uint32_t i = 0; op == XPATH_UNION && i < b->n; i++)
		if (!seq_add(run, out, b->items[i]))
			return false;
	seq_order(out);
	return xpath_spend(run, a->n + b->n);
}

static bool compare_nodes(struct xpath_run *run, enum xpath_op op, const struct seq *a,
                          const struct seq *b, struct seq *out)
{
	if (!a->n || !b->n)
		return true;
	if (a->n > 1 || b->n > 1 || !only_nodes(a) || !only_nodes(b))
		return xpath_fail(run, "is, << and >> compare one node with one");
	uint32_t x = a->items[0].node, y = b->items[0].node;
	return seq_add_boolean(run, out,
	                       op == XPATH_IS       ? x == y
	                       : op == XPATH_BEFORE ? x < y
	                                            : x > y);
}

static bool concatenate(struct xpath_run *run, const struct seq *a, const struct seq *b,
                        struct seq *out)
{
	struct str x, y;
	if (!seq_text(run, a, &x) || !seq_text(run, b, &y))
		return false;
	char *s = pool_alloc(run, x.n + y.n + 1);
	if (!s || !xpath_spend(run, (x.n + y.n) / 16))
		return false;
	memcpy(s, x.n ? x.s : "", x.n);
	memcpy(s + x.n, y.n ? y.s : "", y.n);
	return seq_add_string(run, out, (struct str){s, x.n + y.n});
}

static bool count_up(struct xpath_run *run, const struct seq *a, const struct seq *b,
                     struct seq *out)
{
	if (!a->n || !b->n)
		return true;
	double from = item_number(run, a->items[0]), to = item_number(run, b->items[0]);
	for (double i = from; i <= to; i++)
		if (!xpath_spend(run, 1) || !seq_add_number(run, out, i))
			return false;
	return true;
}

static bool evaluate_operator(struct xpath_run *run, const struct xpath_node *node,
                              const struct xpath_focus *focus, struct seq *out)
{
	struct seq a = {0}, b = {0};
	bool verdict;
	if (!evaluate_both(run, node, focus, &a, &b))
		return false;
	switch (node->op) {
	case XPATH_UNION:
	case XPATH_INTERSECT:
	case XPATH_EXCEPT:
		return combine(run, node->op, &a, &b, out);
	case XPATH_IS:
	case XPATH_BEFORE:
	case XPATH_AFTER:
		return compare_nodes(run, node->op, &a, &b, out);
	case XPATH_CONCAT:
		return concatenate(run, &a, &b, out);
	case XPATH_TO:
		return count_up(run, &a, &b, out);
	default:
		break;
	}
	if (node->op >= XPATH_EQ && node->op <= XPATH_GE)
		return seq_compare_values(run, node->op, &a, &b, out);
	if (node->op >= XPATH_EQUAL && node->op <= XPATH_GREATER_EQUAL)
		return seq_compare(run, node->op, &a, &b, &verdict) &&
		       seq_add_boolean(run, out, verdict);
	return seq_calculate(run, node->op, &a, &b, out);
}

static bool evaluate_cast(struct xpath_run *run, const struct xpath_node *node,
                          const struct xpath_focus *focus, struct seq *out)
{
	struct seq a = {0};
	struct item item;
	if (!xpath_evaluate(run, node->a, focus, &a))
		return false;
	bool castable = node->op == XPATH_CASTABLE;
	if (a.n > 1)
		return castable ? seq_add_boolean(run, out, false)
		                : xpath_fail(run, "several values are cast as one");
	if (!a.n && castable)
		return seq_add_boolean(run, out, node->optional);
	if (!a.n)
		return node->optional || xpath_fail(run, "a value that is cast is not there");
	bool good = item_cast(run, a.items[0], node->type, &item);
	if (castable) {
		buf_clear(&run->why);
		return seq_add_boolean(run, out, good);
	}
	return good && seq_add(run, out, item);
}

static bool evaluate_call(struct xpath_run *run, const struct xpath_node *node,
                          const struct xpath_focus *focus, struct seq *out)
{
	struct seq args[ARGUMENTS_MAX];
	size_t n = 0;
	for (const struct xpath_node *arg = node->first; arg; arg = arg->next) {
		args[n] = (struct seq){0};
		if (!xpath_evaluate(run, arg, focus, &args[n++]))
			return false;
	}
	return node->function->call(run, node, focus, args, n, out);
}

static bool evaluate_list(struct xpath_run *run, const struct xpath_node *node,
                          const struct xpath_focus *focus, struct seq *out)
{
	for (const struct xpath_node *part = node->first; part; part = part->next) {
		struct seq one = {0};
		if (!xpath_evaluate(run, part, focus, &one))
			return false;
		for (uint32_t i = 0; i < one.n; i++)
			if (!seq_add(run, out, one.items[i]))
				return false;
	}
	return true;
}

static bool evaluate_map(struct xpath_run *run, const struct xpath_node *node,
                         const struct xpath_focus *focus, struct seq *out)
{
	struct seq left = {0};
	if (!xpath_evaluate(run, node->a, focus, &left))
		return false;
	for (uint32_t i = 0; i < left.n; i++) {
		struct xpath_focus one = {left.items[i], i + 1, left.n};
		struct seq right = {0};
		if (!xpath_evaluate(run, node->b, &one, &right))
			return false;
		for (uint32_t j = 0; j < right.n; j++)
			if (!seq_add(run, out, right.items[j]))
				return false;
	}
	return true;
}

static bool evaluate_filter(struct xpath_run *run, const struct xpath_node *node,
                            const struct xpath_focus *focus, struct seq *out)
{
	struct seq of = {0};
	if (!xpath_evaluate(run, node->a, focus, &of))
		return false;
	// What is filtered in place must not be what a variable keeps.
	for (uint32_t i = 0; i < of.n; i++)
		if (!seq_add(run, out, of.items[i]))
			return false;
	for (const struct xpath_node *p = node->first; p; p = p->next)
		if (!filter(run, p, out))
			return false;
	return true;
}

static bool evaluate(struct xpath_run *run, const struct xpath_node *node,
                     const struct xpath_focus *focus, struct seq *out)
{
	struct seq of = {0};
	uint32_t from = 0;
	bool verdict;
	switch (node->op) {
	case XPATH_SEQUENCE:
		return evaluate_list(run, node, focus, out);
	case XPATH_FOR:
	case XPATH_LET:
	case XPATH_SOME:
	case XPATH_EVERY:
		return bind(run, node, focus, out);
	case XPATH_IF:
		return xpath_test(run, node->a, focus, &verdict) &&
		       xpath_evaluate(run, verdict ? node->b : node->c, focus, out);
	case XPATH_OR:
	case XPATH_AND:
		return xpath_test(run, node, focus, &verdict) && seq_add_boolean(run, out, verdict);
	case XPATH_CASTABLE:
	case XPATH_CAST:
		return evaluate_cast(run, node, focus, out);
	case XPATH_NEGATE:
		return xpath_evaluate(run, node->a, focus, &of) &&
		       seq_calculate(run, XPATH_NEGATE, &of, &of, out);
	case XPATH_MAP:
		return evaluate_map(run, node, focus, out);
	case XPATH_PATH:
		return evaluate_path(run, node, focus, UINT32_MAX, out);
	case XPATH_ROOT:
		return origin(run, focus, &from) && seq_add_node(run, out, 0);
	case XPATH_STEP:
		return origin(run, focus, &from) && walk(run, node, from, UINT32_MAX, out);
	case XPATH_FILTER:
		return evaluate_filter(run, node, focus, out);
	case XPATH_ITEM:
		return seq_add(run, out, focus->item);
	case XPATH_LITERAL:
		return seq_add_string(run, out, node->text);
	case XPATH_NUMERAL:
		return seq_add_number(run, out, node->number);
	case XPATH_VARIABLE:
		return evaluate_variable(run, node, out);
	case XPATH_LOCAL:
		*out = run->locals[node->slot];
		out->cap = out->n;
		return true;
	case XPATH_CALL:
		return evaluate_call(run, node, focus, out);
	default:
		return evaluate_operator(run, node, focus, out);
	}
}

bool xpath_evaluate(struct xpath_run *run, const struct xpath_node *node,
                    const struct xpath_focus *focus, struct seq *out)
{
	if (!xpath_spend(run, 1))
		return false;
	if (run->depth == DEPTH_MAX)
		return xpath_fail(run, "it is nested too deeply");
	run->depth++;
	bool good = evaluate(run, node, focus, out);
	run->depth--;
	return good;
}

// ---- What is asked from outside ----

static bool is_call(const struct xpath_node *node, const char *name)
{
	return node->op == XPATH_CALL && node->function->is_boolean &&
	       node->function->library == LIBRARY_CORE && strcmp(node->function->name, name) == 0;
}

static bool test(struct xpath_run *run, const struct xpath_node *node,
                 const struct xpath_focus *focus, bool *out)
{
	if (node->op == XPATH_OR || node->op == XPATH_AND) {
		if (run->depth == DEPTH_MAX)
			return xpath_fail(run, "it is nested too deeply");
		run->depth++;
		bool good = xpath_test(run, node->a, focus, out);
		if (good && *out == (node->op == XPATH_AND))
			good = xpath_test(run, node->b, focus, out);
		run->depth--;
		return good;
	}
	struct seq value = {0};
	uint32_t from = 0;
	// One node is enough to know that there is one.
	if (node->op == XPATH_STEP) {
		if (!origin(run, focus, &from) || !walk(run, node, from, 1, &value))
			return false;
	} else if (node->op == XPATH_PATH && node->b->op == XPATH_STEP) {
		if (!evaluate_path(run, node, focus, 1, &value))
			return false;
	} else if (is_call(node, "not")) {
		if (!xpath_test(run, node->first, focus, out))
			return false;
		*out = !*out;
		return true;
	} else if (!xpath_evaluate(run, node, focus, &value)) {
		return false;
	}
	return seq_boolean(run, &value, out);
}

// Nothing but the verdict is kept, so that a long loop needs no more memory than a short one.
bool xpath_test(struct xpath_run *run, const struct xpath_node *node,
                const struct xpath_focus *focus, bool *out)
{
	struct pool_mark mark = pool_mark(&run->scratch);
	bool good = test(run, node, focus, out);
	pool_release(&run->scratch, mark);
	return good;
}

bool xpath_text(struct xpath_run *run, const struct xpath_node *node,
                const struct xpath_focus *focus, struct buf *out)
{
	struct seq value = {0};
	if (!xpath_evaluate(run, node, focus, &value))
		return false;
	// XPath 1.0 takes the first.
	if (!run->later && value.n > 1 && only_nodes(&value))
		value.n = 1;
	for (uint32_t i = 0; i < value.n; i++) {
		struct str text;
		if (!item_text(run, value.items[i], &text))
			return false;
		buf_puts(out, i ? " " : "");
		buf_put(out, text);
	}
	return true;
}
