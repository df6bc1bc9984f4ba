// syntax.h: a schema as it was written, whichever of the two syntaxes it was written in
//
// The readers of the XML syntax (rngxml.h) and of the compact syntax (rnc.h) both give this tree; what
// it means is made of it in grammar.h. Names follow RELAX NG (OASIS, 3 December 2001), section 3. In
// the tree, inherited attributes (ns, datatypeLibrary) have been handed down already (sections 4.3,
// 4.4, 4.8), the attribute name of <element> and <attribute> is a child SYNTAX_NAME (4.8), prefixes
// are resolved (4.10), annotations are gone (4.1), blanks are trimmed (4.2), and <div> is still there.

#ifndef STENOGRAM_SYNTAX_H
#define STENOGRAM_SYNTAX_H

#include <stdint.h>

#include "core/report.h"
#include "core/str.h"
#include "core/xml.h"

// X(KIND, name): patterns, then what else there is.
#define SYNTAX_KINDS(X) \
	X(ELEMENT, "element") \
	X(ATTRIBUTE, "attribute") \
	X(GROUP, "group") \
	X(INTERLEAVE, "interleave") \
	X(CHOICE, "choice") \
	X(OPTIONAL, "optional") \
	X(ZERO_OR_MORE, "zeroOrMore") \
	X(ONE_OR_MORE, "oneOrMore") \
	X(LIST, "list") \
	X(MIXED, "mixed") \
	X(REF, "ref") \
	X(PARENT_REF, "parentRef") \
	X(EMPTY, "empty") \
	X(VALUE, "value") \
	X(DATA, "data") \
	X(NOT_ALLOWED, "notAllowed") \
	X(TEXT, "text") \
	X(EXTERNAL_REF, "externalRef") \
	X(GRAMMAR, "grammar") \
	X(PARAM, "param") \
	X(EXCEPT, "except") \
	X(START, "start") \
	X(DEFINE, "define") \
	X(DIV, "div") \
	X(INCLUDE, "include") \
	X(NAME, "name") \
	X(ANY_NAME, "anyName") \
	X(NS_NAME, "nsName")

enum syntax_kind {
#define SYNTAX_KIND(KIND, name) SYNTAX_##KIND,
	SYNTAX_KINDS(SYNTAX_KIND)
#undef SYNTAX_KIND
		SYNTAX_KIND_COUNT
};

// "element", "oneOrMore"
const char *syntax_name(enum syntax_kind kind);

enum combine { COMBINE_NONE, COMBINE_CHOICE, COMBINE_INTERLEAVE };

// A namespace declaration that is in scope, and those around it; the innermost first.
struct binding {
	struct str prefix, uri; // an empty prefix is the default namespace
	const struct binding *outer;
};

// The URI of a prefix, by the innermost declaration of it. False: none is in scope, *uri is as it was.
bool binding_find(const struct binding *innermost, struct str prefix, struct str *uri);

// All views are of the arena of the files. The children of a kind (name classes included):
//
//     element, attribute     one name class (NAME, ANY_NAME, NS_NAME, CHOICE), then patterns
//     group … mixed          patterns, at least one
//     data                   PARAM any number, then at most one EXCEPT of patterns
//     anyName, nsName        at most one EXCEPT of name classes
//     grammar, div, include  START, DEFINE, DIV, INCLUDE
//     start, define          patterns
struct syntax {
	enum syntax_kind kind;
	enum combine combine; // of start and define
	uint32_t file;        // index in the files
	uint32_t n;           // how many children
	size_t at;            // offset in the file
	struct syntax *first, *last, *next;
	struct str
		name; // of define, ref, parentRef and param; the type of data and value; NAME: the
		      // local name
	struct str
		ns; // of NAME, NS_NAME and VALUE, and of EXTERNAL_REF and INCLUDE, which hand it on
	bool has_ns;              // EXTERNAL_REF and INCLUDE hand on an ns
	struct str library;       // the datatypeLibrary of data and value
	struct str text;          // of value and param
	struct str href;          // of externalRef and include: the path of the file
	struct str documentation; // what an annotation says of it, blanks normalised; else empty
	const struct binding *bindings; // of value, for its prefixes
	void *made;                     // what grammar.c made of it
};

struct syntax_file {
	struct str path;
	struct buf bytes;
	struct xml_text text;
	const struct syntax *asked; // the include or externalRef that asked for it; NULL: the user
};

// The files of a schema.
struct syntax_files {
	struct syntax_file **items; // they stay where they are
	size_t n, cap;
	struct arena arena; // owns the trees
	struct reporter *reporter;
	bool broken; // a fault was told
};

// Reads the file `path` and parses it; what ends in ".rnc" is in the compact syntax. `ns` is what
// the root of the file inherits (of externalRef and include), or NULL for nothing. NULL: told what is wrong.
struct syntax *syntax_read(struct syntax_files *files, struct str path, const struct syntax *asked,
                           const struct str *ns);

// A new node at the end of `parent`'s children (NULL: a root). NULL: no memory, told.
struct syntax *syntax_add(struct syntax_files *files, struct syntax *parent, enum syntax_kind kind,
                          size_t file, size_t at);

// A name without colon, by XML 1.0.
bool syntax_is_ncname(struct str s);

// Tells a fault of the schema as fatal: where it stands, by which files it is included, and the
// section of the specification that it breaks ("4.18"; NULL: none).
void syntax_fault(struct syntax_files *files, size_t file, size_t at, const char *section,
                  const char *format, ...) __attribute__((format(printf, 5, 6)));

// The path that an href in a file means: relative to the file's folder, or to `base` (xml:base) where
// that is not empty. "file:" is taken off. Empty and told when it is on the network or has a fragment.
struct str syntax_path(struct syntax_files *files, size_t file, size_t at, struct str base,
                       struct str href);

void syntax_free(struct syntax_files *files);

#endif
