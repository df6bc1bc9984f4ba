// schematron.c: schemas read, and documents checked against them

#include "schematron/schematron.h"

#include <libxml/tree.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "core/io.h"
#include "core/unicode.h"
#include "schematron/schemacompile.h"

enum { MESSAGE_MAX = 2000 }; // bytes

// How far the constraints of a document may go: steps of XPath for a document of any size, and for each of
// its bytes. Those of tei_all take about one a byte.
#define STEPS_FREE UINT64_C(100000000)
#define STEPS_A_BYTE UINT64_C(200)

// ---- Reading ----

static struct schematron *compile(const char *path, bool embedded, struct schema_files *files,
                                  const struct schematron_options *options)
{
	struct schema_parts parts = {.is_embedded = embedded};
	struct schematron *s = calloc(1, sizeof *s);
	if (!s) {
		report_memory(files->reporter);
		return NULL;
	}
	s->path = arena_str(&s->arena, str_from(path));
	schema_gather(&parts, files, &s->arena, xmlDocGetRootElement(files->items[0].doc));
	struct compiler compiler = {
		.schema = s,
		.parts = &parts,
		.files = files,
		.options = options,
		.reporter = files->reporter,
	};
	bool good = !parts.failed && !files->broken && compile_schema(&compiler);
	if (!good && (parts.failed || compiler.failed || s->arena.failed))
		report_memory(files->reporter);
	schema_parts_free(&parts);
	if (good && (s->n_checks || !embedded))
		return s;
	schematron_free(s);
	return NULL;
}

struct schematron *schematron_read(const char *path, const struct schematron_options *options,
                                   struct reporter *reporter)
{
	xml_ready();
	struct schema_files files = {.reporter = reporter};
	struct schematron *s = NULL;
	const xmlDoc *doc = schema_file(&files, path);
	const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
	if (root && schema_is(root, "schema"))
		s = compile(path, false, &files, options);
	else if (root)
		report(reporter, SEVERITY_FATAL, &(struct place){.file = path, .line = 1},
		       "schematron-broken",
		       "this is no Schematron schema: its outermost element is <%s>, not <schema> "
		       "in the "
		       "namespace " SCHEMATRON_NAMESPACE,
		       (const char *)root->name);
	schema_files_free(&files);
	return s;
}

// Most grammars carry nothing; a look at their bytes is cheaper than a tree.
bool schematron_may_carry(const char *path)
{
	struct buf bytes = {0};
	struct reporter silent = {0};
	bool may = input_read(&bytes, path, (size_t)64 << 20, &silent);
	// Those that are included may.
	if (may && str_find(buf_str(&bytes), STR("<include")) == bytes.n &&
	    str_find(buf_str(&bytes), STR(":include")) == bytes.n &&
	    str_find(buf_str(&bytes), STR("externalRef")) == bytes.n)
		may = str_find(buf_str(&bytes), STR(SCHEMATRON_NAMESPACE)) < bytes.n ||
		      str_find(buf_str(&bytes), STR(SCHEMATRON_1_5_NAMESPACE)) < bytes.n;
	buf_free(&bytes);
	return may;
}

struct schematron *schematron_read_embedded(const char *path,
                                            const struct schematron_options *options,
                                            struct reporter *reporter)
{
	xml_ready();
	if (!schematron_may_carry(path))
		return NULL;
	// What is wrong with the grammar is told by whoever reads it as such.
	struct reporter silent = {0};
	struct schema_files files = {.reporter = &silent};
	struct schematron *s = NULL;
	if (schema_file(&files, path)) {
		files.reporter = reporter;
		s = compile(path, true, &files, options);
	}
	schema_files_free(&files);
	return s;
}

static void free_tree(struct doctree *tree)
{
	if (tree)
		doctree_free(tree);
	free(tree);
}

void schematron_free(struct schematron *s)
{
	if (!s)
		return;
	for (struct schema_pattern *p = s->patterns; p; p = p->next)
		for (struct schema_rule *r = p->rules; r; r = r->next)
			context_free(&r->context);
	for (struct schema_key *k = s->keys; k; k = k->next)
		context_free(&k->match);
	free_tree(atomic_load(&s->idle));
	xpath_regexes_free(&s->regexes);
	idtable_free(&s->symbols);
	arena_free(&s->arena);
	free(s);
}

const char *schematron_path(const struct schematron *s)
{
	return s->path.s;
}

size_t schematron_constraints(const struct schematron *s)
{
	return s->n_checks;
}

size_t schematron_unchecked(const struct schematron *s)
{
	return s->n_unchecked;
}

// ---- A document ----

