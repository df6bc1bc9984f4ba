// pattern.h: what may still follow, as immutable patterns of which equal ones are the same
//
// The patterns of RELAX NG's simple form (section 5), with AFTER from James Clark's "An algorithm for
// RELAX NG validation". Patterns are hash-consed: two that are built alike are one, so that they
// compare by address, and what was once found out about one need never be found out again. To make many
// alike, the functions below bring each into one form:
//
// - notAllowed and empty are taken out (4.20, 4.21);
// - the parts of a choice are a set, those of an interleave a bag, sorted, without choices in choices;
// - what speaks of attributes alone stands before the rest of a group, as one interleave, since the
//   order of attributes means nothing;
// - of AFTERs in a choice, those with the same left or the same right are one.

#ifndef STENOGRAM_RELAXNG_PATTERN_H
#define STENOGRAM_RELAXNG_PATTERN_H

#include <stdint.h>

#include "relaxng/datatype.h"
#include "relaxng/nameclass.h"
#include "relaxng/syntax.h"

enum pattern_kind {
	PATTERN_NOT_ALLOWED,
	PATTERN_EMPTY,
	PATTERN_TEXT,
	PATTERN_CHOICE,      // n parts
	PATTERN_INTERLEAVE,  // n parts
	PATTERN_GROUP,       // 2 parts
	PATTERN_ONE_OR_MORE, // 1 part
	PATTERN_LIST,        // 1 part
	PATTERN_DATA,        // type; 0 parts, or 1: what is excepted
	PATTERN_VALUE,       // value
	PATTERN_ATTRIBUTE,   // names; 1 part: the content
	PATTERN_ELEMENT,     // element
	PATTERN_AFTER,       // 2 parts: the rest of this element, what follows it
};

// What is known of a pattern, elements, attribute contents and the right of AFTER not looked into.
enum pattern_flag {
	PATTERN_NULLABLE = 1,   // nothing need follow
	PATTERN_ATTRIBUTES = 2, // has attributes
	PATTERN_VALUES = 4,     // has data, value or list: the text must be known
	PATTERN_ONLY_NAMES = 8, // speaks of attributes alone
	PATTERN_MIXES = 16,     // has an interleave of something else
};

// A value of the schema: what it is compared with, and what its prefixes mean.
struct pattern_value {
	const struct datatype *type;
	struct str text;
	const struct binding *bindings;
	struct str ns; // for names without prefix
};

// An element of the schema. Its content is known once the whole schema is read.
struct pattern_element {
	const struct name_class *names;
	const struct pattern *content;
	const struct syntax *written;
	uint32_t id;
};

enum {
	PATTERN_DEPTH_MAX = 5000,  // what goes through patterns needs stack for each step down
	PATTERN_PARTS_MAX = 20000, // of an interleave, which may double with each reference
};

struct pattern {
	uint8_t kind, flags;
	uint32_t id, hash;
	uint32_t n;     // parts
	uint32_t depth; // how deep it is nested: whoever goes through it goes as deep
	union {
		const struct datatype *type;
		const struct pattern_value *value; // owned by who made it
		const struct name_class *names;
		const struct pattern_element *element;
	};
	const struct pattern *parts[];
};

// Patterns on their way into one. Zero is an empty list; few need no memory of their own, so that it stays
// where it is.
struct pattern_list {
	const struct pattern **items;
	size_t n, cap;
	const struct pattern *few[16];
	bool failed; // memory ran out
};

void pattern_list_add(struct pattern_list *list, const struct pattern *p);
void pattern_list_free(struct pattern_list *list);

// All patterns of a schema, or those that came up while documents were followed.
struct patterns {
	const struct patterns *base; // of the schema, or NULL
	const struct pattern **slots;
	size_t n, cap;
	uint32_t next_id;
	struct arena arena;
	size_t bytes; // about how much memory they take
	bool failed;  // memory ran out: what is made from then on is notAllowed
	bool beyond;  // likewise, since one became too deep or too large
	const struct pattern *not_allowed, *empty, *text;
};

// False: no memory.
bool patterns_open(struct patterns *p, const struct patterns *base);
void patterns_close(struct patterns *p);

// The parts need be in no order. For n == 0 they give notAllowed and empty.
const struct pattern *pattern_choice(struct patterns *p, const struct pattern *const *parts,
                                     size_t n);
const struct pattern *pattern_interleave(struct patterns *p, const struct pattern *const *parts,
                                         size_t n);
const struct pattern *pattern_choice_of(struct patterns *p, const struct pattern *a,
                                        const struct pattern *b);
const struct pattern *pattern_interleave_of(struct patterns *p, const struct pattern *a,
                                            const struct pattern *b);
const struct pattern *pattern_group(struct patterns *p, const struct pattern *a,
                                    const struct pattern *b);
const struct pattern *pattern_one_or_more(struct patterns *p, const struct pattern *a);
const struct pattern *pattern_list(struct patterns *p, const struct pattern *a);
const struct pattern *pattern_after(struct patterns *p, const struct pattern *left,
                                    const struct pattern *right);
const struct pattern *pattern_data(struct patterns *p, const struct datatype *type,
                                   const struct pattern *except);
const struct pattern *pattern_of_value(struct patterns *p, const struct pattern_value *value);
const struct pattern *pattern_attribute(struct patterns *p, const struct name_class *names,
                                        const struct pattern *content);
const struct pattern *pattern_element(struct patterns *p, const struct pattern_element *element);

// Forgets all patterns but those of the base and the n that `live` holds, which are made anew. False: no
// memory; all is then as it was.
bool patterns_renew(struct patterns *p, const struct pattern **live, size_t n);

static inline bool pattern_is_nullable(const struct pattern *p)
{
	return p->flags & PATTERN_NULLABLE;
}

#endif
