// schemarun.c: documents checked against a schema

#include "schematron/schemarun.h"

#include <libxml/tree.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "core/unicode.h"

enum { MESSAGE_MAX = 2000, WRITTEN_MAX = 16 * MESSAGE_MAX /* before blanks are folded */ }; // bytes

// How far the constraints of a document may go: steps of XPath for a document of any size, and for each of
// its bytes. Those of tei_all take about one a byte.
#define STEPS_FREE UINT64_C(100000000)
#define STEPS_A_BYTE UINT64_C(200)
#define STEPS_A_FINDING UINT64_C(100)

void schema_free_tree(struct doctree *tree)
{
	if (tree)
		doctree_free(tree);
	free(tree);
}

// ---- A document ----

struct schematron_run *schematron_begin(const struct schematron *s, struct _xmlDict *names)
{
	struct schematron_run *run = calloc(1, sizeof *run);
	if (!run)
		return NULL;
	run->schema = s;
	run->names = names;
	run->tree = atomic_exchange(&((struct schematron *)(uintptr_t)s)->idle, NULL);
	if (!run->tree)
		run->tree = calloc(1, sizeof *run->tree);
	if (run->tree && doctree_begin(run->tree, &s->symbols))
		return run;
	schema_free_tree(run->tree);
	free(run);
	return NULL;
}

bool schematron_start(struct schematron_run *run, const struct xml_element *element)
{
	return doctree_start(run->tree, element);
}

bool schematron_text(struct schematron_run *run, struct str text)
{
	return doctree_text(run->tree, text);
}

bool schematron_end(struct schematron_run *run)
{
	return doctree_end(run->tree);
}

bool schematron_aside(struct schematron_run *run, const char *target, struct str data, size_t at)
{
	const xmlChar *name = target ? xmlDictLookup(run->names, BAD_CAST target, -1) : NULL;
	if (target && !name)
		return false;
	return doctree_aside(run->tree, name, data, at);
}

bool schematron_is_beyond(const struct schematron_run *run)
{
	return run->tree->beyond;
}

// ---- Findings ----

static void hand_on(struct schematron_run *run, uint32_t node, enum severity severity,
                    const char *id, struct str message)
{
	const struct doctree *t = run->tree;
	struct buf name = {0};
	// The document as a whole is told at its outermost element.
	uint32_t shown = node ? node : t->root_element;
	struct schematron_finding finding = {
		.severity = severity,
		.rule = id,
		.at = t->nodes.items[shown].at,
		.message = message,
	};
	if (t->nodes.items[shown].kind == NODE_ATTRIBUTE) {
		doctree_put_name(t, shown, &name);
		finding.attribute = name.failed ? NULL : name.s;
	}
	run->found(run->context, &finding);
	buf_free(&name);
}

static void put_folded(struct buf *to, struct str text)
{
	struct str word;
	while ((word = str_word(&text)).n) {
		if (to->n)
			buf_putc(to, ' ');
		buf_put(to, word);
	}
}

static struct str cut(struct str text)
{
	return text.n <= MESSAGE_MAX ? text : str_from_to(text, 0, utf8_begin(text, MESSAGE_MAX));
}

// What could not be decided is told in the place of a verdict.
static void tell_trouble(struct schematron_run *run, const char *id, enum severity severity,
                         uint32_t node)
{
	struct buf message = {0};
	if (run->xpath.is_spent)
		return;
	buf_printf(&message, "this constraint cannot be decided here: %s",
	           run->xpath.why.n ? run->xpath.why.s : "memory ran out");
	hand_on(run, node, severity, id, cut(buf_str(&message)));
	buf_free(&message);
	buf_clear(&run->xpath.why);
}

static void put_message(struct schematron_run *run, const struct schema_check *check,
                        const struct xpath_focus *focus, struct buf *out)
{
	for (const struct schema_piece *p = check->message; p && out->n < WRITTEN_MAX;
	     p = p->next) {
		size_t before = out->n;
		if (p->is_name)
			doctree_put_name(run->tree, focus->item.node, out);
		else if (!p->expression)
			buf_put(out, p->text);
		else if (!xpath_text(&run->xpath, p->expression, focus, out))
			buf_puts(out, "…"), buf_clear(&run->xpath.why);
		// The text of a whole chapter says nothing more than its beginning.
		if (p->expression && out->n - before > MESSAGE_MAX) {
			out->n = utf8_begin(buf_str(out), before + MESSAGE_MAX);
			buf_puts(out, "…");
		}
	}
}

static uint32_t subject_of(struct schematron_run *run, const struct schema_check *check,
                           const struct xpath_focus *focus)
{
	struct seq nodes = {0};
	if (!check->subject || !xpath_evaluate(&run->xpath, check->subject, focus, &nodes) ||
	    !nodes.n || nodes.items[0].kind != ITEM_NODE)
		return focus->item.node;
	return nodes.items[0].node;
}

static void tell(struct schematron_run *run, const struct schema_check *check,
                 const struct xpath_focus *focus)
{
	struct buf written = {0}, message = {0};
	put_message(run, check, focus, &written);
	// Ten thousand constraints that fail at each node would fill the memory.
	if (!xpath_spend(&run->xpath, STEPS_A_FINDING + written.n))
		goto done;
	put_folded(&message, buf_str(&written));
	hand_on(run, subject_of(run, check, focus), check->severity, check->id,
	        cut(buf_str(&message)));
done:
	run->xpath.failed |= written.failed || message.failed;
	buf_free(&written);
	buf_free(&message);
}

