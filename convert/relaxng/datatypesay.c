// datatypesay.c: a datatype in words, for a scholar

#include "core/unicode.h"
#include "relaxng/datatypeparts.h"

enum { PATTERN_SHOWN = 60 };

struct saying {
	const char *of, *words;
};

// The patterns of TEI and its customisations, and others that are met often.
static const struct saying patterns[] = {
	{"[^\\p{C}\\p{Z}]+", "a word without blanks"},
	{"\\S+", "a word without blanks"},
	{"\\S*", "text without blanks"},
	{"(\\p{L}|\\p{N}|\\p{P}|\\p{S})+", "a word of letters, digits and signs, without blanks"},
	{"[0-9.,DHMPRSTWYZ/:+\\-]+",
         "a date, time or period after ISO 8601, such as 1960-09-17 or P1Y6M"},
	{"(\\-?[\\d]+/\\-?[\\d]+)", "a fraction such as 1/2"},
	{"(-?[0-9]+(\\.[0-9]+)?,-?[0-9]+(\\.[0-9]+)?)", "a point such as 12,34.5"},
	{"(-?[0-9]+(\\.[0-9]+)?,-?[0-9]+(\\.[0-9]+)?(,-?[0-9]+(\\.[0-9]+)?)?)",
         "a point such as 12,34.5"},
	{"[\\d]+[a-z]*[\\d]*(\\.[\\d]+[a-z]*[\\d]*){0,3}", "a version number such as 1.2.3"},
	{"[\\d]+(\\.[\\d]+){0,2}", "a version number such as 1.2.3"},
	{".+:.+", "two parts with a colon between them"},
	{"[^/\\s]+:\\S*", "a prefix, a colon and more, without blanks"},
	{"[a-z][a-z0-9\\+\\.\\-]*",
         "a small letter, then small letters, digits, \"+\", \".\" and \"-\""},
	{"(\\S)|(\\S[\\S ]*\\S)", "text in one line, without blanks around it"},
	{"https?://.+", "a web address that begins with http:// or https://"},
	{".+", "text in one line"},
	{"[0-9]+", "digits"},
	{"\\d+", "digits"},
	{"[A-Z]+", "capital letters"},
	{"[a-z]+", "small letters"},
};

// What the values of a type are, the integers aside.
static const struct saying types[] = {
	{"string", "any text"},
	{"normalizedString", "any text"},
	{"token", "any text"},
	{"language", "a language tag such as en or de-AT"},
	{"Name", "an XML name"},
	{"NCName", "a name without blanks and colons"},
	{"NMTOKEN", "a word of letters, digits, \".\", \"-\", \"_\" and \":\""},
	{"NMTOKENS", "words of letters, digits, \".\", \"-\", \"_\" and \":\""},
	{"ID", "an id: letters, digits, \".\", \"-\" and \"_\" after a letter or \"_\""},
	{"IDREF", "the id of an element in this document"},
	{"IDREFS", "ids of elements in this document"},
	{"ENTITY", "the name of an unparsed entity"},
	{"ENTITIES", "names of unparsed entities"},
	{"anyURI", "a URI or a pointer such as #a1"},
	{"hexBinary", "bytes as pairs of hexadecimal digits, such as 0A3F"},
	{"base64Binary", "bytes in Base64"},
	{"QName", "a name whose prefix is bound to a namespace"},
	{"NOTATION", "a name whose prefix is bound to a namespace"},
	{"boolean", "true or false (1 or 0)"},
	{"decimal", "a number such as 12.5"},
	{"float", "a number such as 12.5 or 1.25e1"},
	{"double", "a number such as 12.5 or 1.25e1"},
	{"duration", "a duration such as P1Y6M or PT1H30M"},
	{"dateTime", "a date with a time such as 1960-09-17T14:30:00"},
	{"time", "a time such as 14:30:00"},
	{"date", "a date such as 1960-09-17"},
	{"gYearMonth", "a year and a month such as 1960-09"},
	{"gYear", "a year of four digits such as 1960"},
	{"gMonthDay", "a month and a day such as --09-17"},
	{"gMonth", "a month such as --09"},
	{"gDay", "a day of a month such as ---17"},
};

const char *pattern_in_words(struct str pattern)
{
	for (size_t i = 0; i < LENGTH(patterns); i++)
		if (str_is(pattern, patterns[i].of))
			return patterns[i].words;
	return NULL;
}

void put_pattern(struct str pattern, struct buf *out)
{
	size_t n = pattern.n;
	if (n > PATTERN_SHOWN)
		n = utf8_begin(pattern, PATTERN_SHOWN);
	buf_put(out, str_from_to(pattern, 0, n));
	if (n < pattern.n)
		buf_puts(out, "…");
}

// The limits of a type and its facets: the last facet of a side is the strictest, since each must be
// allowed by those before it.
struct limits {
	struct str least, most;
	bool above, below; // the limit itself is not allowed
};

