// datatypewhy.c: why a value is none of a datatype, for a scholar

#include "core/unicode.h"
#include "relaxng/datatypeparts.h"

// The character that begins at a byte, as a view.
static struct str character_at(struct str value, size_t at)
{
	size_t end = at;
	utf8_next(value, &end);
	return str_from_to(value, at, end);
}

bool has_blank(struct str value)
{
	for (size_t i = 0; i < value.n; i++)
		if (xml_is_space(value.s[i]))
			return true;
	return false;
}

// Why it is no name: the first character that must not stand there.
static void explain_name(struct str value, bool begins, bool colons, struct buf *out)
{
	const char *rest = colons ? "letters, digits, \".\", \"-\", \"_\" and \":\""
	                          : "letters, digits, \".\", \"-\" and \"_\"";
	for (size_t at = 0; at < value.n;) {
		struct str one = character_at(value, at);
		size_t before = at;
		int32_t c = utf8_next(value, &at);
		if (xsd_is_name_part(c) && (before || !begins || xsd_is_name_begin(c)))
			continue;
		if (c == ':' && colons)
			continue;
		if (xml_is_space((char)c) && c < 0x80)
			buf_puts(out, "a blank stands in it");
		else if (c == ':')
			buf_puts(out, "a colon stands in it");
		else if (begins && !before)
			buf_printf(out,
			           "it begins with \"%.*s\": the first character is a letter "
			           "or \"_\", and %s may follow",
			           STR_ARG(one), rest);
		else
			buf_printf(out, "\"%.*s\" stands in it, where %s may", STR_ARG(one), rest);
		return;
	}
}

// The first word of the list that is none.
static void explain_names(struct str value, bool begins, bool colons, struct buf *out)
{
	struct str rest = value, word;
	while ((word = str_word(&rest)).n) {
		if (begins ? xsd_is_ncname(word) : xsd_is_nmtoken(word))
			continue;
		if (rest.n || word.n < value.n)
			buf_printf(out, "in \"%.*s\", ", STR_ARG(word));
		explain_name(word, begins, colons, out);
		return;
	}
}

static void explain_qname(struct str value, struct buf *out)
{
	size_t colon = str_find_char(value, ':');
	struct str local = colon < value.n ? str_after(value, colon + 1) : value;
	if (!xsd_is_qname(value)) {
		if (colon < value.n && (!colon || !local.n))
			buf_puts(out, "a colon stands between a prefix and a name");
		else if (colon < value.n && !xsd_is_ncname(str_from_to(value, 0, colon)))
			explain_name(str_from_to(value, 0, colon), true, false, out);
		else
			explain_name(local, true, false, out);
	} else if (colon < value.n) {
		buf_printf(out, "no namespace is bound to the prefix \"%.*s\"",
		           STR_ARG(str_from_to(value, 0, colon)));
	}
}

static void explain_language(struct str value, struct buf *out)
{
	struct str rest = value, part;
	if (has_blank(value)) {
		buf_puts(out, "a blank stands in it");
		return;
	}
	if (str_find_char(value, '_') < value.n) {
		buf_puts(out, "its parts are joined by \"-\", not by \"_\", as in de-AT");
		return;
	}
	while (str_field(&rest, '-', &part)) {
		if (part.n <= 8)
			continue;
		buf_printf(out, "\"%.*s\" is too long: a part has 8 letters at most, as in de-AT",
		           STR_ARG(part));
		return;
	}
	buf_puts(out, "a language tag is letters, then parts of letters and digits joined by "
	              "\"-\", as in en or de-AT");
}

static bool is_hex(char c)
{
	return ascii_is_digit(c) || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f');
}

// A "%" that begins no escape.
static bool has_bad_escape(struct str value)
{
	for (size_t i = 0; i < value.n; i++)
		if (value.s[i] == '%' &&
		    (i + 2 >= value.n || !is_hex(value.s[i + 1]) || !is_hex(value.s[i + 2])))
			return true;
	return false;
}

static void explain_uri(struct str value, struct buf *out)
{
	size_t hash = str_find_char(value, '#'), colon = str_find_char(value, ':');
	size_t second = hash + 1 + str_find_char(str_after(value, hash + 1), '#');
	size_t slash = str_find_char(value, '/');
	struct str scheme = str_from_to(value, 0, colon);
	if (has_bad_escape(value))
		buf_puts(out, "\"%\" stands before two hexadecimal digits, as in %20; the sign "
		              "itself is written %25");
	else if (second < value.n)
		buf_puts(out, has_blank(value)
		                      ? "it has two \"#\": one pointer alone may stand here"
		                      : "it has two \"#\"");
	else if (colon == 0)
		buf_puts(out, "it begins with a colon");
	else if (colon + 1 == value.n || str_ends(value, STR("://")) || str_is(value, "//"))
		buf_printf(out, "nothing follows \"%.*s\"", STR_ARG(value));
	else if (colon < hash && colon < slash && str_find(scheme, STR("?")) == scheme.n &&
	         !xsd_is_scheme(scheme))
		buf_printf(out,
		           "what stands before its first colon, \"%.*s\", is no scheme such as "
		           "http: letters, digits, \"+\", \"-\" and \".\" after a letter",
		           STR_ARG(scheme));
	else if (str_find_char(value, '[') < value.n || str_find_char(value, ']') < value.n)
		buf_puts(out, "square brackets are written %5B and %5D");
}