// ---- Rules ----

static void set_variable(struct schematron_run *run, const struct schema_let *let, uint32_t context,
                         bool lasting)
{
	run->xpath.variables[let->slot] = (struct xpath_variable){
		.expression = let->expression, .context = context, .is_lasting = lasting};
}

static void check_node(struct schematron_run *run, const struct schema_rule *rule, uint32_t node)
{
	struct xpath_focus focus = {{.kind = ITEM_NODE, .node = node}, 1, 1};
	for (const struct schema_let *let = rule->lets; let; let = let->next)
		set_variable(run, let, node, false);
	for (const struct schema_check *c = rule->checks; c && !run->xpath.is_spent; c = c->next) {
		bool holds;
		if (!c->test)
			continue;
		run->xpath.current = node;
		if (!xpath_test(&run->xpath, c->test, &focus, &holds))
			tell_trouble(run, c->id, c->severity, node);
		else if (holds == c->is_report)
			tell(run, c, &focus);
	}
}

static bool is_met(const struct schematron_run *run, uint32_t node)
{
	return run->met[node / 8] >> (node % 8) & 1;
}

static void check_path(struct schematron_run *run, const struct schema_pattern *pattern,
                       const struct schema_rule *rule, const struct context_path *path)
{
	struct context_walk walk;
	uint32_t node;
	context_begin(&walk, run->tree, path);
	while (!run->xpath.is_spent && !run->xpath.failed && context_next(&walk, &node)) {
		bool meant = false;
		if (!pattern->is_single && is_met(run, node))
			continue;
		bool good = context_matches(&run->xpath, path, node, &meant);
		if ((!good || meant) && !pattern->is_single)
			run->met[node / 8] |= (unsigned char)(1 << (node % 8));
		if (!good)
			tell_trouble(run, rule->id, SEVERITY_WARNING, node);
		else if (meant)
			check_node(run, rule, node);
		pool_reset(&run->xpath.scratch);
		pool_reset(&run->xpath.rule);
	}
}

static bool has_candidates(const struct schematron_run *run, const struct schema_pattern *pattern)
{
	struct context_walk walk;
	uint32_t node;
	for (const struct schema_rule *r = pattern->rules; r; r = r->next)
		for (size_t i = 0; i < r->context.n; i++) {
			context_begin(&walk, run->tree, &r->context.items[i]);
			if (context_next(&walk, &node))
				return true;
		}
	return false;
}

static void check_pattern(struct schematron_run *run, const struct schema_pattern *pattern)
{
	if (!pattern->is_single) {
		if (!has_candidates(run, pattern))
			return;
		size_t size = run->tree->nodes.n / 8 + 1;
		if (size > run->met_size) {
			free(run->met);
			run->met = malloc(size);
			run->met_size = run->met ? size : 0;
		}
		if (!run->met) {
			run->xpath.failed = true;
			return;
		}
		memset(run->met, 0, size);
	}
	for (const struct schema_rule *r = pattern->rules; r; r = r->next)
		for (size_t i = 0; i < r->context.n; i++)
			check_path(run, pattern, r, &r->context.items[i]);
}

// ---- All of it ----

static void tell_limit(struct schematron_run *run)
{
	struct schematron_finding finding = {
		.severity = SEVERITY_FATAL,
		.rule = "schematron-limit",
		.message = STR("the constraints of the Schematron schema take more steps, or more "
	                       "memory, than "
	                       "any constraint should need on a document of this size; what was "
	                       "found until "
	                       "then is told, the rest is not checked"),
	};
	run->found(run->context, &finding);
}

bool schematron_check(struct schematron_run *run,
                      void (*found)(void *context, const struct schematron_finding *finding),
                      void *context)
{
	const struct schematron *s = run->schema;
	struct xpath_run *x = &run->xpath;
	run->found = found;
	run->context = context;
	*x = (struct xpath_run){
		.tree = run->tree,
		.later = s->later,

		.steps = STEPS_FREE + STEPS_A_BYTE * (run->tree->text.n + run->tree->values.n),
		.variables = calloc(s->n_slots + 1, sizeof *x->variables),
		.key = schema_find_key,
		.context = run,
	};
	if (!x->variables)
		return false;
	for (const struct schema_let *let = s->lets; let; let = let->next)
		set_variable(run, let, 0, true);
	for (const struct schema_pattern *p = s->patterns; p && !x->is_spent && !x->failed;
	     p = p->next)
		check_pattern(run, p);
	if (x->is_spent)
		tell_limit(run);
	return !x->failed;
}

void schematron_run_free(struct schematron_run *run)
{
	if (!run)
		return;
	schema_keys_free(run);
	free(run->xpath.variables);
	pool_free(&run->xpath.scratch);
	pool_free(&run->xpath.rule);
	pool_free(&run->xpath.lasting);
	buf_free(&run->xpath.why);
	free(run->met);
	schema_free_tree(
		atomic_exchange(&((struct schematron *)(uintptr_t)run->schema)->idle, run->tree));
	free(run);
}
