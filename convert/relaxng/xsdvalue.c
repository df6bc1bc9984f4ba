// xsdvalue.c: the types by name, white space, and what is one of a type

#include "relaxng/xsdvalue.h"
#include "core/unicode.h"

// clang-format off
static const struct xsd_type types[] = {
	{"string", XSD_STRING, XSD_PRESERVE, 0, 0, 0, 0},
	{"normalizedString", XSD_STRING, XSD_REPLACE, 0, 0, 0, 0},
	{"token", XSD_STRING, XSD_COLLAPSE, 0, 0, 0, 0},
	{"language", XSD_LANGUAGE, XSD_COLLAPSE, 0, 0, 0, 0},
	{"Name", XSD_NAME, XSD_COLLAPSE, 0, 0, 0, 0},
	{"NCName", XSD_NCNAME, XSD_COLLAPSE, 0, 0, 0, 0},
	{"NMTOKEN", XSD_NMTOKEN, XSD_COLLAPSE, 0, 0, 0, 0},
	{"NMTOKENS", XSD_NMTOKENS, XSD_COLLAPSE, 0, 0, 0, 0},
	{"ID", XSD_NCNAME, XSD_COLLAPSE, 0, 0, 0, ID_TYPE_ID},
	{"IDREF", XSD_NCNAME, XSD_COLLAPSE, 0, 0, 0, ID_TYPE_IDREF},
	{"IDREFS", XSD_NCNAMES, XSD_COLLAPSE, 0, 0, 0, ID_TYPE_IDREFS},
	{"ENTITY", XSD_ENTITY, XSD_COLLAPSE, 0, 0, 0, 0},
	{"ENTITIES", XSD_ENTITY, XSD_COLLAPSE, 0, 0, 0, 0},
	{"anyURI", XSD_URI, XSD_COLLAPSE, 0, 0, 0, 0},
	{"hexBinary", XSD_HEX, XSD_COLLAPSE, 0, 0, 0, 0},
	{"base64Binary", XSD_BASE64, XSD_COLLAPSE, 0, 0, 0, 0},
	{"QName", XSD_QNAME, XSD_COLLAPSE, 0, 0, 0, 0},
	{"NOTATION", XSD_QNAME, XSD_COLLAPSE, 0, 0, 0, 0},
	{"boolean", XSD_BOOLEAN, XSD_COLLAPSE, 0, 0, 0, 0},
	{"decimal", XSD_DECIMAL, XSD_COLLAPSE, 0, 0, 0, 0},
	{"integer", XSD_INTEGER, XSD_COLLAPSE, 0, 0, 0, 0},
	{"nonPositiveInteger", XSD_INTEGER, XSD_COLLAPSE, 0, 0, "0", 0},
	{"negativeInteger", XSD_INTEGER, XSD_COLLAPSE, 0, 0, "-1", 0},
	{"long", XSD_INTEGER, XSD_COLLAPSE, 0, "-9223372036854775808", "9223372036854775807", 0},
	{"int", XSD_INTEGER, XSD_COLLAPSE, 0, "-2147483648", "2147483647", 0},
	{"short", XSD_INTEGER, XSD_COLLAPSE, 0, "-32768", "32767", 0},
	{"byte", XSD_INTEGER, XSD_COLLAPSE, 0, "-128", "127", 0},
	{"nonNegativeInteger", XSD_INTEGER, XSD_COLLAPSE, 0, "0", 0, 0},
	{"unsignedLong", XSD_INTEGER, XSD_COLLAPSE, 0, "0", "18446744073709551615", 0},
	{"unsignedInt", XSD_INTEGER, XSD_COLLAPSE, 0, "0", "4294967295", 0},
	{"unsignedShort", XSD_INTEGER, XSD_COLLAPSE, 0, "0", "65535", 0},
	{"unsignedByte", XSD_INTEGER, XSD_COLLAPSE, 0, "0", "255", 0},
	{"positiveInteger", XSD_INTEGER, XSD_COLLAPSE, 0, "1", 0, 0},
	{"float", XSD_FLOAT, XSD_COLLAPSE, 0, 0, 0, 0},
	{"double", XSD_DOUBLE, XSD_COLLAPSE, 0, 0, 0, 0},
	{"duration", XSD_DURATION, XSD_COLLAPSE, 0, 0, 0, 0},
	{"dateTime", XSD_MOMENT, XSD_COLLAPSE, "Y-M-DTt", 0, 0, 0},
	{"time", XSD_MOMENT, XSD_COLLAPSE, "t", 0, 0, 0},
	{"date", XSD_MOMENT, XSD_COLLAPSE, "Y-M-D", 0, 0, 0},
	{"gYearMonth", XSD_MOMENT, XSD_COLLAPSE, "Y-M", 0, 0, 0},
	{"gYear", XSD_MOMENT, XSD_COLLAPSE, "Y", 0, 0, 0},
	{"gMonthDay", XSD_MOMENT, XSD_COLLAPSE, "--M-D", 0, 0, 0},
	{"gMonth", XSD_MOMENT, XSD_COLLAPSE, "--M", 0, 0, 0},
	{"gDay", XSD_MOMENT, XSD_COLLAPSE, "---D", 0, 0, 0},
};
// clang-format on

