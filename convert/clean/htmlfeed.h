// htmlfeed.h: the source of a page in pieces that libxml2's parser can take
//
// Left out is what it would take for text or for minutes: conditions of Word ("<![if …]>") and the
// attributes of tags that are longer than any author's; its time grows with the square of their
// number.

#ifndef STENOGRAM_HTMLFEED_H
#define STENOGRAM_HTMLFEED_H

#include "core/str.h"

struct html_feed {
	struct str rest;
	bool closes;   // the next piece is the end of a tag whose attributes were left out
	bool unquoted; // quotation marks of attributes do not pair: they are not looked at
};

// The next piece, at most 1 MiB; empty at the end of the page.
struct str html_feed_next(struct html_feed *feed);

#endif
