// say.h: what is wrong with a document by its schema, in words for a scholar
//
// Each function tells one mistake. `state` is what could have come where the mistake stands.

#ifndef STENOGRAM_SAY_H
#define STENOGRAM_SAY_H

#include "relaxng/run.h"

// An element that is not allowed where it stands. `meant` is the name that it probably should have, or 0.
void say_element(struct follower *f, const struct xml_element *e, symbol name, symbol meant,
                 const struct pattern *state);

// The element that people who write this name probably mean, see habits.h; 0: it is no such name.
symbol say_habit(struct follower *f, const struct xml_element *e);

// An element that is missing before another, or at the end of the open one (e NULL).
void say_missing(struct follower *f, symbol missing, const unsigned char *before, size_t at);
void say_incomplete(struct follower *f, const struct pattern *state, size_t at);

// An element that should have come before another, which came first.
void say_order(struct follower *f, symbol late, const unsigned char *before, size_t at);

// An attribute that is not allowed, unless it was `told` already. `begun` is the element before its
// attributes. Gives the one that was probably meant, or 0.
symbol say_attribute(struct follower *f, const struct xml_element *e, size_t which,
                     const struct pattern *begun, const struct pattern *state, bool told);
void say_value(struct follower *f, const struct xml_element *e, size_t which,
               const struct pattern *values);
void say_attributes_missing(struct follower *f, const struct xml_element *e,
                            const struct pattern *state);

// Text where none is allowed; the text of an element that is no value of its type.
void say_text(struct follower *f, const struct pattern *state, size_t at);
void say_content(struct follower *f, const struct pattern *state, struct str value, size_t at);

// A document that cannot be followed any further.
void say_beyond(struct follower *f, size_t at);

// An id that another attribute has, one that none has.
void say_id_twice(struct follower *f, struct str id, size_t at, size_t first);
void say_idref(struct follower *f, struct str id, size_t at);

#endif
