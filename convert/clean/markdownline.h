// markdownline.h: what the signs of Markdown inside a line mean

#ifndef STENOGRAM_MARKDOWNLINE_H
#define STENOGRAM_MARKDOWNLINE_H

#include "clean/layout.h"

struct markdown_link {
	struct str name, target; // borrowed from the text
};

struct markdown {
	struct layout layout;
	struct str rest; // of the text, behind the line at hand
	bool comment;    // inside <!-- over several lines
	char open;       // the sign of emphasis that goes on in the next line, or 0
	size_t open_n;   // how often it stands
	struct {
		struct markdown_link *items;
		size_t n, cap;
	} links; // "[name]: target", sorted by names
};

// Puts the text of a line, or the rest of one.
void markdown_put_line(struct markdown *m, struct str s);

// How often `c` stands in turn at `at`.
size_t markdown_run(struct str s, size_t at, char c);

// The next sign at or behind `at`, or s.n. "!" makes something before "[" alone: where that would do,
// it is passed over.
size_t markdown_next_sign(struct str s, size_t at, bool exclamations);

// Whether emphasis may go on in such a line: it begins no block.
bool markdown_is_plain(struct str line);

// ---- markdownlink.c

// Finds the links that are defined in m->rest. False when memory ran out.
bool markdown_find_links(struct markdown *m);

// Takes "[name]: target" for links by name. False when it is none.
bool markdown_definition(struct str line, struct markdown_link *link);

// The text in the brackets at `at`. Returns the place behind them, 0 when they do not close.
size_t markdown_brackets(struct str s, size_t at, struct str *text);

// "[text][name]", "[name][]" or "[name]" at `at`, if the name is defined somewhere. Returns the place
// behind it, or 0.
size_t markdown_named_link(const struct markdown *m, struct str s, size_t at, struct str *text,
                           struct str *target);

#endif
