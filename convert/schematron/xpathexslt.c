// xpathexslt.c: the functions of EXSLT: common, math, sets, strings, and dates through libexslt
//
// Source: http://exslt.org. What is a set of nodes there (tokens of a text) is a sequence of texts here.

#include <libexslt/exslt.h>
#include <libxml/xpathInternals.h>
#include <math.h>
#include <stdlib.h>

#include "core/unicode.h"
#include "core/xmlerror.h"
#include "schematron/xpathfunctions.h"

enum { PADDING_MAX = 100000 };

static bool is_named(const struct xpath_node *node, const char *name)
{
	return strcmp(node->function->name, name) == 0;
}

// ---- Common ----

static bool call_node_set(CALL)
{
	UNUSED;
	*out = args[0];
	return true;
}

static bool call_object_type(CALL)
{
	UNUSED;
	static const char *const types[] = {"node-set", "string", "string", "number",
	                                    "boolean",  "string", "string"};
	const char *type = args[0].n == 1 ? types[args[0].items[0].kind] : "node-set";
	return seq_add_string(run, out, str_from(type));
}

// ---- Math ----

static bool call_math(CALL)
{
	UNUSED;
	double x = args[0].n ? item_number(run, args[0].items[0]) : NAN;
	double y = n > 1 && args[1].n ? item_number(run, args[1].items[0]) : NAN;
	double result = is_named(node, "abs")    ? fabs(x)
	                : is_named(node, "sqrt") ? sqrt(x)
	                                         : pow(x, y);
	return seq_add_number(run, out, result);
}

// max and min: NaN where there is none, or one is no number.
static bool extreme_of(struct xpath_run *run, const struct seq *of, bool least, double *result)
{
	*result = NAN;
	for (uint32_t i = 0; i < of->n; i++) {
		double x = item_number(run, of->items[i]);
		if (isnan(x)) {
			*result = NAN;
			return true;
		}
		if (i == 0 || (least ? x < *result : x > *result))
			*result = x;
	}
	return xpath_spend(run, of->n);
}

static bool call_extreme(CALL)
{
	UNUSED;
	double result;
	return extreme_of(run, &args[0], is_named(node, "min"), &result) &&
	       seq_add_number(run, out, result);
}

static bool call_highest(CALL)
{
	UNUSED;
	double result;
	if (!extreme_of(run, &args[0], is_named(node, "lowest"), &result))
		return false;
	for (uint32_t i = 0; i < args[0].n; i++)
		if (item_number(run, args[0].items[i]) == result &&
		    !seq_add(run, out, args[0].items[i]))
			return false;
	return true;
}

// ---- Sets ----

static bool are_nodes(struct xpath_run *run, const struct seq *args, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (uint32_t j = 0; j < args[i].n; j++)
			if (args[i].items[j].kind != ITEM_NODE)
				return xpath_fail(run, "a set holds nodes");
	return true;
}

static bool holds_node(const struct seq *set, uint32_t node)
{
	for (uint32_t i = 0; i < set->n; i++)
		if (set->items[i].node == node)
			return true;
	return false;
}

static bool call_set(CALL)
{
	UNUSED;
	bool same = is_named(node, "has-same-node"), take = !is_named(node, "difference");
	if (!are_nodes(run, args, n) || !xpath_spend(run, (uint64_t)args[0].n * args[1].n))
		return false;
	for (uint32_t i = 0; i < args[0].n; i++) {
		if (holds_node(&args[1], args[0].items[i].node) != take)
			continue;
		if (same)
			return seq_add_boolean(run, out, true);
		if (!seq_add(run, out, args[0].items[i]))
			return false;
	}
	return !same || seq_add_boolean(run, out, false);
}

// What comes before, or behind, the first of the second set.
static bool call_leading(CALL)
{
	UNUSED;
	bool before = is_named(node, "leading");
	if (!are_nodes(run, args, n) || (args[1].n && !holds_node(&args[0], args[1].items[0].node)))
		return are_nodes(run, args, n);
	for (uint32_t i = 0; i < args[0].n; i++) {
		uint32_t at = args[0].items[i].node;
		bool in = !args[1].n ||
		          (before ? at < args[1].items[0].node : at > args[1].items[0].node);
		if (in && !seq_add(run, out, args[0].items[i]))
			return false;
	}
	return true;
}

