// derive.h: what may follow after each event of a document
//
// James Clark, "An algorithm for RELAX NG validation" (2002), with three changes. What follows a pattern
// after an event is looked up in a table and derived only the first time, so that a document costs a
// look-up an event: an automaton that is built while it runs. The table knows an attribute by its name
// alone, its value is tried apart. And AFTER patterns are taken apart where they can be: see follow.h.
//
// A machine serves one thread at a time; the grammar below it serves many.

#ifndef STENOGRAM_DERIVE_H
#define STENOGRAM_DERIVE_H

#include "relaxng/grammar.h"

struct _xmlDict;
struct transition;
struct known_name;
struct known_value;

struct machine {
	const struct grammar *grammar;
	struct patterns patterns; // that came up
	struct {
		struct transition *slots;
		size_t n, cap;
	} transitions;
	const struct pattern *same[64]; // that text does not change, by id
	struct known_name *names;       // symbols of names that are interned in dict
	struct _xmlDict *dict;
	struct known_value *values; // what was tried of late
	size_t limit;               // bytes of patterns and transitions, beyond which it is full
	bool failed;                // memory ran out: what is derived from then on is worthless
};

// False: no memory.
bool machine_open(struct machine *m, const struct grammar *grammar);
void machine_close(struct machine *m);

// From now on names are interned in `dict`, which the machine keeps alive.
void machine_use_names(struct machine *m, struct _xmlDict *dict);

// The symbol of a name by its interned parts; uri may be NULL.
symbol machine_symbol(struct machine *m, const unsigned char *uri, const unsigned char *local);

// Behind a start tag: a choice of AFTERs, each an element's content and what may follow it; an AFTER;
// or notAllowed.
const struct pattern *derive_open(struct machine *m, const struct pattern *p, symbol name);

// Behind the start tag of an element without attributes: derive_close of derive_open.
const struct pattern *derive_enter(struct machine *m, const struct pattern *p, symbol name);

// Behind an attribute: likewise, AFTERs of what the value must be and what may follow.
const struct pattern *derive_attribute(struct machine *m, const struct pattern *p, symbol name);

// Behind the last attribute of a start tag, once the value is known: AFTERs whose right is closed.
const struct pattern *derive_last_attribute(struct machine *m, const struct pattern *p,
                                            symbol name);

// Behind the last attribute.
const struct pattern *derive_close(struct machine *m, const struct pattern *p);

// Behind the last attribute, as if those that are missing were there.
const struct pattern *derive_stripped(struct machine *m, const struct pattern *p);

// Behind text that stands among elements.
const struct pattern *derive_text(struct machine *m, const struct pattern *p);

// Behind an end tag, where p is an AFTER or a choice of them.
const struct pattern *derive_end(struct machine *m, const struct pattern *p);

// Behind an end tag, as if the element were complete; behind an attribute, as if its value were right.
const struct pattern *derive_rights(struct machine *m, const struct pattern *p);

// Whether `value` is all that the content or value `p` may be. `context` for prefixes, or NULL.
bool machine_matches(struct machine *m, const struct pattern *p, struct str value,
                     const struct datatype_context *context);

// What may follow, of AFTERs whose left the value is.
const struct pattern *derive_value(struct machine *m, const struct pattern *p, struct str value,
                                   const struct datatype_context *context);

// Whether the machine should forget; machine_forget does, and makes the n live patterns anew.
bool machine_is_full(const struct machine *m);
bool machine_forget(struct machine *m, const struct pattern **live, size_t n);

#endif
