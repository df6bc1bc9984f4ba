// phrase.h: lists of names and values as phrases: "<p>, <l>, <stage> or 34 more"

#ifndef STENOGRAM_PHRASE_H
#define STENOGRAM_PHRASE_H

#include "relaxng/run.h"

// How a name is written.
enum name_form { AS_ELEMENT, AS_ATTRIBUTE };

void phrase_name(struct follower *f, struct buf *out, symbol name, enum name_form form);

// The names, those first that the document has most of; all when the listener wants all.
void phrase_names(struct follower *f, struct buf *out, struct expected *names, enum name_form form,
                  const char *last);

// The values that a pattern has written out, and what else it takes; nothing when there is nothing to tell.
void phrase_values(struct follower *f, struct buf *out, const struct pattern *p, struct str found);

// Where the document is: "TEI/text/body/div[3]/sp[12]".
void phrase_path(struct follower *f, struct buf *out);

// The beginning of a value, on one line.
void phrase_quote(struct buf *out, struct str value);

#endif
