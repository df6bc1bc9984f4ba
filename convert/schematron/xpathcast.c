// xpathcast.c: values cast to another type

#include <math.h>
#include <stdlib.h>

#include "core/unicode.h"
#include "schematron/xpathdate.h"
#include "schematron/xpathrun.h"

enum xpath_type xpath_type_named(struct str local)
{
	static const struct {
		const char *name;
		enum xpath_type type;
	} types[] = {
		{"string", TYPE_STRING},
		{"anyURI", TYPE_STRING},
		{"token", TYPE_STRING},
		{"untypedAtomic", TYPE_STRING},
		{"normalizedString", TYPE_STRING},
		{"boolean", TYPE_BOOLEAN},
		{"integer", TYPE_INTEGER},
		{"int", TYPE_INTEGER},
		{"long", TYPE_INTEGER},
		{"short", TYPE_INTEGER},
		{"decimal", TYPE_DECIMAL},
		{"double", TYPE_DOUBLE},
		{"float", TYPE_DOUBLE},
		{"date", TYPE_DATE},
		{"dayTimeDuration", TYPE_DURATION},
		{"NCName", TYPE_NAME},
	};
	for (size_t i = 0; i < LENGTH(types); i++)
		if (str_is(local, types[i].name))
			return types[i].type;
	return TYPE_NONE;
}

// Digits with a sign; a point in them where `point` allows it.
static bool is_decimal(struct str s, bool point)
{
	s = str_trim(s);
	if (s.n && (s.s[0] == '-' || s.s[0] == '+'))
		s = str_after(s, 1);
	bool digits = false;
	for (size_t i = 0; i < s.n; i++) {
		if (ascii_is_digit(s.s[i]))
			digits = true;
		else if (point && s.s[i] == '.')
			point = false;
		else
			return false;
	}
	return digits;
}

static bool is_ncname(struct str s)
{
	s = str_trim(s);
	for (size_t i = 0, at; i < s.n;) {
		at = i;
		int32_t c = utf8_next(s, &i);
		bool start = c == '_' || unicode_is_letter(c);
		if (!start && (at == 0 || !(c == '-' || c == '.' || c == 0xb7 ||
		                            unicode_is_digit(c) || unicode_is_mark(c))))
			return false;
	}
	return s.n > 0;
}

static bool cast_text(struct str text, enum xpath_type type, struct item *out)
{
	struct str trimmed = str_trim(text);
	switch (type) {
	case TYPE_BOOLEAN:
		out->kind = ITEM_BOOLEAN;
		out->boolean = str_is(trimmed, "true") || str_is(trimmed, "1");
		return out->boolean || str_is(trimmed, "false") || str_is(trimmed, "0");
	case TYPE_INTEGER:
	case TYPE_DECIMAL:
		*out = (struct item){.kind = ITEM_NUMBER, .number = number_from(text)};
		return is_decimal(text, type == TYPE_DECIMAL);
	case TYPE_DOUBLE:
		*out = (struct item){.kind = ITEM_NUMBER, .number = number_from(text)};
		if (str_is(trimmed, "INF") || str_is(trimmed, "-INF"))
			out->number = trimmed.s[0] == '-' ? -INFINITY : INFINITY;
		return !isnan(out->number) || str_is(trimmed, "NaN");
	case TYPE_DATE:
		out->kind = ITEM_DATE;
		return xpath_date_from(text, &out->number);
	case TYPE_DURATION:
		out->kind = ITEM_DURATION;
		return xpath_duration_from(text, &out->number);
	case TYPE_NAME:
		return is_ncname(text);
	default:
		return true;
	}
}

bool item_cast(struct xpath_run *run, struct item item, enum xpath_type type, struct item *out)
{
	static const char *const wanted[] = {"a text",     "true or false", "a whole number",
	                                     "a number",   "a number",      "a date",
	                                     "a duration", "a name"};
	item = item_value(run, item);
	struct str text;
	if (!item_text(run, item, &text))
		return false;
	bool is_number = type == TYPE_INTEGER || type == TYPE_DECIMAL || type == TYPE_DOUBLE;
	if (item.kind == ITEM_NUMBER && is_number) {
		*out = item;
		if (type == TYPE_INTEGER)
			out->number = trunc(item.number);
		return type == TYPE_DOUBLE || isfinite(item.number) ||
		       xpath_fail(run, "%.*s is no whole number", STR_ARG(text));
	}
	if ((item.kind == ITEM_NUMBER || item.kind == ITEM_BOOLEAN) && type == TYPE_BOOLEAN) {
		*out = (struct item){.kind = ITEM_BOOLEAN, .boolean = item_truth(item)};
		return true;
	}
	if (item.kind == ITEM_BOOLEAN && is_number) {
		*out = (struct item){.kind = ITEM_NUMBER, .number = item.boolean};
		return true;
	}
	*out = (struct item){.kind = ITEM_STRING, .text = text};
	struct str shown = text.n <= 60 ? text : str_from_to(text, 0, utf8_begin(text, 60));
	return cast_text(text, type, out) ||
	       xpath_fail(run, "\"%.*s\" is not %s", STR_ARG(shown), wanted[type]);
}
