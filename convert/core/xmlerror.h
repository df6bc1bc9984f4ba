// xmlerror.h: what libxml2 says of a document, in words for a scholar
//
// Between xml.c and xmlerror.c alone.

#ifndef STENOGRAM_XMLERROR_H
#define STENOGRAM_XMLERROR_H

#include <libxml/parser.h>
#include <libxml/xmlerror.h>

#include "core/xml.h"

#if LIBXML_VERSION >= 21200
typedef const xmlError *xml_error_ptr; // libxml2 changed the type of its handlers
#else
typedef xmlError *xml_error_ptr;
#endif

// The state of the parse when the error came.
struct xml_state {
	struct xml_text *text;
	size_t at;           // where the parser stands
	const size_t *open;  // the offsets of the start tags that are open
	size_t depth;        // how many
	bool begun;          // an element was met
	struct str external; // names of entities that lie outside the document, " a b "
};

struct xml_explained {
	const char *rule;
	enum severity severity;
	size_t at;
	bool structural; // spoils what follows: later structural faults are mere consequences
	struct buf message;
};

// Explains e. The caller frees the message.
void xml_explain(struct xml_explained *x, const xmlError *e, const struct xml_state *state);

#endif
