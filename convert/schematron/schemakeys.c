// schemakeys.c: xsl:key and key()

#include <stdlib.h>

#include "schematron/schemarun.h"

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

bool schema_find_key(void *context, struct str name, struct str value, struct seq *out)
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

void schema_keys_free(struct schematron_run *run)
{
	for (struct key_table *next, *t = run->keys; t; t = next) {
		next = t->next;
		free(t->items);
		free(t);
	}
}