static void explain_boolean(struct str value, struct buf *out)
{
	static const char *const yes[] = {"yes", "y", "t", "on", "true"};
	static const char *const no[] = {"no", "n", "f", "off", "false"};
	char lower[8] = {0};
	for (size_t i = 0; i < value.n && value.n < sizeof lower; i++)
		lower[i] = ascii_lower(value.s[i]);
	buf_puts(out, "it is true, false, 1 or 0");
	for (size_t i = 0; i < LENGTH(yes); i++) {
		if (str_eq(str_from(lower), str_from(yes[i])))
			buf_puts(out, " (true is meant?)");
		if (str_eq(str_from(lower), str_from(no[i])))
			buf_puts(out, " (false is meant?)");
	}
}

// What there is to say of a number of any type.
static void explain_number(const struct datatype *d, struct str value, struct buf *out)
{
	struct xsd_decimal decimal;
	bool whole = d->type->kind == XSD_INTEGER;
	if (whole && xsd_integer_read(value, &decimal)) {
		buf_puts(out, "it must be ");
		if (d->type->least && d->type->most)
			buf_printf(out, "from %s to %s", d->type->least, d->type->most);
		else
			buf_printf(out, "%s or %s", d->type->least ? d->type->least : d->type->most,
			           d->type->least ? "more" : "less");
	} else if (whole && xsd_decimal_read(value, &decimal)) {
		buf_puts(out, "it is no whole number");
	} else if (has_blank(value)) {
		buf_puts(out, "a blank stands in it");
	} else if (str_find_char(value, ',') < value.n) {
		buf_puts(out, whole ? "a comma stands in it: a whole number is digits alone"
		                    : "a comma stands in it: a fraction is written with a point, "
		                      "as in 12.5, and thousands are not parted");
	} else if (str_find_char(value, '%') < value.n) {
		buf_puts(out, "a percent sign stands in it");
	} else if (whole) {
		buf_puts(out, "it is not digits alone");
	} else {
		buf_puts(out, "it is no number");
	}
}

static void explain_value(const struct datatype *d, struct str value, struct buf *out)
{
	if (!value.n) {
		buf_puts(out, "it is empty");
		return;
	}
	switch (d->type->kind) {
	case XSD_LANGUAGE:
		explain_language(value, out);
		break;
	case XSD_NAME:
	case XSD_NCNAME:
		explain_name(value, true, d->type->kind == XSD_NAME, out);
		break;
	case XSD_NMTOKEN:
		explain_name(value, false, true, out);
		break;
	case XSD_NCNAMES:
		explain_names(value, true, false, out);
		break;
	case XSD_NMTOKENS:
		explain_names(value, false, true, out);
		break;
	case XSD_ENTITY:
		buf_puts(out, "no unparsed entity of this name is declared");
		break;
	case XSD_URI:
		explain_uri(value, out);
		break;
	case XSD_HEX:
		buf_puts(out, value.n % 2 ? "its digits are no pairs"
		                          : "hexadecimal digits are 0 to 9 and A to F");
		break;
	case XSD_QNAME:
		explain_qname(value, out);
		break;
	case XSD_BOOLEAN:
		explain_boolean(value, out);
		break;
	case XSD_DECIMAL:
	case XSD_INTEGER:
	case XSD_FLOAT:
	case XSD_DOUBLE:
		explain_number(d, value, out);
		break;
	case XSD_DURATION:
	case XSD_MOMENT:
		datatype_explain_moment(d->type, value, out);
		break;
	default:
		break;
	}
}

void datatype_explain(const struct datatype *d, struct str value, struct buf *out)
{
	struct buf made = {0};
	struct str v = xsd_normal(d->type, value, &made);
	if (!xsd_is_valid(d->type, v)) {
		explain_value(d, v, out);
	} else {
		size_t i = 0;
		while (i < d->n && facet_allows(d, &d->facets[i], v))
			i++;
		if (i < d->n)
			facet_explain(d, &d->facets[i], v, out);
		else if (d->type->kind == XSD_QNAME)
			explain_qname(v, out);
	}
	buf_free(&made);
}
