// datatypeparts.h: a datatype from inside, for datatype*.c

#ifndef STENOGRAM_DATATYPEPARTS_H
#define STENOGRAM_DATATYPEPARTS_H

#include "relaxng/datatype.h"
#include "relaxng/xsdregex.h"
#include "relaxng/xsdvalue.h"

// In the order of the table in datatypemake.c.
enum facet_kind {
	FACET_PATTERN,
	FACET_LENGTH,
	FACET_MIN_LENGTH,
	FACET_MAX_LENGTH,
	FACET_MIN,      // minInclusive
	FACET_ABOVE,    // minExclusive
	FACET_MAX,      // maxInclusive
	FACET_BELOW,    // maxExclusive
	FACET_DIGITS,   // totalDigits
	FACET_FRACTION, // fractionDigits
	FACET_KIND_COUNT
};

struct facet {
	enum facet_kind kind;
	struct str text;         // the pattern; the limit, its white space normalised
	size_t number;           // of lengths and digits
	struct xsd_value limit;  // its views are of `text`
	struct xsd_regex *regex; // of a pattern
};

struct datatype {
	const struct xsd_type *type;
	size_t n;
	struct facet *facets;
	struct arena arena; // owns the facets and their texts
};

// Whether a value of the type, its white space normalised, satisfies the facet.
bool facet_allows(const struct datatype *d, const struct facet *facet, struct str value);

// How long it is, in what its length facets count: characters, bytes, words.
size_t facet_length(const struct xsd_type *type, struct str value);

// What facet_length counts, for n of them: "characters".
const char *facet_unit(const struct xsd_type *type, size_t n);

// Why a facet does not allow a value that is one of the type.
void facet_explain(const struct datatype *d, const struct facet *facet, struct str value,
                   struct buf *out);

bool has_blank(struct str value); // of any kind of white space

// In datatypedate.c: why a value is no date or time of this sort.
void datatype_explain_moment(const struct xsd_type *type, struct str value, struct buf *out);

// In datatypesay.c: what a pattern says in words, "a word without blanks"; NULL: nobody knows.
const char *pattern_in_words(struct str pattern);
void put_pattern(struct str pattern, struct buf *out); // the pattern itself, a long one cut

#endif