// The first node of each value.
static bool call_distinct(CALL)
{
	UNUSED;
	return are_nodes(run, args, n) && xpath_distinct(run, &args[0], true, out);
}

// ---- Strings ----

static bool call_concat(CALL)
{
	UNUSED;
	struct buf all = {0};
	struct str text;
	for (uint32_t i = 0; i < args[0].n; i++)
		if (item_text(run, args[0].items[i], &text))
			buf_put(&all, text);
	return xpath_give(run, &all, out);
}

// Tokens end at any of the characters; without such, each character is one.
static bool call_tokenize(CALL)
{
	UNUSED;
	struct str text, marks = STR("\t\r\n ");
	if (!seq_text(run, &args[0], &text) || (n > 1 && !seq_text(run, &args[1], &marks)))
		return false;
	for (size_t from = 0, at = 0; at < text.n;) {
		size_t before = at, mark = 0;
		int32_t c = utf8_next(text, &at);
		bool ends = false;
		while (mark < marks.n && !ends)
			ends = utf8_next(marks, &mark) == c;
		size_t to = ends ? before : at;
		if (!xpath_spend(run, 1 + marks.n / 16))
			return false;
		if ((ends || at == text.n || !marks.n) && to > from &&
		    !seq_add_string(run, out, str_from_to(text, from, to)))
			return false;
		if (ends || !marks.n)
			from = at;
	}
	return true;
}

static bool call_split(CALL)
{
	UNUSED;
	struct str text, between = STR(" ");
	if (!seq_text(run, &args[0], &text) || (n > 1 && !seq_text(run, &args[1], &between)))
		return false;
	while (text.n) {
		size_t at = between.n ? str_find(text, between) : 1;
		while (!between.n && at < text.n && utf8_is_tail(text.s[at]))
			at++;
		if (!xpath_spend(run, 1) ||
		    (at && !seq_add_string(run, out, str_from_to(text, 0, at))))
			return false;
		text = str_after(text, at + between.n);
	}
	return true;
}

static bool call_replace(CALL)
{
	UNUSED;
	struct str text, what, with;
	if (!seq_text(run, &args[0], &text) || !seq_text(run, &args[1], &what) ||
	    !seq_text(run, &args[2], &with))
		return false;
	struct buf all = {0};
	while (text.n && what.n) {
		size_t at = str_find(text, what);
		buf_put(&all, str_from_to(text, 0, at));
		if (at < text.n)
			buf_put(&all, with);
		text = str_after(text, at + what.n);
	}
	buf_put(&all, text);
	return xpath_give(run, &all, out);
}

static bool call_padding(CALL)
{
	UNUSED;
	struct str with = STR(" ");
	double length = args[0].n ? item_number(run, args[0].items[0]) : NAN;
	if (n > 1 && !seq_text(run, &args[1], &with))
		return false;
	if (length > PADDING_MAX)
		return xpath_fail(run, "a text is padded to more than %d characters", PADDING_MAX);
	struct buf all = {0};
	size_t at = 0;
	for (double i = 0; with.n && i < length; i++) {
		size_t before = at;
		utf8_next(with, &at);
		buf_put(&all, str_from_to(with, before, at));
		at = at < with.n ? at : 0;
	}
	return xpath_give(run, &all, out);
}

// ---- Dates, through libexslt ----

static void be_silent(void *context, xml_error_ptr e)
{
	(void)context, (void)e;
}

// The arguments become variables of an expression that libxml2 works out.
static bool set_arguments(struct xpath_run *run, xmlXPathContext *context, const struct seq *args,
                          size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct str text;
		struct buf copy = {0};
		const char *name = i ? "b" : "a";
		if (!seq_text(run, &args[i], &text))
			return false;
		buf_put(&copy, text);
		buf_putc(&copy, '\0');
		bool good =
			!copy.failed && xmlXPathRegisterVariable(context, BAD_CAST name,
		                                                 xmlXPathNewCString(copy.s)) == 0;
		buf_free(&copy);
		if (!good)
			return xpath_fail(run, "memory ran out");
	}
	return true;
}

static bool take_result(struct xpath_run *run, xmlXPathObject *object, struct seq *out)
{
	if (!object)
		return xpath_fail(run, "a function on dates gives nothing");
	bool good = false;
	if (object->type == XPATH_BOOLEAN)
		good = seq_add_boolean(run, out, object->boolval);
	else if (object->type == XPATH_NUMBER)
		good = seq_add_number(run, out, object->floatval);
	else if (object->type == XPATH_STRING)
		good = seq_add_string(run, out,
		                      pool_str(run, str_from((const char *)object->stringval)));
	xmlXPathFreeObject(object);
	return good;
}

