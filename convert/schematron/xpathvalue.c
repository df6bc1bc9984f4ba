// xpathvalue.c: what values are as text, as numbers, as true or false, and beside each other

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "schematron/xpathdate.h"
#include "schematron/xpathrun.h"

struct item item_value(const struct xpath_run *run, struct item item)
{
	if (item.kind != ITEM_NODE)
		return item;
	return (struct item){.kind = ITEM_UNTYPED, .text = doctree_value(run->tree, item.node)};
}

// ---- Numbers ----

// Blanks around it and a sign are allowed; no exponent in XPath 1.0, but in later ones.
double number_from(struct str text)
{
	char copy[400];
	text = str_trim(text);
	if (!text.n || text.n >= sizeof copy)
		return NAN;
	bool digits = false;
	for (size_t i = 0; i < text.n; i++) {
		char c = text.s[i];
		digits |= ascii_is_digit(c);
		bool sign = (c == '-' || c == '+') &&
		            (i == 0 || text.s[i - 1] == 'e' || text.s[i - 1] == 'E');
		if (!ascii_is_digit(c) && c != '.' && !sign && !(digits && (c == 'e' || c == 'E')))
			return NAN;
		copy[i] = c;
	}
	copy[text.n] = '\0';
	char *end;
	double number = strtod(copy, &end);
	return digits && !*end ? number : NAN;
}

double item_number(struct xpath_run *run, struct item item)
{
	switch (item.kind) {
	case ITEM_NODE:
		return number_from(doctree_value(run->tree, item.node));
	case ITEM_UNTYPED:
	case ITEM_STRING:
		return number_from(item.text);
	case ITEM_BOOLEAN:
		return item.boolean;
	case ITEM_NUMBER:
		return item.number;
	default:
		return NAN;
	}
}

// As XPath 1.0 writes numbers: without an exponent, and no more digits than it takes.
static void put_number(char *to, size_t size, double n)
{
	if (isnan(n) || isinf(n)) {
		snprintf(to, size, "%s", isnan(n) ? "NaN" : n < 0 ? "-Infinity" : "Infinity");
		return;
	}
	if (n == floor(n) && fabs(n) < 1e16) {
		snprintf(to, size, "%.0f", n == 0 ? 0.0 : n);
		return;
	}
	for (int digits = 1; digits <= 17; digits++) {
		char e[40];
		snprintf(e, sizeof e, "%.*e", digits - 1, n);
		if (strtod(e, NULL) != n && digits < 17)
			continue;
		int exponent = atoi(strchr(e, 'e') + 1), after = digits - 1 - exponent;
		snprintf(to, size, "%.*f", after > 0 ? after : 0, n);
		return;
	}
}

// ---- Text ----

bool item_text(struct xpath_run *run, struct item item, struct str *out)
{
	char text[400];
	long year, month, day;
	switch (item.kind) {
	case ITEM_NODE:
		*out = doctree_value(run->tree, item.node);
		return true;
	case ITEM_UNTYPED:
	case ITEM_STRING:
		*out = item.text;
		return true;
	case ITEM_BOOLEAN:
		*out = item.boolean ? STR("true") : STR("false");
		return true;
	case ITEM_NUMBER:
		put_number(text, sizeof text, item.number);
		break;
	case ITEM_DATE:
		xpath_date_of(item.number, &year, &month, &day);
		snprintf(text, sizeof text, "%04ld-%02ld-%02ld", year, month, day);
		break;
	case ITEM_DURATION:
		snprintf(text, sizeof text, "%sP%.0fD", item.number < 0 ? "-" : "",
		         fabs(item.number) / DAY);
		break;
	}
	*out = pool_str(run, str_from(text));
	return out->n > 0;
}

bool seq_text(struct xpath_run *run, const struct seq *seq, struct str *out)
{
	*out = (struct str){0};
	if (seq->n > 1 && run->later)
		return xpath_fail(run, "there are %u values where one is expected", seq->n);
	return !seq->n || item_text(run, seq->items[0], out);
}

