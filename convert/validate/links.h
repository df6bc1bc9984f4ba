// links.h: every pointer inside a document has its target
//
// Fed with the start tags of a document in order, it keeps the ids (about 35 bytes each) and the
// pointers that came before their target, and nothing else.

#ifndef STENOGRAM_LINKS_H
#define STENOGRAM_LINKS_H

#include "core/xml.h"
#include "validate/findings.h"

// Every rule: X(NAME, "id", "what it asks for")
#define LINK_RULES(X) \
	X(DUPLICATE, "id-duplicate", "an xml:id names one element alone") \
	X(MISSING, "link-target-missing", "a pointer such as who=\"#a\" has its xml:id=\"a\"") \
	X(BLANK, "link-blank", "no blank stands inside a pointer") \
	X(BARE, "link-not-a-pointer", "a pointer to an id begins with \"#\"")

enum link_rule {
#define LINK_RULE_NAME(NAME, id, meaning) LINK_##NAME,
	LINK_RULES(LINK_RULE_NAME)
#undef LINK_RULE_NAME
		LINK_RULE_COUNT
};

const char *link_rule_id(enum link_rule rule);

// Sets of rules, by bit 1 << rule. Ids are part of validity by the schema (RELAX NG DTD
// Compatibility), so that LINK_DUPLICATE holds even where no rule is wanted.
#define LINK_ALL ((1u << LINK_RULE_COUNT) - 1)
#define LINK_NONE (1u << LINK_DUPLICATE)

struct links;

// NULL: no memory. `text` and `findings` are borrowed until links_free().
struct links *links_new(unsigned rules, struct xml_text *text, struct findings *findings);

// Takes the next start tag. False: no memory, told in the findings.
bool links_start(struct links *l, const struct xml_element *element);

// After the last tag of a complete document: finds what points nowhere.
void links_finish(struct links *l);

void links_free(struct links *l);

#endif