static bool call_date(CALL)
{
	UNUSED;
	xmlXPathContext *context = xmlXPathNewContext(NULL);
	struct buf expression = {0};
	bool good = false;
	buf_printf(&expression, "date:%s(%s)", node->function->name,
	           n == 2   ? "$a, $b"
	           : n == 1 ? "$a"
	                    : "");
	if (context && !expression.failed &&
	    xmlXPathRegisterNs(context, BAD_CAST "date", EXSLT_DATE_NAMESPACE) == 0 &&
	    exsltDateXpathCtxtRegister(context, BAD_CAST "date") == 0 &&
	    set_arguments(run, context, args, n)) {
		context->error = be_silent;
		good = take_result(run, xmlXPathEval(BAD_CAST expression.s, context), out);
	}
	buf_free(&expression);
	xmlXPathFreeContext(context);
	return good || xpath_fail(run, "date:%s() could not be worked out", node->function->name);
}

#define DATE(name, min, max, boolean) \
	{ \
		name, LIBRARY_DATES, min, max, boolean, false, call_date \
	}

const struct xpath_function xpath_functions_exslt[] = {
	{"node-set", LIBRARY_COMMON, 1, 1, false, false, call_node_set},
	{"object-type", LIBRARY_COMMON, 1, 1, true, false, call_object_type},
	{"abs", LIBRARY_MATH, 1, 1, false, false, call_math},
	{"sqrt", LIBRARY_MATH, 1, 1, false, false, call_math},
	{"power", LIBRARY_MATH, 2, 2, false, false, call_math},
	{"min", LIBRARY_MATH, 1, 1, false, false, call_extreme},
	{"max", LIBRARY_MATH, 1, 1, false, false, call_extreme},
	{"highest", LIBRARY_MATH, 1, 1, true, false, call_highest},
	{"lowest", LIBRARY_MATH, 1, 1, true, false, call_highest},
	{"difference", LIBRARY_SETS, 2, 2, true, false, call_set},
	{"intersection", LIBRARY_SETS, 2, 2, true, false, call_set},
	{"has-same-node", LIBRARY_SETS, 2, 2, true, false, call_set},
	{"leading", LIBRARY_SETS, 2, 2, true, false, call_leading},
	{"trailing", LIBRARY_SETS, 2, 2, true, false, call_leading},
	{"distinct", LIBRARY_SETS, 1, 1, true, false, call_distinct},
	{"concat", LIBRARY_STRINGS, 1, 1, true, false, call_concat},
	{"tokenize", LIBRARY_STRINGS, 1, 2, true, false, call_tokenize},
	{"split", LIBRARY_STRINGS, 1, 2, true, false, call_split},
	{"replace", LIBRARY_STRINGS, 3, 3, true, false, call_replace},
	{"padding", LIBRARY_STRINGS, 1, 2, true, false, call_padding},
	DATE("add", 2, 2, true),
	DATE("add-duration", 2, 2, true),
	DATE("date", 0, 1, true),
	DATE("date-time", 0, 0, true),
	DATE("day-abbreviation", 0, 1, true),
	DATE("day-in-month", 0, 1, false),
	DATE("day-in-week", 0, 1, false),
	DATE("day-in-year", 0, 1, false),
	DATE("day-name", 0, 1, true),
	DATE("day-of-week-in-month", 0, 1, false),
	DATE("difference", 2, 2, true),
	DATE("duration", 1, 1, true),
	DATE("hour-in-day", 0, 1, false),
	DATE("leap-year", 0, 1, true),
	DATE("minute-in-hour", 0, 1, false),
	DATE("month-abbreviation", 0, 1, true),
	DATE("month-in-year", 0, 1, false),
	DATE("month-name", 0, 1, true),
	DATE("second-in-minute", 0, 1, false),
	DATE("seconds", 0, 1, false),
	DATE("time", 0, 1, true),
	DATE("week-in-month", 0, 1, false),
	DATE("week-in-year", 0, 1, false),
	DATE("year", 0, 1, false),
	{NULL, LIBRARY_NONE, 0, 0, false, false, NULL},
};
