// rules.h: what an edition of speech should satisfy beyond its schema and its links
//
// Checks that follow a document in one reading, with memory for its depth and for what must be known at
// its end (labels of speakers, counts, people). They look at elements in the namespace of TEI alone.
// This is what the files of rules share; each of them has its own state, and is called for the
// elements that it wants by their traits (kinds.h).

#ifndef STENOGRAM_RULES_H
#define STENOGRAM_RULES_H

#include "core/xml.h"
#include "validate/findings.h"
#include "validate/kinds.h"
#include "validate/ruleset.h"

// An element that is open.
struct frame {
	struct kind *kind;
	size_t at;       // of its start tag
	uint32_t inside; // traits of it and of those that it is in, within one TEI
	uint8_t watched; // which files of rules wait for its end
	bool filled;     // has an element, a text, or an attribute that gives it one
};

enum { WATCH_LABELS = 1, WATCH_DATES = 2, WATCH_SESSIONS = 4, WATCH_COUNTS = 8 };

struct rules {
	const struct ruleset *set;
	bool on; // one of them is
	struct xml_text *text;
	struct findings *findings;
	struct kinds elements, attributes;
	struct {
		struct frame *items;
		size_t n, cap;
	} open;
	// The attributes of the last start tag: which kinds it has, and each of them.
	uint32_t has;
	const struct xml_attribute *attribute[32];
	struct buf run;        // text that was read in pieces, up to the next tag
	size_t run_at, run_to; // where it begins, and where what follows it begins
	size_t run_end;        // behind its last piece
	struct speech_rules *speech;
	struct label_rules *labels;
	struct date_rules *dates;
	struct session_rules *sessions;
	struct count_rules *counts;
	struct people_rules *people;
	struct mark_rules *marks;
	unsigned told[RULE_COUNT]; // how often
};

// NULL: no memory. `set`, `text` and `findings` are borrowed until rules_free().
struct rules *rules_new(const struct ruleset *set, struct xml_text *text,
                        struct findings *findings);

// The events of a document. False: no memory, told in the findings.
bool rules_start(struct rules *r, const struct xml_element *element);
bool rules_text(struct rules *r, struct str text, size_t at);
bool rules_end(struct rules *r, size_t at);

// After the last tag of a complete document.
void rules_finish(struct rules *r);
void rules_free(struct rules *r);

// Tells a finding of a rule, unless that is off or was told often enough in this document. Gives what
// findings_add gives.
size_t rule_tell(struct rules *r, enum rule rule, size_t at, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

// A word as it is quoted in a message: cut where it is long.
struct str rule_quoted(struct str word);

static inline bool rule_holds(const struct rules *r, enum rule rule)
{
	return ruleset_has(r->set, rule);
}

// Whether a finding of it would still be told.
bool rule_speaks(const struct rules *r, enum rule rule);

// The innermost element that is open; how deep it lies, from 1.
static inline struct frame *rule_frame(const struct rules *r)
{
	return &r->open.items[r->open.n - 1];
}

static inline size_t rule_depth(const struct rules *r)
{
	return r->open.n;
}

static inline bool rule_has(const struct rules *r, enum attribute_kind kind)
{
	return r->has >> kind & 1;
}

// The value of an attribute of the last start tag, without blanks around it; empty when it is not there.
static inline struct str rule_value(const struct rules *r, enum attribute_kind kind)
{
	return rule_has(r, kind) ? str_trim(xml_value(r->attribute[kind])) : (struct str){0};
}

// The place of something in the run, not beyond what the run was written in: an entity is longer
// than its reference.
static inline size_t rule_run_place(const struct rules *r, size_t at)
{
	size_t last = r->run_to > r->run_at ? r->run_to - 1 : r->run_at;
	return at < last ? at : last;
}

// Where the value of an attribute of the last start tag stands.
size_t rule_value_at(const struct rules *r, enum attribute_kind kind);

#endif
