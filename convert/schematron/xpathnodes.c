// xpathnodes.c: functions on nodes, numbers, sequences and dates

#include "schematron/xpathfunctions.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

// The node that a function without a value is about; none is no error. False: it is told.
static bool node_of(CALL, uint32_t *which, bool *any)
{
	UNUSED;
	struct item item = n ? (args[0].n ? args[0].items[0] : (struct item){0}) : focus->item;
	*any = !n || args[0].n;
	if (*any && item.kind != ITEM_NODE)
		return xpath_fail(run, "%s() is about a node", node->function->name);
	if (n && args[0].n > 1 && run->later)
		return xpath_fail(run, "%s() is about one node, and there are %u",
		                  node->function->name, args[0].n);
	*which = item.node;
	return true;
}

// ---- Nodes ----

static bool call_position(CALL)
{
	UNUSED;
	return seq_add_number(run, out, (double)focus->position);
}

static bool call_last(CALL)
{
	UNUSED;
	return seq_add_number(run, out, (double)focus->size);
}

static bool call_count(CALL)
{
	UNUSED;
	return seq_add_number(run, out, args[0].n);
}

static bool call_current(CALL)
{
	UNUSED;
	return seq_add_node(run, out, run->current);
}

static bool call_root(CALL)
{
	uint32_t which;
	bool any;
	return node_of(run, node, focus, args, n, out, &which, &any) &&
	       (!any || seq_add_node(run, out, 0));
}

static bool call_local_name(CALL)
{
	uint32_t which = 0;
	bool any;
	return node_of(run, node, focus, args, n, out, &which, &any) &&
	       seq_add_string(run, out, any ? doctree_local(run->tree, which) : (struct str){0});
}

static bool call_namespace_uri(CALL)
{
	uint32_t which = 0;
	bool any;
	return node_of(run, node, focus, args, n, out, &which, &any) &&
	       seq_add_string(run, out, any ? doctree_uri(run->tree, which) : (struct str){0});
}

static bool call_name(CALL)
{
	uint32_t which = 0;
	bool any;
	if (!node_of(run, node, focus, args, n, out, &which, &any))
		return false;
	struct buf name = {0};
	if (any)
		doctree_put_name(run->tree, which, &name);
	bool good = seq_add_string(run, out, pool_str(run, buf_str(&name)));
	buf_free(&name);
	return good;
}

static bool call_generate_id(CALL)
{
	uint32_t which = 0;
	bool any;
	if (!node_of(run, node, focus, args, n, out, &which, &any))
		return false;
	char id[20] = "";
	if (any)
		snprintf(id, sizeof id, "d%u", which);
	return seq_add_string(run, out, pool_str(run, str_from(id)));
}

static bool call_has_children(CALL)
{
	uint32_t which = 0;
	bool any;
	return node_of(run, node, focus, args, n, out, &which, &any) &&
	       seq_add_boolean(run, out,
	                       any && doctree_inside(run->tree, which) <
	                                       run->tree->nodes.items[which].end);
}

static bool call_id(CALL)
{
	UNUSED;
	for (uint32_t i = 0; i < args[0].n; i++) {
		struct str ids, word;
		if (!item_text(run, args[0].items[i], &ids))
			return false;
		while ((word = str_word(&ids)).n) {
			uint32_t found = doctree_by_id(run->tree, word);
			if (found && !seq_add_node(run, out, found))
				return false;
		}
	}
	run->failed |= run->tree->failed;
	seq_order(out);
	return true;
}

static bool call_key(CALL)
{
	UNUSED;
	struct str name;
	if (!run->key)
		return xpath_fail(run, "there are no keys");
	if (!seq_text(run, &args[0], &name))
		return false;
	for (uint32_t i = 0; i < args[1].n; i++) {
		struct str value;
		if (!item_text(run, args[1].items[i], &value) ||
		    !run->key(run->context, name, value, out))
			return false;
	}
	seq_order(out);
	return true;
}

