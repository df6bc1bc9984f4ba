// complaints.h: what libxml2's RelaxNG says of a document, in words for a scholar

#ifndef STENOGRAM_COMPLAINTS_H
#define STENOGRAM_COMPLAINTS_H

#include <libxml/tree.h>

#include "core/xmlerror.h"
#include "validate/findings.h"
#include "validate/schemanames.h"

struct complaints {
	const struct schema_names *names;
	struct xml_text *text;
	xmlDoc *doc; // made by tree.h, so that nodes know their place
	struct complaint {
		const xmlNode *node; // the element it is about
		bool general;        // says no more than that something in it is wrong
		size_t at;
		const char *rule;
		struct str message;
	} * items;
	size_t n, cap;
	struct arena arena; // owns the messages
	bool failed;        // memory ran out
};

// A handler of structured errors; its context is a struct complaints.
void complaints_add(void *context, xml_error_ptr e);

// Hands on each definite complaint, and of the general ones those that no definite one explains.
void complaints_hand_on(struct complaints *c, struct findings *findings);

void complaints_free(struct complaints *c);

#endif
