// datatypemake.c: making a datatype of its name and parameters

#include <stdlib.h>

#include "core/unicode.h"
#include "relaxng/datatypeparts.h"

#define COMPATIBILITY_LIBRARY "http://relaxng.org/ns/compatibility/datatypes/1.0"

static const char *const facet_names[FACET_KIND_COUNT] = {
	"pattern",      "length",       "minLength",    "maxLength",   "minInclusive",
	"minExclusive", "maxInclusive", "maxExclusive", "totalDigits", "fractionDigits"};

static const struct xsd_type *find_type(struct str library, struct str name, struct buf *message)
{
	const struct xsd_type *type = xsd_type_find(name);
	if (!library.n) {
		if (type && type->kind == XSD_STRING && type->space != XSD_REPLACE)
			return type;
		buf_printf(
			message,
			"there is no datatype \"%.*s\": without datatypeLibrary=\"%s\" there are "
			"\"string\" and \"token\" alone",
			STR_ARG(name), XSD_LIBRARY);
	} else if (str_is(library, XSD_LIBRARY)) {
		if (type)
			return type;
		buf_printf(message, "XML Schema has no datatype \"%.*s\"", STR_ARG(name));
	} else if (str_is(library, COMPATIBILITY_LIBRARY)) {
		if (type && type->id)
			return type;
		buf_printf(message, "the library \"%s\" has no datatype \"%.*s\"",
		           COMPATIBILITY_LIBRARY, STR_ARG(name));
	} else {
		buf_printf(message,
		           "the datatype library \"%.*s\" is not known here: there is \"%s\"",
		           STR_ARG(library), XSD_LIBRARY);
	}
	return NULL;
}

static bool find_facet(struct str name, enum facet_kind *kind, struct buf *message)
{
	for (size_t i = 0; i < FACET_KIND_COUNT; i++) {
		if (str_is(name, facet_names[i])) {
			*kind = (enum facet_kind)i;
			return true;
		}
	}
	if (str_is(name, "enumeration"))
		buf_puts(message,
		         "\"enumeration\" is no parameter in RELAX NG: write a choice of <value>");
	else if (str_is(name, "whiteSpace"))
		buf_puts(message, "\"whiteSpace\" is no parameter in RELAX NG: choose string, "
		                  "normalizedString or token");
	else
		buf_printf(message, "there is no parameter \"%.*s\"", STR_ARG(name));
	return false;
}

// Whether values of the type can have such a facet.
static bool fits(const struct xsd_type *type, enum facet_kind kind)
{
	switch (kind) {
	case FACET_PATTERN:
		return true;
	case FACET_LENGTH:
	case FACET_MIN_LENGTH:
	case FACET_MAX_LENGTH:
		return type->kind < XSD_QNAME;
	case FACET_DIGITS:
	case FACET_FRACTION:
		return type->kind == XSD_DECIMAL || type->kind == XSD_INTEGER;
	default:
		return type->kind >= XSD_DECIMAL;
	}
}

// A whole number, none too large: there is no longer value.
static bool read_count(struct facet *facet, struct str value, struct buf *message)
{
	struct xsd_decimal d;
	struct str s = str_trim(value);
	s.n -= s.n && s.s[s.n - 1] == '.'; // as jing
	if (!xsd_integer_read(s, &d) || d.negative || (facet->kind == FACET_DIGITS && !d.whole.n)) {
		buf_printf(message, "%s=\"%.*s\": a whole number is expected, such as 4",
		           facet_names[facet->kind], STR_ARG(value));
		return false;
	}
	if (!d.whole.n)
		facet->number = 0;
	else if (!str_number(d.whole, &facet->number))
		facet->number = SIZE_MAX;
	return true;
}

// A limit is itself a value of the type, and of the parameters before it.
static bool read_limit(struct datatype *d, struct facet *facet, struct str value,
                       struct buf *message)
{
	struct buf made = {0};
	facet->text = arena_str(&d->arena, xsd_normal(d->type, value, &made));
	buf_free(&made);
	if (datatype_allows(d, facet->text, NULL) &&
	    xsd_value_read(d->type, facet->text, &facet->limit))
		return true;
	buf_printf(message, "%s=\"%.*s\" is no %s", facet_names[facet->kind], STR_ARG(facet->text),
	           d->type->name);
	if (d->n)
		buf_puts(message, " that the parameters before it allow");
	return false;
}

static bool add_facet(struct datatype *d, const struct datatype_param *param, struct buf *message)
{
	struct facet *facet = &d->facets[d->n];
	if (!find_facet(param->name, &facet->kind, message))
		return false;
	if (!fits(d->type, facet->kind)) {
		buf_printf(message, "the datatype %s takes no parameter \"%s\"", d->type->name,
		           facet_names[facet->kind]);
		return false;
	}
	bool added;
	if (facet->kind == FACET_PATTERN) {
		facet->text = arena_str(&d->arena, param->value);
		facet->regex = xsd_regex_make(facet->text, message);
		added = facet->regex;
	} else if (facet->kind >= FACET_MIN && facet->kind <= FACET_BELOW) {
		added = read_limit(d, facet, param->value, message);
	} else {
		added = read_count(facet, param->value, message);
	}
	d->n += added;
	return added;
}

static struct datatype *no_memory(struct datatype *d, struct buf *message)
{
	buf_clear(message);
	buf_puts(message, "there is not enough memory");
	datatype_free(d);
	return NULL;
}

struct datatype *datatype_make(struct str library, struct str type,
                               const struct datatype_param *params, size_t n, size_t *wrong,
                               struct buf *message)
{
	*wrong = n;
	const struct xsd_type *found = find_type(library, type, message);
	if (!found)
		return NULL;
	if (n && !str_is(library, XSD_LIBRARY)) {
		*wrong = 0;
		buf_printf(message,
		           "the datatype %s takes no parameters here: "
		           "datatypeLibrary=\"%s\" has those that do",
		           found->name, XSD_LIBRARY);
		return NULL;
	}
	struct datatype *d = calloc(1, sizeof *d);
	if (!d)
		return no_memory(NULL, message);
	d->type = found;
	d->facets = n ? arena_alloc(&d->arena, n * sizeof *d->facets) : NULL;
	if (d->arena.failed)
		return no_memory(d, message);
	for (size_t i = 0; i < n; i++) {
		*wrong = i;
		if (add_facet(d, &params[i], message) && !d->arena.failed)
			continue;
		if (d->arena.failed)
			return no_memory(d, message);
		datatype_free(d);
		return NULL;
	}
	*wrong = n;
	return d;
}

void datatype_free(struct datatype *d)
{
	if (!d)
		return;
	for (size_t i = 0; i < d->n; i++)
		xsd_regex_free(d->facets[i].regex);
	arena_free(&d->arena);
	free(d);
}