struct schematron_run {
	const struct schematron *schema;
	struct doctree *tree;
	struct _xmlDict *names;
	struct xpath_run xpath;
	struct key_table *keys; // of those that were asked for
	unsigned char *met;     // nodes that a rule of the pattern took, a bit each
	size_t met_size;
	void (*found)(void *context, const struct schematron_finding *finding);
	void *context;
};

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
	free_tree(run->tree);
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
	for (const struct schema_piece *p = check->message; p; p = p->next) {
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
	put_folded(&message, buf_str(&written));
	hand_on(run, subject_of(run, check, focus), check->severity, check->id,
	        cut(buf_str(&message)));
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

// ---- Keys ----

struct key_entry {
	struct str value;
	uint32_t node;
};

struct key_table {
	const struct schema_key *key;
	struct key_entry *items;
	size_t n, cap;
	struct key_table *next;
};

static int by_value(const void *a, const void *b)
{
	const struct key_entry *x = a, *y = b;
	int order = str_cmp(x->value, y->value);
	return order ? order : x->node < y->node ? -1 : x->node > y->node;
}

static bool enter_node(struct schematron_run *run, struct key_table *table, uint32_t node)
{
	struct xpath_run *x = &run->xpath;
	struct xpath_focus focus = {{.kind = ITEM_NODE, .node = node}, 1, 1};
	struct seq values = {0};
	if (!xpath_evaluate(x, table->key->use, &focus, &values))
		return false;
	for (uint32_t i = 0; i < values.n; i++) {
		struct str value;
		if (!item_text(x, values.items[i], &value))
			return false;
		// What is made in passing is kept.
		struct seq text = {0},
			   one = {&(struct item){.kind = ITEM_STRING, .text = value}, 1, 1};
		if (!pool_keep(x, &x->lasting, &one, &text))
			return false;
		value = text.items[0].text;
		if (!ARRAY_ROOM(table)) {
			x->failed = true;
			return xpath_fail(x, "memory ran out");
		}
		table->items[table->n++] = (struct key_entry){value, node};
	}
	return true;
}

static bool fill_table(struct schematron_run *run, struct key_table *table)
{
	uint32_t current = run->xpath.current, node;
	bool good = true, meant;
	for (size_t i = 0; i < table->key->match.n && good; i++) {
		const struct context_path *path = &table->key->match.items[i];
		struct context_walk walk;
		context_begin(&walk, run->tree, path);
		while (good && context_next(&walk, &node)) {
			good = context_matches(&run->xpath, path, node, &meant);
			if (good && meant)
				good = enter_node(run, table, node);
		}
	}
	run->xpath.current = current;
	if (table->n)
		qsort(table->items, table->n, sizeof *table->items, by_value);
	return good;
}

static struct key_table *table_of(struct schematron_run *run, const struct schema_key *key)
{
	for (struct key_table *t = run->keys; t; t = t->next)
		if (t->key == key)
			return t;
	struct key_table *table = calloc(1, sizeof *table);
	if (!table) {
		run->xpath.failed = true;
		xpath_fail(&run->xpath, "memory ran out");
		return NULL;
	}
	table->key = key;
	table->next = run->keys;
	run->keys = table;
	return fill_table(run, table) ? table : NULL;
}

static bool find_key(void *context, struct str name, struct str value, struct seq *out)
{
	struct schematron_run *run = context;
	bool any = false;
	for (const struct schema_key *key = run->schema->keys; key; key = key->next) {
		if (!str_eq(key->name, name))
			continue;
		any = true;
		const struct key_table *table = table_of(run, key);
		if (!table)
			return false;
		size_t low = 0, high = table->n;
		while (low < high) {
			size_t middle = low + (high - low) / 2;
			if (str_cmp(table->items[middle].value, value) < 0)
				low = middle + 1;
			else
				high = middle;
		}
		for (; low < table->n && str_eq(table->items[low].value, value); low++)
			if (!xpath_spend(&run->xpath, 1) ||
			    !seq_add_node(&run->xpath, out, table->items[low].node))
				return false;
	}
	return any || xpath_fail(&run->xpath, "there is no key %.*s", STR_ARG(name));
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
		.key = find_key,
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
	for (struct key_table *next, *t = run->keys; t; t = next) {
		next = t->next;
		free(t->items);
		free(t);
	}
	free(run->xpath.variables);
	pool_free(&run->xpath.scratch);
	pool_free(&run->xpath.rule);
	pool_free(&run->xpath.lasting);
	buf_free(&run->xpath.why);
	free(run->met);
	free_tree(atomic_exchange(&((struct schematron *)(uintptr_t)run->schema)->idle, run->tree));
	free(run);
}