const struct xsd_type *xsd_type_find(struct str name)
{
	for (size_t i = 0; i < LENGTH(types); i++)
		if (str_is(name, types[i].name))
			return &types[i];
	return NULL;
}

static struct str trim(struct str s)
{
	while (s.n && xml_is_space(s.s[0]))
		s = str_after(s, 1);
	while (s.n && xml_is_space(s.s[s.n - 1]))
		s.n--;
	return s;
}

// Where white space begins that is not a single blank; s.n when there is none.
static size_t find_odd_space(struct str s, bool collapse)
{
	bool space = false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.s[i];
		if (c > ' ') {
			space = false;
			continue;
		}
		if ((xml_is_space((char)c) && c != ' ') || (space && collapse))
			return i;
		space = c == ' ';
	}
	return s.n;
}

static struct str put_normal(struct str s, size_t from, bool collapse, struct buf *made)
{
	buf_put(made, str_from_to(s, 0, from));
	for (size_t i = from; i < s.n; i++) {
		bool space = xml_is_space(s.s[i]);
		if (!space || !collapse || !made->n || made->s[made->n - 1] != ' ')
			buf_putc(made, space ? ' ' : s.s[i]);
	}
	return made->failed ? s : buf_str(made);
}

struct str xsd_normal(const struct xsd_type *type, struct str value, struct buf *made)
{
	if (type->space == XSD_PRESERVE)
		return value;
	bool collapse = type->space == XSD_COLLAPSE;
	struct str s = collapse ? trim(value) : value;
	size_t at = find_odd_space(s, collapse);
	return at == s.n ? s : put_normal(s, at, collapse, made);
}

static bool is_list(struct str value, bool (*is_item)(struct str))
{
	struct str rest = value, item;
	bool any = false;
	while ((item = str_word(&rest)).n) {
		any = true;
		if (!is_item(item))
			return false;
	}
	return any;
}

static bool is_hex(struct str value)
{
	for (size_t i = 0; i < value.n; i++) {
		char c = ascii_lower(value.s[i]);
		if (!ascii_is_digit(c) && (c < 'a' || c > 'f'))
			return false;
	}
	return value.n % 2 == 0;
}

// The number of a Base64 digit, or -1.
static int weight(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (ascii_is_digit(c))
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

// White space may stand anywhere; the last digit has no bits that are lost.
static bool is_base64(struct str value)
{
	size_t digits = 0, fill = 0;
	int last = 0;
	for (size_t i = 0; i < value.n; i++) {
		char c = value.s[i];
		if (xml_is_space(c))
			continue;
		if (c == '=') {
			fill++;
			continue;
		}
		last = weight(c);
		if (last < 0 || fill)
			return false;
		digits++;
	}
	if (fill > 2 || (digits + fill) % 4)
		return false;
	return fill == 0 || (last & (fill == 1 ? 3 : 15)) == 0;
}

static bool is_between(const struct xsd_type *type, struct str value)
{
	struct xsd_value v, least, most;
	if (!xsd_integer_read(value, &v.decimal))
		return false;
	if (type->least && xsd_decimal_read(str_from(type->least), &least.decimal) &&
	    xsd_value_order(type, &v, &least) == XSD_LESS)
		return false;
	return !type->most || !xsd_decimal_read(str_from(type->most), &most.decimal) ||
	       xsd_value_order(type, &v, &most) != XSD_MORE;
}

static bool is_valid_number(const struct xsd_type *type, struct str value)
{
	struct xsd_decimal decimal;
	struct xsd_duration duration;
	struct xsd_moment moment;
	switch (type->kind) {
	case XSD_DECIMAL:
		return xsd_decimal_read(value, &decimal);
	case XSD_INTEGER:
		return is_between(type, value);
	case XSD_FLOAT:
	case XSD_DOUBLE:
		return xsd_is_float(value);
	case XSD_DURATION:
		return xsd_duration_read(value, &duration);
	default:
		return xsd_moment_read(type->parts, value, &moment);
	}
}

bool xsd_is_valid(const struct xsd_type *type, struct str value)
{
	switch (type->kind) {
	case XSD_STRING:
		return true;
	case XSD_LANGUAGE:
		return xsd_is_language(value);
	case XSD_NAME:
		return xsd_is_name(value);
	case XSD_NCNAME:
		return xsd_is_ncname(value);
	case XSD_NCNAMES:
		return is_list(value, xsd_is_ncname);
	case XSD_NMTOKEN:
		return xsd_is_nmtoken(value);
	case XSD_NMTOKENS:
		return is_list(value, xsd_is_nmtoken);
	case XSD_ENTITY:
		return false;
	case XSD_URI:
		return xsd_is_uri(value);
	case XSD_HEX:
		return is_hex(value);
	case XSD_BASE64:
		return is_base64(value);
	case XSD_QNAME:
		return xsd_is_qname(value);
	case XSD_BOOLEAN:
		return str_is(value, "true") || str_is(value, "false") || str_is(value, "1") ||
		       str_is(value, "0");
	default:
		return is_valid_number(type, value);
	}
}