// The nearest xml:lang says which language it is.
static bool call_lang(CALL)
{
	UNUSED;
	struct str wanted;
	if (!seq_text(run, &args[0], &wanted) || focus->item.kind != ITEM_NODE)
		return seq_add_boolean(run, out, false);
	const struct doctree_node *nodes = run->tree->nodes.items;
	for (uint32_t i = focus->item.node;; i = nodes[i].parent) {
		uint32_t end = doctree_inside(run->tree, i);
		for (uint32_t a = i + 1; nodes[i].kind == NODE_ELEMENT && a < end; a++) {
			if (!str_is(doctree_local(run->tree, a), "lang") ||
			    !doctree_uri(run->tree, a).n)
				continue;
			struct str is = doctree_value(run->tree, a);
			bool good = is.n >= wanted.n;
			for (size_t c = 0; good && c < wanted.n; c++)
				good = ascii_lower(is.s[c]) == ascii_lower(wanted.s[c]);
			return seq_add_boolean(run, out,
			                       good && (is.n == wanted.n || is.s[wanted.n] == '-'));
		}
		if (i == 0)
			return seq_add_boolean(run, out, false);
	}
}

static bool call_outermost(CALL)
{
	UNUSED;
	uint32_t end = 0;
	bool first = node->function->name[0] == 'o';
	seq_order(&args[0]);
	for (uint32_t i = 0; i < args[0].n; i++) {
		struct item item = args[0].items[i];
		if (item.kind != ITEM_NODE)
			return xpath_fail(run, "%s() is about nodes", node->function->name);
		bool inside =
			first ? item.node < end
			      : i + 1 < args[0].n && args[0].items[i + 1].node <
							     run->tree->nodes.items[item.node].end;
		if (first && !inside)
			end = run->tree->nodes.items[item.node].end;
		if (!inside && !seq_add(run, out, item))
			return false;
	}
	return true;
}

// ---- Truth ----

static bool call_boolean(CALL)
{
	UNUSED;
	bool verdict;
	return seq_boolean(run, &args[0], &verdict) && seq_add_boolean(run, out, verdict);
}

static bool call_not(CALL)
{
	UNUSED;
	bool verdict;
	return seq_boolean(run, &args[0], &verdict) && seq_add_boolean(run, out, !verdict);
}

static bool call_true(CALL)
{
	UNUSED;
	return seq_add_boolean(run, out, true);
}

static bool call_false(CALL)
{
	UNUSED;
	return seq_add_boolean(run, out, false);
}

static bool call_exists(CALL)
{
	UNUSED;
	return seq_add_boolean(run, out, args[0].n > 0);
}

static bool call_empty(CALL)
{
	UNUSED;
	return seq_add_boolean(run, out, args[0].n == 0);
}

// ---- Numbers ----

static bool call_number(CALL)
{
	UNUSED;
	if (n && args[0].n > 1 && run->later)
		return xpath_fail(run, "number() is about one value");
	double number = !n          ? item_number(run, focus->item)
	                : args[0].n ? item_number(run, args[0].items[0])
	                            : NAN;
	return seq_add_number(run, out, number);
}

static bool call_sum(CALL)
{
	UNUSED;
	double sum = 0;
	for (uint32_t i = 0; i < args[0].n; i++)
		sum += item_number(run, args[0].items[i]);
	return seq_add_number(run, out, sum);
}

static bool call_avg(CALL)
{
	UNUSED;
	double sum = 0;
	for (uint32_t i = 0; i < args[0].n; i++)
		sum += item_number(run, args[0].items[i]);
	return !args[0].n || seq_add_number(run, out, sum / args[0].n);
}

static bool round_with(CALL, double (*f)(double))
{
	UNUSED;
	if (run->later && !args[0].n)
		return true;
	double number = args[0].n ? item_number(run, args[0].items[0]) : NAN;
	return seq_add_number(run, out, f(number));
}

static double half_up(double number)
{
	return floor(number + 0.5);
}

static bool call_floor(CALL)
{
	return round_with(run, node, focus, args, n, out, floor);
}

static bool call_ceiling(CALL)
{
	return round_with(run, node, focus, args, n, out, ceil);
}

static bool call_round(CALL)
{
	return round_with(run, node, focus, args, n, out, half_up);
}

static bool call_abs(CALL)
{
	return round_with(run, node, focus, args, n, out, fabs);
}

