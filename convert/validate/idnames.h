// idnames.h: an xml:id is a name
//
// Ids that are none ("1 a", "u:1") are told, and made one together with all that points to them in the
// same document.

#ifndef STENOGRAM_IDNAMES_H
#define STENOGRAM_IDNAMES_H

#include <stdint.h>

#include "core/xml.h"
#include "validate/findings.h"
#include "validate/ruleset.h"

// An id that is no name.
struct faulty_id {
	struct str name, new; // new: empty where it is not mended
	size_t tag, finding;
};

struct idnames {
	const struct ruleset *rules;
	struct xml_text *text;
	struct findings *findings;
	struct {
		struct faulty_id *items;
		size_t n, cap;
	} faulty;
	struct arena arena;
};

// Takes the next start tag.
void idnames_start(struct idnames *n, const struct xml_element *element);

// After the last tag of a complete document: keeps the edits of those that are one element's alone
// (idfix.c).
void idnames_finish(struct idnames *n);

// Takes out what the schema has told of the same id: one fault is told once.
void idnames_tell_once(struct findings *f);

// What a name may begin with, and go on with: XML 1.0, fifth edition, [4] and [4a], without colons.
bool idnames_begin(int32_t c);
bool idnames_part(int32_t c);

void idnames_free(struct idnames *n);

#endif
