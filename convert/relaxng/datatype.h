// datatype.h: datatypes of a schema: XML Schema's, and the two that are built in
//
// Sources: RELAX NG, section 6.2.7 to 6.2.9; XML Schema Part 2: Datatypes; Guidelines for using W3C XML
// Schema Datatypes with RELAX NG (2001); RELAX NG DTD Compatibility, section 5.

#ifndef STENOGRAM_DATATYPE_H
#define STENOGRAM_DATATYPE_H

#include "core/str.h"

#define XSD_LIBRARY "http://www.w3.org/2001/XMLSchema-datatypes"

struct datatype; // immutable once it is made; many threads may use it

struct datatype_param {
	struct str name, value;
};

// Finds the URI of a prefix (empty: the default namespace), for QName. False: it is not bound.
struct datatype_context {
	bool (*resolve)(const void *data, struct str prefix, struct str *uri);
	const void *data;
};

enum id_type { ID_TYPE_NONE, ID_TYPE_ID, ID_TYPE_IDREF, ID_TYPE_IDREFS };

// A datatype with its parameters. `library` is empty for the built-in "string" and "token". NULL: there
// is none, or a parameter is wrong, or memory ran out; *message then says what and *wrong is the index
// of the parameter (or n, when the type itself is). datatype_free() frees it.
struct datatype *datatype_make(struct str library, struct str type,
                               const struct datatype_param *params, size_t n, size_t *wrong,
                               struct buf *message);

void datatype_free(struct datatype *d);

// Whether the value (as it stands in the document) is one of the type. `context` is looked at for QName
// and NOTATION alone; without one (NULL) no prefix is bound.
bool datatype_allows(const struct datatype *d, struct str value,
                     const struct datatype_context *context);

// Whether two values, both allowed, are the same in the type's value space.
bool datatype_equal(const struct datatype *d, struct str a, const struct datatype_context *in_a,
                    struct str b, const struct datatype_context *in_b);

// Appends why a value that is not allowed is not: "February has 29 days at most in 1960", "a blank
// stands in it". Appends nothing where there is no more to say than the kind of value.
void datatype_explain(const struct datatype *d, struct str value, struct buf *out);

// What its values are, for a scholar: "a date such as 1960-09-17", "a whole number", "a word without
// blanks"; with the facets: "a whole number from 1 to 12", "text like [A-Z]{3}".
void datatype_describe(const struct datatype *d, struct buf *out);

enum id_type datatype_id_type(const struct datatype *d);

// Every text is allowed and equal to itself alone: "string" without parameters; it need not be looked at.
bool datatype_is_any(const struct datatype *d);

// Whether a value depends on the context (QName, NOTATION), so that results must not be kept by text.
bool datatype_needs_context(const struct datatype *d);

#endif