// Texts are compared as texts, what nodes hold as numbers.
static bool call_extreme(CALL)
{
	UNUSED;
	bool least = str_is(str_from(node->function->name), "min");
	struct item best = {0};
	for (uint32_t i = 0; i < args[0].n; i++) {
		struct item item = item_value(run, args[0].items[i]);
		if (item.kind == ITEM_UNTYPED)
			item = (struct item){.kind = ITEM_NUMBER, .number = number_from(item.text)};
		if (item.kind == ITEM_NUMBER && isnan(item.number))
			return seq_add(run, out, item);
		if (i == 0 ||
		    (least ? item_is_less(run, item, best) : item_is_less(run, best, item)))
			best = item;
	}
	return !args[0].n || seq_add(run, out, best);
}

// ---- Sequences ----

static bool call_data(CALL)
{
	UNUSED;
	for (uint32_t i = 0; n && i < args[0].n; i++)
		if (!seq_add(run, out, item_value(run, args[0].items[i])))
			return false;
	return n || seq_add(run, out, item_value(run, focus->item));
}

static bool call_distinct_values(CALL)
{
	UNUSED;
	return xpath_distinct(run, &args[0], false, out);
}

static bool call_index_of(CALL)
{
	UNUSED;
	for (uint32_t i = 0; args[1].n && i < args[0].n; i++)
		if (item_is_equal(run, args[0].items[i], args[1].items[0]) &&
		    !seq_add_number(run, out, i + 1.0))
			return false;
	return xpath_spend(run, args[0].n);
}

static bool call_reverse(CALL)
{
	UNUSED;
	for (uint32_t i = args[0].n; i-- > 0;)
		if (!seq_add(run, out, args[0].items[i]))
			return false;
	return true;
}

static bool call_subsequence(CALL)
{
	UNUSED;
	double from = args[1].n ? half_up(item_number(run, args[1].items[0])) : NAN;
	double to =
		n > 2 && args[2].n ? from + half_up(item_number(run, args[2].items[0])) : INFINITY;
	for (uint32_t i = 0; i < args[0].n; i++)
		if (i + 1.0 >= from && i + 1.0 < to && !seq_add(run, out, args[0].items[i]))
			return false;
	return true;
}

static bool call_head(CALL)
{
	UNUSED;
	return !args[0].n || seq_add(run, out, args[0].items[0]);
}

static bool call_tail(CALL)
{
	UNUSED;
	for (uint32_t i = 1; i < args[0].n; i++)
		if (!seq_add(run, out, args[0].items[i]))
			return false;
	return true;
}

static bool call_cardinality(CALL)
{
	UNUSED;
	bool many = str_is(str_from(node->function->name), "one-or-more");
	bool none = str_is(str_from(node->function->name), "zero-or-one");
	if ((!many && args[0].n > 1) || (!none && !args[0].n))
		return xpath_fail(run, "%s() is given %u values", node->function->name, args[0].n);
	*out = args[0];
	return true;
}

static bool call_unordered(CALL)
{
	UNUSED;
	*out = args[0];
	return true;
}

// ---- Dates ----

static bool call_current_date(CALL)
{
	UNUSED;
	char text[40];
	time_t now = time(NULL);
	struct tm tm;
	if (!gmtime_r(&now, &tm) || !strftime(text, sizeof text, "%Y-%m-%d", &tm))
		return xpath_fail(run, "the date of today is not known");
	struct item item = {.kind = ITEM_STRING, .text = str_from(text)};
	return item_cast(run, item, TYPE_DATE, &item) && seq_add(run, out, item);
}

static bool call_part_of_date(CALL)
{
	UNUSED;
	struct item date = {0};
	struct str text;
	size_t part = 0;
	if (!args[0].n)
		return true;
	if (!item_cast(run, args[0].items[0], TYPE_DATE, &date) || !item_text(run, date, &text))
		return false;
	size_t from = node->function->name[0] == 'y' ? 0 : node->function->name[0] == 'm' ? 5 : 8;
	bool minus = str_take(&text, '-');
	str_number(str_from_to(text, from, from ? from + 2 : 4), &part);
	return seq_add_number(run, out, minus && !from ? -(double)part : (double)part);
}

static bool call_type(CALL)
{
	UNUSED;
	struct item item;
	if (args[0].n > 1)
		return xpath_fail(run, "several values are cast as one");
	return !args[0].n ||
	       (item_cast(run, args[0].items[0], node->type, &item) && seq_add(run, out, item));
}

