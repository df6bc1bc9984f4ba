// fields.h: lines of the form "Name: value", as WARC, HTTP and mail have them

#ifndef STENOGRAM_DUMP_FIELDS_H
#define STENOGRAM_DUMP_FIELDS_H

#include "core/str.h"

struct field {
	struct str name, value; // trimmed; views of the fields' own copy
};

// Zero is empty. Free with fields_free.
struct fields {
	struct field *items; // in the order in which they stand
	size_t n, cap;
	struct buf own;
	bool failed; // memory ran out
};

// The bytes of the block that `bytes` begins with, up to and with the empty line that ends it; lines end in
// LF or CR LF. SIZE_MAX: it is not there.
size_t fields_end(struct str bytes);

// Reads the lines of a block anew. A line that begins with a blank goes on the one before it. Lines
// without a colon are passed over, so that one bad line does not cost a document.
void fields_read(struct fields *f, struct str block);

// The value of the first field of that name, in whatever case; empty where there is none.
struct str fields_value(const struct fields *f, const char *name);

void fields_free(struct fields *f);

// Whether two texts are the same but for the case of ASCII letters.
bool fields_same(struct str a, struct str b);

// Cuts the first of several values, "gzip, br", off *rest; trimmed. False at the end.
bool fields_next(struct str *rest, struct str *value);

// The media type of "text/html; charset=utf-8" as it is written, "text/html".
struct str fields_media(struct str value);

// The value of a parameter such as "charset", without its quotes; empty where it has none.
struct str fields_parameter(struct str value, const char *name);

#endif