bool seq_boolean(struct xpath_run *run, const struct seq *seq, bool *out)
{
	*out = seq->n > 0;
	if (!seq->n || seq->items[0].kind == ITEM_NODE)
		return true;
	if (seq->n > 1)
		return xpath_fail(run, "several values are no condition");
	struct item item = seq->items[0];
	if (item.kind == ITEM_BOOLEAN)
		*out = item.boolean;
	else if (item.kind == ITEM_NUMBER)
		*out = item.number != 0 && !isnan(item.number);
	else if (item.kind == ITEM_STRING || item.kind == ITEM_UNTYPED)
		*out = item.text.n > 0;
	else
		return xpath_fail(run, "a date is no condition");
	return true;
}

// ---- Comparing ----

static bool is_text(struct item item)
{
	return item.kind == ITEM_STRING || item.kind == ITEM_UNTYPED;
}

static bool holds(enum xpath_op op, int order)
{
	switch (op) {
	case XPATH_EQUAL:
		return order == 0;
	case XPATH_UNEQUAL:
		return order != 0;
	case XPATH_LESS:
		return order < 0;
	case XPATH_LESS_EQUAL:
		return order <= 0;
	case XPATH_GREATER:
		return order > 0;
	default:
		return order >= 0;
	}
}

static bool compare_numbers(enum xpath_op op, double a, double b)
{
	if (isnan(a) || isnan(b))
		return op == XPATH_UNEQUAL;
	return holds(op, a < b ? -1 : a > b);
}

bool item_truth(struct item item)
{
	if (item.kind == ITEM_BOOLEAN)
		return item.boolean;
	if (item.kind == ITEM_NUMBER)
		return item.number != 0 && !isnan(item.number);
	return item.text.n > 0;
}

// A text beside a boolean is cast in XPath 2.0 ("true", "1"), and one that is not empty is true in 1.0.
static bool as_boolean(const struct xpath_run *run, struct item item)
{
	if (!run->later || !is_text(item))
		return item_truth(item);
	return str_is(str_trim(item.text), "true") || str_is(str_trim(item.text), "1");
}

static bool as_days(struct item item, double *days)
{
	*days = item.number;
	return item.kind == ITEM_DATE || (is_text(item) && xpath_date_from(item.text, days));
}

// Two values that are no nodes. `op` is one of the general comparisons.
static bool compare_items(struct xpath_run *run, enum xpath_op op, struct item a, struct item b)
{
	double x, y;
	bool only_equal = op == XPATH_EQUAL || op == XPATH_UNEQUAL;
	if (a.kind == ITEM_DATE || b.kind == ITEM_DATE)
		return as_days(a, &x) && as_days(b, &y) ? compare_numbers(op, x, y)
		                                        : op == XPATH_UNEQUAL;
	if (a.kind == ITEM_DURATION || b.kind == ITEM_DURATION)
		return a.kind == b.kind && compare_numbers(op, a.number, b.number);
	if ((a.kind == ITEM_BOOLEAN || b.kind == ITEM_BOOLEAN) && (only_equal || run->later))
		return holds(op, (int)as_boolean(run, a) - (int)as_boolean(run, b));
	bool as_text = is_text(a) && is_text(b) && (only_equal || run->later);
	if (as_text)
		return holds(op, str_cmp(a.text, b.text));
	return compare_numbers(op, item_number(run, a), item_number(run, b));
}

bool item_is_equal(struct xpath_run *run, struct item a, struct item b)
{
	return compare_items(run, XPATH_EQUAL, item_value(run, a), item_value(run, b));
}

bool item_is_less(struct xpath_run *run, struct item a, struct item b)
{
	return compare_items(run, XPATH_LESS, item_value(run, a), item_value(run, b));
}

static bool is_single(const struct seq *seq, enum item_kind kind)
{
	return seq->n == 1 && seq->items[0].kind == kind;
}