const struct xpath_function xpath_functions_core[] = {
	{"position", LIBRARY_CORE, 0, 0, false, false, call_position},
	{"last", LIBRARY_CORE, 0, 0, false, false, call_last},
	{"count", LIBRARY_CORE, 1, 1, false, false, call_count},
	{"current", LIBRARY_CORE, 0, 0, true, false, call_current},
	{"root", LIBRARY_CORE, 0, 1, true, true, call_root},
	{"local-name", LIBRARY_CORE, 0, 1, true, false, call_local_name},
	{"namespace-uri", LIBRARY_CORE, 0, 1, true, false, call_namespace_uri},
	{"name", LIBRARY_CORE, 0, 1, true, false, call_name},
	{"generate-id", LIBRARY_CORE, 0, 1, true, false, call_generate_id},
	{"has-children", LIBRARY_CORE, 0, 1, true, true, call_has_children},
	{"id", LIBRARY_CORE, 1, 1, true, false, call_id},
	{"key", LIBRARY_CORE, 2, 2, true, false, call_key},
	{"lang", LIBRARY_CORE, 1, 1, true, false, call_lang},
	{"outermost", LIBRARY_CORE, 1, 1, true, true, call_outermost},
	{"innermost", LIBRARY_CORE, 1, 1, true, true, call_outermost},
	{"boolean", LIBRARY_CORE, 1, 1, true, false, call_boolean},
	{"not", LIBRARY_CORE, 1, 1, true, false, call_not},
	{"true", LIBRARY_CORE, 0, 0, true, false, call_true},
	{"false", LIBRARY_CORE, 0, 0, true, false, call_false},
	{"exists", LIBRARY_CORE, 1, 1, true, true, call_exists},
	{"empty", LIBRARY_CORE, 1, 1, true, true, call_empty},
	{"number", LIBRARY_CORE, 0, 1, false, false, call_number},
	{"sum", LIBRARY_CORE, 1, 1, false, false, call_sum},
	{"avg", LIBRARY_CORE, 1, 1, false, true, call_avg},
	{"floor", LIBRARY_CORE, 1, 1, false, false, call_floor},
	{"ceiling", LIBRARY_CORE, 1, 1, false, false, call_ceiling},
	{"round", LIBRARY_CORE, 1, 1, false, false, call_round},
	{"abs", LIBRARY_CORE, 1, 1, false, true, call_abs},
	{"min", LIBRARY_CORE, 1, 1, false, true, call_extreme},
	{"max", LIBRARY_CORE, 1, 1, false, true, call_extreme},
	{"data", LIBRARY_CORE, 0, 1, false, true, call_data},
	{"distinct-values", LIBRARY_CORE, 1, 1, false, true, call_distinct_values},
	{"index-of", LIBRARY_CORE, 2, 2, false, true, call_index_of},
	{"reverse", LIBRARY_CORE, 1, 1, false, true, call_reverse},
	{"subsequence", LIBRARY_CORE, 2, 3, false, true, call_subsequence},
	{"head", LIBRARY_CORE, 1, 1, false, true, call_head},
	{"tail", LIBRARY_CORE, 1, 1, false, true, call_tail},
	{"exactly-one", LIBRARY_CORE, 1, 1, false, true, call_cardinality},
	{"zero-or-one", LIBRARY_CORE, 1, 1, false, true, call_cardinality},
	{"one-or-more", LIBRARY_CORE, 1, 1, false, true, call_cardinality},
	{"unordered", LIBRARY_CORE, 1, 1, false, true, call_unordered},
	{"current-date", LIBRARY_CORE, 0, 0, false, true, call_current_date},
	{"year-from-date", LIBRARY_CORE, 1, 1, false, true, call_part_of_date},
	{"month-from-date", LIBRARY_CORE, 1, 1, false, true, call_part_of_date},
	{"day-from-date", LIBRARY_CORE, 1, 1, false, true, call_part_of_date},
	{"", LIBRARY_TYPES, 1, 1, false, true, call_type},
	{NULL, LIBRARY_NONE, 0, 0, false, false, NULL},
};
