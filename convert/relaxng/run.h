// run.h: a document that is being followed, as follow.c and those who explain mistakes share it

#ifndef STENOGRAM_RUN_H
#define STENOGRAM_RUN_H

#include "core/idtable.h"
#include "relaxng/expect.h"
#include "relaxng/follow.h"

// An element that is open.
struct frame {
	const struct pattern *rest;          // of its parent, behind it; NULL: inside the state
	const struct pattern *begun;         // its content from the beginning, attributes behind it
	const unsigned char *local, *prefix; // as written
	symbol name;
	const unsigned char *last_local; // its last child; NULL: none yet
	symbol last_name;
	size_t at;      // of its start tag
	size_t counts;  // where its children are counted
	uint32_t index; // among its siblings of the same name, from 1
	bool has_children;
	bool is_free;   // nothing is known of it: all is allowed
	bool text_told; // that text is not allowed in it
	bool excused;   // something stands in it that should not
	// An element was missing and taken to be there; if it comes later, it was in the wrong place.
	symbol missing;
	size_t missing_at; // before what
	const unsigned char *missing_before;
	bool has_missing;
};

// How many children of a name an open element has.
struct count {
	const unsigned char *local;
	uint32_t n;
};

struct follower {
	struct machine *machine;
	struct xml_text *text;
	struct follow_listener listener;
	const struct pattern *state;
	struct {
		struct frame *items;
		size_t n, cap;
	} frames;
	struct {
		struct count *items;
		size_t n, cap;
	} counts;
	struct lore lore;
	uint32_t *used;   // of each symbol, how many elements and attributes had it
	struct buf value; // text of an element whose value matters
	size_t value_at;
	bool value_blank;
	struct {
		struct in_scope *items; // namespaces that were declared
		size_t n, cap;
	} scopes;
	// A namespace that is taken for another, which the document should have.
	bool has_alias;
	const unsigned char *alias_from;
	struct str alias_to;
	struct idtable ids;
	struct {
		struct idref *items;
		size_t n, cap;
	} idrefs;
	bool failed;
	bool beyond; // a limit was reached
};

struct in_scope {
	const unsigned char *prefix, *uri;
	size_t depth;
};

struct idref {
	uint32_t id;
	size_t at;
};

static inline struct frame *run_top(struct follower *f)
{
	return f->frames.n ? &f->frames.items[f->frames.n - 1] : NULL;
}

#endif