bool seq_compare(struct xpath_run *run, enum xpath_op op, const struct seq *a, const struct seq *b,
                 bool *out)
{
	*out = false;
	// In XPath 1.0 nodes beside a boolean are one boolean, and so is all else that may be equal to it.
	bool only_equal = op == XPATH_EQUAL || op == XPATH_UNEQUAL;
	const struct seq *other = is_single(a, ITEM_BOOLEAN)   ? b
	                          : is_single(b, ITEM_BOOLEAN) ? a
	                                                       : NULL;
	if (!run->later && other &&
	    (only_equal || !other->n || other->items[0].kind == ITEM_NODE)) {
		struct item x = {.kind = ITEM_BOOLEAN}, y = x;
		if (!seq_boolean(run, a, &x.boolean) || !seq_boolean(run, b, &y.boolean))
			return false;
		*out = compare_items(run, op, x, y);
		return true;
	}
	for (uint32_t i = 0; i < a->n && !*out; i++) {
		struct item x = item_value(run, a->items[i]);
		if (!xpath_spend(run, b->n))
			return false;
		for (uint32_t j = 0; j < b->n && !*out; j++)
			*out = compare_items(run, op, x, item_value(run, b->items[j]));
	}
	return true;
}

bool seq_compare_values(struct xpath_run *run, enum xpath_op op, const struct seq *a,
                        const struct seq *b, struct seq *out)
{
	if (a->n > 1 || b->n > 1)
		return xpath_fail(run, "%s compares one value with one, and there are %u",
		                  op == XPATH_EQ ? "eq" : "this", a->n > 1 ? a->n : b->n);
	if (!a->n || !b->n)
		return true;
	bool before = run->later;
	run->later = true;
	bool verdict = compare_items(run, XPATH_EQUAL + (op - XPATH_EQ),
	                             item_value(run, a->items[0]), item_value(run, b->items[0]));
	run->later = before;
	return seq_add_boolean(run, out, verdict);
}

// ---- Calculating ----

static double calculate(enum xpath_op op, double a, double b)
{
	switch (op) {
	case XPATH_ADD:
		return a + b;
	case XPATH_SUBTRACT:
		return a - b;
	case XPATH_MULTIPLY:
		return a * b;
	case XPATH_DIVIDE:
		return a / b;
	case XPATH_INTEGER_DIVIDE:
		return trunc(a / b);
	case XPATH_MODULO:
		return fmod(a, b);
	default:
		return -a;
	}
}

static bool calculate_dates(struct xpath_run *run, enum xpath_op op, struct item a, struct item b,
                            struct seq *out)
{
	if (a.kind == ITEM_DATE && b.kind == ITEM_DATE && op == XPATH_SUBTRACT) {
		a = (struct item){.kind = ITEM_DURATION, .number = (a.number - b.number) * DAY};
		return seq_add(run, out, a);
	}
	if (op != XPATH_ADD && op != XPATH_SUBTRACT)
		return xpath_fail(run, "dates can be added to and taken away alone");
	if (a.kind == ITEM_DURATION && b.kind == ITEM_DATE && op == XPATH_ADD) {
		struct item kept = a;
		a = b;
		b = kept;
	}
	if (b.kind != ITEM_DURATION || (a.kind != ITEM_DATE && a.kind != ITEM_DURATION))
		return xpath_fail(run, "a date and a number cannot be added");
	double unit = a.kind == ITEM_DATE ? DAY : 1;
	a.number = calculate(op, a.number, a.kind == ITEM_DATE ? floor(b.number / unit) : b.number);
	return seq_add(run, out, a);
}

bool seq_calculate(struct xpath_run *run, enum xpath_op op, const struct seq *a,
                   const struct seq *b, struct seq *out)
{
	if (run->later && (!a->n || !b->n))
		return true;
	if (run->later && (a->n > 1 || b->n > 1))
		return xpath_fail(run, "there are several values where one number is expected");
	struct item none = {.kind = ITEM_NUMBER, .number = NAN};
	struct item x = a->n ? a->items[0] : none, y = b->n ? b->items[0] : none;
	if (x.kind >= ITEM_DATE || (y.kind >= ITEM_DATE && op != XPATH_NEGATE))
		return calculate_dates(run, op, x, y, out);
	return seq_add_number(run, out, calculate(op, item_number(run, x), item_number(run, y)));
}
