// xml.h: reading XML that nobody vouches for
//
// Nothing outside the document is ever read for it: no network, no external entity, no external
// DTD. Entities that the document itself declares are replaced, within bounds. Faults are told in
// words for a scholar, each at the byte where a person would look for it.
//
// libxml2's push parser does the reading; its only global state, the loader of further files
// (schemas and stylesheets include others), is set here and nowhere else.

#ifndef STENOGRAM_XML_H
#define STENOGRAM_XML_H

#include "report.h"
#include "str.h"

struct _xmlDoc;
struct _xmlDict;
struct input;

// Makes libxml2 ready: threads, and a loader that opens regular local files alone. Every function
// below calls it; whoever calls libxml2 or libxslt directly calls it first. Calling again is free.
void xml_ready(void);

// A document as text, and the places in it. Offsets count the bytes of `utf8`.
struct xml_text {
	const char *file; // as the user named it
	struct str utf8;  // the document without byte order mark; borrowed unless `decoded` has it
	struct buf decoded; // owns the text where it had to be converted
	bool mapped;       // utf8 is a file that is mapped: what was passed need not stay in memory
	size_t mark;       // bytes of the byte order mark
	char encoding[64]; // from which it was converted; empty: it is UTF-8 as it stands
	// The last place asked for: its line, from where to where that goes, how far its characters
	// are counted, and the column there. Line 0: none yet.
	size_t line, start, end, counted, column;
	size_t *lines; // how many line ends there are before each block of the text; made on demand
};

// Finds the encoding (byte order mark, the shape of the first bytes, the XML declaration) and
// makes the text UTF-8. `bytes` and `file` are borrowed until xml_text_close(). Bytes that claim
// an encoding and are not in it, an encoding nobody knows, NUL and an empty document are reported
// with the given severity and give false (call xml_text_close() all the same). UTF-8 is not
// checked here: the parser does that.
bool xml_text_open(struct xml_text *t, struct str bytes, const char *file, enum severity severity,
                   struct reporter *reporter);

// The same of an input, which need not stay in memory as a whole.
bool xml_text_open_input(struct xml_text *t, const struct input *in, const char *file,
                         enum severity severity, struct reporter *reporter);

// Line, column in characters, and the source line of an offset. Cheap when offsets ascend.
struct place xml_text_place(struct xml_text *t, size_t offset);

// The line alone, cheap in any order (0 when memory ran out).
size_t xml_text_line(struct xml_text *t, size_t offset);

// The offset of an attribute's name, and of its value (of the word `part` in it, unless that is
// empty), in the start tag at `tag`; the tag's own offset when the attribute is not written there.
// `name` is the name as written, with its prefix.
size_t xml_text_attribute(const struct xml_text *t, size_t tag, const char *name);
size_t xml_text_value(const struct xml_text *t, size_t tag, const char *name, struct str part);

// From where to where the value of an attribute is written, without its quotes. False: it is not written
// there, because a DTD gives it, or the tag is part of an entity.
bool xml_text_span(const struct xml_text *t, size_t tag, const char *name, size_t *from,
                   size_t *to);

// The offset behind a piece of text that was handed over with the offset `at`: line ends may be two bytes
// in the document. at + n where the piece is not written there.
size_t xml_text_behind(const struct xml_text *t, size_t at, struct str piece);

// The name as written behind "<" or "</" at an offset; empty when there is none.
struct str xml_text_name(const struct xml_text *t, size_t offset);

void xml_text_close(struct xml_text *t);

// One attribute, laid out as libxml2 hands it over. Names are NUL-terminated and interned: equal
// names within one parse (or under one dictionary) are equal pointers. prefix and uri may be NULL.
struct xml_attribute {
	const unsigned char *local, *prefix, *uri;
	const unsigned char *value, *end; // the value lies between them, without NUL
};

struct xml_namespace {
	const unsigned char *prefix, *uri; // interned; a NULL prefix is the default namespace
};

struct xml_element {
	const unsigned char *local, *prefix, *uri; // interned
	size_t n_namespaces, n_attributes;
	const struct xml_namespace *namespaces; // declared on this element
	const struct xml_attribute *attributes; // without namespace declarations
	size_t at;                              // offset of its "<"; in an entity, of the reference
};

// A name or a URI, which may be NULL, as a view.
static inline struct str xml_str(const unsigned char *s)
{
	return str_from((const char *)s);
}

static inline struct str xml_value(const struct xml_attribute *a)
{
	return (struct str){(const char *)a->value, (size_t)(a->end - a->value)};
}

// The value of an attribute without namespace, without blanks at its ends; empty when it is not there.
struct str xml_attribute_named(const struct xml_element *element, const char *name);

// Whether an attribute is xml:id.
bool xml_is_id(const struct xml_attribute *a);

// What is wrong with a document as XML. `rule` begins with "xml-".
struct xml_fault {
	enum severity severity; // FATAL: memory ran out
	const char *rule;
	size_t at;
	struct str message; // valid during the call
};

// What a reader of events wants to hear; NULL members are skipped. Everything handed over is valid
// during the call alone, names excepted (as long as the parse or its dictionary). A handler that
// returns false ends the parse; it has told why.
struct xml_events {
	bool (*start)(void *context, const struct xml_element *element);
	// In pieces, with CDATA and blanks; `at` is about where the piece begins.
	bool (*text)(void *context, struct str text, size_t at);
	bool (*end)(void *context, size_t at); // offset of its "</", or of "<" of "<x/>"
	bool (*instruction)(void *context, const char *target, struct str data, size_t at);
	bool (*comment)(void *context, struct str text, size_t at);
	void (*fault)(void *context, const struct xml_fault *fault);
};

// Reads a document once, from first to last. Events end at the first fault; faults are then told
// all, in the order of the document, without those that merely follow from an earlier one. `dict`
// may be NULL, or an xmlDictPtr that interns the names of many documents. True: well-formed and
// read to its end.
bool xml_parse(struct xml_text *t, const struct xml_events *events, void *context,
               struct _xmlDict *dict);

// Reads a document into libxml2's tree, with entities replaced, CDATA as text, line numbers beyond
// 65535, at most 256 elements deep, and without a table of ids (use xsl:key, not id()). Faults are
// reported with the given severity. The caller frees it with xmlFreeDoc; NULL when not well-formed.
struct _xmlDoc *xml_read_tree(struct str bytes, const char *file, enum severity severity,
                              struct reporter *reporter);

// The same with names from a dictionary that several trees share (libxslt compares the names of a
// stylesheet's modules by address).
struct _xmlDoc *xml_read_tree_in(struct _xmlDict *dict, struct str bytes, const char *file,
                                 enum severity severity, struct reporter *reporter);

#endif
