// datatype.c: whether a value is one of a datatype, and whether two are the same

#include "relaxng/datatype.h"

#include "core/unicode.h"
#include "relaxng/datatypeparts.h"

enum id_type datatype_id_type(const struct datatype *d)
{
	return d->type->id;
}

bool datatype_is_any(const struct datatype *d)
{
	return d->type->kind == XSD_STRING && d->type->space == XSD_PRESERVE && !d->n;
}

bool datatype_needs_context(const struct datatype *d)
{
	return d->type->kind == XSD_QNAME;
}

static size_t count_words(struct str value)
{
	struct str rest = value;
	size_t n = 0;
	while (str_word(&rest).n)
		n++;
	return n;
}

static size_t count_base64(struct str value)
{
	size_t digits = 0;
	for (size_t i = 0; i < value.n; i++)
		digits += !xml_is_space(value.s[i]) && value.s[i] != '=';
	return digits * 3 / 4;
}

size_t facet_length(const struct xsd_type *type, struct str value)
{
	switch (type->kind) {
	case XSD_NCNAMES:
	case XSD_NMTOKENS:
		return count_words(value);
	case XSD_HEX:
		return value.n / 2;
	case XSD_BASE64:
		return count_base64(value);
	default:
		return utf8_count(value);
	}
}

static bool is_within(const struct datatype *d, const struct facet *facet, struct str value)
{
	struct xsd_value v;
	if (!xsd_value_read(d->type, value, &v))
		return false;
	enum xsd_order order = xsd_value_order(d->type, &v, &facet->limit);
	switch (facet->kind) {
	case FACET_MIN:
		return order == XSD_MORE || order == XSD_SAME;
	case FACET_ABOVE:
		return order == XSD_MORE;
	case FACET_MAX:
		return order == XSD_LESS || order == XSD_SAME;
	default:
		return order == XSD_LESS;
	}
}

bool facet_allows(const struct datatype *d, const struct facet *facet, struct str value)
{
	struct xsd_decimal decimal;
	switch (facet->kind) {
	case FACET_PATTERN:
		return xsd_regex_matches(facet->regex, value);
	case FACET_LENGTH:
		return facet_length(d->type, value) == facet->number;
	case FACET_MIN_LENGTH:
		return facet_length(d->type, value) >= facet->number;
	case FACET_MAX_LENGTH:
		return facet_length(d->type, value) <= facet->number;
	// By value: 1.00 has no digit behind its point (jing counts two, against 4.3.12).
	case FACET_DIGITS:
		return xsd_decimal_read(value, &decimal) &&
		       xsd_decimal_digits(&decimal) <= facet->number;
	case FACET_FRACTION:
		return xsd_decimal_read(value, &decimal) && decimal.part.n <= facet->number;
	default:
		return is_within(d, facet, value);
	}
}

// The empty prefix means no namespace where it is not bound.
static bool resolve(const struct datatype_context *in, struct str prefix, struct str *uri)
{
	if (in && in->resolve(in->data, prefix, uri))
		return true;
	*uri = (struct str){0};
	return !prefix.n;
}

// The two parts of a QName. False: its prefix is not bound.
static bool read_qname(struct str value, const struct datatype_context *in, struct str *uri,
                       struct str *local)
{
	size_t colon = str_find_char(value, ':');
	*local = colon < value.n ? str_after(value, colon + 1) : value;
	return resolve(in, colon < value.n ? str_from_to(value, 0, colon) : STR(""), uri);
}

static bool allows(const struct datatype *d, struct str value, const struct datatype_context *in)
{
	struct str uri, local;
	if (!xsd_is_valid(d->type, value))
		return false;
	if (d->type->kind == XSD_QNAME && !read_qname(value, in, &uri, &local))
		return false;
	for (size_t i = 0; i < d->n; i++)
		if (!facet_allows(d, &d->facets[i], value))
			return false;
	return true;
}

bool datatype_allows(const struct datatype *d, struct str value,
                     const struct datatype_context *context)
{
	struct buf made = {0};
	if (d->type->kind == XSD_STRING && !d->n)
		return true;
	bool allowed = allows(d, xsd_normal(d->type, value, &made), context);
	buf_free(&made);
	return allowed;
}

static bool same_qnames(struct str a, const struct datatype_context *in_a, struct str b,
                        const struct datatype_context *in_b)
{
	struct str uri_a, uri_b, local_a, local_b;
	return read_qname(a, in_a, &uri_a, &local_a) && read_qname(b, in_b, &uri_b, &local_b) &&
	       str_eq(local_a, local_b) && str_eq(uri_a, uri_b);
}

bool datatype_equal(const struct datatype *d, struct str a, const struct datatype_context *in_a,
                    struct str b, const struct datatype_context *in_b)
{
	struct buf made_a = {0}, made_b = {0};
	a = xsd_normal(d->type, a, &made_a);
	b = xsd_normal(d->type, b, &made_b);
	bool same = d->type->kind == XSD_QNAME ? same_qnames(a, in_a, b, in_b)
	                                       : xsd_same(d->type, a, b);
	buf_free(&made_a);
	buf_free(&made_b);
	return same;
}
