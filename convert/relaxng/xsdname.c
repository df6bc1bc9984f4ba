// xsdname.c: names and language tags
//
// XML Schema 1.0 means the names of XML 1.0 in its second edition, where letters are those of
// Unicode 2. So does jing.

#include <libxml/chvalid.h>

#include "core/unicode.h"
#include "relaxng/xsdvalue.h"

bool xsd_is_name_begin(int32_t c)
{
	if (c < 0x80)
		return ascii_is_alpha((char)c) || c == '_';
	return xmlIsBaseCharQ((unsigned)c) || xmlIsIdeographicQ((unsigned)c);
}

bool xsd_is_name_part(int32_t c)
{
	if (c < 0x80)
		return ascii_is_alpha((char)c) || ascii_is_digit((char)c) || c == '_' || c == '-' ||
		       c == '.';
	unsigned code = (unsigned)c;
	return xsd_is_name_begin(c) || xmlIsDigitQ(code) || xmlIsCombiningQ(code) ||
	       xmlIsExtenderQ(code);
}

// By the bits of a character: what a name may begin with, go on with; a colon; beyond ASCII.
enum { BEGIN = 1, PART = 2, COLON = 4, WIDE = 8 };

static unsigned bits_of(unsigned char c)
{
	if (c >= 0x80)
		return WIDE;
	if (ascii_is_alpha((char)c) || c == '_')
		return BEGIN | PART;
	if (ascii_is_digit((char)c) || c == '-' || c == '.')
		return PART;
	return c == ':' ? COLON : 0;
}

static bool is_wide_part(struct str value, size_t *at, bool begin)
{
	int32_t c = utf8_next(value, at);
	return c >= 0 && (begin ? xsd_is_name_begin(c) : xsd_is_name_part(c));
}

// Whether all is of `part`, and the first character of `begin`.
static bool is_of(struct str value, unsigned begin, unsigned part)
{
	for (size_t at = 0; at < value.n;) {
		unsigned bits = bits_of((unsigned char)value.s[at]);
		if (bits & (at ? part : begin))
			at++;
		else if (bits != WIDE || !is_wide_part(value, &at, at == 0 && begin != part))
			return false;
	}
	return value.n > 0;
}

bool xsd_is_ncname(struct str value)
{
	return is_of(value, BEGIN, PART);
}

bool xsd_is_name(struct str value)
{
	return is_of(value, BEGIN | COLON, PART | COLON);
}

bool xsd_is_nmtoken(struct str value)
{
	return is_of(value, PART | COLON, PART | COLON);
}

bool xsd_is_qname(struct str value)
{
	size_t colon = str_find_char(value, ':');
	if (colon == value.n)
		return xsd_is_ncname(value);
	return xsd_is_ncname(str_from_to(value, 0, colon)) &&
	       xsd_is_ncname(str_after(value, colon + 1));
}

bool xsd_is_language(struct str value)
{
	struct str rest = value, part;
	bool first = true;
	if (!value.n || value.s[value.n - 1] == '-')
		return false;
	while (str_field(&rest, '-', &part)) {
		if (!part.n || part.n > 8)
			return false;
		for (size_t i = 0; i < part.n; i++)
			if (!ascii_is_alpha(part.s[i]) && (first || !ascii_is_digit(part.s[i])))
				return false;
		first = false;
	}
	return true;
}
