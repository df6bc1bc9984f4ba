// datatypefacet.c: why a facet does not allow a value

#include "core/unicode.h"
#include "relaxng/datatypeparts.h"

const char *facet_unit(const struct xsd_type *type, size_t n)
{
	switch (type->kind) {
	case XSD_NCNAMES:
	case XSD_NMTOKENS:
		return n == 1 ? "word" : "words";
	case XSD_HEX:
	case XSD_BASE64:
		return n == 1 ? "byte" : "bytes";
	default:
		return n == 1 ? "character" : "characters";
	}
}

static void explain_pattern(const struct facet *facet, struct str value, struct buf *out)
{
	const char *words = pattern_in_words(facet->text);
	bool blanks = words && strstr(words, "without blanks");
	if (blanks && !value.n)
		buf_puts(out, "it is empty");
	else if (blanks && has_blank(value))
		buf_puts(out, "a blank stands in it");
	else if (words)
		buf_printf(out, "it must be %s", words);
	else {
		buf_puts(out, "it is not of the form ");
		put_pattern(facet->text, out);
	}
}

void facet_explain(const struct datatype *d, const struct facet *facet, struct str value,
                   struct buf *out)
{
	bool moment = d->type->kind == XSD_MOMENT;
	size_t length = facet->kind <= FACET_MAX_LENGTH ? facet_length(d->type, value) : 0;
	switch (facet->kind) {
	case FACET_PATTERN:
		explain_pattern(facet, value, out);
		return;
	case FACET_LENGTH:
		buf_printf(out, "it must have %zu %s and has %zu", facet->number,
		           facet_unit(d->type, facet->number), length);
		return;
	case FACET_MIN_LENGTH:
		buf_printf(out, "it must have at least %zu %s and has %zu", facet->number,
		           facet_unit(d->type, facet->number), length);
		return;
	case FACET_MAX_LENGTH:
		buf_printf(out, "it must have at most %zu %s and has %zu", facet->number,
		           facet_unit(d->type, facet->number), length);
		return;
	case FACET_DIGITS:
		buf_printf(out, "it must have at most %zu digits", facet->number);
		return;
	case FACET_FRACTION:
		if (facet->number)
			buf_printf(out, "it must have at most %zu digits behind the point",
			           facet->number);
		else
			buf_puts(out, "it must be a whole number");
		return;
	case FACET_MIN:
		buf_printf(out, "it must be %s%.*s%s", moment ? "" : "at least ",
		           STR_ARG(facet->text), moment ? " or later" : "");
		return;
	case FACET_MAX:
		buf_printf(out, "it must be %s%.*s%s", moment ? "" : "at most ",
		           STR_ARG(facet->text), moment ? " or earlier" : "");
		return;
	case FACET_ABOVE:
		buf_printf(out, "it must be %s %.*s", moment ? "later than" : "more than",
		           STR_ARG(facet->text));
		return;
	default:
		buf_printf(out, "it must be %s %.*s", moment ? "earlier than" : "less than",
		           STR_ARG(facet->text));
	}
}
