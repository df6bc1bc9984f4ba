// derive.h: what may follow after each event of a document
//
// James Clark, "An algorithm for RELAX NG validation" (2002), with three changes. What follows a pattern
// after an event is looked up in a table and derived only the first time, so that a document costs a
// look-up an event: an automaton that is built while it runs. The table knows an attribute by its name
// alone, its value is tried apart. And AFTER patterns are taken apart where they can be: see follow.h.

#ifndef STENOGRAM_DERIVE_H
#define STENOGRAM_DERIVE_H

#include "relaxng/machine.h"

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

#endif