static struct limits limits_of(const struct datatype *d)
{
	struct limits l = {.least = str_from(d->type->least), .most = str_from(d->type->most)};
	for (size_t i = 0; i < d->n; i++) {
		const struct facet *f = &d->facets[i];
		if (f->kind == FACET_MIN || f->kind == FACET_ABOVE) {
			l.least = f->text;
			l.above = f->kind == FACET_ABOVE;
		} else if (f->kind == FACET_MAX || f->kind == FACET_BELOW) {
			l.most = f->text;
			l.below = f->kind == FACET_BELOW;
		}
	}
	return l;
}

// "from 1 to 12", ", 0 or more", ", more than 0 and at most 1".
static void put_limits(const struct datatype *d, struct buf *out)
{
	struct limits l = limits_of(d);
	bool moment = d->type->kind == XSD_MOMENT;
	const char *above = moment ? "after" : "more than",
		   *below = moment ? "before" : "less than";
	const char *least = l.above ? above : moment ? "not before" : "at least";
	const char *most = l.below ? below : moment ? "not after" : "at most";
	if (l.least.n && l.most.n && !l.above && !l.below)
		buf_printf(out, " from %.*s to %.*s", STR_ARG(l.least), STR_ARG(l.most));
	else if (l.least.n && l.most.n)
		buf_printf(out, ", %s %.*s and %s %.*s", least, STR_ARG(l.least), most,
		           STR_ARG(l.most));
	else if (l.least.n && l.above)
		buf_printf(out, ", %s %.*s", above, STR_ARG(l.least));
	else if (l.least.n)
		buf_printf(out, ", %.*s or %s", STR_ARG(l.least), moment ? "later" : "more");
	else if (l.most.n && l.below)
		buf_printf(out, ", %s %.*s", below, STR_ARG(l.most));
	else if (l.most.n)
		buf_printf(out, ", %.*s or %s", STR_ARG(l.most), moment ? "earlier" : "less");
}

static void put_lengths(const struct datatype *d, struct buf *out)
{
	size_t least = 0, most = SIZE_MAX;
	for (size_t i = 0; i < d->n; i++) {
		const struct facet *f = &d->facets[i];
		bool exact = f->kind == FACET_LENGTH;
		if ((exact || f->kind == FACET_MIN_LENGTH) && f->number > least)
			least = f->number;
		if ((exact || f->kind == FACET_MAX_LENGTH) && f->number < most)
			most = f->number;
	}
	if (!least && most == SIZE_MAX)
		return;
	buf_puts(out, d->type->kind == XSD_STRING ? " of " : ", ");
	if (least == most)
		buf_printf(out, "%zu", most);
	else if (least && most < SIZE_MAX)
		buf_printf(out, "%zu to %zu", least, most);
	else
		buf_printf(out, "%s %zu", least ? "at least" : "at most", least ? least : most);
	buf_printf(out, " %s", facet_unit(d->type, most < SIZE_MAX ? most : least));
}

static void put_digits(const struct datatype *d, struct buf *out)
{
	for (size_t i = 0; i < d->n; i++) {
		const struct facet *f = &d->facets[i];
		const char *s = f->number == 1 ? "" : "s";
		if (f->kind == FACET_DIGITS)
			buf_printf(out, ", at most %zu digit%s", f->number, s);
		else if (f->kind == FACET_FRACTION && f->number)
			buf_printf(out, ", at most %zu digit%s behind the point", f->number, s);
		else if (f->kind == FACET_FRACTION)
			buf_puts(out, ", without a fraction");
	}
}

// The type itself; of plain text, the first pattern in words says more. True: that was said.
static bool put_type(const struct datatype *d, struct buf *out)
{
	for (size_t i = 0; i < d->n && d->type->kind == XSD_STRING; i++) {
		const struct facet *f = &d->facets[i];
		const char *words = f->kind == FACET_PATTERN ? pattern_in_words(f->text) : NULL;
		buf_puts(out, words ? words : "");
		if (words)
			return true;
	}
	if (d->type->kind == XSD_STRING && d->n) {
		buf_puts(out, "text");
		return false;
	}
	if (d->type->kind == XSD_INTEGER)
		buf_puts(out, "a whole number");
	for (size_t i = 0; i < LENGTH(types); i++)
		if (str_eq(str_from(d->type->name), str_from(types[i].of)))
			buf_puts(out, types[i].words);
	return false;
}

void datatype_describe(const struct datatype *d, struct buf *out)
{
	bool said = put_type(d, out);
	put_limits(d, out);
	put_lengths(d, out);
	put_digits(d, out);
	for (size_t i = 0; i < d->n; i++) {
		const struct facet *f = &d->facets[i];
		const char *words = f->kind == FACET_PATTERN ? pattern_in_words(f->text) : NULL;
		if (f->kind != FACET_PATTERN || (words && said))
			continue;
		buf_puts(out, words ? ", " : " like ");
		if (!words)
			put_pattern(f->text, out);
		else if (d->type->kind != XSD_STRING && strstr(words, "without blanks"))
			buf_puts(out, "without blanks");
		else
			buf_puts(out, words);
	}
}
