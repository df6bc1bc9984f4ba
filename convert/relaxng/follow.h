// follow.h: follows one document through a schema
//
// Memory does not grow with the document but with its depth (ids aside). Of an element that is open, the
// pattern of its parent is kept as it will be behind it, wherever there is only one such pattern; where
// the schema leaves open which element it is, that is kept inside the pattern (AFTER).
//
// After a mistake the document is followed as if it had been right, so that one mistake is told once.

#ifndef STENOGRAM_FOLLOW_H
#define STENOGRAM_FOLLOW_H

#include "core/xml.h"
#include "relaxng/derive.h"

struct follower;

// Gets each mistake when it is found, which may be behind others that stand further on.
struct follow_listener {
	void (*tell)(void *context, const struct xml_fault *fault);
	void *context;
	bool verbose; // wants all that was expected, and what the schema says of an element
};

// Begins a document. The machine is used by this document alone until follower_free; names of events are
// interned in `dict`. NULL: no memory.
struct follower *follower_new(struct machine *m, struct xml_text *text, struct _xmlDict *dict,
                              const struct follow_listener *listener);

// The events of xml.h. False: memory ran out, or the document is beyond a limit, which was told as
// fatal; see follower_is_beyond.
bool follow_start(struct follower *f, const struct xml_element *element);
bool follow_text(struct follower *f, struct str text, size_t at);
bool follow_end(struct follower *f, size_t at);

// Behind the last event of a complete document: what must be known of all of it (IDREF).
bool follow_finish(struct follower *f);

bool follower_is_beyond(const struct follower *f);

void follower_free(struct follower *f);

#endif
